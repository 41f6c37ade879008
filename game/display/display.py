"""What the loop needs of a display: events in, frames out."""

from collections.abc import Sequence
from typing import Protocol

from game.display.limb_picture import LimbPicture, Painted
from game.frame import Frame
from game.input.event import InputEvent
from game.layout.layout import Layout


class Display(Protocol):
    """A window with a renderer, or something that stands in for both."""

    @property
    def layout(self) -> Layout | None:
        """Where everything on the screen drawn last lies; None before the first frame."""
        ...

    def poll(self) -> Sequence[InputEvent]:
        """Return what the person did since the last call; never waits."""
        ...

    def warm(self, frame: Frame) -> None:
        """Run through the work of drawing a frame, so that the next draw finds warm caches."""
        ...

    def draw(self, frame: Frame, focus: int | None) -> None:
        """Draw a frame; it is not seen before `flip`."""
        ...

    def paint(self, wanted: LimbPicture, size_px: int) -> Painted:
        """Return a picture of the limb alone, for a sprite; what is shown stays as it is."""
        ...

    def lower_quality(self) -> str | None:
        """Draw less finely from now on; return how, or None where nothing is left to lower."""
        ...

    def flip(self) -> float:
        """Show what was drawn; return when it was shown, on the session's clock."""
        ...
