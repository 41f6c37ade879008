"""Keeps a session: every frame and sample in the recording, everything said and done in the log.

One object serves the plays (as their journal), the director, the measured arm and the loop, so that
pain and movement end up in one folder, on one clock.
"""

import math
from collections.abc import Callable
from datetime import datetime
from typing import Literal
from uuid import UUID

from game.frame import Frame
from game.input.command import Command
from game.muscles.source import ControllerDelay
from game.play.stage import TrialDone
from game.recorder.entries import (
    command_entry,
    latency_entry,
    setup_entry,
    tracking_entry,
    trial_entry,
)
from game.recorder.latency import LatencySummary as Measured
from game.recorder.rows import decision_row, frame_row, pose_row, sample_row
from game.scenes.question import Answer
from game.shown.arm_follower import Tracking as ArmTracking
from sensors.emg.control import TimedDecision
from sensors.pose import MeasuredPose
from sensors.sample import Sample
from sensors.sensor import TrackingCounts
from sessions.asking.rating import Moment as Occasion
from sessions.asking.rating import Quantity, Rating
from sessions.blocks.registry import Block
from sessions.events.entry import (
    BlockEnded,
    BlockOutcome,
    BlockStarted,
    Ended,
    LogEntry,
    MessageForTherapist,
    Note,
    OutcomeMeasured,
    PhantomShown,
    RatingGiven,
    SafetyFired,
    SceneShown,
    SensorBack,
    SensorLost,
    SessionEnded,
    SessionStarted,
    WhichSensor,
)
from sessions.events.log import EventLog
from sessions.plan.phantom import FeltPhantom
from sessions.plan.safety import Firing
from sessions.plan.safety_rules import Rule
from sessions.recording.recording import RecordingWriter

_IN_SIGHT = (ArmTracking.LIVE, ArmTracking.HELD)


