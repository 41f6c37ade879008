"""Properties of every movement in assets/movements, present and future."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.movements.library import load_movements
from game.movements.movement import Movement
from game.movements.player import MAX_JOINT_SPEED_RAD_S, MovementPlayer

LIBRARY = load_movements()
PLAYERS = {movement.id: MovementPlayer(movement) for movement in LIBRARY}
STEPS = 20_000
PHASES = np.arange(2 * STEPS) / STEPS
"""Two cycles, so that the seam between them is looked at too."""

each_movement = pytest.mark.parametrize(
    "movement", tuple(LIBRARY), ids=lambda movement: movement.id
)


def test_the_movements_that_plans_rely_on_are_there() -> None:
    expected = {
        "hand_open_close",
        "finger_spread",
        "pinch",
        "thumb_to_each_finger",
        "finger_flexion_one_by_one",
        "wrist_flexion_extension",
        "wrist_deviation",
        "forearm_rotation",
        "elbow_flexion_extension",
        "reach_grasp_release",
        "ankle_up_down",
        "ankle_circle",
        "foot_in_out",
        "toe_curl_stretch",
        "toe_spread",
        "great_toe_up",
        "knee_bend_straighten",
        "press_the_pedal",
    }
    assert expected <= set(LIBRARY.ids)


@each_movement
def test_a_movement_stays_within_anatomical_limits_without_being_clamped(
    movement: Movement,
) -> None:
    poses = PLAYERS[movement.id].unclamped_at(PHASES)
    low, high = movement.limb.limits_rad.T
    assert np.all(poses >= low - 1e-9)
    assert np.all(poses <= high + 1e-9)


@each_movement
def test_a_movement_starts_and_ends_at_rest_and_standing_still(movement: Movement) -> None:
    player, resting = PLAYERS[movement.id], movement.limb.resting
    for phase in (0.0, 1.0, 2.0):
        np.testing.assert_allclose(player.pose_at(phase), resting, atol=1e-9)
    step = 1e-4
    np.testing.assert_allclose(player.pose_at(step), resting, atol=1e-6)
    np.testing.assert_allclose(player.pose_at(1.0 - step), resting, atol=1e-6)


@each_movement
def test_a_movement_goes_through_its_key_postures_and_holds_them(movement: Movement) -> None:
    player = PLAYERS[movement.id]
    phase = 0.0
    for key in movement.path:
        phase += key.move_share
        np.testing.assert_allclose(player.pose_at(phase - 1e-12), key.angles_rad, atol=1e-6)
        for share in (0.25, 0.5, 0.75):
            held = player.pose_at(phase + share * key.hold_share)
            if key.hold_share > 0.0:
                np.testing.assert_allclose(held, key.angles_rad, atol=1e-9)
        phase += key.hold_share


@each_movement
def test_position_velocity_and_acceleration_have_no_step(movement: Movement) -> None:
    """A step would show as a finite difference that stays put when the time step is halved."""
    player = PLAYERS[movement.id]
    for order in (0, 1, 2):
        jumps = []
        for steps in (STEPS // 2, STEPS):
            poses = player.unclamped_at(np.arange(2 * steps) / steps)
            derivative = np.diff(poses, n=order, axis=0) * float(steps) ** order
            jumps.append(np.abs(np.diff(derivative, axis=0)).max())
        assert jumps[1] < 0.6 * jumps[0], f"derivative {order}"


@each_movement
def test_at_its_own_speed_no_joint_is_faster_than_the_limit(movement: Movement) -> None:
    player = PLAYERS[movement.id]
    speeds = np.abs(np.diff(player.unclamped_at(PHASES), axis=0)) * STEPS / movement.cycle_s
    assert speeds.max() <= MAX_JOINT_SPEED_RAD_S
    assert speeds.max() == pytest.approx(
        MAX_JOINT_SPEED_RAD_S * player.shortest_cycle_s / movement.cycle_s, rel=1e-3
    )


@each_movement
def test_a_movement_is_long_enough_to_follow_and_short_enough_to_repeat(
    movement: Movement,
) -> None:
    assert 4.0 <= movement.cycle_s <= 20.0


@each_movement
def test_a_movement_is_told_in_english_and_in_french_in_one_plain_sentence(
    movement: Movement,
) -> None:
    assert movement.name.en != movement.name.fr
    assert movement.instruction.en != movement.instruction.fr
    for language in ("en", "fr"):
        name = movement.name.in_language(language)
        assert 3 <= len(name) <= 48
        assert not name.endswith(".")
        instruction = movement.instruction.in_language(language)
        assert instruction[0].isupper()
        assert instruction.endswith(".")
        assert instruction.count(".") == 1
        assert len(instruction) <= 110


@each_movement
def test_something_visible_moves(movement: Movement) -> None:
    ranges = np.ptp(PLAYERS[movement.id].poses_at(PHASES), axis=0)
    assert np.degrees(ranges.max()) > 15.0, movement.limb.names[int(ranges.argmax())]


@given(
    movement_id=st.sampled_from(LIBRARY.ids),
    phases=st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20),
)
@settings(deadline=None)
def test_one_pose_at_a_time_and_many_at_once_agree_and_stay_within_limits(
    movement_id: str, phases: list[float]
) -> None:
    player = PLAYERS[movement_id]
    together = player.poses_at(np.array(phases))
    one_by_one = np.array([player.pose_at(phase) for phase in phases])
    np.testing.assert_allclose(together, one_by_one, atol=1e-9)
    low, high = player.movement.limb.limits_rad.T
    assert np.all(one_by_one >= low)
    assert np.all(one_by_one <= high)
