"""Motion Test, TAC test and Fitts' ring: whole sessions by simulated muscles, and by a pointer."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from game.drawing import Disc
from game.exercises.by_muscles.cursor import MuscleCursor
from game.exercises.by_muscles.fitts_ring import ring_places
from game.exercises.by_muscles.tac_test_scene import Target
from game.frame import Frame
from game.input.command import Command, Wish
from game.movements.attempts import load_attempts, stance_of
from game.movements.even_attempt import even
from game.muscles.reading import MuscleReading
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.drivers.simulated_emg import SimulatedMuscles
from sensors.pose import RESTING
from sessions.blocks.fitts_ring import FittsRingBlock
from sessions.events.entry import BlockEnded, LogEntry, OutcomeMeasured, Trial
from sessions.events.log import read_log
from tests.game.exercises.playing import Played, plan_of, play_first
from tests.game.muscle_theatre import MuscleRun, Presser, muscle_home, muscle_plan

PLAN = """
schema_version = 1
name = "tests"
affected_side = "left"
sensor = "simulated_emg"
title = "Tests"
[[blocks]]
exercise = "motion_test"
attempts = ["close_hand", "bend_wrist"]
trials = 2
cue_s = 1.0
relax_s = 2.0
[[blocks]]
exercise = "tac_test"
attempts = ["close_hand", "bend_wrist", "lift_wrist", "open_hand"]
trials = 1
cue_s = 1.0
tolerance_deg = 8
dwell_s = 1.0
[[blocks]]
exercise = "fitts_ring"
targets = 5
widths = [0.4]
dwell_s = 0.5
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> tuple[MuscleRun, tuple[LogEntry, ...]]:
    run = MuscleRun(muscle_home(tmp_path_factory.mktemp("home")))
    folder: Path = run.play(muscle_plan(PLAN)).folder
    reading = read_log(folder / "events.jsonl")
    assert not reading.damaged
    return run, reading.entries


def values(entries: Sequence[LogEntry], exercise: str, measure: str) -> list[float | None]:
    found = [e for e in entries if isinstance(e, OutcomeMeasured) and e.exercise == exercise]
    return [e.value for e in found if e.measure == measure]


def test_all_three_are_played_to_their_end(
    session: tuple[MuscleRun, tuple[LogEntry, ...]],
) -> None:
    _, entries = session
    ended = [e for e in entries if isinstance(e, BlockEnded)]
    assert [(e.exercise, e.outcome) for e in ended] == [
        ("motion_test", "completed"),
        ("tac_test", "completed"),
        ("fitts_ring", "completed"),
    ]
    for shuffled in ("motion_test", "tac_test"):
        # With its seed the order can be made again.
        assert len(values(entries, shuffled, "order_seed_number")) == 1


def test_the_motion_test_reads_each_movement_within_its_time(
    session: tuple[MuscleRun, tuple[LogEntry, ...]],
) -> None:
    _, entries = session
    assert values(entries, "motion_test", "completion_share") == [1.0]
    trials = [e for e in entries if isinstance(e, Trial) and e.block_index == 0]
    assert sorted(t.movement for t in trials) == ["bend_wrist"] * 2 + ["close_hand"] * 2
    assert values(entries, "motion_test", "completed_count") == [1.0] * 4
    assert len(values(entries, "motion_test", "accuracy_share")) == 4
    for selection_s, completion_s, accuracy in zip(
        values(entries, "motion_test", "selection_time_s"),
        values(entries, "motion_test", "completion_time_s"),
        values(entries, "motion_test", "accuracy_share"),
        strict=True,
    ):
        assert selection_s is not None
        assert completion_s is not None
        assert accuracy is not None
        # A window of 150 ms, and then 19 steps of 50 ms at least.
        assert 0.15 <= selection_s < 0.6
        assert 0.15 + 19 * 0.05 <= completion_s < 4.0
        assert 0.6 <= accuracy <= 1.0


def test_the_tac_test_is_reached_and_measured(
    session: tuple[MuscleRun, tuple[LogEntry, ...]],
) -> None:
    run, entries = session
    (share,) = values(entries, "tac_test", "completion_share")
    assert share is not None
    # The simulated muscles know on and off only: fine enough for three of four targets.
    assert share >= 0.75
    efficiencies = values(entries, "tac_test", "path_efficiency_share")
    # A target that is reached at once is reached by the straight way.
    assert max(e for e in efficiencies if e is not None) == pytest.approx(1.0, abs=0.05)
    for efficiency, completion_s, nearest_deg in zip(
        efficiencies,
        values(entries, "tac_test", "completion_time_s"),
        values(entries, "tac_test", "nearest_deg"),
        strict=True,
    ):
        assert nearest_deg is not None
        assert nearest_deg <= 8.0
        if efficiency is not None and completion_s is not None:
            assert 0.1 < efficiency <= 1.0
            assert 0.3 < completion_s < 29.0
    shown = [f for f in run.presser.frames if f.scene == "tac_test"]
    assert {limb.side for f in shown for limb in f.limbs} == {"left"}
    targets = [f.limbs[1] for f in shown if len(f.limbs) == 2]
    assert targets
    assert all(target.opacity <= 0.5 for target in targets)


