"""What a person did at the keyboard or mouse, free of the window library that reported it.

Key names are what is printed on the key: ``Space``, ``Enter``, ``Escape``, ``Tab``, ``Left``,
``A``, ``7``; the keypad's keys have the names of their twins. Places are pixels from the window's
upper left corner.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """A key went down; holding it makes no second one."""

    name: str
    at_s: float
    shift: bool = False


@dataclass(frozen=True, slots=True)
class KeyReleased:
    """A key came up."""

    name: str
    at_s: float


@dataclass(frozen=True, slots=True)
class MouseMoved:
    """The pointer is now here."""

    x_px: int
    y_px: int
    at_s: float


@dataclass(frozen=True, slots=True)
class MousePressed:
    """A mouse button or a finger went down here; which button makes no difference."""

    x_px: int
    y_px: int
    at_s: float


@dataclass(frozen=True, slots=True)
class MouseReleased:
    """It came up again."""

    x_px: int
    y_px: int
    at_s: float


@dataclass(frozen=True, slots=True)
class WindowResized:
    """The window has another size, width and height."""

    size_px: tuple[int, int]
    at_s: float


@dataclass(frozen=True, slots=True)
class WindowClosed:
    """The person closed the window."""

    at_s: float


InputEvent: TypeAlias = (
    KeyPressed
    | KeyReleased
    | MouseMoved
    | MousePressed
    | MouseReleased
    | WindowResized
    | WindowClosed
)
