"""One attempt at a movement, hand-fed with decisions: onset, reach, hold, and what is shown."""

import numpy as np
import pytest

from game.exercises.by_muscles.execution_scene import ExecutionScene, ExecutionSetting, Phase
from game.exercises.by_muscles.muscle_listener import FAILS_AFTER_S
from game.movements.attempts import REST, load_attempts
from game.muscles.reading import MuscleReading
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.emg.classifier import Decision
from sensors.emg.control import TimedDecision
from sensors.pose import RESTING

FIST, WRIST = load_attempts()["close_hand"], load_attempts()["bend_wrist"]
FRAME_S = 1 / 60
SETTING = ExecutionSetting("right", 1.0, 0.5, 4.0, 0.5, 1.0, 0.8, 0.0)


def played(
    told: list[tuple[str, float]],
    *,
    shown: tuple = (FIST,),
    for_s: float = 8.0,
    silent_s: tuple[float, float] = (0.0, 0.0),
    covered_s: tuple[float, float] = (0.0, 0.0),
) -> ExecutionScene:
    """Play one scene with a movement decided from each of these moments on, every 25 ms.

    None is decided while the sensor is silent; a cover stops the scene's time and shows nothing.
    """
    scene = ExecutionScene(FIST, shown, SETTING)
    made: list[TimedDecision] = []
    now_s, next_s, active_s = 0.0, 0.0, 0.0
    while now_s < for_s and not scene.finished:
        now_s += FRAME_S
        while next_s <= now_s:
            movement = next((m for m, from_s in reversed(told) if next_s >= from_s), REST)
            speed = 0.0 if movement == REST else 1.0
            decision = Decision(movement, 0.9, rejected=False)
            if not silent_s[0] <= next_s < silent_s[1]:
                made.append(TimedDecision(next_s, next_s + 0.001, decision, speed))
            next_s += 0.025
        if covered_s[0] <= now_s < covered_s[1]:
            continue
        active_s += FRAME_S
        newest = made[-1]
        reading = MuscleReading(
            "silent" if silent_s[0] <= now_s < silent_s[1] else "live",
            movement=newest.decision.movement,
            speed=newest.speed,
            taken_at_s=newest.window_end_s,
            count=len(made),
            recent=tuple(made[-60:]),
        )
        arm = FollowedArm(RESTING, Tracking.LIVE, None, 0.0, muscles=reading)
        moment = Moment(now_s, active_s)
        scene.update(moment, arm)
        scene.frame(moment, arm)
    return scene


def test_onset_is_counted_from_now_to_the_first_right_decision() -> None:
    scene = played([("close_hand", 2.0)])
    assert scene.onset_s == pytest.approx(0.5, abs=0.03)
    assert scene.done
    assert scene.reached_s is not None
    assert scene.reached_s == pytest.approx(0.5 + 0.8 * FIST.reach_s + 0.15, abs=0.15)
    assert scene.right_share == 1.0


def test_what_is_decided_before_now_does_not_count() -> None:
    scene = played([("bend_wrist", 0.2), (REST, 1.4)], for_s=3.0)
    assert scene.decided == {REST: pytest.approx(60, abs=3)}
    assert scene.right_share is None


def test_another_movement_is_counted_and_by_the_plan_held_or_shown() -> None:
    held = played([("bend_wrist", 1.5)], for_s=4.0)
    shown = played([("bend_wrist", 1.5)], shown=(FIST, WRIST), for_s=4.0)
    assert held.decided["bend_wrist"] == shown.decided["bend_wrist"] > 50
    assert held.right_share == 0.0
    still = held.frame(Moment(4.0, 4.0), FollowedArm(RESTING, Tracking.LIVE, None, 0.0))
    moved = shown.frame(Moment(4.0, 4.0), FollowedArm(RESTING, Tracking.LIVE, None, 0.0))
    assert np.allclose(still.limbs[0].angles_rad, RESTING)
    assert not np.allclose(moved.limbs[0].angles_rad, RESTING, atol=0.3)


