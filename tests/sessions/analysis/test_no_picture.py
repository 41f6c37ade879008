"""A phantom movement without a picture says why, in one sentence, and what to do next time."""

import pytest

from sessions.analysis.no_picture import why_no_picture
from sessions.analysis.session_outcomes import MeasureOfSession


def assessed(
    cycles: float, *, by: str = "hand", sensor: bool = True, drawn: bool = False
) -> list[MeasureOfSession]:
    def of(measure: str, condition: str, *values: float) -> MeasureOfSession:
        return MeasureOfSession("phantom_motor", measure, condition, values)

    return [
        *([of("rest_uv", "channel 1", 4.0)] if sensor else []),
        of("cycles_count", f"hand_open_close alone by {by}", 1.0),
        of("cycles_count", f"hand_open_close phantom by {by}", cycles),
        *([of("profile_uv", "hand_open_close channel 1", 4.0, 5.0)] if drawn else []),
        MeasureOfSession("tapping", "cycles_count", "point phantom by key", (1.0,)),
    ]


@pytest.mark.parametrize(
    ("cycles", "by", "why", "next_time"),
    [
        (0.0, "hand", "no movement there and back was counted", "keep the hand in sight"),
        (1.0, "hand", "only one movement there and back was counted", "keep the hand in sight"),
        (2.0, "key", "only two movements there and back were counted", "press the key each time"),
    ],
)
def test_too_few_cycles_are_told_with_what_to_do(
    cycles: float, by: str, why: str, next_time: str
) -> None:
    (said,) = why_no_picture(assessed(cycles, by=by))
    assert said.startswith(f"No picture of the muscles over hand open close: {why}, and it takes 3")
    assert f"Next time {next_time}" in said


def test_without_a_sensor_or_with_one_that_went_away_that_is_the_reason() -> None:
    (worn,) = why_no_picture(assessed(6.0, sensor=False))
    assert "no muscle sensor was heard" in worn
    (away,) = why_no_picture(assessed(6.0))
    assert "6 movements were counted, but the muscle sensor was away" in away


def test_what_has_its_picture_or_was_not_assessed_says_nothing() -> None:
    assert why_no_picture(assessed(6.0, drawn=True)) == ()
    assert why_no_picture(assessed(6.0)[:2]) == ()
    assert why_no_picture([]) == ()
