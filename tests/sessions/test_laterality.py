"""The measures of left-right judgement, against numbers worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.blocks.pictures import View, distance_from_upright_deg
from sessions.laterality import (
    Judgement,
    Side,
    accuracy,
    angle_slope_ms_per_deg,
    asymmetry,
    keep,
    lateral_minus_medial_s,
    measures,
    response_s,
    turned,
)


def judged(
    side: Side,
    response: float | None,
    *,
    right: bool = True,
    angle_deg: float = 0.0,
    view: View = "dorsal",
) -> Judgement:
    other: Side = "right" if side == "left" else "left"
    answer = None if response is None else side if right else other
    return Judgement(side, view, angle_deg, "relaxed", answer, response)


def test_accuracy_counts_unanswered_pictures_against_and_too_quick_presses_not_at_all() -> None:
    kept = keep(
        [
            judged("left", 1.0),
            judged("left", 1.2, right=False),
            judged("left", None),
            judged("left", 0.1),
            judged("right", 2.0),
        ],
        fastest_s=0.3,
        limit_s=5.0,
    )
    assert accuracy(kept, "left") == pytest.approx(1 / 3)
    assert accuracy(kept, "right") == 1.0
    assert accuracy(kept) == pytest.approx(2 / 4)
    assert (kept.too_quick, kept.not_answered, kept.outliers) == (1, 1, 0)


def test_response_time_is_the_median_of_right_judgements_within_the_limit() -> None:
    kept = keep(
        [
            judged("left", 1.0),
            judged("left", 2.0),
            judged("left", 9.0, right=False),
            judged("left", 5.5),
            judged("right", 4.0),
        ],
        fastest_s=0.3,
        limit_s=5.0,
    )
    assert response_s(kept, "left") == 1.5
    assert response_s(kept, "right") == 4.0
    assert response_s(kept) == 2.0


def test_a_time_beyond_three_standard_deviations_is_left_out() -> None:
    # 20 times of 1.0 s and one of 4.0 s: mean 24/21 = 1.142857, SD = 3/sqrt(21) = 0.654654;
    # 4.0 lies 4.364 SD above the mean.
    kept = keep([judged("left", 1.0)] * 20 + [judged("left", 4.0)], fastest_s=0.3, limit_s=5.0)
    assert kept.outliers == 1
    assert len(kept.timed) == 20
    # Of 10 times, none can lie 3 SD away: the farthest possible is 9 / sqrt(10) = 2.85.
    kept = keep([judged("left", 1.0)] * 9 + [judged("left", 4.0)], fastest_s=0.3, limit_s=5.0)
    assert kept.outliers == 0


def test_the_slope_is_that_of_the_line_through_distance_from_upright() -> None:
    # 1.0 s upright and 10 ms more for each degree, whichever way round it is turned.
    kept = keep(
        [
            judged("left", 1.0 + 0.010 * distance_from_upright_deg(angle), angle_deg=angle)
            for angle in (0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0)
        ],
        fastest_s=0.3,
        limit_s=5.0,
    )
    assert angle_slope_ms_per_deg(kept) == pytest.approx(10.0)


def test_there_is_no_slope_without_two_angles() -> None:
    kept = keep([judged("left", 1.0)] * 5, fastest_s=0.3, limit_s=5.0)
    assert angle_slope_ms_per_deg(kept) is None


@pytest.mark.parametrize(
    ("side", "angle_deg", "expected"),
    [
        ("left", 0.0, "neither"),
        ("left", 45.0, "medial"),
        ("left", 135.0, "medial"),
        ("left", 180.0, "neither"),
        ("left", 225.0, "lateral"),
        ("right", 45.0, "lateral"),
        ("right", 315.0, "medial"),
        ("right", 405.0, "lateral"),
    ],
)
def test_fingers_towards_the_midline_are_medial(
    side: Side, angle_deg: float, expected: str
) -> None:
    assert turned(side, angle_deg) == expected


def test_the_constraint_effect_is_lateral_minus_medial() -> None:
    kept = keep(
        [
            judged("left", 1.0, angle_deg=90.0),
            judged("right", 1.4, angle_deg=270.0),
            judged("left", 1.8, angle_deg=270.0),
            judged("right", 2.0, angle_deg=90.0),
            judged("right", 9.0, angle_deg=0.0, right=False),
        ],
        fastest_s=0.3,
        limit_s=5.0,
    )
    # Medians 1.9 and 1.2.
    assert lateral_minus_medial_s(kept) == pytest.approx(0.7)


def test_asymmetry_is_above_zero_where_the_affected_side_takes_longer() -> None:
    assert asymmetry(3.0, 1.0, "left") == pytest.approx(1.0)
    assert asymmetry(3.0, 1.0, "right") == pytest.approx(-1.0)
    assert asymmetry(None, 1.0, "right") is None


def test_a_block_says_each_measure_for_each_side_and_for_both() -> None:
    kept = keep(
        [
            judged("left", 2.0),
            judged("left", 3.0, right=False),
            judged("right", 1.0),
            judged("right", 1.0),
        ],
        fastest_s=0.3,
        limit_s=5.0,
    )
    found = {(m.name, m.condition): m.value for m in measures(kept, "hand", "left")}
    assert found["accuracy_share", "hands"] == 0.75
    assert found["accuracy_share", "left hand"] == 0.5
    assert found["response_time_s", "left hand"] == 2.0
    assert found["inverse_efficiency_s", "left hand"] == 4.0
    assert found["inverse_efficiency_s", "right hand"] == 1.0
    assert found["left_minus_right_s", "hands"] == 1.0
    assert found["asymmetry_share", "hands"] == pytest.approx(1.0 / 1.5)
    assert found["angle_slope_ms_per_deg", "hands"] is None
    assert found["lateral_minus_medial_s", "hands"] is None


def test_a_block_in_which_nothing_was_answered_measures_no_time_and_no_zero() -> None:
    kept = keep([judged("left", None), judged("right", None)], fastest_s=0.3, limit_s=5.0)
    found = {(m.name, m.condition): m.value for m in measures(kept, "foot", "right")}
    assert found["accuracy_share", "feet"] == 0.0
    assert found["response_time_s", "feet"] is None
    assert found["inverse_efficiency_s", "left foot"] is None
    assert found["not_answered_count", "feet"] == 2.0


def test_with_both_sides_affected_there_is_no_asymmetry_to_speak_of() -> None:
    kept = keep([judged("left", 2.0), judged("right", 1.0)], fastest_s=0.3, limit_s=5.0)
    found = {(m.name, m.condition): m.value for m in measures(kept, "hand", None)}
    assert found["asymmetry_share", "hands"] is None
    assert found["left_minus_right_s", "hands"] == 1.0


@given(
    st.lists(
        st.builds(
            judged,
            st.sampled_from(["left", "right"]),
            st.one_of(st.none(), st.floats(0.01, 20.0)),
            right=st.booleans(),
            angle_deg=st.floats(0.0, 359.0),
        ),
        max_size=60,
    )
)
def test_whatever_was_answered_the_counts_add_up(judgements: list[Judgement]) -> None:
    kept = keep(judgements, fastest_s=0.3, limit_s=5.0)
    assert len(kept.judged) + kept.too_quick == len(judgements)
    late = sum(j.response_s is not None and j.response_s > 5.0 and j.correct for j in kept.judged)
    right = sum(j.correct for j in kept.judged)
    assert len(kept.timed) + kept.outliers + late == right
    for measure in measures(kept, "hand", "left"):
        if measure.name == "accuracy_share" and measure.value is not None:
            assert 0.0 <= measure.value <= 1.0
