"""Graded motor imagery: which of its three stages is due, and why.

The order is left-right judgement, then imagined movements, then the mirror (Moseley 2004, 2006;
the order matters, Moseley 2005). The trials gave each stage two weeks; in practice a stage is left
when its aim is reached: more than 80 % right and left and right equally quick (Moseley's slides of
2009). By how much the two may differ is a setting, 0.3 s as proposed after the norms (within about
0.3 to 0.5 s, recalled). What ends the imagery stage was nowhere found: ease of imagining is our
proposal.

A stage that was unlocked stays so: a bad day takes nothing away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, TypeAlias

from pydantic import Field

from sessions.blocks.pictures import Limb
from sessions.course.history import EarlierBlock
from sessions.plan.document import Document

GmiStage: TypeAlias = Literal["laterality", "imagery", "mirror"]
STAGES: tuple[GmiStage, ...] = ("laterality", "imagery", "mirror")
IMAGERY_EXERCISES = ("posture_imagery",)
MIRROR_EXERCISES = ("mirror",)


class GmiRule(Document):
    """When the next stage of graded motor imagery begins; a course may name it as its rule."""

    rule: Literal["graded_motor_imagery"] = "graded_motor_imagery"
    limb: Limb = "hand"
    accuracy_above: float = Field(default=0.8, ge=0.5, lt=1.0)
    """Share of right judgements that each side has to be above."""
    margin_s: float = Field(default=0.3, gt=0.0, le=5.0)
    """How far the response times of left and right may lie apart and count as equal."""
    laterality_blocks: int = Field(default=3, ge=1, le=30)
    """So many blocks in a row have to meet both."""
    imagery_ease: float = Field(default=6.0, ge=0.0, le=10.0)
    """Ease of imagining, 0 to 10, that a block has to reach; 0 counts every block."""
    imagery_blocks: int = Field(default=3, ge=1, le=30)
    """So many blocks in a row have to reach it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a patient stands in graded motor imagery."""

    stage: GmiStage
    met_in_a_row: int
    """Newest blocks of this stage that met its aim; 0 in the last stage, which has none."""
    needed: int
    """How many it takes; 0 in the last stage."""
    why_not: tuple[str, ...]
    """What the newest block lacked, as codes: accuracy, difference, ease, not_measured."""
    reason: str
    """One sentence for the therapist."""


def standing(rule: GmiRule, earlier: Sequence[EarlierBlock]) -> Standing:
    """Return the stage that is due after these blocks (oldest first), and why."""
    judged = [_judged(rule, e) for e in earlier if _is_laterality(rule, e)]
    if _longest_run(judged) < rule.laterality_blocks:
        return _still(
            "laterality",
            judged,
            rule.laterality_blocks,
            f"above {rule.accuracy_above:.0%} right on each side, and left and right within "
            f"{rule.margin_s:g} s",
        )
    imagined = [
        _imagined(rule, e)
        for e in earlier
        if e.exercise in IMAGERY_EXERCISES and e.outcome == "completed"
    ]
    if _longest_run(imagined) < rule.imagery_blocks:
        return _still(
            "imagery",
            imagined,
            rule.imagery_blocks,
            f"imagining rated {rule.imagery_ease:g} of 10 or easier",
        )
    return Standing(
        "mirror",
        0,
        0,
        (),
        f"stage 3 of 3, mirror: {rule.laterality_blocks} blocks of left-right judgement and "
        f"{rule.imagery_blocks} of imagery in a row have met their aims",
    )


def _still(stage: GmiStage, done: list[tuple[str, ...]], needed: int, aim: str) -> Standing:
    newest = _newest_run(done)
    why_not = done[-1] if done else ()
    number = STAGES.index(stage) + 1
    told = f"stage {number} of 3, {stage}: {newest} of {needed} blocks in a row met the aim ({aim})"
    if why_not:
        told += f"; the newest one lacked {' and '.join(why_not).replace('_', ' ')}"
    return Standing(stage, newest, needed, why_not, told)


def _is_laterality(rule: GmiRule, block: EarlierBlock) -> bool:
    if block.exercise != "laterality" or block.outcome != "completed":
        return False
    return ("accuracy_share", f"left {rule.limb}") in block.measured


def _judged(rule: GmiRule, block: EarlierBlock) -> tuple[str, ...]:
    """Return what a block of judgements lacked; empty where it met the aim."""
    both = {"hand": "hands", "foot": "feet"}[rule.limb]
    shares = [block.value("accuracy_share", f"{side} {rule.limb}") for side in ("left", "right")]
    difference_s = block.value("left_minus_right_s", both)
    lacking: list[str] = []
    if any(share is None or share <= rule.accuracy_above for share in shares):
        lacking.append("accuracy")
    if difference_s is None or abs(difference_s) > rule.margin_s:
        lacking.append("difference")
    return tuple(lacking)


def _imagined(rule: GmiRule, block: EarlierBlock) -> tuple[str, ...]:
    """Return what a block of imagery lacked; a skipped question lacks its answer."""
    if rule.imagery_ease == 0.0:
        return ()
    ease = block.rated.get("imagery_ease")
    if ease is None:
        return ("not_measured",)
    return () if ease >= rule.imagery_ease else ("ease",)


def _newest_run(done: Sequence[tuple[str, ...]]) -> int:
    """Return how many of the newest blocks lacked nothing."""
    return len(list(takewhile(lambda lacking: not lacking, reversed(done))))


def _longest_run(done: Sequence[tuple[str, ...]]) -> int:
    """Return the most blocks in a row that ever lacked nothing."""
    return max((_newest_run(done[:end]) for end in range(1, len(done) + 1)), default=0)
