"""The modelled hand brought to the proportions of measured hands.

For its length the modelled hand is slender: palm and fingers 8 to 12 % too narrow, the wrist more
so, the little finger short as well (docs/anthropometry.md has the figures and their sources). Each
bone carries the skin around it through its own stretch; where two bones share a vertex, the place
is their mean by the skin's weights, so that the surface stays smooth and the digits keep their
directions.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from game.limb.appearance import DEFAULT_APPEARANCE, Shape
from game.limb.modelling.body_source import Points
from game.limb.modelling.recipe import Weights
from game.limb.rest_pose import HAND_AXIS_SHARE
from game.limb.rotation import Vector, unit
from game.limb.skeleton import JOINT, THUMB
from sensors.pose import FINGERS


@dataclass(frozen=True, slots=True)
class _Stretch:
    """How much longer, broader (about the hinge) and deeper a part becomes."""

    length: float
    breadth: float
    depth: float


_PALM = _Stretch(1.0, 1.13, 1.10)
_WRIST = _Stretch(1.0, 1.25, 1.20)
_THENAR = _Stretch(1.0, 1.08, 1.08)
_DIGITS = {
    "thumb": _Stretch(1.0, 1.13, 1.14),
    "index": _Stretch(1.0, 1.09, 1.06),
    "middle": _Stretch(1.0, 1.09, 1.06),
    "ring": _Stretch(1.02, 1.08, 1.07),
    "little": _Stretch(1.09, 1.17, 1.13),
}
_PALM_BY_SEX, _WRIST_BY_SEX = 0.04, 0.05
"""How much broader a man's is than a woman's, beyond what the modelled body has."""
_FOREARM_FROM, _FOREARM_TO = 0.45, 0.97
"""Between these places (0 elbow, 1 wrist) the forearm tapers to its wrist."""

Joints = dict[str, Vector]


def proportioned(
    vertices: Points,
    weights: Weights,
    heads: Mapping[str, Vector],
    tips: Mapping[str, Vector],
    shape: Shape,
) -> tuple[Points, Joints, Joints]:
    """Return vertices, joint centres and ends of the digits of a hand of measured proportions.

    Args:
        vertices: shape (n, 3), of the arm at its place.
        weights: shape (n, J), by the joints that have bones in the wheel's rig.
        heads: joint centres.
        tips: end of each digit.
        shape: says whose hand it is.
    """
    manly = shape.masculine - DEFAULT_APPEARANCE.masculine
    wrist = heads["wrist"]
    aim = (1.0 - HAND_AXIS_SHARE) * heads["middle_mcp"] + HAND_AXIS_SHARE * heads["ring_mcp"]
    along = unit(aim - wrist)
    across = heads["index_mcp"] - heads["little_mcp"]
    across = unit(across - along * (across @ along))
    palm = _Part(wrist, wrist, along, across, _broader(_PALM, _PALM_BY_SEX * manly))
    at_wrist = _broader(_WRIST, _WRIST_BY_SEX * manly)
    places = (_tapered(vertices, heads, across, at_wrist) - vertices) * weights[:, [JOINT["elbow"]]]
    new_heads, new_tips = dict(heads), dict(tips)

    def carry(joint: str, part: _Part) -> None:
        share = weights[:, [JOINT[joint]]]
        np.add(places, share * (part.of(vertices) - vertices), out=places)

    carry("wrist", palm)
    for digit, joints in {
        "thumb": THUMB,
        **{f: tuple(f"{f}_{j}" for j in ("mc", "mcp", "pip", "dip")) for f in FINGERS},
    }.items():
        ends = [*(heads[joint] for joint in joints), tips[digit]]
        hinge = unit(np.cross(ends[-2] - ends[-3], ends[-1] - ends[-2]))
        before = palm
        for joint, start, end in zip(joints, ends, ends[1:], strict=False):
            if joint.endswith("_mc"):
                part = palm
            else:
                stretch = _THENAR if joint == "thumb_cmc" else _DIGITS[digit]
                line = unit(end - start)
                level = unit(hinge - line * (hinge @ line))
                part = _Part(start, before.of(start[None])[0], line, level, stretch)
            new_heads[joint] = before.of(start[None])[0]
            carry(joint, part)
            before = part
        new_tips[digit] = before.of(ends[-1][None])[0]
    return vertices + places, new_heads, new_tips


@dataclass(frozen=True, slots=True)
class _Part:
    """What is fixed to one bone: stretched about its near end, and taken along with that."""

    start: Vector
    now: Vector
    """Where the near end came to lie."""
    along: Vector
    hinge: Vector
    stretch: _Stretch

    def of(self, points: Points) -> Points:
        """Return where the points come to lie."""
        offsets = points - self.start
        deep = np.cross(self.along, self.hinge)
        stretched = sum(
            (
                np.outer((factor - 1.0) * (offsets @ axis), axis)
                for axis, factor in (
                    (self.along, self.stretch.length),
                    (self.hinge, self.stretch.breadth),
                    (deep, self.stretch.depth),
                )
            ),
            start=offsets,
        )
        return np.asarray(self.now + stretched)


def _broader(stretch: _Stretch, by: float) -> _Stretch:
    return _Stretch(stretch.length, stretch.breadth + by, stretch.depth + by)


def _tapered(
    vertices: Points, heads: Mapping[str, Vector], across: Vector, stretch: _Stretch
) -> Points:
    """Return the forearm's skin, thicker towards the wrist."""
    elbow, wrist = heads["elbow"], heads["wrist"]
    line = unit(wrist - elbow)
    place = (vertices - elbow) @ line / np.linalg.norm(wrist - elbow)
    share = np.clip((place - _FOREARM_FROM) / (_FOREARM_TO - _FOREARM_FROM), 0.0, 1.0)
    share = share * share * (3.0 - 2.0 * share)
    level = unit(across - line * (across @ line))
    thick = _Part(elbow, elbow, line, level, stretch).of(vertices)
    return np.asarray(vertices + share[:, None] * (thick - vertices))
