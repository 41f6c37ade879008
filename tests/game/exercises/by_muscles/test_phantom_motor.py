"""Phantom motor control: a hand that cycles, muscles that go along, or a key."""

from collections.abc import Sequence

import pytest

from game.exercises.by_muscles.muscle_listener import FAILS_AFTER_S
from game.exercises.by_muscles.phantom_motor_scene import PhantomMotorScene, StretchSetting
from game.frame import Frame
from game.input.command import Command, Wish
from game.muscles.reading import MuscleReading, MuscleState
from game.recorder.pose_trace import PoseTrace
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING
from sessions.blocks.phantom_motor import READY_S
from tests.fakes.phantom_patient import (
    ALONE_S,
    BLOCK,
    MUSCLES,
    PHANTOM_S,
    Cycling,
    assessed,
)
from tests.game.exercises.playing import Kept, plan_of, play_first


def test_the_phantom_is_slower_than_the_hand_alone_and_it_is_measured() -> None:
    kept = assessed(Cycling()).kept
    for movement in MUSCLES:
        alone, phantom = f"{movement} alone by hand", f"{movement} phantom by hand"
        assert kept.value("cycle_time_s", alone) == pytest.approx(ALONE_S, abs=0.05)
        assert kept.value("cycle_time_s", phantom) == pytest.approx(PHANTOM_S, abs=0.05)
        assert kept.value("phantom_time_ratio", movement) == pytest.approx(1.5, abs=0.04)
        assert kept.value("phantom_amplitude_ratio", movement) == pytest.approx(1.0, abs=0.03)
        count = kept.value("cycles_count", phantom)
        assert count is not None
        # Of 20 s at 3 s each, without the parts at both ends.
        assert 4 <= count <= 6
    assert [t.movement for t in kept.trials] == [
        f"{movement}_{who}" for movement in MUSCLES for who in ("alone", "together")
    ]
    assert all(t.finished for t in kept.trials)


def test_muscles_that_go_along_are_found_phase_dependent_and_distinct() -> None:
    cycling = Cycling(muscles=True)
    kept = assessed(cycling, muscles=cycling.source).kept
    assert kept.trials[0].movement == "rest"
    quiet = [v for measure, _, v, _ in kept.outcomes if measure == "rest_uv"]
    assert len(quiet) == 8
    assert all(v is not None and v < 15.0 for v in quiet)
    for movement in MUSCLES:
        p = kept.value("modulation_any_p_share", movement)
        assert p is not None
        assert p < 0.05
        indices = [
            v
            for measure, said, v, _ in kept.outcomes
            if measure == "modulation_index" and said.startswith(movement)
        ]
        assert len(indices) == 8
        assert max(v for v in indices if v is not None) > 0.6
    assert kept.value("distinctness_share") == pytest.approx(1.0, abs=0.15)
    # Every channel of both movements, in twenty parts, as the index is reckoned from them.
    assert len(kept.of_trials("profile_uv")) == 2 * 8 * 20
    for movement in MUSCLES:
        for channel in range(1, 9):
            condition = f"{movement} channel {channel}"
            line = [v for m, said, v, _ in kept.outcomes if (m, said) == ("profile_uv", condition)]
            high, low = max(v for v in line if v), min(v for v in line if v)
            found = kept.value("modulation_index", condition)
            assert found == pytest.approx((high - low) / (high + low))
        angle = [v for m, said, v, _ in kept.outcomes if (m, said) == ("profile_deg", movement)]
        assert len(angle) == 20
        # From the largest angle by the smallest, half way, to the largest again.
        assert 8 <= angle.index(min(v for v in angle if v is not None)) <= 11


def test_muscles_that_rest_are_not_said_to_go_along() -> None:
    cycling = Cycling(muscles=False)
    kept = assessed(cycling, muscles=cycling.source).kept
    for movement in MUSCLES:
        p = kept.value("modulation_any_p_share", movement)
        assert p is not None
        assert p > 0.01


