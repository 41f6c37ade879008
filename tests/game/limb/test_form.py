"""Telescoping and size: what moves, by how much, and what keeps its place."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.limb.form import NEUTRAL_FORM, USUAL_END, LimbForm, in_hand
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.postures import load_postures
from game.limb.skeleton import ARM_ANATOMY, JOINT
from sensors.pose import RESTING

CHAIN = [JOINT[name] for name in ARM_ANATOMY.chain]


def length_m(positions: np.ndarray, start: str, end: str) -> float:
    return float(np.linalg.norm(positions[JOINT[end]] - positions[JOINT[start]]))


def test_a_wholly_telescoped_hand_sits_at_the_end_of_the_residual_limb(
    kinematics: Kinematics,
) -> None:
    usual = kinematics.joint_positions(RESTING, "left")
    drawn = kinematics.joint_positions(RESTING, "left", LimbForm(telescoping=1.0))
    forearm_m = length_m(usual, "elbow", "wrist")
    assert length_m(drawn, "elbow", "wrist") == pytest.approx(USUAL_END * forearm_m, rel=0.1)
    np.testing.assert_allclose(drawn[JOINT["elbow"]], usual[JOINT["elbow"]], atol=1e-6)
    np.testing.assert_allclose(drawn[JOINT["twist1"]], usual[JOINT["twist1"]], atol=1e-6)
    hand = [i for i, beyond in enumerate(in_hand(ARM_ANATOMY)) if beyond]
    moved = drawn - usual
    np.testing.assert_allclose(
        moved[hand], np.tile(moved[JOINT["wrist"]], (len(hand), 1)), atol=1e-6
    )


@settings(deadline=None)
@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_more_telescoping_never_makes_the_limb_longer(plain: Limb, a: float, b: float) -> None:
    kinematics = Kinematics(plain.skeleton)
    less, more = sorted((a, b))
    long, short = (
        length_m(kinematics.joint_positions(RESTING, "left", LimbForm(share)), "elbow", "wrist")
        for share in (less, more)
    )
    assert short <= long + 1e-6


def test_an_upper_arm_that_ends_early_takes_elbow_and_forearm_with_it(
    kinematics: Kinematics,
) -> None:
    form = LimbForm(telescoping=1.0, residual_end_m=0.18)
    drawn = kinematics.joint_positions(RESTING, "left", form)
    assert np.linalg.norm(drawn[JOINT["wrist"]] - drawn[JOINT["upperarm"]]) < 0.24


def test_a_larger_hand_grows_about_its_wrist(kinematics: Kinematics) -> None:
    fist = load_postures()["fist"]
    usual = kinematics.joint_positions(fist, "right")
    large = kinematics.joint_positions(fist, "right", LimbForm(size=1.3))
    wrist = JOINT["wrist"]
    np.testing.assert_allclose(large[CHAIN], usual[CHAIN], atol=1e-6)
    beyond = in_hand(ARM_ANATOMY)
    np.testing.assert_allclose(
        large[beyond] - large[wrist], 1.3 * (usual[beyond] - usual[wrist]), atol=1e-5
    )


def test_one_limbs_form_does_not_stay_with_the_next(kinematics: Kinematics) -> None:
    before = kinematics.skin_matrices(RESTING, "left").copy()
    kinematics.skin_matrices(RESTING, "left", form=LimbForm(0.8, 0.7))
    after = kinematics.skin_matrices(RESTING, "left", form=NEUTRAL_FORM)
    np.testing.assert_array_equal(before, after)
