"""Every measure that an exercise writes has plain words for whoever reads it in the clinic."""

import re
from pathlib import Path

import pytest

from sessions.portal.review.measures import _WORDS as WORDS
from sessions.portal.review.measures import difference, measure_in_words, measured, summed_up

OUTCOMES = Path(__file__).parents[3] / "docs" / "outcomes.md"


def test_every_listed_measure_has_words_of_its_own() -> None:
    rows = [line for line in OUTCOMES.read_text("utf-8").splitlines() if line.startswith("| `")]
    listed = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert len(listed) > 90
    assert listed - set(WORDS) == set()


@pytest.mark.parametrize(
    ("measure", "value", "said"),
    [
        ("accuracy_share", 0.874, "87 %"),
        ("response_time_s", 1.256, "1.26 s"),
        ("range_of_motion_deg", 41.7, "42 degrees"),
        ("throughput_bits_s", 2.0, "2.00 bits/s"),
        ("stroke_sparc", -1.6, "-1.60"),
        ("taps", None, "not measured"),
        ("grip_of_tomorrow_mm", 12.0, "12 mm"),
    ],
)
def test_a_value_is_said_with_its_unit(measure: str, value: float | None, said: str) -> None:
    assert measured(measure, value) == said


def test_a_change_of_a_share_is_in_points() -> None:
    assert difference("accuracy_share", 0.6, 0.87) == "+27 points"
    assert difference("response_time_s", 2.0, 1.5) == "-0.50 s"


def test_a_measure_of_a_newer_program_keeps_its_name() -> None:
    assert measure_in_words("grip_of_tomorrow_mm") == "Grip of tomorrow"


def test_means_of_single_movements_stand_in_where_no_block_is_summed_up() -> None:
    def row(exercise: str, measure: str, level: str) -> dict[str, object]:
        return {"exercise": exercise, "measure": measure, "level": level}

    whole = row("laterality", "response_time_s", "block")
    single = row("laterality", "response_time_s", "trial")
    movement = row("mirror", "range_of_motion_deg", "trial")
    assert summed_up([whole, single, movement]) == [whole, movement]
