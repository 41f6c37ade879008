"""An outline of the body, front and back, cut into named regions: our own geometry, no sex, no age.

Units: the height of the body is 1, y grows upwards from the soles (0), and x from the body's middle
line towards **the patient's left**. On the picture of the front the patient's left is at the
viewer's right, on the picture of the back at the viewer's left: `on_page` does that once, for
whoever draws. The palms face forwards; hands and feet are drawn larger than life, because that is
where phantom pain mostly is. Names of regions never change their meaning; logs and charts hold
them.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeAlias, TypeVar

from sessions.answer import RegionId

View: TypeAlias = Literal["front", "back"]
Side: TypeAlias = Literal["left", "right"]
Point: TypeAlias = tuple[float, float]
Station: TypeAlias = tuple[float, float, float]
Values = TypeVar("Values", tuple[float, float], tuple[float, float, float])

VIEWS: tuple[View, View] = ("front", "back")
HALF_WIDTH = 0.36
"""Nothing of the body lies further from its middle line."""
_SMOOTH = 4
"""Steps between two stations of a limb."""
_LEGS_BELOW = 0.2


@dataclass(frozen=True, slots=True)
class Region:
    """One named area of the skin, or of what is felt where skin was."""

    id: RegionId
    view: View
    side: Side | None
    """None where it lies on the middle line."""
    part: str
    """Which part of the body, e.g. ``hand``; the same on both sides and views."""
    polygon: tuple[Point, ...]
    """Corners in the body's own units, closed by itself."""

    @property
    def on_page(self) -> tuple[Point, ...]:
        """Return the corners as the picture shows them, x to the viewer's right, y upwards."""
        return tuple(on_page(self.view, place) for place in self.polygon)

    @property
    def svg_points(self) -> str:
        """Return the corners for an SVG polygon whose view box is -360 -1000 720 1000."""
        return " ".join(f"{1000 * x:.0f},{-1000 * y:.0f}" for x, y in self.on_page)

    def name_in(self, language: str) -> str:
        """Return its name with the patient's own side, e.g. ``left hand, palm side``."""
        return _name(self, language if language in _SIDES else "en")


def on_page(view: View, place: Point) -> Point:
    """Turn a place on the body into one on the picture, or back: it is its own inverse."""
    return (place[0] if view == "front" else -place[0], place[1])


@cache
def regions() -> Mapping[RegionId, Region]:
    """Return every region by its id: the front first, from the head to the toes."""
    made = {region.id: region for view in VIEWS for region in _regions_of(view)}
    return MappingProxyType(made)


def regions_of(view: View) -> tuple[Region, ...]:
    """Return the regions of one view."""
    return tuple(region for region in regions().values() if region.view == view)


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


def _regions_of(view: View) -> Iterator[Region]:
    yield _region(
        view,
        None,
        "neck",
        (
            (0.031, 0.872),
            (0.031, 0.850),
            (0.037, 0.837),
            (-0.037, 0.837),
            (-0.031, 0.850),
            (-0.031, 0.872),
        ),
    )
    yield _region(view, None, "head", _ellipse(_HEAD_MIDDLE, _HEAD_RADII))
    for part, (first, last) in _TRUNK_PARTS[view].items():
        for side in ("left", "right"):
            yield _sided(view, side, part, _half_trunk(first, last))
    for part, (first, last) in _ARM_PARTS.items():
        for side in ("left", "right"):
            yield _sided(view, side, part, _strip(_ARM, first, last))
    for part, (begins, direction, length, half_width) in _FINGERS.items():
        for side in ("left", "right"):
            yield _sided(view, side, part, _finger(begins, direction, length, half_width))
    for part, (first, last) in _LEG_PARTS.items():
        for side in ("left", "right"):
            yield _sided(view, side, part, _strip(_LEG, first, last))
    for side in ("left", "right"):
        yield _sided(view, side, "toes", _toes())


def _region(view: View, side: Side | None, part: str, polygon: tuple[Point, ...]) -> Region:
    name = part if side is None else f"{side}_{part}"
    rounded = tuple((round(x, 4), round(y, 4)) for x, y in polygon)
    return Region(f"{view}_{name}", view, side, part, rounded)


def _sided(view: View, side: str, part: str, left: tuple[Point, ...]) -> Region:
    """Return a region given on the patient's left, for either side."""
    if side == "left":
        return _region(view, "left", part, left)
    return _region(view, "right", part, tuple((-x, y) for x, y in left))


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


_SIDES = {
    "en": {"left": "left", "right": "right"},
    "fr": {"left": "gauche", "right": "droite"},
}
_PARTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "head": "head",
        "neck": "neck",
        "chest": "chest",
        "belly": "belly",
        "groin": "groin and hip",
        "upper_back": "upper back",
        "lower_back": "lower back",
        "buttock": "buttock",
        "shoulder": "shoulder",
        "upper_arm": "upper arm",
        "elbow": "elbow",
        "forearm": "forearm",
        "wrist": "wrist",
        "hand": "hand",
        "thumb": "thumb",
        "index_finger": "index finger",
        "middle_finger": "middle finger",
        "ring_finger": "ring finger",
        "little_finger": "little finger",
        "thigh": "thigh",
        "knee": "knee",
        "lower_leg": "lower leg",
        "ankle": "ankle",
        "foot": "foot",
        "toes": "toes",
    },
    "fr": {
        "head": "tête",
        "neck": "cou",
        "chest": "poitrine, côté {side}",
        "belly": "ventre, côté {side}",
        "groin": "aine et hanche, côté {side}",
        "upper_back": "haut du dos, côté {side}",
        "lower_back": "bas du dos, côté {side}",
        "buttock": "fesse {side}",
        "shoulder": "épaule {side}",
        "upper_arm": "bras, côté {side}",
        "elbow": "coude {side_m}",
        "forearm": "avant-bras {side_m}",
        "wrist": "poignet {side_m}",
        "hand": "main {side}",
        "thumb": "pouce {side_m}",
        "index_finger": "index {side_m}",
        "middle_finger": "majeur {side_m}",
        "ring_finger": "annulaire {side_m}",
        "little_finger": "petit doigt {side_m}",
        "thigh": "cuisse {side}",
        "knee": "genou {side_m}",
        "lower_leg": "jambe {side}",
        "ankle": "cheville {side}",
        "foot": "pied {side_m}",
        "toes": "orteils, pied {side_m}",
    },
}
_VIEWS = {
    "en": {"front": "front", "back": "back"},
    "fr": {"front": "devant", "back": "derrière"},
}
_HAND_VIEWS = {
    "en": {"front": "palm side", "back": "back of the hand"},
    "fr": {"front": "côté paume", "back": "dos de la main"},
}
_ONE_VIEW = frozenset({"chest", "belly", "groin", "upper_back", "lower_back", "buttock"})


def _name(region: Region, language: str) -> str:
    part = _PARTS[language][region.part]
    if region.side is not None:
        side = _SIDES[language][region.side]
        if language == "fr":
            # French sides agree with their noun: "main droite", but "coude droit".
            part = part.format(side=side, side_m="droit" if region.side == "right" else side)
            if "côté" in part:
                part = part.replace("côté droite", "côté droit")
        else:
            part = f"{side} {part}"
    if region.part in _ONE_VIEW:
        return part
    views = _HAND_VIEWS if region.part in {"hand", *_FINGERS} else _VIEWS
    return f"{part}, {views[language][region.view]}"
