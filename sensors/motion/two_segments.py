"""Two segments and the joint between them, from a motion sensor strapped to each.

Body space as in `arm_geometry`: x to the right, y forward, z up. A limb that hangs straight down,
thumb or toes forward, is the zero of both segments. Each sensor knows where down is, but its
heading is its own and drifts; how it is strapped on is not known. Two poses settle both:

- *hanging*: how each sensor lies on its segment;
- *ahead* (the limb held straight out in front): where forward is, for each sensor.

Later *re-centring* needs the hanging pose alone, and one key. Between, a hinge joint cannot bend
sideways: what the sensors say it does slowly corrects the headings against each other.

All of it is for a right limb; a left one is its mirror image.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.errors import SensorDataError
from sensors.motion.quaternion import (
    Quaternion,
    about,
    inverse,
    nearest_sign,
    product,
    turned,
    twist_about,
)
from sensors.pose import Side

_X, _Y, _Z = np.eye(3)
_DOWN = -_Z
# The ahead pose must turn a segment by about a right angle, about a level axis.
_LEAST_AHEAD_RAD, _MOST_AHEAD_RAD = math.radians(50), math.radians(130)
_MOST_TILT = 0.6
# The hinge tells the heading only where the joint is bent; then it pulls this much a second.
_BENT_RAD, _PULL_PER_S, _MOST_STEP_RAD = math.radians(25), 0.15, math.radians(0.3)
_PROBE_RAD = 0.01


@dataclass(frozen=True, slots=True)
class JointAngles:
    """The upper segment against the body, and the lower one against it; a right limb's radians."""

    flexion_rad: float
    """The upper segment forward."""
    abduction_rad: float
    """The upper segment sideways, outwards."""
    rotation_rad: float
    """The upper segment about its own length, inwards."""
    hinge_rad: float
    """The joint between, bent."""
    twist_rad: float
    """The lower segment about its own length: pronation of a forearm."""
    sideways_rad: float
    """How far the hinge seems bent sideways: 0 but for drift and loose straps."""


@dataclass(slots=True)
class Segment:
    """One sensor on one segment."""

    hanging: Quaternion
    """How the sensor was turned in the first calibration pose."""
    heading: Quaternion
    drift_rad: float = 0.0

    def recentre(self, sensor: Quaternion) -> None:
        """Take the sensor's orientation now as that of the first calibration pose."""
        self.drift_rad = twist_about(product(sensor, inverse(self.hanging)), _Z)

    def bone(self, sensor: Quaternion) -> Quaternion:
        """Return the segment's rotation from the hanging pose, in body space."""
        steady = product(about(_Z, -self.drift_rad), sensor)
        in_room = product(steady, inverse(self.hanging))
        return product(product(inverse(self.heading), in_room), self.heading)


