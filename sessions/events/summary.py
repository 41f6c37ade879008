"""A session in plain facts, for the patient's last page and the therapist: read from its log."""

from dataclasses import dataclass
from typing import Literal

from sessions.asking.rating import Answer, Moment, Quantity
from sessions.blocks.registry import AT_REST
from sessions.events.entry import (
    BlockEnded,
    BlockOutcome,
    BlockStarted,
    CommandGiven,
    Ended,
    LatencySummary,
    Purpose,
    RatingGiven,
    SafetyFired,
    SessionEnded,
    SessionStarted,
    Tracking,
)
from sessions.events.log import LogReading
from sessions.latency import Verdict
from sessions.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class PainSummary:
    """One quantity before and after: each a value, ``skipped`` or ``not_asked``."""

    before: Answer
    after: Answer

    @property
    def change(self) -> int | None:
        """After minus before; None unless both were answered."""
        if isinstance(self.before, int) and isinstance(self.after, int):
            return self.after - self.before
        return None


@dataclass(frozen=True, slots=True)
class BlockSummary:
    """One block of the plan: ordered and done."""

    exercise: str
    outcome: BlockOutcome | Literal["not_reached", "cut_off"]
    ordered_s: float
    active_s: float
    ordered_repetitions: int
    repetitions: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What happened, counted; nothing here is an opinion."""

    ended: Ended | Literal["not_sealed"]
    reason: str
    purpose: Purpose
    """Only a planned session has a dose to fulfil."""
    minutes_ordered: float
    minutes_done: float
    """In moving blocks, without rests and pauses."""
    repetitions_ordered: int
    repetitions_done: int
    blocks: tuple[BlockSummary, ...]
    intensity: PainSummary
    unpleasantness: PainSummary
    follow_quality: tuple[Answer, ...]
    covers: int
    """Times the limb was covered by the patient."""
    safety: tuple[SafetyFired, ...]
    latency: LatencySummary | None
    latency_verdict: Verdict
    tracking: Tracking | None
    """The last counts of how tracking went; None where nothing was tracked."""
    damaged_lines: int
    """Lines of the log that could not be read; more than 0 means these facts may be incomplete."""


def summarise(reading: LogReading) -> Summary | None:
    """Return the facts of a session; None where the line that tells its plan is lost."""
    entries = reading.entries
    started = next((entry for entry in entries if isinstance(entry, SessionStarted)), None)
    if started is None:
        return None
    plan = started.plan
    # A diary bears the plan whose questions it asks, and plays nothing of it.
    plays = started.purpose in ("planned", "relief")
    blocks = _blocks(reading, plan) if plays else ()
    moving = [block for block in blocks if block.exercise not in AT_REST]
    end = next((e for e in reversed(entries) if isinstance(e, SessionEnded)), None)
    latency = next((e for e in reversed(entries) if isinstance(e, LatencySummary)), None)
    return Summary(
        ended=end.ended if end else "not_sealed",
        reason=end.reason if end else "",
        purpose=started.purpose,
        minutes_ordered=plan.dose.moving_minutes if plays else 0.0,
        minutes_done=sum(block.active_s for block in moving) / 60,
        repetitions_ordered=plan.dose.repetitions if plays else 0,
        repetitions_done=sum(block.repetitions for block in moving),
        blocks=blocks,
        intensity=_pain(reading, "intensity"),
        unpleasantness=_pain(reading, "unpleasantness"),
        follow_quality=tuple(
            e.rating.value
            for e in entries
            if isinstance(e, RatingGiven) and e.rating.quantity == "follow_quality"
        ),
        covers=sum(isinstance(e, CommandGiven) and e.wish == "cover" for e in entries),
        safety=tuple(e for e in entries if isinstance(e, SafetyFired)),
        latency=latency,
        latency_verdict=latency.verdict if latency else "not_measured",
        tracking=next((e for e in reversed(entries) if isinstance(e, Tracking)), None),
        damaged_lines=len(reading.damaged),
    )


def _pain(reading: LogReading, quantity: Quantity) -> PainSummary:
    return PainSummary(
        before=_answer(reading, quantity, "session_start"),
        after=_answer(reading, quantity, "session_end"),
    )


def _answer(reading: LogReading, quantity: Quantity, moment: Moment) -> Answer:
    """Return the last answer of that kind; ``not_asked`` where the log has none."""
    for entry in reversed(reading.entries):
        if (
            isinstance(entry, RatingGiven)
            and entry.rating.quantity == quantity
            and entry.rating.moment == moment
        ):
            return entry.rating.value
    return "not_asked"


def _blocks(reading: LogReading, plan: Plan) -> tuple[BlockSummary, ...]:
    ended = {e.block_index: e for e in reading.entries if isinstance(e, BlockEnded)}
    started = {e.block_index for e in reading.entries if isinstance(e, BlockStarted)}
    summaries: list[BlockSummary] = []
    for index, block in enumerate(plan.blocks):
        end = ended.get(index)
        summaries.append(
            BlockSummary(
                exercise=block.exercise,
                outcome=end.outcome if end else "cut_off" if index in started else "not_reached",
                ordered_s=block.ordered_s,
                active_s=end.active_s if end else 0.0,
                ordered_repetitions=block.ordered_repetitions,
                repetitions=end.repetitions if end else 0,
            )
        )
    return tuple(summaries)
