"""What a layout is made of: rectangles, plates, lines of text, and targets to press."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.input.command import Wish
from game.screen import Button
from sensors.pose import Side

Choice: TypeAlias = Button | int
"""A button, or a value of the rating scale."""

PlateRole: TypeAlias = Literal[
    "band", "warning", "button", "prominent", "key", "step", "chosen", "track", "done", "symbol"
]
LineRole: TypeAlias = Literal[
    "title", "body", "warning", "button", "prominent", "key", "step", "chosen"
]

# Added to a strip that offers no way to cover the limb: there must always be one on the screen.
COVER_BUTTON = Button(text="", wish=Wish.COVER, key="Space", prominent=True)

# Shares of the window: the buttons' column, the margin opposite, and the words above.
_COLUMN, _MARGIN, _LIMB_TOP = 0.20, 0.02, 0.29


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle of whole pixels; y grows downwards."""

    x_px: int
    y_px: int
    width_px: int
    height_px: int

    @property
    def right_px(self) -> int:
        """The first column to the right of it."""
        return self.x_px + self.width_px

    @property
    def bottom_px(self) -> int:
        """The first row below it."""
        return self.y_px + self.height_px

    @property
    def unit_px(self) -> float:
        """Pixels of one canvas unit: half of the shorter side (see `game.drawing`)."""
        return min(self.width_px, self.height_px) / 2

    def canvas_to_px(self, place: tuple[float, float]) -> tuple[float, float]:
        """Return where a place on the canvas that fills this rectangle is in the window."""
        x, y = place
        middle_x_px, middle_y_px = self.x_px + self.width_px / 2, self.y_px + self.height_px / 2
        return middle_x_px + x * self.unit_px, middle_y_px - y * self.unit_px

    def px_to_canvas(self, x_px: float, y_px: float) -> tuple[float, float]:
        """Return which place on the canvas that fills this rectangle a point of the window is."""
        middle_x_px, middle_y_px = self.x_px + self.width_px / 2, self.y_px + self.height_px / 2
        return (x_px - middle_x_px) / self.unit_px, (middle_y_px - y_px) / self.unit_px

    def contains(self, x_px: float, y_px: float) -> bool:
        """Return whether a point is inside."""
        return self.x_px <= x_px < self.right_px and self.y_px <= y_px < self.bottom_px

    def overlaps(self, other: "Rect") -> bool:
        """Return whether the two share a pixel."""
        return (
            self.x_px < other.right_px
            and other.x_px < self.right_px
            and self.y_px < other.bottom_px
            and other.y_px < self.bottom_px
        )


@dataclass(frozen=True, slots=True)
class Plate:
    """One rounded rectangle."""

    rect: Rect
    role: PlateRole
    radius_px: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `rect` is as large as the letters need."""

    text: str
    rect: Rect
    size_px: int
    role: LineRole


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be pressed."""

    rect: Rect
    choice: Choice


@dataclass(frozen=True, slots=True)
class Layout:
    """A screen with a place for everything; later plates and lines lie on earlier ones."""

    size_px: tuple[int, int]
    plates: tuple[Plate, ...]
    lines: tuple[Line, ...]
    targets: tuple[Target, ...]
    picture: Rect | None = None
    canvas: Rect | None = None
    """Where a frame's drawing goes."""

    @property
    def focus_order(self) -> tuple[Choice, ...]:
        """What the focus visits, in order."""
        return tuple(target.choice for target in self.targets)


def limb_area(size_px: tuple[int, int], usable_hand: Side) -> Rect:
    """Return the part of the window that a strip leaves to the limb.

    Args:
        size_px: Width and height of the window.
        usable_hand: The buttons are on this side.
    """
    width_px, height_px = size_px
    left, right = (_COLUMN, _MARGIN) if usable_hand == "left" else (_MARGIN, _COLUMN)
    left_px, right_px = round(left * width_px), round((1.0 - right) * width_px)
    top_px = round(_LIMB_TOP * height_px)
    return Rect(left_px, top_px, right_px - left_px, height_px - top_px)


def scale_of(size_px: tuple[int, int]) -> float:
    """Return how much larger everything is than on a window 720 pixels high."""
    return min(size_px[1] / 720, size_px[0] / 960)
