"""Words and buttons laid over the limb, as a value: what to say and offer, never how to draw it.

A scene builds a `Screen` only when something on it changes; the renderer keeps what it has drawn
for as long as it is handed the same object.
"""

from dataclasses import dataclass
from typing import Literal

from game.input.command import Wish


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press, by mouse, by its key, or by moving the focus to it and pressing Enter."""

    text: str
    wish: Wish
    value: int | None = None
    key: str = ""
    """The key's name as printed on the button, e.g. ``Space``; empty where it has none."""
    prominent: bool = False
    chosen: bool = False
    """Whether it is marked, where several can be."""


@dataclass(frozen=True, slots=True)
class RatingScale:
    """A row of large buttons, 0 to 10 unless said otherwise, none chosen beforehand."""

    low_text: str
    high_text: str
    chosen: int | None = None
    least: int = 0
    most: int = 10


@dataclass(frozen=True, slots=True)
class Screen:
    """One page (`page`: over a calm background) or one strip of words over the limb (`strip`)."""

    layout: Literal["page", "strip"]
    title: str = ""
    lines: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    scale: RatingScale | None = None
    progress: float | None = None
    """Share of the session or block that is done, 0 to 1; None shows no bar."""
    warning: str = ""
    """A sentence that must be seen (tracking lost, latency too high)."""
    picture: bool = False
    """Whether the camera picture belongs on this page."""
    canvas: bool = False
    """Whether a page keeps room for the frame's drawing; a strip always has, over the limb."""
    beside: bool = False
    """Whether the buttons of a page with a canvas stand beside it, so that it can be tall."""
    tall: bool = False
    """Whether the buttons of a strip take the whole height, with the words beside them: for many
    buttons."""
