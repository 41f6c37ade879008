"""The colours of words and buttons: calm, and dark enough on light to be read by tired eyes.

Every pair that meets on the screen has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3); a test
goes through them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from game.layout.layout import LineRole, PlateRole

Rgba: TypeAlias = tuple[int, int, int, int]

PAGE: Rgba = (233, 228, 218, 255)
"""Behind a page, and behind the cover: warm paper."""
_INK: Rgba = (33, 41, 48, 255)
_SOFT_INK: Rgba = (74, 84, 92, 255)
_WHITE: Rgba = (255, 255, 255, 255)
_CREAM: Rgba = (250, 248, 243, 255)
_LAKE: Rgba = (20, 84, 104, 255)
_AMBER: Rgba = (250, 226, 172, 255)
_CLEAR: Rgba = (0, 0, 0, 0)

FOCUS_RING: Rgba = _INK
FOCUS_HALO: Rgba = _WHITE


@dataclass(frozen=True, slots=True)
class PlateColours:
    """A plate's inside and border; the border is `border_px` wide on a window 720 high."""

    fill: Rgba
    border: Rgba = _CLEAR
    border_px: float = 0.0


PLATES: Mapping[PlateRole, PlateColours] = {
    "band": PlateColours((244, 240, 232, 240)),
    "warning": PlateColours(_AMBER, (150, 104, 10, 255), 2.5),
    "button": PlateColours(_CREAM, (110, 122, 130, 255), 2.5),
    "prominent": PlateColours(_LAKE, (12, 58, 73, 255), 2.5),
    "key": PlateColours((226, 229, 230, 255), (140, 150, 156, 255), 1.5),
    "step": PlateColours(_CREAM, (110, 122, 130, 255), 2.5),
    "chosen": PlateColours(_LAKE, (12, 58, 73, 255), 5.0),
    "track": PlateColours((205, 203, 196, 255)),
    "done": PlateColours(_LAKE),
    "symbol": PlateColours(_WHITE),
}
INKS: Mapping[str, Rgba] = {
    "ink": _INK,
    "soft_ink": _SOFT_INK,
    "white": _WHITE,
    "cream": _CREAM,
    "stone": (205, 203, 196, 255),
    "lake": _LAKE,
    "sky": (146, 190, 214, 255),
    "leaf": (92, 134, 84, 255),
    "amber": (226, 168, 62, 255),
    "rose": (196, 104, 96, 255),
    "plum": (112, 74, 124, 255),
}
"""The colours of `game.drawing.Colour`; neighbours differ in brightness as well as in hue."""
LINES: Mapping[LineRole, Rgba] = {
    "title": _INK,
    "body": _INK,
    "warning": (58, 38, 4, 255),
    "button": _INK,
    "prominent": _WHITE,
    "key": _SOFT_INK,
    "step": _INK,
    "chosen": _WHITE,
}
BEHIND: Mapping[LineRole, tuple[PlateRole | None, ...]] = {
    "title": (None, "band"),
    "body": (None, "band"),
    "warning": ("warning",),
    "button": ("button",),
    "prominent": ("prominent",),
    "key": ("key",),
    "step": ("step",),
    "chosen": ("chosen",),
}
"""Which plates each kind of line can lie on; None is the page itself."""


def contrast(ink: Rgba, paper: Rgba) -> float:
    """Return WCAG's contrast ratio of two solid colours, 1 to 21."""
    lighter, darker = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def over(paint: Rgba, ground: Rgba) -> Rgba:
    """Return what a paint that is partly clear looks like on a solid ground."""
    share = paint[3] / 255
    red, green, blue = (round(share * paint[i] + (1 - share) * ground[i]) for i in range(3))
    return red, green, blue, 255


def _luminance(colour: Rgba) -> float:
    linear = (
        (c / 255) / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4
        for c in colour[:3]
    )
    return sum(
        weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )
