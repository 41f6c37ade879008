"""The sky of the kite: drifting clouds, a stream of wind to stay in, and the kite with its tail."""

import math
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from game.drawing import Box, Colour, Disc, Drawing, Path, Shape, Sprite

TOP, BOTTOM = 0.98, 0.1
_HALF_WIDTH = 1.3
KITE_X = -0.35
_SIZE = 0.26
SEEN_AHEAD_S = 6.0
"""How long the wind takes from the right edge to the kite."""
_CLOUDS = ((-0.8, 0.82, 1.0), (0.15, 0.72, 0.7), (0.9, 0.84, 0.85), (0.6, 0.22, 0.6))
_STEP = 0.065
_BOW = 0.024
_PX = 128


def height_of(place: float) -> float:
    """Return where in the picture a place between -1 and 1 lies."""
    return (TOP + BOTTOM) / 2.0 + 0.42 * (TOP - BOTTOM) * place


def width_of(share: float) -> float:
    """Return how wide in the picture a stream of so much of the sky's height is."""
    return 0.84 * (TOP - BOTTOM) * share


def kite_picture(
    *, place: float, speed: float, wind: Callable[[float], float], share: float, inside: bool,
    now_s: float,
) -> Drawing:  # fmt: skip
    """Return the picture.

    Args:
        place: How high the kite is, -1 to 1.
        speed: How fast it climbs, a second.
        wind: Where the middle of the stream is, so many seconds ahead.
        share: How wide the stream is, as a share of the sky.
        inside: Whether the kite is in it.
        now_s: Moves clouds and tail.
    """
    middle = (TOP + BOTTOM) / 2.0
    shapes: list[Shape] = [
        Box((0.0, middle), 2 * _HALF_WIDTH, TOP - BOTTOM, "sky", corner=0.08, opacity=0.95)
    ]
    for x, y, size in _CLOUDS:
        span = 2 * _HALF_WIDTH - 0.5
        drift = math.fmod(x - 0.02 * now_s + 40 * span, span) - span / 2
        shapes += [
            Disc((drift - 0.09 * size, y - 0.01), 0.07 * size, "white", 0.5),
            Disc((drift, y + 0.02), 0.09 * size, "white", 0.5),
            Disc((drift + 0.10 * size, y - 0.01), 0.065 * size, "white", 0.5),
        ]
    shapes += _stream(wind, share, inside)
    y = height_of(place)
    shapes += _tail(y, now_s)
    turn_rad = 0.5 * math.atan(2.0 * speed) + 0.05 * math.sin(1.3 * now_s)
    shapes.append(Sprite((KITE_X, y), _SIZE, _SIZE, kite_rgba(), turn_rad, "kite"))
    return tuple(shapes)


def _stream(wind: Callable[[float], float], share: float, inside: bool) -> list[Shape]:
    """Return the wind as a wide soft band, with thin lines that show which way it goes."""
    width = width_of(share)
    edge = _HALF_WIDTH - _STEP
    count = int(2 * edge / _STEP) + 1
    xs = [-edge + 2 * edge * i / (count - 1) for i in range(count)]
    ahead = [(x - KITE_X) / (_HALF_WIDTH - KITE_X) * SEEN_AHEAD_S for x in xs]
    middle = [height_of(wind(s)) for s in ahead]
    band = tuple(zip(xs, middle, strict=True))
    # Upright strips side by side: they don't overlap, and are as high as what counts as inside.
    shapes: list[Shape] = [
        Box((x, y), 2 * edge / (count - 1), width, "white", opacity=0.6 if inside else 0.4)
        for x, y in band
    ]
    for off in (-0.5, 0.5):
        line = tuple((x, y + off * width) for x, y in band)
        shapes.append(Path(line, 0.012, "lake", 0.55 if inside else 0.3))
    return shapes


def _tail(y: float, now_s: float) -> list[Shape]:
    start = (KITE_X - 0.05, y - 0.42 * _SIZE)
    heights = (start[1] - 0.035 * i + 0.02 * math.sin(0.9 * i - 2.0 * now_s) for i in range(9))
    # Of a low kite it trails along the sky's lower edge: below that is the limb.
    places = tuple(
        (start[0] - 0.05 * i, max(BOTTOM + _BOW, high)) for i, high in enumerate(heights)
    )
    shapes: list[Shape] = [Path(places, 0.012, "soft_ink", 0.9)]
    bows: tuple[tuple[int, Colour], ...] = ((3, "amber"), (5, "rose"), (7, "plum"))
    shapes += [Disc(places[i], _BOW, colour) for i, colour in bows]
    return shapes


@cache
def kite_rgba() -> NDArray[np.uint8]:
    """Return the kite: a diamond of four fields with soft edges."""
    yy, xx = np.mgrid[0:_PX, 0:_PX]
    x = (xx + 0.5) / _PX * 2.0 - 1.0
    y = 1.0 - (yy + 0.5) / _PX * 2.0
    # A kite is taller below its cross than above it.
    cross = 0.3
    span = np.where(y > cross, (1.0 - y) / (1.0 - cross), (y + 1.0) / (1.0 + cross))
    inside = np.clip((0.78 * span - np.abs(x)) * _PX / 3.0, 0.0, 1.0)
    fields = np.array([(196, 104, 96), (226, 168, 62), (250, 248, 243), (20, 84, 104)])
    which = np.where(y > cross, np.where(x < 0, 0, 1), np.where(x < 0, 2, 0))
    which = np.where((y <= cross) & (x < 0), 1, which)
    rgb = fields[which].astype(float)
    spar = (np.abs(x) < 0.02) | (np.abs(y - cross) < 0.02)
    rgb[spar] = (74, 84, 92)
    picture = np.dstack((rgb, 255.0 * inside))
    return np.ascontiguousarray(picture.round().astype(np.uint8))
