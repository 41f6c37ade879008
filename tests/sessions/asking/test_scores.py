"""Scores from elsewhere: read whole or refused in a sentence, and never an item."""

from datetime import date

import pytest

from sessions.asking.scores import Score, read_scores
from sessions.errors import ScoresError

TODAY = date(2026, 11, 26)


def read(text: str) -> tuple[Score, ...]:
    return read_scores(text, source_name="s.csv", today=TODAY)


def test_scores_are_read_with_commas_or_semicolons_and_names_in_any_case() -> None:
    scores = read("instrument,date,score\nquickdash,2026-11-20,45.5\nDN4,2026-11-21,5\n")
    assert scores == (
        Score("QuickDASH", "", date(2026, 11, 20), 45.5),
        Score("DN4", "", date(2026, 11, 21), 5.0),
    )
    french = read("\ufeffInstrument;Date;Score;Part\nSF-MPQ-2;2026-11-20;4,5;neuropathic\n\n")
    assert french == (Score("SF-MPQ-2", "neuropathic", date(2026, 11, 20), 4.5),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("instrument,date,score\n", "no score below"),
        ("instrument,date\nDN4,2026-11-20\n", "line 1: allowed is a heading"),
        ("name,instrument,date,score\nJane,DN4,2026-11-20,3\n", "nothing personal"),
        ("instrument,date,score\nDN4,20.11.2026,3\n", "line 2: a date is written as"),
        ("instrument,date,score\nDN4,2027-01-01,3\n", "line 2: the date lies in the future"),
        ("instrument,date,score\nDN4,2026-11-20,30\n", "DN4 lies between 0 and 10"),
        ("instrument,date,score\nDN4,2026-11-20,high\n", "not a number"),
        ("instrument,date,score\nDN4,2026-11-20,nan\n", "DN4 lies between"),
        ("instrument,date,score\nOwn,2026-11-20,inf\n", "Own lies between"),
        ("instrument,date,score\n=cmd(),2026-11-20,3\n", "letters, digits"),
        ("instrument,date,score\nDN4,2026-11-20,3\nDN4,2026-11-21\n", "line 3: it has more or"),
    ],
)
def test_a_file_that_is_wrong_is_refused_whole_with_line_and_next_step(
    text: str, said: str
) -> None:
    with pytest.raises(ScoresError, match=said) as caught:
        read(text)
    assert "Jane" not in str(caught.value)


def test_an_instrument_of_ones_own_is_taken_as_it_is() -> None:
    assert read("instrument,date,score\nWard scale,2026-11-20,777\n")[0].score == 777.0
