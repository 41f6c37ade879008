"""How hard left-right judgement is this time: within the plan, against the patient's own blocks.

A fixed 80 % and 2 s are wrong for older people (adults of 55 to 92 years were right in 66 to 67 %
of pictures), so the plan's accuracy is a setting and times are compared with the patient's own
first blocks. What makes the next level harder, first more angles and then a shorter limit, is our
proposal.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from sessions.blocks.laterality import LateralityBlock
from sessions.blocks.pictures import distance_from_upright_deg
from sessions.course.history import EarlierBlock

LEVEL = "difficulty_level"
_BASELINE_BLOCKS = 3
_SLOWER_ALLOWED = 1.15
"""Share of the own baseline's response time up to which a block still counts as quick enough."""
_ACCURACY_TO_EASE = 0.6
"""Below it, not much above guessing, the next block is one level easier."""
_SHORTER = 0.85


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the ladder."""

    number: int
    angles_deg: tuple[float, ...]
    limit_s: float


def ladder(block: LateralityBlock) -> tuple[Level, ...]:
    """Return every level that the plan allows, the easiest first; one where it does not grow."""
    if not block.grows:
        return (Level(0, block.angles_deg, block.limit_s),)
    distances = sorted({distance_from_upright_deg(angle) for angle in block.angles_deg})
    reaches = [d for d in distances if d > block.first_reach_deg]
    first = max(block.first_reach_deg, distances[0])
    steps = [
        (tuple(a for a in block.angles_deg if distance_from_upright_deg(a) <= reach), block.limit_s)
        for reach in (first, *reaches)
    ]
    limit_s = block.limit_s
    while limit_s > block.shortest_limit_s:
        limit_s = max(block.shortest_limit_s, limit_s * _SHORTER)
        steps.append((block.angles_deg, limit_s))
    return tuple(Level(i, angles, limit) for i, (angles, limit) in enumerate(steps))


def level_due(
    block: LateralityBlock, earlier: Sequence[EarlierBlock], *, may_become_harder: bool
) -> Level:
    """Return the level of the block that begins now.

    One level up where the last block was right often enough and not slower than the patient's own
    first ones, one down where it was little better than guessing; else the same again.
    """
    levels = ladder(block)
    both = {"hand": "hands", "foot": "feet"}[block.limb]
    done = [
        e
        for e in earlier
        if e.exercise == "laterality"
        and e.outcome == "completed"
        and e.value("accuracy_share", both) is not None
    ]
    if not done:
        return levels[0]
    last = done[-1]
    number = min(int(last.value(LEVEL) or 0), len(levels) - 1)
    share = last.value("accuracy_share", both) or 0.0
    if share < _ACCURACY_TO_EASE:
        number -= 1
    elif share >= block.accuracy_to_grow and _quick_enough(done, both) and may_become_harder:
        number += 1
    return levels[max(0, min(number, len(levels) - 1))]


def _quick_enough(done: Sequence[EarlierBlock], both: str) -> bool:
    times_s = [e.value("response_time_s", both) for e in done]
    own_s = [time_s for time_s in times_s[:_BASELINE_BLOCKS] if time_s is not None]
    last_s = times_s[-1]
    if last_s is None or not own_s:
        return False
    return last_s <= _SLOWER_ALLOWED * statistics.median(own_s)
