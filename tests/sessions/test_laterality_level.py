"""Left-right judgement grows with the patient, inside the plan, and never while pain rises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.blocks.laterality import LateralityBlock
from sessions.blocks.pictures import distance_from_upright_deg
from sessions.course.history import EarlierBlock
from sessions.laterality_level import ladder, level_due

from .earlier import laterality

FIXED = LateralityBlock(exercise="laterality")
GROWS = LateralityBlock(exercise="laterality", grows=True)


def test_a_block_that_does_not_grow_has_one_level_as_written() -> None:
    (only,) = ladder(FIXED)
    assert (only.angles_deg, only.limit_s) == (FIXED.angles_deg, FIXED.limit_s)


def test_it_grows_by_angles_first_and_by_its_limit_then() -> None:
    levels = ladder(GROWS)
    reaches = [max(map(distance_from_upright_deg, level.angles_deg)) for level in levels]
    assert reaches == [90, 135, 180, 180, 180, 180, 180, 180]
    # 5 x 0.85 = 4.25, then 3.6125, 3.070625, 2.610031; the plan's 2.5 is the shortest.
    assert [level.limit_s for level in levels] == pytest.approx(
        [5, 5, 5, 4.25, 3.6125, 3.070625, 2.610031, 2.5], abs=1e-5
    )


@pytest.mark.parametrize(
    ("earlier", "may", "number"),
    [
        ([], True, 0),
        ([laterality(0.9, 0.9)], True, 1),
        ([laterality(0.9, 0.9)], False, 0),
        ([laterality(0.7, 0.7)], True, 0),
        ([laterality(0.7, 0.7, level=2)], True, 2),
        ([laterality(0.5, 0.5, level=2)], True, 1),
        ([laterality(0.5, 0.5, level=2)], False, 1),
        ([laterality(0.5, 0.5, level=0)], True, 0),
        ([laterality(0.9, 0.9, outcome="skipped")], True, 0),
        # Own first blocks took 2.0 s: 2.3 s is within 15 % of them, 2.4 s is not.
        ([laterality(0.9, 0.9)] * 3 + [laterality(0.9, 0.9, left_s=2.3, right_s=2.3)], True, 1),
        ([laterality(0.9, 0.9)] * 3 + [laterality(0.9, 0.9, left_s=2.4, right_s=2.4)], True, 0),
        ([laterality(1.0, 1.0, level=60)], True, len(ladder(GROWS)) - 1),
        ([laterality(1.0, 1.0, limb="foot")], True, 0),
    ],
)
def test_the_level_follows_the_patients_own_blocks(
    earlier: list[EarlierBlock], may: bool, number: int
) -> None:
    assert level_due(GROWS, earlier, may_become_harder=may).number == number


@given(
    st.lists(
        st.builds(laterality, st.floats(0, 1), st.floats(0, 1), level=st.integers(0, 9)), max_size=6
    ),
    st.booleans(),
)
def test_no_history_leaves_the_plans_limits(earlier: list[EarlierBlock], may: bool) -> None:
    level = level_due(GROWS, earlier, may_become_harder=may)
    assert set(level.angles_deg) <= set(GROWS.angles_deg)
    assert GROWS.shortest_limit_s <= level.limit_s <= GROWS.limit_s
