"""Session ids that count up: what an id deals (orders, sides, pictures) is the same in each run."""

from itertools import count
from uuid import UUID


class NumberedIds:
    """Call it for the next id; the same ids in the same order for each instance."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def __call__(self) -> UUID:
        return UUID(int=next(self._numbers), version=4)
