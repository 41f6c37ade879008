"""Block by block, what was ordered, what was done, and why it ended: how faithful a session was."""

from dataclasses import dataclass
from typing import Any

from sessions.portal.editing.preview import lasting
from sessions.portal.models import ReceivedSession
from sessions.portal.review.measures import exercise_in_words

_ENDED = {
    "completed": "done to its end",
    "skipped": "left out by the patient",
    "stopped": "ended early",
    "safety": "ended by a safety rule",
    "not_reached": "not reached",
    "cut_off": "cut off",
}


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One block as people read it."""

    exercise: str
    ordered: str
    done: str
    repetitions: str
    """Done of ordered; empty where none were asked for."""
    ended: str


def block_rows(session: ReceivedSession) -> tuple[BlockRow, ...]:
    """Return what became of each block of a session's plan."""
    return tuple(_row(block) for block in session.blocks)


def _row(block: dict[str, Any]) -> BlockRow:
    asked, made = block.get("ordered_repetitions") or 0, block.get("repetitions") or 0
    outcome = str(block["outcome"])
    return BlockRow(
        exercise_in_words(block["exercise"]),
        lasting(block["ordered_s"]),
        lasting(block["active_s"]),
        f"{made} of {asked}" if asked else str(made or ""),
        _ENDED.get(outcome, outcome.replace("_", " ")),
    )
