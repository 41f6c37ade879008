"""What a patient's earlier blocks came to, oldest first: read from the sessions kept at home.

Exercises grow from session to session, and a course unlocks its stages, by what was measured
before; this is where they read it. A log that cannot be read is left out: it never stops a session.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sessions.errors import SessionsError
from sessions.events.entry import (
    BlockEnded,
    BlockOutcome,
    BlockStarted,
    LogEntry,
    OutcomeMeasured,
    RatingGiven,
    SessionStarted,
)
from sessions.events.kept import kept_log


@dataclass(frozen=True, slots=True)
class EarlierBlock:
    """One block that was played, and what was measured in it as a whole."""

    ended_at: datetime
    """The patient's own clock."""
    exercise: str
    outcome: BlockOutcome
    measured: Mapping[tuple[str, str], float | None] = field(default_factory=dict)
    """By measure and condition; single trials are left out."""
    rated: Mapping[str, int] = field(default_factory=dict)
    """The last number given to each question that was answered in it."""

    def value(self, measure: str, condition: str | None = None) -> float | None:
        """Return one measure; without a condition, the first one of that name."""
        if condition is not None:
            return self.measured.get((measure, condition))
        return next((v for (name, _), v in self.measured.items() if name == measure), None)

    def condition_of(self, measure: str) -> str | None:
        """Return what a measure was taken under; None where there is none of that name."""
        return next((said for name, said in self.measured if name == measure), None)


def earlier_blocks(root: Path, patient_code: str) -> tuple[EarlierBlock, ...]:
    """Return every block in the patient's session folders below `root`, oldest first."""
    blocks: list[EarlierBlock] = []
    for folder in sorted((root / f"sub-{patient_code}").glob("ses-*")):
        try:
            entries = kept_log(folder).entries
        except SessionsError:
            continue
        blocks.extend(blocks_in(entries))
    return tuple(sorted(blocks, key=lambda block: block.ended_at))


def blocks_in(entries: Iterable[LogEntry]) -> Iterator[EarlierBlock]:
    """Return the blocks of one session's log; none where the line that tells its clock is lost."""
    anchor = None
    measured: dict[int, dict[tuple[str, str], float | None]] = {}
    rated: dict[int, dict[str, int]] = {}
    for entry in entries:
        if isinstance(entry, SessionStarted):
            anchor = entry.anchor
        elif isinstance(entry, OutcomeMeasured):
            if entry.block_index is not None and entry.trial_index is None:
                of_block = measured.setdefault(entry.block_index, {})
                of_block[entry.measure, entry.condition] = entry.value
        elif isinstance(entry, RatingGiven):
            rating = entry.rating
            if rating.block_index is not None and isinstance(rating.value, int):
                rated.setdefault(rating.block_index, {})[rating.quantity] = rating.value
        elif isinstance(entry, BlockEnded) and anchor is not None:
            yield EarlierBlock(
                ended_at=anchor.wall + timedelta(seconds=entry.at_s - anchor.monotonic_s),
                exercise=entry.exercise,
                outcome=entry.outcome,
                measured=measured.get(entry.block_index, {}),
                rated=rated.get(entry.block_index, {}),
            )


def times_played(root: Path, patient_code: str, plan_name: str) -> int:
    """Return in how many sessions below `root` the patient has begun a block of that plan."""
    played = 0
    for folder in (root / f"sub-{patient_code}").glob("ses-*"):
        try:
            entries = kept_log(folder).entries
        except SessionsError:
            continue
        started = next((entry for entry in entries if isinstance(entry, SessionStarted)), None)
        begun = any(isinstance(entry, BlockStarted) for entry in entries)
        played += begun and started is not None and started.plan.name == plan_name
    return played
