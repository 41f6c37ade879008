"""The arm that is found really puts its wrist there, by the conventions of the seated body."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.arm_ik import SHOULDER_M, ArmAngles, arm_to, reachable, wrist_angles
from sensors.motion.hand_shape import PalmFrame

Points = NDArray[np.float64]
places = st.tuples(st.floats(-1.0, 1.0), st.floats(-1.0, 1.0), st.floats(-1.0, 1.0))


def _about(axis: Points, angle: float) -> Points:
    """Rotation about a unit axis (Rodrigues)."""
    x, y, z = axis
    skew = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return np.eye(3) + math.sin(angle) * skew + (1 - math.cos(angle)) * skew @ skew


X, Y, Z = np.eye(3)


def _wrist_by_forward_kinematics(arm: ArmAngles) -> Points:
    # A right arm: outwards is a turn from down to the right, inwards from forward to the left.
    upper = (
        _about(X, arm.shoulder_flexion_rad)
        @ _about(Y, -arm.shoulder_abduction_rad)
        @ _about(Z, arm.shoulder_rotation_rad)
    )
    fore = upper @ _about(X, arm.elbow_flexion_rad)
    elbow = SHOULDER_M + upper @ (-SEATED_ARM.upper_arm_m * Z)
    return elbow + fore @ (-SEATED_ARM.forearm_m * Z)


@given(places)
def test_the_wrist_is_where_it_was_asked_to_be(place: tuple[float, float, float]) -> None:
    wrist = reachable(np.array(place))
    assert np.allclose(_wrist_by_forward_kinematics(arm_to(wrist)), wrist, atol=1e-6)


@given(places, places)
def test_a_small_movement_of_the_wrist_is_a_small_movement_of_the_arm(
    place: tuple[float, float, float], step: tuple[float, float, float]
) -> None:
    here = reachable(np.array(place))
    there = reachable(here + 0.002 * np.array(step))
    bends = [arm_to(each).elbow_flexion_rad for each in (here, there)]
    assert abs(bends[1] - bends[0]) < 0.15


@given(places)
def test_the_elbow_hangs_below_the_line_from_shoulder_to_wrist(
    place: tuple[float, float, float],
) -> None:
    wrist = reachable(np.array(place))
    elbow = wrist - SEATED_ARM.forearm_m * arm_to(wrist).along
    middle = (SHOULDER_M + wrist) / 2
    assert elbow[2] < middle[2] + 1e-6


@given(
    st.floats(-80.0, 80.0),
    st.floats(-60.0, 60.0),
    st.floats(-28.0, 18.0),
)
def test_pronation_and_wrist_angles_are_found_again(
    pronation_deg: float, flexion_deg: float, deviation_deg: float
) -> None:
    arm = arm_to(np.array([0.15, 0.35, -0.15]))
    # In the zero pose the palm faces inwards and the thumb forwards (up, with a bent elbow).
    palmwards, thumbwards = -arm.hinge, np.cross(arm.hinge, arm.along)
    pronated = _about(arm.along, -math.radians(pronation_deg))
    palmwards, thumbwards = pronated @ palmwards, pronated @ thumbwards
    flexed = _about(thumbwards, math.radians(flexion_deg))
    deviated = _about(palmwards, -math.radians(deviation_deg))
    turn = flexed @ deviated
    hand = PalmFrame(turn @ arm.along, turn @ thumbwards, turn @ palmwards)
    assert np.allclose(np.cross(hand.thumbwards, hand.along), hand.palmwards)
    found = wrist_angles(hand, arm)
    expected = (pronation_deg, flexion_deg, deviation_deg)
    measured = (found.pronation_rad, found.flexion_rad, found.radial_deviation_rad)
    assert np.allclose(np.degrees(measured), expected, atol=0.01)


def test_palm_down_on_the_table_is_pronation() -> None:
    arm = arm_to(np.array([0.19, 0.4, -0.26]))
    forward, down = Y, -Z
    hand = PalmFrame(forward, np.cross(forward, down), down)
    assert math.degrees(wrist_angles(hand, arm).pronation_rad) > 60.0