@pytest.mark.parametrize("name", ["close_hand", "open_hand", "bend_wrist", "lift_wrist"])
def test_a_target_is_forty_degrees_from_rest_or_as_far_as_it_goes(name: str) -> None:
    attempt = even(load_attempts()[name], 40.0)
    wanted_deg = min(40.0, attempt.range_deg)
    ready = stance_of((attempt,))
    turned = np.abs(Target(((attempt, wanted_deg),)).pose_from(ready) - ready)
    joint = int(np.argmax(np.abs(attempt.turned_at(1.0))))
    assert np.degrees(turned[joint]) == pytest.approx(wanted_deg, abs=0.5)
    assert np.allclose(attempt.pose_at(1.0), load_attempts()[name].pose_at(1.0))


def test_the_ring_gives_a_throughput_by_muscles(
    session: tuple[MuscleRun, tuple[LogEntry, ...]],
) -> None:
    _, entries = session
    (throughput,) = values(entries, "fitts_ring", "throughput_mean_bits_s")
    assert throughput is not None
    assert 0.1 < throughput < 4.0
    assert values(entries, "fitts_ring", "error_share") == [0.0]
    (bits,) = values(entries, "fitts_ring", "difficulty_bits")
    # The distance that was really to be gone is a little off, as the cursor stays where it is.
    assert bits == pytest.approx(np.log2(2 * 0.7 * np.cos(np.pi / 10) / 0.4 + 1), abs=0.2)
    conditions = {
        e.condition
        for e in entries
        if isinstance(e, OutcomeMeasured) and e.exercise == "fitts_ring"
    }
    assert all("muscles" in condition for condition in conditions)


def test_the_limb_never_jumps_while_muscles_drive_it(
    session: tuple[MuscleRun, tuple[LogEntry, ...]],
) -> None:
    run, _ = session
    scenes = ("motion_test", "tac_test", "fitts_ring")
    for before, after in itertools.pairwise(run.presser.frames):
        if before.scene in scenes and before.scene == after.scene:
            step = np.abs(after.limbs[0].angles_rad - before.limbs[0].angles_rad).max()
            assert step < 0.35


RINGS = """
schema_version = 1
name = "rings"
affected_side = "left"
sensor = "simulated_emg"
title = "Rings"
[[blocks]]
exercise = "fitts_ring"
targets = 3
widths = [0.6, 0.5]
dwell_s = 0.3
limit_s = 10
"""


class RingUnplugger(Presser):
    """Pulls the cable for good once the second ring is under way; then holds the mouse still."""

    muscles: SimulatedMuscles

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        if frame.scene == "fitts_ring" and (frame.screen.progress or 0.0) > 0.6:
            self.muscles.unplug()
        pressed = super().look(frame, now_s)
        if frame.scene == "fitts_ring" and not frame.limbs:
            return (Command(Wish.DRAG, now_s, place=(0.0, 0.7)),)
        return pressed


def test_what_muscles_and_what_a_pointer_did_is_summed_up_apart(tmp_path: Path) -> None:
    presser = RingUnplugger()
    run = MuscleRun(muscle_home(tmp_path), presser=presser)
    presser.muscles = run.muscles
    reading = read_log(run.play(muscle_plan(RINGS)).folder / "events.jsonl")
    (by_muscles, by_pointer) = [
        e for e in reading.entries if isinstance(e, OutcomeMeasured) and e.measure == "error_share"
    ]
    assert (by_muscles.condition, by_pointer.condition) == ("by muscles", "by pointer")
    assert by_muscles.value == 0.0
    # The mouse lay on the first circle all along, in the ring that was begun anew: two of its three
    # targets are elsewhere.
    assert by_pointer.value == pytest.approx(2 / 3)
    trials = [e for e in reading.entries if isinstance(e, Trial)]
    assert len(trials) >= 3 + 1 + 3
    # It is said which movement carries the dot where, and from ring to ring nothing jumps.
    rings = [f for f in presser.frames if f.scene == "fitts_ring"]
    said = " ".join(rings[0].screen.lines)
    # A left hand that bends back is seen to go to the left.
    assert "Left: bend the wrist back." in said
    assert "Up: open the hand." in said
    assert not any("Left:" in line for line in rings[-1].screen.lines)
    far = []
    for frame in (f for f in rings if f.asked in ("bend_wrist", "lift_wrist")):
        target, dot = (s.at[0] for s in frame.drawing if isinstance(s, Disc))
        # Nearer than that the opposite movement may be asked for, to stop it.
        if abs(target - dot) > 0.4:
            far.append((target > dot) == (frame.asked == "bend_wrist"))
    assert far
    assert all(far)
    driven = [f for f in rings if f.limbs]
    for before, after in itertools.pairwise(driven):
        assert np.abs(after.limbs[0].angles_rad - before.limbs[0].angles_rad).max() < 0.35


