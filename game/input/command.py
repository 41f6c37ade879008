"""What a person can ask for, whatever key or button they used; scenes never see raw input."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeAlias


class Wish(Enum):
    """The kinds of command."""

    NEXT = "next"
    """Go on; confirm what is chosen."""
    SKIP = "skip"
    """Leave this question or block out."""
    COVER = "cover"
    """Cover the limb at once and pause. The one large key."""
    RESUME = "resume"
    """Uncover and go on."""
    END = "end"
    """Cover the limb at once and end the session kindly."""
    CHOOSE = "choose"
    """Pick a value: `value` says which."""
    HURTS = "hurts"
    """Say that it hurts more: pause and ask."""
    WRONG = "wrong"
    """Say that something else is wrong, such as dizziness: pause and ask what."""
    POINT = "point"
    """Press on the canvas: `place` says where."""
    DRAG = "drag"
    """Move on the canvas while pressing."""
    LET_GO = "let_go"
    """Stop pressing."""
    RECENTRE = "recentre"
    """Take the limb as hanging straight down: mends motion sensors that have drifted."""
    SLOWER = "slower"
    FASTER = "faster"


Source: TypeAlias = Literal["key", "button", "simulated"]
"""What was pressed, or that nobody real pressed it."""


@dataclass(frozen=True, slots=True)
class Command:
    """One wish, stamped when the key went down."""

    wish: Wish
    at_s: float
    value: int | None = None
    source: Source = "key"
    place: tuple[float, float] | None = None
    """Where on the canvas, in its units (see `game.drawing`); only for what points."""