class SessionRecorder:
    """Writes one session's log and recording.

    Args:
        log: The event log, still empty.
        recording: The movement recording.
        clock: The session's clock.
        wall_clock: The patient's own clock, with its UTC offset.
    """

    def __init__(
        self,
        log: EventLog,
        recording: RecordingWriter,
        *,
        clock: Callable[[], float],
        wall_clock: Callable[[], datetime],
    ) -> None:
        self.ended: Ended | None = None
        """How the session ended; None while it goes on."""
        self.repetitions = 0
        """Of all trials so far."""
        self.entries: list[LogEntry] = []
        """Everything written to the log so far, for the summary."""
        self._log = log
        self._recording = recording
        self._clock = clock
        self._wall_clock = wall_clock
        self._frames = 0
        self._waiting: list[LogEntry] = []
        self._trials_in_block: list[TrialDone] = []
        self._rested_s = 0.0
        self._in_sight = False

    def begin(self, started: SessionStarted) -> None:
        """Write the first entry."""
        self._write(started)

    def phantom_shown(self, shown: FeltPhantom, told: FeltPhantom) -> None:
        """Keep how the affected limb looks from here on."""
        self._write(PhantomShown(at_s=self._clock(), phantom=shown, told=told))

    # What the loop and the measured arm tell.

    def frame_shown(self, frame: Frame, latched_s: float, flip_s: float) -> None:
        """Keep a frame as it was shown.

        Raises:
            RecordingError: the recording can't be written any more.
        """
        self._recording.add(frame_row(frame, self._frames, latched_s, flip_s))
        self._frames += 1
        self._write_waiting()

    def sample(self, sample: Sample) -> None:
        """Keep a sample as the device gave it."""
        self._recording.add(sample_row(sample))

    def pose(self, pose: MeasuredPose) -> None:
        """Keep a pose as it was measured."""
        self._recording.add(pose_row(pose))

    def decision(self, made: TimedDecision) -> None:
        """Keep what one window of muscle signal was taken for."""
        self._recording.add(decision_row(made))

    def device(self, lost_because: str | None, *, which: WhichSensor = "limb") -> None:
        """Keep that a device went away, or that it is back (None)."""
        at_s = self._clock()
        if lost_because is None:
            self._write(SensorBack(at_s=at_s, which=which))
        else:
            self._write(SensorLost(at_s=at_s, reason=lost_because, which=which))

    def arm_seen(self, tracking: ArmTracking, counts: Callable[[], TrackingCounts]) -> None:
        """Keep when the limb is lost from sight and when it is found again."""
        in_sight = tracking in _IN_SIGHT
        if in_sight != self._in_sight:
            self._in_sight = in_sight
            self._write(tracking_entry(self._clock(), "found" if in_sight else "lost", counts()))

    # What the director tells.

    def scene(self, name: str, at_s: float) -> None:
        """Keep that another scene came on."""
        shown = SceneShown(at_s=at_s, scene=name)
        if self._waiting:
            self._waiting.append(shown)
        else:
            self._write(shown)

    def command(self, command: Command, scene: str) -> None:
        """Keep what the patient asked for; plain going on is told by the scenes themselves.

        It is written once the next frame has been shown: a slow disk must not hold up the cover.
        """
        if (wish := command_entry(command)) is not None:
            self._waiting.append(wish)

    # What the plays tell (game.play.stage.Journal).

    def rating(
        self,
        quantity: Quantity,
        occasion: Occasion,
        answer: Answer | None,
        block: int | None,
        *,
        for_session: UUID | None = None,
    ) -> None:
        """Keep an answer; None means that the question was not asked. On disk upon return."""
        rating = Rating(
            quantity=quantity,
            moment=occasion,
            value="not_asked" if answer is None else answer.value,
            answered_at=self._wall_clock(),
            confirmed=answer is None or answer.confirmed,
            answered_after_s=None if answer is None else answer.answered_after_s,
            block_index=block,
            for_session=for_session,
        )
        self._write(RatingGiven(at_s=self._clock(), rating=rating))

    def block_started(self, index: int, block: Block) -> None:
        """Keep that a block of the plan begins."""
        self._trials_in_block = []
        self._rested_s = 0.0
        entry = BlockStarted(at_s=self._clock(), block_index=index, exercise=block.exercise)
        self._write(entry)

    def block_ended(self, index: int, block: Block, outcome: BlockOutcome) -> None:
        """Keep how a block ended; what was done in it is the sum of its trials."""
        self._write(
            BlockEnded(
                at_s=self._clock(),
                block_index=index,
                exercise=block.exercise,
                outcome=outcome,
                active_s=self._rested_s + sum(t.active_s for t in self._trials_in_block),
                repetitions=sum(trial.cycles_done for trial in self._trials_in_block),
            )
        )

    def trial(self, index: int, trial: TrialDone) -> None:
        """Keep one trial."""
        number = len(self._trials_in_block)
        self._write(trial_entry(self._clock(), index, number, trial))
        self._trials_in_block.append(trial)
        self.repetitions += trial.cycles_done

    def outcome(
        self,
        index: int | None,
        exercise: str,
        measure: str,
        value: float | None,
        *,
        trial: int | None = None,
        condition: str = "",
    ) -> None:
        """Keep one number that an exercise measured; one that is not finite counts as None."""
        self._write(
            OutcomeMeasured(
                at_s=self._clock(),
                block_index=index,
                trial_index=trial,
                exercise=exercise,
                measure=measure,
                value=value if value is not None and math.isfinite(value) else None,
                condition=condition,
            )
        )

    def rested(self, rested_s: float) -> None:
        """Keep how long the rest of the block now going on was."""
        self._rested_s = rested_s

    def safety_fired(self, firing: Firing) -> None:
        """Keep which rule fired and why."""
        self._write(
            SafetyFired(
                at_s=self._clock(),
                rule=firing.rule,
                reason=firing.reason,
                action=firing.action,
                also=firing.also,
            )
        )

    def message_for_therapist(self, about: Rule | Literal["caution", "unwell"], text: str) -> None:
        """Keep something that the therapist should see soon. On disk upon return."""
        self._write(MessageForTherapist(at_s=self._clock(), about=about, text=text))

    def setup_check(self, advice: tuple[str, ...], *, skipped: bool) -> None:
        """Keep what the set-up page said last, as codes."""
        self._write(setup_entry(self._clock(), advice, skipped=skipped))

    def session_ended(self, ended: Ended, reason: str) -> None:
        """Keep how the session ended."""
        self.ended = ended
        self._write(SessionEnded(at_s=self._clock(), ended=ended, reason=reason))

    def measured(self, latency: Measured, counts: TrackingCounts) -> None:
        """Keep how late the picture was and how tracking went, over the whole session."""
        self._write(tracking_entry(self._clock(), "snapshot", counts))
        self._write(latency_entry(self._clock(), latency))

    def controller_delay(self, delay: ControllerDelay | None) -> None:
        """Keep how long muscles took from intention to command, over the whole session."""
        if delay is None:
            return
        self.outcome(None, "muscles", "decisions_count", float(delay.decisions))
        self.outcome(None, "muscles", "controller_delay_median_s", delay.median_s)
        self.outcome(None, "muscles", "controller_delay_p95_s", delay.p95_s)

    def note(self, about: str, text: str) -> None:
        """Keep something in the program's own words."""
        self._write(Note(at_s=self._clock(), about=about, text=text))

    def _write(self, entry: LogEntry) -> None:
        self._write_waiting()
        self._log.append(entry)
        self.entries.append(entry)

    def _write_waiting(self) -> None:
        while self._waiting:
            waiting = self._waiting.pop(0)
            self._log.append(waiting)
            self.entries.append(waiting)
