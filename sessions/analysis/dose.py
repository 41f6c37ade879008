"""Dose: how much of what was ordered was done, in minutes and repetitions."""

from collections.abc import Iterable
from dataclasses import dataclass

from sessions.blocks.registry import AT_REST
from sessions.events.summary import BlockSummary


@dataclass(frozen=True, slots=True)
class DoseDone:
    """Ordered and done, of one kind of exercise or of a whole session."""

    blocks_ordered: int
    blocks_completed: int
    minutes_ordered: float
    minutes_done: float
    repetitions_ordered: int
    repetitions_done: int


def dose_of(blocks: Iterable[BlockSummary]) -> DoseDone:
    """Return the dose of these blocks together."""
    listed = tuple(blocks)
    return DoseDone(
        blocks_ordered=len(listed),
        blocks_completed=sum(block.outcome == "completed" for block in listed),
        minutes_ordered=sum(block.ordered_s for block in listed) / 60.0,
        minutes_done=sum(block.active_s for block in listed) / 60.0,
        repetitions_ordered=sum(block.ordered_repetitions for block in listed),
        repetitions_done=sum(block.repetitions for block in listed),
    )


def dose_by_exercise(blocks: Iterable[BlockSummary]) -> dict[str, DoseDone]:
    """Return the dose of each kind of exercise, rests left out."""
    kinds: dict[str, list[BlockSummary]] = {}
    for block in blocks:
        if block.exercise not in AT_REST:
            kinds.setdefault(block.exercise, []).append(block)
    return {kind: dose_of(own) for kind, own in kinds.items()}
