"""The skill index against its formula, by hand."""

import math

import pytest

from sessions.analysis.skill import skill_index


def test_it_is_the_logarithm_of_the_published_index() -> None:
    error, duration_s = 0.2, 4.0
    by_hand = (1 - error) / (error * math.log(duration_s) ** 5.424)
    assert skill_index(2, 10, duration_s) == pytest.approx(math.log(by_hand))


def test_quicker_and_righter_are_both_more_skill() -> None:
    slow, quick, right = skill_index(2, 10, 5.0), skill_index(2, 10, 4.0), skill_index(1, 10, 5.0)
    assert slow is not None
    assert quick is not None
    assert right is not None
    assert quick > slow
    assert right > slow


def test_none_or_all_missed_counts_as_half_a_miss_from_there() -> None:
    assert skill_index(0, 10, 3.0) == pytest.approx(
        math.log(0.95 / 0.05) - 5.424 * math.log(math.log(3.0))
    )
    assert skill_index(10, 10, 3.0) == pytest.approx(
        math.log(0.05 / 0.95) - 5.424 * math.log(math.log(3.0))
    )


def test_the_formula_holds_above_a_second_only() -> None:
    assert skill_index(2, 10, 1.0) is None
    assert skill_index(0, 0, 3.0) is None
    with pytest.raises(ValueError, match="misses"):
        skill_index(11, 10, 3.0)
