"""The outline of a body, by eye after an adult of eight heads: middle lines, widths, and polygons.

Units as in `sessions.body.body_map`. Everything is on the patient's left, or on the middle line.
"""

import math
from collections.abc import Iterator
from typing import Literal, TypeAlias, TypeVar

Point: TypeAlias = tuple[float, float]
Station: TypeAlias = tuple[float, float, float]
Values = TypeVar("Values", tuple[float, float], tuple[float, float, float])

_SMOOTH = 4
"""Steps between two stations of a limb."""
_LEGS_BELOW = 0.2

# Stations along a limb: x and y of its middle line, and its half width. Parts are cut between the
# stations named. Proportions by eye after an adult of eight heads, hands and feet enlarged.
_ARM: tuple[Station, ...] = (
    (0.092, 0.806, 0.026),
    (0.122, 0.786, 0.036),
    (0.146, 0.735, 0.035),
    (0.166, 0.680, 0.031),
    (0.180, 0.640, 0.028),
    (0.190, 0.612, 0.028),
    (0.206, 0.570, 0.028),
    (0.224, 0.520, 0.025),
    (0.239, 0.478, 0.020),
    (0.245, 0.460, 0.020),
    (0.252, 0.440, 0.028),
    (0.263, 0.408, 0.036),
    (0.271, 0.384, 0.033),
)
_ARM_PARTS = {
    "shoulder": (0, 2),
    "upper_arm": (2, 4),
    "elbow": (4, 6),
    "forearm": (6, 8),
    "wrist": (8, 9),
    "hand": (9, 12),
}
_LEG: tuple[Station, ...] = (
    (0.0545, 0.475, 0.0535),
    (0.0565, 0.455, 0.0535),
    (0.064, 0.400, 0.049),
    (0.069, 0.340, 0.042),
    (0.071, 0.300, 0.036),
    (0.072, 0.268, 0.034),
    (0.073, 0.235, 0.033),
    (0.076, 0.190, 0.037),
    (0.078, 0.130, 0.029),
    (0.080, 0.088, 0.022),
    (0.081, 0.066, 0.022),
    (0.086, 0.048, 0.030),
    (0.090, 0.032, 0.036),
    (0.092, 0.022, 0.037),
)
_LEG_PARTS = {
    "thigh": (1, 4),
    "knee": (4, 6),
    "lower_leg": (6, 9),
    "ankle": (9, 10),
    "foot": (10, 12),
}
# Each finger: where it begins, its direction (degrees from straight down, outwards positive), its
# length and half width.
_FINGERS = {
    "thumb": ((0.284, 0.429), 46.0, 0.068, 0.0115),
    "index_finger": ((0.2935, 0.398), 24.0, 0.086, 0.0086),
    "middle_finger": ((0.277, 0.394), 16.0, 0.092, 0.0086),
    "ring_finger": ((0.261, 0.391), 8.0, 0.084, 0.0084),
    "little_finger": ((0.2462, 0.391), -2.0, 0.065, 0.0078),
}
_TRUNK: tuple[tuple[float, float], ...] = (
    (0.838, 0.036),
    (0.822, 0.074),
    (0.785, 0.104),
    (0.720, 0.100),
    (0.660, 0.089),
    (0.620, 0.084),
    (0.570, 0.091),
    (0.520, 0.103),
    (0.480, 0.109),
    (0.455, 0.110),
)
"""Height and half width, from the neck down."""
_TRUNK_PARTS = {
    "front": {"chest": (0, 4), "belly": (4, 6), "groin": (6, 9)},
    "back": {"upper_back": (0, 4), "lower_back": (4, 6), "buttock": (6, 9)},
}
_HEAD_MIDDLE, _HEAD_RADII = (0.0, 0.925), (0.052, 0.072)
NECK: tuple[Point, ...] = (
    (0.031, 0.872),
    (0.031, 0.850),
    (0.037, 0.837),
    (-0.037, 0.837),
    (-0.031, 0.850),
    (-0.031, 0.872),
)


def head() -> tuple[Point, ...]:
    """Return the outline of the head."""
    return _ellipse(_HEAD_MIDDLE, _HEAD_RADII)


