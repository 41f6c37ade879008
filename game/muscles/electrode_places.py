"""Pictures of where electrodes go: our own limb, for the set-up page of a muscle sensor.

They are taken by ``.ci/take_electrode_pictures.py`` of a left arm, and mirrored for a right one.
"""

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from game.drawing import Drawing, Label, Shape, Sprite
from game.language import tr
from sensors.pose import Side

_FILE = "electrode_places.npz"
_HEIGHT, _APART, _UP = 1.62, 0.28, 0.16
_WORDS_DOWN, _WORDS_HIGH = 0.13, 0.13


def electrode_places(side: Side) -> Drawing:
    """Return the four pictures in a row, each with its words below.

    Args:
        side: Which arm is shown.
    """
    words = {
        "ring": tr("Armband"),
        "flexors": tr("Closes the hand"),
        "extensors": tr("Opens the hand"),
        "residual": tr("Residual limb"),
    }
    pictures = _pictures(side)
    widths = [_HEIGHT * p.shape[1] / p.shape[0] for p in pictures.values()]
    x = -(sum(widths) + _APART * (len(widths) - 1)) / 2
    shapes: list[Shape] = []
    for (name, rgba), width in zip(pictures.items(), widths, strict=True):
        at = (x + width / 2, _UP)
        shapes.append(Sprite(at, width, _HEIGHT, rgba, name=name))
        below = (at[0], _UP - _HEIGHT / 2 - _WORDS_DOWN)
        shapes.append(Label(below, words[name], _WORDS_HIGH))
        x += width + _APART
    return tuple(shapes)


@cache
def _pictures(side: Side) -> dict[str, NDArray[np.uint8]]:
    """Read them once: a sprite is sent to the card again only if its array is another."""
    with (files("assets") / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        found = {name: kept[name] for name in ("ring", "flexors", "extensors", "residual")}
    return {name: _opaque(rgb if side == "left" else rgb[:, ::-1]) for name, rgb in found.items()}


def _opaque(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)]))
