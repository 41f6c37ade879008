"""A display that shows nothing: for sessions played faster than time, where nobody looks."""

from collections.abc import Sequence
from functools import lru_cache

from game.display.limb_picture import LimbPicture, Painted, blank_picture
from game.frame import Frame
from game.input.event import InputEvent
from game.layout.layout import Layout, lay_out
from game.screen import Screen
from game.timing.clock import SessionClock
from sensors.pose import Side

# Near enough to a common sans-serif for laying out what nobody reads.
_WIDTH_PER_LETTER = 0.52
_HEIGHT_PER_LINE = 1.2


@lru_cache(maxsize=4096)
def rough_measure(text: str, size_px: int) -> tuple[int, int]:
    """Return about how large a line of text would be."""
    return round(len(text) * size_px * _WIDTH_PER_LETTER), round(size_px * _HEIGHT_PER_LINE)


class BlankDisplay:
    """Lays out every screen as a window would, and draws none of it."""

    def __init__(
        self,
        clock: SessionClock,
        usable_hand: Side,
        *,
        size_px: tuple[int, int] = (1280, 720),
    ) -> None:
        self._clock = clock
        self._hand: Side = usable_hand
        self._size_px = size_px
        self._screen: Screen | None = None
        self.layout: Layout | None = None
        self.pending: list[InputEvent] = []
        """What the next `poll` returns."""

    def poll(self) -> Sequence[InputEvent]:
        """Return what was put into `pending` since the last call."""
        events, self.pending = self.pending, []
        return events

    def warm(self, frame: Frame) -> None:
        """Do nothing."""

    def draw(self, frame: Frame, focus: int | None) -> None:
        """Lay the frame's screen out."""
        if frame.screen is not self._screen:
            self._screen = frame.screen
            self.layout = lay_out(frame.screen, self._size_px, self._hand, rough_measure)

    def paint(self, wanted: LimbPicture, size_px: int) -> Painted:
        """Return a picture with nothing on it."""
        return blank_picture(size_px)

    def lower_quality(self) -> str | None:
        """Do nothing: nothing is drawn."""
        return None

    def flip(self) -> float:
        """Return the time."""
        return self._clock()