def test_targets_lie_across_from_each_other() -> None:
    for targets in (3, 5, 8, 9):
        places = np.array(ring_places(FittsRingBlock(exercise="fitts_ring", targets=targets)))
        assert len({tuple(np.round(p, 6)) for p in places}) == targets
        steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
        assert steps.min() > 1.9 * 0.7 * np.sin(
            np.pi / targets * (targets // 2 - (targets % 2 == 0))
        )
    line = ring_places(FittsRingBlock(exercise="fitts_ring", down_up=None, targets=4))
    assert [x for x, _ in line] == [-0.7, 0.7, -0.7, 0.7, -0.7]


def pointer(block: str, *, keys: bool = False) -> Played:
    """A hand that brings the dot into the circle, 0.1 at a time."""

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        discs = [s for s in frame.drawing if isinstance(s, Disc)]
        if frame.scene != "fitts_ring" or len(discs) != 2:
            return ()
        target, dot = discs[0].at, discs[1].at
        off = np.subtract(target, dot)
        if keys:
            axis = int(np.argmax(np.abs(off)))
            if abs(off[axis]) < 0.06:
                return ()
            return (Command(Wish.CHOOSE, now_s, 2 * axis + int(off[axis] > 0)),)
        step = off if np.linalg.norm(off) < 0.1 else 0.1 * off / np.linalg.norm(off)
        at = np.add(dot, step)
        return (Command(Wish.DRAG, now_s, place=(float(at[0]), float(at[1]))),)

    return play_first(plan_of(block), hand)


BY_POINTER = """
[[blocks]]
exercise = "fitts_ring"
driven_by = "pointer"
targets = 8
widths = [0.36, 0.24]
dwell_s = 0.5
"""


@pytest.mark.parametrize("keys", [False, True])
def test_a_pointer_or_keys_alone_serve_and_are_marked(keys: bool) -> None:
    played = pointer(BY_POINTER, keys=keys)
    assert played.completed
    assert len(played.kept.trials) == 16
    assert played.kept.value("error_share", "by pointer") == 0.0
    throughput = played.kept.value("throughput_mean_bits_s", "by pointer")
    assert throughput is not None
    assert throughput > 0.5
    efficiency = played.kept.value("path_efficiency_mean_share", "by pointer")
    # The mouse goes straight, the keys around the corner.
    assert efficiency == pytest.approx(1.0, abs=0.03) if not keys else 0.6 < (efficiency or 0) < 1.0
    assert all(not frame.limbs and not frame.asked for frame in played.frames)


def test_without_a_sensor_a_test_is_left_out_kindly_and_a_ring_goes_on() -> None:
    def goes_on(frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene == "muscles_fallback":
            return (Command(Wish.NEXT, now_s),)
        return (Command(Wish.SKIP, now_s),) if frame.scene == "fitts_ring" else ()

    test = play_first(
        plan_of('[[blocks]]\nexercise = "motion_test"\nattempts = ["pinch"]'), goes_on
    )
    assert test.completed is False
    assert test.scenes == ["muscles_fallback"]
    assert test.kept.notes == [("muscles_fallback", "skip: there is no muscle sensor")]
    ring = play_first(plan_of('[[blocks]]\nexercise = "fitts_ring"'), goes_on)
    assert ring.scenes == ["muscles_fallback", "fitts_ring"]


def carried(at_once: tuple[tuple[str, float], ...]) -> tuple[float, float]:
    """Where one second of these movements together carries the dot."""
    cursor = MuscleCursor(("bend_wrist", "lift_wrist"), ("close_hand", "open_hand"))
    for i in range(61):
        now_s = i / 60.0
        name, speed = at_once[0]
        reading = MuscleReading(
            "live", movement=name, speed=speed, taken_at_s=now_s, at_once=at_once
        )
        arm = FollowedArm(RESTING, Tracking.LIVE, None, 0.0, muscles=reading)
        cursor.advance(Moment(now_s, now_s), arm)
    return cursor.place


def test_two_movements_at_once_carry_the_dot_straight_across() -> None:
    x, y = carried((("lift_wrist", 0.8), ("open_hand", 0.8)))
    assert x == pytest.approx(y)
    assert 0.2 < x < 0.5
    left, down = carried((("bend_wrist", 0.8), ("close_hand", 0.4)))
    assert left == pytest.approx(2 * down, rel=0.15)
    assert left < down < 0.0


def test_one_movement_at_a_time_carries_it_along_one_axis() -> None:
    cursor = carried((("lift_wrist", 0.8),))
    assert cursor[0] > 0.2
    assert cursor[1] == 0.0