def left_parts(view: Literal["front", "back"]) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """Return each part of one side with its outline, on the patient's left, trunk to toes."""
    for part, (first, last) in _TRUNK_PARTS[view].items():
        yield part, _half_trunk(first, last)
    for part, (first, last) in _ARM_PARTS.items():
        yield part, _strip(_ARM, first, last)
    for part, (begins, direction, length, half_width) in _FINGERS.items():
        yield part, _finger(begins, direction, length, half_width)
    for part, (first, last) in _LEG_PARTS.items():
        yield part, _strip(_LEG, first, last)
    yield "toes", _toes()


def _ellipse(middle: Point, radii: Point) -> tuple[Point, ...]:
    turns = (2 * math.pi * step / 28 for step in range(28))
    return tuple(
        (middle[0] + radii[0] * math.cos(turn), middle[1] + radii[1] * math.sin(turn))
        for turn in turns
    )


def _half_trunk(first: int, last: int) -> tuple[Point, ...]:
    outer = [(half, y) for y, half in _between(_TRUNK, first, last)]
    return (*outer, (0.0, _TRUNK[last][0]), (0.0, _TRUNK[first][0]))


def _strip(stations: tuple[Station, ...], first: int, last: int) -> tuple[Point, ...]:
    """Return the outline of a limb between two stations; neighbours share their whole edge."""
    whole = _between(stations, 0, len(stations) - 1)
    edges = [_edge(whole, index) for index in range(first * _SMOOTH, last * _SMOOTH + 1)]
    return (*(outer for outer, _ in edges), *(inner for _, inner in reversed(edges)))


def _between(stations: tuple[Values, ...], first: int, last: int) -> tuple[Values, ...]:
    """Return the stations from one to another, with smooth steps between (Catmull-Rom)."""
    last_of_all = len(stations) - 1
    smooth = [stations[first]]
    for index in range(first, last):
        a, b, c, d = (stations[min(max(index + k, 0), last_of_all)] for k in (-1, 0, 1, 2))
        for step in range(1, _SMOOTH + 1):
            t = step / _SMOOTH
            smooth.append(tuple(map(_curve, a, b, c, d, [t] * len(a))))  # type: ignore[arg-type]
    return tuple(smooth)


def _curve(a: float, b: float, c: float, d: float, t: float) -> float:
    return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def _edge(stations: tuple[Station, ...], index: int) -> tuple[Point, Point]:
    """Return the outer and inner end of the cut across a limb at a station."""
    x, y, half = stations[index]
    if stations[-1][1] < _LEGS_BELOW:
        return (x + half, y), (x - half, y)  # level, to meet the trunk and the toes
    before, after = stations[max(0, index - 1)], stations[min(len(stations) - 1, index + 1)]
    along = math.hypot(after[0] - before[0], after[1] - before[1])
    across = ((before[1] - after[1]) / along, (after[0] - before[0]) / along)
    return (
        (x + half * across[0], y + half * across[1]),
        (x - half * across[0], y - half * across[1]),
    )


def _finger(begins: Point, direction: float, length: float, half_width: float) -> tuple[Point, ...]:
    """Return a finger with a round tip."""
    turn = math.radians(direction)
    along, across = (math.sin(turn), -math.cos(turn)), (math.cos(turn), math.sin(turn))
    outline: list[tuple[float, float]] = [(0.0, half_width)]
    straight = length - half_width
    for step in range(9):
        angle = math.pi / 2 - math.pi * step / 8
        outline.append(
            (straight + half_width * math.cos(angle), half_width * 0.92 * math.sin(angle))
        )
    outline.append((0.0, -half_width))
    return tuple(
        (begins[0] + a * along[0] + c * across[0], begins[1] + a * along[1] + c * across[1])
        for a, c in outline
    )


def _toes() -> tuple[Point, ...]:
    x, top_y, half = _LEG[-2]
    tip = (
        (x + half * math.cos(turn), top_y - 0.030 * math.sin(turn))
        for turn in (math.pi * step / 12 for step in range(13))
    )
    return tuple(tip)