def test_a_key_serves_where_no_hand_is_followed() -> None:
    pressed: list[float] = []

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        offered = any(button.wish is Wish.CHOOSE for button in frame.screen.buttons)
        if not offered or (pressed and now_s - pressed[-1] < 1.99):
            return ()
        pressed.append(now_s)
        return (Command(Wish.CHOOSE, now_s, 1),)

    played = play_first(plan_of(BLOCK), hand)
    assert played.completed
    value = played.kept.value("cycle_time_s", "hand_open_close phantom by key")
    assert value == pytest.approx(2.0, abs=0.06)
    assert played.kept.value("cycle_amplitude_deg", "hand_open_close phantom by key") is None
    assert all(not frame.limbs for frame in played.frames)


def test_a_pause_under_the_cover_is_no_cycle() -> None:
    cycling, covered = Cycling(), []

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        cycling(frame, now_s)
        if frame.scene == "cover":
            return (Command(Wish.RESUME, now_s),) if now_s - covered[-1] > 10.0 else ()
        if frame.limbs and len(cycling.trace) > 400 and not covered:
            covered.append(now_s)
            return (Command(Wish.COVER, now_s),)
        return ()

    played = play_first(
        plan_of(BLOCK), hand, step_s=0.04, trace=cycling.trace, arm_is_measured=True
    )
    assert covered
    assert played.kept.value("cycle_time_s", "hand_open_close alone by hand") == pytest.approx(
        ALONE_S, abs=0.1
    )


def test_it_can_be_left_at_any_time() -> None:
    def leaves(frame: Frame, now_s: float) -> Sequence[Command]:
        return (Command(Wish.SKIP, now_s),) if now_s > 6.0 else ()

    played = play_first(plan_of(BLOCK), leaves)
    assert played.completed is False
    assert [t.skipped for t in played.kept.trials] == [True]


def test_another_gain_of_the_amplifier_in_another_week_changes_no_measure_but_microvolts() -> None:
    gain = 3.7
    weeks: list[Kept] = []
    for gained in (1.0, gain):
        cycling = Cycling(muscles=True, gain=gained)
        weeks.append(assessed(cycling, muscles=cycling.source).kept)
    first, later = ({(m, c, t): v for m, c, v, t in kept.outcomes} for kept in weeks)
    assert first.keys() == later.keys()
    for (measure, condition, trial), value in first.items():
        factor = gain if measure in ("rest_uv", "profile_uv") else 1.0
        wanted = None if value is None else pytest.approx(factor * value, rel=1e-4, abs=1e-6)
        assert later[measure, condition, trial] == wanted, (measure, condition)
    told = {measure for measure, *_ in first}
    assert {"modulation_index", "modulation_p_share", "distinctness_share"} <= told


def ends_s(from_s: float, to_s: float, state: MuscleState = "lost") -> tuple[float, set[str]]:
    """Play 10 s of rest with the muscle sensor gone between; return when it ended, and warnings."""
    scene = PhantomMotorScene(
        StretchSetting("rest", "left", "Rest", 10.0, by_key=False), PoseTrace()
    )
    now_s, said = 0.0, set()
    while not scene.finished:
        now_s += 1 / 60
        reading = MuscleReading(state if from_s <= now_s < to_s else "live", taken_at_s=now_s)
        arm = FollowedArm(RESTING, Tracking.LIVE, None, 0.0, muscles=reading)
        moment = Moment(now_s, now_s)
        scene.update(moment, arm)
        if from_s + 0.1 <= now_s < min(to_s, from_s + FAILS_AFTER_S) - 0.1:
            said.add(scene.frame(moment, arm).screen.warning)
        assert now_s < 90.0
    return now_s, said


@pytest.mark.parametrize("state", ["lost", "silent"])
def test_a_muscle_sensor_that_is_gone_is_said_and_waited_for_but_not_for_ever(
    state: MuscleState,
) -> None:
    alone_s, _ = ends_s(99.0, 99.0)
    assert alone_s == pytest.approx(READY_S + 10.0, abs=0.05)
    ended_s, said = ends_s(READY_S + 2.0, READY_S + 6.0, state)
    assert ended_s == pytest.approx(alone_s + 4.0, abs=0.05)
    (warning,) = said
    assert "muscle sensor" in warning
    stayed_away_s, _ = ends_s(READY_S + 2.0, 99.0, state)
    assert stayed_away_s == pytest.approx(alone_s + FAILS_AFTER_S, abs=0.05)