class TwoSegments:
    """Calibrated sensors on an upper and a lower segment.

    Args:
        hanging: Both sensors' orientations (upper, lower) while the limb hung straight down.
        ahead: The same while it was held straight out in front, thumb or toes up.
        side: Which side the limb is on.

    Raises:
        SensorDataError: the limb was not held as asked; in a sentence with the next step.
    """

    def __init__(
        self,
        hanging: tuple[Quaternion, Quaternion],
        ahead: tuple[Quaternion, Quaternion],
        side: Side,
    ) -> None:
        self._mirrored = side == "left"
        self._segments = tuple(
            Segment(down, _heading(down, out)) for down, out in zip(hanging, ahead, strict=True)
        )
        self._at_s: float | None = None

    def recentre(self, upper: Quaternion, lower: Quaternion) -> None:
        """Take both sensors' orientations as those of the limb hanging straight down."""
        for segment, sensor in zip(self._segments, (upper, lower), strict=True):
            segment.recentre(sensor)

    def angles(self, upper: Quaternion, lower: Quaternion, at_s: float) -> JointAngles:
        """Return the joint angles at a moment; moments must not go back."""
        found = self._angles(upper, lower)
        dt_s = 0.0 if self._at_s is None else min(max(at_s - self._at_s, 0.0), 0.1)
        self._at_s = at_s
        if abs(found.hinge_rad) > _BENT_RAD and dt_s > 0.0:
            self._hold_heading(upper, lower, found, dt_s)
        return found

    def _angles(self, upper: Quaternion, lower: Quaternion) -> JointAngles:
        first, second = self._segments
        thigh, shank = first.bone(upper), second.bone(lower)
        if self._mirrored:
            thigh, shank = mirrored(thigh), mirrored(shank)
        flexion, abduction, rotation = _ball(thigh)
        between = product(inverse(thigh), shank)
        way = turned(between, _DOWN)
        hinge = math.atan2(float(way[1]), float(-way[2]))
        sideways = math.asin(min(1.0, max(-1.0, float(way[0]))))
        swing = _shortest(_DOWN, way)
        twist = twist_about(product(inverse(swing), between), _Z)
        return JointAngles(flexion, abduction, rotation, hinge, twist, sideways)

    def _hold_heading(
        self, upper: Quaternion, lower: Quaternion, found: JointAngles, dt_s: float
    ) -> None:
        """Turn the lower sensor's heading slowly to where the hinge is no longer bent sideways."""
        segment = self._segments[1]
        before_rad = segment.drift_rad
        segment.drift_rad = before_rad + _PROBE_RAD
        slope = (self._angles(upper, lower).sideways_rad - found.sideways_rad) / _PROBE_RAD
        segment.drift_rad = before_rad
        if abs(slope) < 0.3:
            return
        step = -found.sideways_rad / slope * _PULL_PER_S * dt_s
        segment.drift_rad += min(_MOST_STEP_RAD, max(-_MOST_STEP_RAD, step))


def _heading(hanging: Quaternion, ahead: Quaternion) -> Quaternion:
    found = heading_of_turn(hanging, ahead, _LEAST_AHEAD_RAD, _MOST_AHEAD_RAD)
    if found is None:
        raise SensorDataError(
            "The limb was not seen to go from hanging down to straight ahead: check that both "
            "sensors are strapped on, let it hang, then hold it straight out in front."
        )
    return found


def heading_of_turn(
    first: Quaternion, second: Quaternion, least_rad: float, most_rad: float
) -> Quaternion | None:
    """Return the turn about the vertical from body space to the sensor's room.

    Raised forward, a segment turns about the body's own x axis; where that axis lies in the
    sensor's room is the heading. None where it turned too little, too far, or about another axis.
    """
    turn = nearest_sign(product(second, inverse(first)))
    length = float(np.linalg.norm(turn[1:]))
    angle = 2 * math.atan2(length, float(turn[0]))
    level = length > 0.0 and abs(float(turn[3])) / length < _MOST_TILT
    if not (least_rad < angle < most_rad and level):
        return None
    return about(_Z, math.atan2(float(turn[2]), float(turn[1])))


def _ball(q: Quaternion) -> tuple[float, float, float]:
    """Return flexion, abduction and rotation: ``Rx(flexion) @ Ry(-abduction) @ Rz(rotation)``."""
    way = turned(q, _DOWN)
    abduction = math.asin(min(1.0, max(-1.0, float(way[0]))))
    flexion = math.atan2(float(way[1]), float(-way[2]))
    unturned = product(about(_X, flexion), about(_Y, -abduction))
    rotation = twist_about(product(inverse(unturned), q), _Z)
    return flexion, abduction, rotation


def _shortest(a: NDArray[np.float64], b: NDArray[np.float64]) -> Quaternion:
    """Return the shortest rotation from one unit vector to another."""
    w = 1.0 + float(a @ b)
    if w < 1e-9:
        return about(_X, math.pi)
    q = np.concatenate([[w], np.cross(a, b)])
    unit: Quaternion = q / np.linalg.norm(q)
    return unit


def mirrored(q: Quaternion) -> Quaternion:
    """Return the rotation as seen in the mirror that swaps left and right."""
    image: Quaternion = q * np.array([1.0, 1.0, -1.0, -1.0])
    return image
