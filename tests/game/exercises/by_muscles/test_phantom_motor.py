"""Phantom motor control: a hand that cycles, muscles that go along, or a key."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from game.frame import Frame
from game.input.command import Command, Wish
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.muscles.source import MuscleSource
from game.recorder.pose_trace import PoseTrace
from game.timing.clock import VirtualClock
from sensors.drivers.simulated_emg import SimulatedMuscles
from sensors.pose import RESTING, MeasuredPose
from sensors.settings import SimulatedEmgSettings
from tests.game.exercises.playing import Played, plan_of, play_first

BLOCK = """
[[blocks]]
exercise = "phantom_motor"
movements = ["hand_open_close", "wrist_flexion_extension"]
baseline_s = 5
alone_s = 12
together_s = 20
rest_s = 3
"""
ALONE_S, PHANTOM_S = 2.0, 3.0
PLAYERS = {
    movement.name.in_language("en"): MovementPlayer(movement)
    for movement in (
        load_movements().get(n) for n in ("hand_open_close", "wrist_flexion_extension")
    )
}
MUSCLES = {"hand_open_close": "close_hand", "wrist_flexion_extension": "bend_wrist"}


class Cycling:
    """An intact hand at 50 poses a second that does what the title says, slower with the phantom.

    Args:
        muscles: Whether the residual limb's muscles work while the hand is on its way out.
    """

    def __init__(self, *, muscles: bool = False) -> None:
        self.trace = PoseTrace()
        self.clock = VirtualClock(0.0)
        self.emg = SimulatedMuscles(SimulatedEmgSettings(rate_hz=500.0, seed=4), self.clock)
        self.emg.open()
        self.source = MuscleSource(self.emg, clock=self.clock)
        self._works = muscles
        self._phase = 0.0
        self._next_s = 0.0

    def __call__(self, frame: Frame, now_s: float) -> Sequence[Command]:
        self.clock.wait_until(now_s)
        self.source.drain()
        line = " ".join(frame.screen.lines)
        player = PLAYERS.get(frame.screen.title)
        phantom = "limb you feel" in line
        while self._next_s <= now_s:
            self._phase += 0.02 / (PHANTOM_S if phantom else ALONE_S)
            pose = RESTING if player is None else self._pose(player)
            self.trace.add(MeasuredPose(self._next_s, pose, 1.0))
            self._next_s += 0.02
        working = self._works and phantom and player is not None and self._phase % 1.0 < 0.5
        name = MUSCLES[player.movement.id] if player is not None else None
        self.emg.attempt(name if working else None)
        return ()

    def _pose(self, player: MovementPlayer) -> np.ndarray:
        share = 0.5 - 0.5 * math.cos(2 * math.pi * self._phase)
        poses = [player.pose_at(i / 20.0) - RESTING for i in range(20)]
        away = max(poses, key=lambda pose: float(np.abs(pose).max()))
        return np.asarray(RESTING + share * away)


def assessed(cycling: Cycling, **more: object) -> Played:
    return play_first(
        plan_of(BLOCK), cycling, step_s=0.04, trace=cycling.trace, arm_is_measured=True, **more
    )


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
    assert len(kept.of_trials("profile_uv")) == 20


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