def test_letting_go_too_early_begins_the_hold_anew() -> None:
    held = played([("close_hand", 1.5)], for_s=20.0)
    # However quick the movement is: let go just before the limb is there, as the ramp runs on.
    let_go_s = held.phase_began_at_s[Phase.HOLD] - 0.05
    let_go = [("close_hand", 1.5), (REST, let_go_s)]
    scene = played(let_go, for_s=20.0)
    assert not scene.done
    assert 0.0 < scene.held_s < SETTING.hold_s
    again_s = let_go_s + 1.0
    again = played([*let_go, ("close_hand", again_s)], for_s=20.0)
    assert again.done
    # What was held before does not shorten the hold.
    assert again.held_s == pytest.approx(SETTING.hold_s, abs=0.03)
    assert again.phase_began_at_s[Phase.RELAX] > again_s + SETTING.hold_s


def test_an_attempt_that_never_comes_ends_kindly_when_its_time_is_over() -> None:
    scene = played([], for_s=20.0)
    assert scene.finished
    assert not scene.done
    assert scene.onset_s is None
    assert scene.active_s == pytest.approx(1.5 + 4.0 + 1.0, abs=0.1)


def test_a_silent_sensor_stops_the_clock_and_then_counts_as_failed() -> None:
    scene = ExecutionScene(FIST, (FIST,), SETTING)
    now_s = 0.0
    while not scene.finished:
        assert now_s < 2 * FAILS_AFTER_S
        now_s += FRAME_S
        arm = FollowedArm(RESTING, Tracking.LOST, None, 0.0, muscles=MuscleReading("silent"))
        scene.update(Moment(now_s, now_s), arm)
        assert scene.phase is not Phase.RELAX
    assert scene.sensor_failed
    assert now_s == pytest.approx(FAILS_AFTER_S, abs=0.1)


def test_a_hold_is_not_credited_for_time_in_which_no_muscle_was_heard() -> None:
    squeezed = [("close_hand", 1.5)]
    heard = played(squeezed, for_s=20.0)
    there_s = heard.phase_began_at_s[Phase.HOLD]
    gap_s = (there_s + 0.2, there_s + 0.5)
    broken = played(squeezed, for_s=20.0, silent_s=gap_s)
    assert broken.done
    lasted_s = broken.phase_began_at_s[Phase.RELAX] - heard.phase_began_at_s[Phase.RELAX]
    # Either the limb stayed there and the hold goes on after the gap, or it begins anew.
    assert lasted_s >= gap_s[1] - gap_s[0] - 2 * FRAME_S


def test_time_without_the_sensor_is_not_the_patients_time() -> None:
    scene = played([("close_hand", 9.0)], for_s=20.0, silent_s=(2.0, 8.5))
    assert scene.done
    assert not scene.sensor_failed


def test_what_the_muscles_do_under_a_cover_is_not_counted() -> None:
    plain = played([("bend_wrist", 1.5)], for_s=4.0)
    covered = played([("bend_wrist", 1.5)], for_s=6.0, covered_s=(2.0, 4.0))
    assert covered.decisions == pytest.approx(plain.decisions, abs=3)


def test_muscles_that_can_not_let_go_end_the_trial_without_a_jump() -> None:
    scene = played([("close_hand", 1.5)], for_s=30.0)
    assert scene.finished
    last = scene.frame(Moment(30.0, 30.0), FollowedArm(RESTING, Tracking.LIVE, None, 0.0))
    # The next trial begins with the limb at rest.
    assert np.abs(last.limbs[0].angles_rad - RESTING).max() < 0.05
    # While it was asked to relax the limb stayed what the muscles said.
    assert scene.active_s > scene.phase_began_at_s[Phase.RELAX] + SETTING.relax_s + 0.5
