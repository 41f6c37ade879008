"""What the program writes to its log: where something went wrong, never with what.

An exception's own words may repeat what a patient or a therapist wrote; its kind and its place are
enough to find the fault.
"""

import logging
import traceback
from types import TracebackType
from typing import TypeAlias

_Raised: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class PlainFormatter(logging.Formatter):
    """Writes frames and kinds of exceptions, and leaves their texts out."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - logging's own name
        """Return the exception's kind and its way through the program."""
        kind, error, place = ei
        if kind is None or error is None:
            return ""
        kinds = [kind.__name__]
        while (error := error.__cause__ or error.__context__) is not None:
            kinds.append(type(error).__name__)
        frames = "".join(
            f"\n  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(place)
        )
        return " after ".join(kinds) + frames
