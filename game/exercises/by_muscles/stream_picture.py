"""The stream of the stepping stones: banks, stones, water in slow motion, and a frog that hops."""

import math

from game.drawing import Box, Disc, Drawing, Path, Ring, Shape

TOP, BOTTOM = 0.98, 0.13
_HALF_WIDTH = 1.3
_SPACING = 0.46
_FROG_X = -0.55
_STONE = 0.13
_RIPPLES = ((-0.9, 0.85), (0.2, 0.78), (0.8, 0.28), (-0.3, 0.2), (1.0, 0.62), (-1.1, 0.45))
_HOP_HEIGHT = 0.16
_FLOWERS = ((0.09, 0.82), (0.22, 0.62), (0.1, 0.2), (0.3, 0.3), (0.42, 0.8), (0.55, 0.5))


def _stone_y(number: int) -> float:
    """Return how high in the picture a stone lies: the way winds a little."""
    return 0.46 + 0.13 * math.sin(1.7 * number) + 0.05 * math.sin(0.6 * number)


def stream_picture(
    *, stones: int, at: float, waiting: int | None, filled: float, carried: bool, now_s: float
) -> Drawing:
    """Return the picture.

    Args:
        stones: How many stones there are; the banks lie before the first and behind the last.
        at: Where the frog is: -1 on the first bank, 0 on the first stone; between while it hops.
        waiting: Which stone it is to go to; None while it only sits.
        filled: How far the movement has been held, 0 to 1.
        carried: Whether a leaf carries it, rather than a hop.
        now_s: Moves the water.
    """
    middle = (TOP + BOTTOM) / 2.0
    shapes: list[Shape] = [
        Box((0.0, middle), 2 * _HALF_WIDTH, TOP - BOTTOM, "sky", corner=0.08, opacity=0.92),
    ]
    for x, y in _RIPPLES:
        drift = math.fmod(x + 0.05 * now_s + _HALF_WIDTH, 2 * _HALF_WIDTH - 0.3) - _HALF_WIDTH
        wave = tuple((drift + 0.06 * i, y + 0.012 * math.sin(i + 0.8 * now_s)) for i in range(5))
        shapes.append(Path(wave, 0.014, "white", 0.5))
    for number in range(-1, stones + 1):
        x = _x_of(number, at)
        if abs(x) <= _HALF_WIDTH - _STONE:
            shapes += _stone(number, x, stones, number == waiting, filled)
    shapes += _bank(_x_of(-1, at) + 0.12, left=True)
    shapes += _bank(_x_of(stones, at) - 0.12, left=False)
    shapes += _frog(at, carried=carried)
    return tuple(shapes)


def _x_of(number: int, at: float) -> float:
    return _FROG_X + (number - at) * _SPACING


def _stone(number: int, x: float, stones: int, waits: bool, filled: float) -> list[Shape]:
    if number in (-1, stones):
        return []
    y = _stone_y(number)
    shapes: list[Shape] = [
        Disc((x, y - 0.02), _STONE, "lake", 0.35),
        Disc((x, y), _STONE, "stone", rim="soft_ink"),
        Disc((x - 0.03, y + 0.035), _STONE * 0.45, "white", 0.35),
    ]
    if waits:
        shapes.append(Ring((x, y), _STONE + 0.05, 0.028, "white", 0.85))
        if filled > 0.0:
            shapes.append(Disc((x, y), _STONE * min(1.0, filled), "amber", 0.9))
    return shapes


def _bank(edge: float, *, left: bool) -> list[Shape]:
    """Return the green bank that ends at `edge`, as far as it is in the picture."""
    start, end = (-_HALF_WIDTH, edge) if left else (edge, _HALF_WIDTH)
    width = min(end, _HALF_WIDTH) - max(start, -_HALF_WIDTH)
    if width <= 0.1:
        return []
    x = (min(end, _HALF_WIDTH) + max(start, -_HALF_WIDTH)) / 2.0
    middle = (TOP + BOTTOM) / 2.0
    shapes: list[Shape] = [
        Box((x, middle), width, TOP - BOTTOM, "leaf", corner=min(0.08, width / 2))
    ]
    inwards = -1.0 if left else 1.0
    for i, (off, y) in enumerate(_FLOWERS):
        at_x = edge + inwards * off
        if abs(at_x) < _HALF_WIDTH - 0.06:
            shapes.append(Path(((at_x, y - 0.06), (at_x, y)), 0.01, "cream", 0.6))
            shapes.append(Disc((at_x, y), 0.026, "rose" if i % 2 else "cream"))
            shapes.append(Disc((at_x, y), 0.011, "amber"))
    return shapes


def _frog(at: float, *, carried: bool) -> list[Shape]:
    lower, upper = math.floor(at), math.floor(at) + 1
    share = at - lower
    y = (1.0 - share) * _stone_y(lower) + share * _stone_y(upper) + 0.05
    if not carried:
        y += _HOP_HEIGHT * math.sin(math.pi * share)
    x = _FROG_X
    shapes: list[Shape] = []
    if carried and share > 0.0:
        shapes.append(Disc((x, y - 0.06), 0.15, "lake", rim="white"))
    else:
        shapes.append(Disc((x, y - 0.05), 0.10, "ink", 0.15))
    stretch = 0.03 * math.sin(math.pi * share)
    for side in (-1.0, 1.0):
        knee = (x + side * 0.11, y - 0.035 - stretch)
        leg = ((x + side * 0.05, y - 0.02), knee, (x + side * 0.07, y - 0.075))
        # Outlined: on a bank it is green on green.
        shapes += [Path(leg, 0.055, "soft_ink"), Path(leg, 0.035, "leaf")]
    shapes += [Disc((x + side * 0.045, y + 0.075), 0.042, "soft_ink") for side in (-1.0, 1.0)]
    shapes += [
        Disc((x, y), 0.093, "soft_ink"),
        Disc((x, y), 0.085, "leaf"),
        Disc((x + 0.015, y - 0.03), 0.05, "cream", 0.6),
    ]
    for side in (-1.0, 1.0):
        eye = (x + side * 0.045, y + 0.075)
        shapes += [Disc(eye, 0.034, "leaf"), Disc(eye, 0.024, "white")]
        shapes.append(Disc((eye[0] + 0.008, eye[1]), 0.012, "ink"))
    smile = tuple((x + 0.012 * i, y + 0.012 - 0.01 * math.cos(i / 2.0)) for i in range(-3, 4))
    shapes.append(Path(smile, 0.01, "ink", 0.8))
    return shapes
