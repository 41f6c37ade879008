"""Session ids from a seed: what an id deals (orders, sides, pictures) is the same in each run."""

import random
from uuid import UUID


class SeededIds:
    """Call it for the next id; the same ids in the same order for each instance."""

    def __init__(self) -> None:
        self._chance = random.Random("session ids")

    def __call__(self) -> UUID:
        return UUID(int=self._chance.getrandbits(128), version=4)
