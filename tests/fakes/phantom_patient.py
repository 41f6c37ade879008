"""A patient who plays the phantom motor block: a hand that cycles, a simulated EMG ring."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import numpy as np

from game.frame import Frame
from game.input.command import Command
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.muscles.source import MuscleSource
from game.recorder.pose_trace import PoseTrace
from game.timing.clock import VirtualClock
from sensors.drivers.simulated_emg import SimulatedMuscles
from sensors.pose import RESTING, MeasuredPose
from sensors.sample import EmgSample
from sensors.settings import SimulatedEmgSettings
from sessions.events.entry import (
    BlockEnded,
    BlockStarted,
    OutcomeMeasured,
    RatingGiven,
    SessionEnded,
)
from sessions.events.log import EventLog
from sessions.folder.session_folder import SessionFolder
from tests.fakes.played_session import log_entries
from tests.game.exercises.playing import Kept, Played, plan_of, play_first

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


class Amplified(SimulatedMuscles):
    """The simulated forearm on an amplifier of another gain."""

    gain = 1.0

    def drain(self) -> tuple[EmgSample, ...]:
        louder = np.float32(self.gain)
        return tuple(replace(s, microvolts=s.microvolts * louder) for s in super().drain())


class Cycling:
    """An intact hand at 50 poses a second that does what the title says, slower with the phantom.

    Args:
        muscles: Whether the residual limb's muscles work while the hand is on its way out.
        gain: Of the amplifier.
        effort: How much of a full contraction they give.
    """

    def __init__(self, *, muscles: bool = False, gain: float = 1.0, effort: float = 1.0) -> None:
        self.trace = PoseTrace()
        self.clock = VirtualClock(0.0)
        self.emg = Amplified(SimulatedEmgSettings(rate_hz=500.0, seed=4), self.clock)
        self.emg.gain = gain
        self.emg.open()
        self.source = MuscleSource(self.emg, clock=self.clock)
        self._works = muscles
        self._effort = effort
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
        self.emg.attempt(name if working else None, self._effort)
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


def phantom_session(root: Path, at: datetime, kept: Kept, *, code: str = "P01") -> Path:
    """Write what was measured as a session's folder; return it."""
    session_id = uuid4()
    folder = SessionFolder.create(
        root, session_id=session_id, started_at=at, patient_code=code, free_bytes_needed=1
    )
    first, *others = log_entries(session_id, code=code, at=at)
    with EventLog.create(folder.events_path) as log:
        log.append(first)
        for measure, condition, value, trial in kept.outcomes:
            log.append(
                OutcomeMeasured(
                    at_s=0.5,
                    block_index=0,
                    trial_index=trial,
                    exercise="phantom_motor",
                    measure=measure,
                    condition=condition,
                    value=value,
                )
            )
        for entry in others:
            if isinstance(entry, BlockStarted | BlockEnded | RatingGiven | SessionEnded):
                log.append(entry)
    folder.seal("completed")
    return folder.path
