"""Where each word and button of a screen goes: plain arithmetic, so it is tested with no window.

A layout is plates (rounded rectangles), lines of text on them, and targets that can be pressed. A
`page` is centred over a calm background. A `strip` keeps `limb_area` free: its words are above the
limb and its buttons in a column on the side of the usable hand, the one that covers the limb first.
Everything grows with the window. Where a text does not fit, the letters shrink by steps; the very
last resort is an ellipsis.
"""

from game.layout.beside import lay_out_beside
from game.layout.page import lay_out_page
from game.layout.shapes import (
    COVER_BUTTON,
    Choice,
    Layout,
    Line,
    LineRole,
    Plate,
    PlateRole,
    Rect,
    Target,
    limb_area,
    scale_of,
)
from game.layout.strip import lay_out_strip
from game.layout.wrapping import Measure
from game.screen import Screen
from sensors.pose import Side

__all__ = [
    "COVER_BUTTON",
    "Choice",
    "Layout",
    "Line",
    "LineRole",
    "Plate",
    "PlateRole",
    "Rect",
    "Target",
    "hit",
    "lay_out",
    "limb_area",
    "scale_of",
]


def lay_out(
    screen: Screen, size_px: tuple[int, int], usable_hand: Side, measure: Measure
) -> Layout:
    """Return the layout of a screen for a window of this width and height.

    Args:
        screen: What to say and offer.
        size_px: Width and height of the window, 800 x 600 or more.
        usable_hand: Where the buttons stand beside something, they are on this side.
        measure: Gives the width and height of a line of text at a font size.
    """
    if screen.layout == "page" and screen.canvas and screen.beside:
        return lay_out_beside(screen, size_px, usable_hand, measure)
    if screen.layout == "page":
        return lay_out_page(screen, size_px, measure)
    return lay_out_strip(screen, size_px, usable_hand, measure)


def hit(layout: Layout, x_px: float, y_px: float) -> Choice | None:
    """Return the button or scale value at a point, or None."""
    for target in layout.targets:
        if target.rect.contains(x_px, y_px):
            return target.choice
    return None
