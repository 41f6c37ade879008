"""One trial of the Motion Test and the TAC test, hand-fed with decisions: what counts, and when."""

import pytest

from game.exercises.by_muscles.motion_test_scene import MotionTestScene, MotionTestSetting
from game.exercises.by_muscles.motion_test_scene import Phase as MotionPhase
from game.exercises.by_muscles.muscle_test import mean_of_known
from game.exercises.by_muscles.tac_test_scene import Phase as TacPhase
from game.exercises.by_muscles.tac_test_scene import TacScene, TacSetting, Target
from game.movements.attempts import REST, load_attempts
from game.movements.even_attempt import even
from game.muscles.reading import MuscleReading
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.emg.classifier import Decision
from sensors.emg.control import TimedDecision
from sensors.pose import RESTING

FIST = load_attempts()["close_hand"]
FRAME_S, STEP_S = 1 / 60, 0.025
PROCESSING_S = 0.03
"""Longer than a frame, so that a window may end before "now" and be decided after it."""
CUE_S = 1.0


def fed(scene: MotionTestScene | TacScene, told: list[tuple[str, float]], for_s: float) -> float:
    """Let a movement be decided from each of these moments on; return when the scene was over."""
    made: list[TimedDecision] = []
    now_s, window_end_s = 0.0, 0.0
    while now_s < for_s and not scene.finished:
        now_s += FRAME_S
        while window_end_s + PROCESSING_S <= now_s:
            movement = next((m for m, from_s in reversed(told) if window_end_s >= from_s), REST)
            decision = Decision(movement, 0.9, rejected=False)
            speed = 0.0 if movement == REST else 1.0
            made.append(TimedDecision(window_end_s, window_end_s + PROCESSING_S, decision, speed))
            window_end_s += STEP_S
        if not made:
            continue
        newest = made[-1]
        reading = MuscleReading(
            "live",
            movement=newest.decision.movement,
            speed=newest.speed,
            taken_at_s=newest.window_end_s,
            count=len(made),
            recent=tuple(made[-60:]),
        )
        scene.update(
            Moment(now_s, now_s), FollowedArm(RESTING, Tracking.LIVE, None, 0.0, muscles=reading)
        )
    return now_s


def motion_test() -> MotionTestScene:
    setting = MotionTestSetting(
        "right", cue_s=CUE_S, attempt_s=2.0, needed=10, relax_s=0.5, progress=0.0
    )
    return MotionTestScene(FIST, (FIST,), setting)


def tac_test() -> TacScene:
    fist = even(FIST, 60.0)
    setting = TacSetting(
        "right",
        cue_s=CUE_S,
        test_s=3.0,
        tolerance_deg=5.0,
        dwell_s=0.5,
        relax_s=0.5,
        progress=0.0,
    )
    return TacScene(Target(((fist, 30.0),)), (fist,), setting)


def test_what_a_window_before_now_said_does_not_count() -> None:
    scene = motion_test()
    fed(scene, [(FIST.id, 0.0), (REST, CUE_S)], for_s=20.0)
    assert {one.movement for one in scene.heard} == {REST}
    assert (scene.right, scene.done) == (0, False)


def test_a_movement_read_often_enough_ends_the_attempt_before_its_time() -> None:
    scene = motion_test()
    fed(scene, [(FIST.id, 0.0)], for_s=20.0)
    assert (scene.right, scene.done) == (10, True)
    lasted_s = scene.phase_began_at_s[MotionPhase.RELAX] - scene.phase_began_at_s[MotionPhase.CUE]
    # Ten readings, one each 50 ms.
    assert lasted_s == pytest.approx(CUE_S + 0.5, abs=0.08)


def test_a_movement_that_is_not_read_ends_kindly_when_its_time_is_over() -> None:
    scene = motion_test()
    assert fed(scene, [], for_s=20.0) == pytest.approx(CUE_S + 2.0 + 0.5, abs=0.1)
    assert not scene.done


def test_a_target_that_is_never_reached_ends_kindly_when_its_time_is_over() -> None:
    scene = tac_test()
    assert fed(scene, [], for_s=20.0) < CUE_S + 3.0 + 1.5
    assert scene.finished
    assert not scene.done
    tested_s = scene.phase_began_at_s[TacPhase.RELAX] - scene.phase_began_at_s[TacPhase.TEST]
    assert tested_s == pytest.approx(3.0, abs=0.05)


def test_a_target_that_is_only_passed_is_not_reached() -> None:
    scene = tac_test()
    fed(scene, [(FIST.id, CUE_S)], for_s=20.0)
    assert max(deg for (deg, *_) in scene.places_deg) > 35.0
    assert not scene.done


def test_a_mean_is_of_what_was_measured_and_of_nothing_there_is_none() -> None:
    assert mean_of_known([1.0, None, 3.0]) == 2.0
    assert mean_of_known([None, None]) is None
    assert mean_of_known([]) is None
