"""Execution imagined: the limb moves by itself, and the sensor says whether the muscles rested."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest

from game.exercises.by_muscles.imagined_execution_scene import (
    ImaginedExecutionScene,
    ImaginedSetting,
    Phase,
)
from game.frame import Frame
from game.movements.attempts import load_attempts
from game.muscles.reading import MuscleReading
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING
from sessions.events.entry import BlockEnded, OutcomeMeasured, Trial
from sessions.events.log import read_log
from tests.game.exercises.playing import plan_of, play_first
from tests.game.muscle_theatre import PLAN, MuscleRun, muscle_home, muscle_plan

FIST = load_attempts()["close_hand"]
SETTING = ImaginedSetting("left", 1.0, 0.5, 1.0, 1.0, 0.0)


def imagined(
    effort: Callable[[float], float | None],
) -> tuple[ImaginedExecutionScene, list[Frame], list[str]]:
    """One trial, with the effort at each moment; None where no sensor is there."""
    scene = ImaginedExecutionScene(FIST, SETTING)
    frames, lines, now_s = [], [], 0.0
    while not scene.finished:
        now_s += 0.02
        now = effort(now_s)
        reading = None if now is None else MuscleReading("live", effort=now, taken_at_s=now_s)
        arm = FollowedArm(RESTING, Tracking.LIVE, None, 0.0, muscles=reading)
        scene.update(Moment(now_s, now_s), arm)
        frames.append(scene.frame(Moment(now_s, now_s), arm))
        if not lines or lines[-1] != frames[-1].screen.lines[0]:
            lines.append(frames[-1].screen.lines[0])
        assert now_s < 60.0
    return scene, frames, lines


def test_the_limb_goes_there_and_back_by_itself_and_never_jumps() -> None:
    _, frames, _ = imagined(lambda _: 0.0)
    poses = [f.limbs[0].angles_rad for f in frames]
    assert np.allclose(poses[0], RESTING)
    assert np.allclose(poses[-1], RESTING, atol=1e-6)
    assert any(np.allclose(pose, FIST.pose_at(1.0)) for pose in poses)
    assert max(np.abs(b - a).max() for a, b in itertools.pairwise(poses)) < 0.1
    assert not any(f.asked for f in frames)


def test_quiet_muscles_are_counted_as_quiet_and_nothing_is_said() -> None:
    scene, _, lines = imagined(lambda _: 0.02)
    assert scene.quiet_share == 1.0
    assert scene.effort_mean == pytest.approx(0.02)
    assert not any("muscles are helping" in line for line in lines)


def test_muscles_that_help_are_told_kindly_and_the_limb_moves_all_the_same() -> None:
    busy = imagined(lambda at_s: 0.6 if 1.5 < at_s < 3.0 else 0.0)
    scene, frames, lines = busy
    assert scene.quiet_share is not None
    imagining_s = 2 * 1.5 * FIST.reach_s + 1.0
    assert scene.quiet_share == pytest.approx(1.0 - 1.5 / imagining_s, abs=0.02)
    assert scene.effort_peak == pytest.approx(0.6)
    helping = lines.index("Your muscles are helping. Let them rest; imagining is enough.")
    # Once they have rested for a while it is only imagining again.
    assert lines[helping + 1] == "Imagine that the limb you feel does this."
    _, calm, _ = imagined(lambda _: 0.0)
    for a, b in zip(frames, calm, strict=True):
        assert np.array_equal(a.limbs[0].angles_rad, b.limbs[0].angles_rad)


def test_effort_before_and_after_imagining_does_not_count() -> None:
    scene, _, _ = imagined(lambda at_s: 0.9 if at_s < 1.4 else 0.0)
    assert scene.quiet_share == 1.0
    assert Phase.RELAX in scene.phase_began_at_s


def test_without_a_sensor_it_is_imagined_all_the_same_and_nothing_is_claimed() -> None:
    scene, _, _ = imagined(lambda _: None)
    assert scene.quiet_share is None
    block = '[[blocks]]\nexercise = "execution"\nattempts = ["pinch"]\ntask = "imagine"\n'
    played = play_first(plan_of(block + "ask_follow_quality = false\n"), lambda *_: ())
    assert played.completed
    assert [t.cycles_done for t in played.kept.trials] == [1, 1, 1]
    assert played.kept.outcomes == []
    assert "nobody listens" in played.kept.notes[0][1]


def with_a_gap(
    gone_from_s: float, back_at_s: float, *, waits: bool = True
) -> tuple[ImaginedExecutionScene, list[tuple[float, Frame]]]:
    """One trial whose quiet sensor says nothing for a while: told as gone only after 0.3 s."""
    scene = ImaginedExecutionScene(FIST, SETTING, waits=waits)
    frames: list[tuple[float, Frame]] = []
    now_s = taken_at_s = 0.0
    while not scene.finished:
        now_s += 0.02
        gone = gone_from_s <= now_s < back_at_s
        taken_at_s = taken_at_s if gone else now_s
        known = gone and now_s >= gone_from_s + 0.3
        reading = MuscleReading("lost" if known else "live", taken_at_s=taken_at_s)
        arm = FollowedArm(RESTING, Tracking.LIVE, None, 0.0, muscles=reading)
        scene.update(Moment(now_s, now_s), arm)
        frames.append((now_s, scene.frame(Moment(now_s, now_s), arm)))
        assert now_s < 90.0
    return scene, frames


def test_a_sensor_that_goes_away_is_told_and_waited_for_and_its_time_is_not_quiet() -> None:
    whole, unbroken = with_a_gap(1e9, 1e9)
    scene, frames = with_a_gap(2.5, 8.5)
    told = [at_s for at_s, frame in frames if frame.screen.warning]
    assert (told[0], told[-1]) == pytest.approx((2.8, 8.48), abs=0.021)
    assert {f.screen.warning for at_s, f in frames if 3.0 < at_s < 8.0} == {
        "The muscle sensor is gone. Check its cable or battery; the session waits."
    }
    still = [f.limbs[0].angles_rad for at_s, f in frames if 3.2 < at_s < 8.4]
    assert np.ptp(np.stack(still), axis=0).max() < 1e-9
    poses = [f.limbs[0].angles_rad for _, f in frames]
    assert max(np.abs(b - a).max() for a, b in itertools.pairwise(poses)) < 0.1
    assert any(np.allclose(pose, FIST.pose_at(1.0)) for pose in poses)
    # The trial is as long as ever, and the wait on top: no sooner, no later.
    waited_s = frames[-1][0] - unbroken[-1][0]
    assert waited_s == pytest.approx(8.5 - 2.8, abs=0.35)
    assert scene.quiet_s == scene.heard_s == pytest.approx(whole.heard_s - 0.3, abs=0.35)
    assert not scene.sensor_failed


def test_a_sensor_that_stays_away_is_done_without_and_not_waited_for_twice() -> None:
    scene, frames = with_a_gap(2.5, 1e9)
    assert scene.sensor_failed
    assert scene.quiet_s == scene.heard_s == pytest.approx(2.5 - 1.5, abs=0.05)
    assert frames[-1][1].screen.warning == (
        "The muscle sensor can't be heard. Go on imagining, without it."
    )
    assert any(np.allclose(f.limbs[0].angles_rad, FIST.pose_at(1.0)) for _, f in frames)
    again, at_once = with_a_gap(-1.0, 1e9, waits=False)
    assert at_once[-1][0] < frames[-1][0] - 10.0
    assert again.quiet_share is None
    assert at_once[50][1].screen.warning == frames[-1][1].screen.warning


def test_one_that_comes_back_is_listened_to_and_waited_for_again() -> None:
    scene, frames = with_a_gap(-1.0, 2.5, waits=False)
    assert scene.warning == frames[-1][1].screen.warning == ""
    assert scene.heard_s > 0.0


def test_the_simulated_patient_rests_while_the_limb_moves(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    run = MuscleRun(muscle_home(tmp_path_factory.mktemp("home")))
    folder = run.play(muscle_plan(PLAN + 'task = "imagine"\n')).folder
    entries = read_log(folder / "events.jsonl").entries
    assert next(e for e in entries if isinstance(e, BlockEnded)).outcome == "completed"
    assert [e.completed for e in entries if isinstance(e, Trial)] == [True] * 4
    shares = [
        e.value for e in entries if isinstance(e, OutcomeMeasured) and e.measure == "quiet_share"
    ]
    assert len(shares) == 4
    assert all(share is not None and share > 0.9 for share in shares)
