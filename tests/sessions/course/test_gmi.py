"""Which stage of graded motor imagery is due: a table of cases."""

import pytest

from sessions.course.gmi import GmiRule, GmiStage, standing
from sessions.course.history import EarlierBlock
from tests.sessions.earlier import START, imagery, laterality

GOOD = laterality(0.9, 0.85, left_s=2.2, right_s=2.0)
WRONG = laterality(0.9, 0.8)
UNEQUAL = laterality(0.95, 0.95, left_s=2.5, right_s=2.1)
SKIPPED = laterality(0.9, 0.9, outcome="skipped")
FEET = laterality(0.95, 0.95, limb="foot")
EASY, HARD, NOT_SAID = imagery(7), imagery(4), imagery(None)
RULE = GmiRule()


@pytest.mark.parametrize(
    ("earlier", "stage", "in_a_row", "why_not"),
    [
        ([], "laterality", 0, ()),
        ([GOOD], "laterality", 1, ()),
        ([GOOD, GOOD], "laterality", 2, ()),
        ([GOOD, GOOD, GOOD], "imagery", 0, ()),
        ([GOOD, GOOD, WRONG], "laterality", 0, ("accuracy",)),
        ([GOOD, GOOD, UNEQUAL], "laterality", 0, ("difference",)),
        ([GOOD, WRONG, GOOD, GOOD], "laterality", 2, ()),
        ([GOOD, WRONG, GOOD, GOOD, GOOD], "imagery", 0, ()),
        ([GOOD, GOOD, SKIPPED, GOOD], "imagery", 0, ()),
        ([GOOD, GOOD, FEET], "laterality", 2, ()),
        ([WRONG] * 40, "laterality", 0, ("accuracy",)),
        ([GOOD] * 3 + [WRONG] * 3, "imagery", 0, ()),
        ([EASY] * 5, "laterality", 0, ()),
        ([GOOD] * 3 + [EASY], "imagery", 1, ()),
        ([GOOD] * 3 + [EASY, HARD], "imagery", 0, ("ease",)),
        ([GOOD] * 3 + [EASY, NOT_SAID], "imagery", 0, ("not_measured",)),
        ([GOOD] * 3 + [EASY] * 3, "mirror", 0, ()),
        ([GOOD] * 3 + [EASY] * 3 + [HARD, WRONG], "mirror", 0, ()),
    ],
)
def test_a_stage_is_due_by_what_was_reached_not_by_the_calendar(
    earlier: list[EarlierBlock], stage: GmiStage, in_a_row: int, why_not: tuple[str, ...]
) -> None:
    found = standing(RULE, earlier)
    assert (found.stage, found.met_in_a_row, found.why_not) == (stage, in_a_row, why_not)


def test_the_therapist_sets_margin_accuracy_and_how_many() -> None:
    rule = GmiRule(accuracy_above=0.6, margin_s=0.5, laterality_blocks=2, imagery_ease=0.0)
    assert standing(rule, [UNEQUAL, WRONG]).stage == "imagery"
    assert standing(rule, [UNEQUAL, WRONG, NOT_SAID, HARD, NOT_SAID]).stage == "mirror"


def test_exactly_eighty_per_cent_is_not_above_it_and_the_margin_itself_is_equal() -> None:
    assert standing(GmiRule(laterality_blocks=1), [laterality(0.8, 0.9)]).stage == "laterality"
    edge = laterality(0.9, 0.9, left_s=2.25, right_s=2.0)
    assert standing(GmiRule(laterality_blocks=1, margin_s=0.25), [edge]).stage == "imagery"


def test_times_that_could_not_be_measured_do_not_count_as_equal() -> None:
    unknown = EarlierBlock(
        START,
        "laterality",
        "completed",
        {
            ("accuracy_share", "left hand"): 0.9,
            ("accuracy_share", "right hand"): 0.9,
            ("left_minus_right_s", "hands"): None,
        },
    )
    found = standing(GmiRule(laterality_blocks=1), [unknown])
    assert (found.stage, found.why_not) == ("laterality", ("difference",))


def test_the_therapist_is_told_why_in_a_sentence() -> None:
    assert standing(RULE, [GOOD, WRONG]).reason == (
        "stage 1 of 3, laterality: 0 of 3 blocks in a row met the aim (above 80% right on each "
        "side, and left and right within 0.3 s); the newest one lacked accuracy"
    )
    assert "stage 2 of 3, imagery: 1 of 3" in standing(RULE, [GOOD] * 3 + [EASY]).reason
    assert "have met their aims" in standing(RULE, [GOOD] * 3 + [EASY] * 3).reason
