"""Blocks that a patient has behind them, for tests of what builds on them."""

from datetime import datetime, timedelta, timezone

from sessions.course.history import EarlierBlock
from sessions.events.entry import BlockOutcome

START = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))


def laterality(
    left: float,
    right: float,
    *,
    left_s: float = 2.0,
    right_s: float = 2.0,
    level: float = 0.0,
    outcome: BlockOutcome = "completed",
    limb: str = "hand",
) -> EarlierBlock:
    """Return a block of left-right judgements with these accuracies and times."""
    both = {"hand": "hands", "foot": "feet"}[limb]
    return EarlierBlock(
        START,
        "laterality",
        outcome,
        {
            ("accuracy_share", both): (left + right) / 2,
            ("accuracy_share", f"left {limb}"): left,
            ("accuracy_share", f"right {limb}"): right,
            ("response_time_s", both): (left_s + right_s) / 2,
            ("left_minus_right_s", both): left_s - right_s,
            ("difficulty_level", ""): level,
        },
    )


def imagery(ease: int | None) -> EarlierBlock:
    """Return a block of imagined postures that was rated so easy."""
    rated = {} if ease is None else {"imagery_ease": ease}
    return EarlierBlock(START, "posture_imagery", "completed", rated=rated)
