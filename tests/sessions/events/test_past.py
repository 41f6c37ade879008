"""What earlier sessions left open: weekly questions, later ratings, trouble in a row, cautions."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from sessions.asking.answer import Answer, Chosen
from sessions.asking.due import due
from sessions.asking.questions import Questions
from sessions.asking.rating import Moment, Rating
from sessions.events.entry import RatingGiven, SafetyFired, SessionEnded, SessionStarted
from sessions.events.log import EventLog
from sessions.events.past import past_sessions
from sessions.plan.safety_rules import Rule

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)
QUESTIONS = Questions(weekly=("telescoping", "movability"))


class Home:
    """Session folders of one patient, made one by one."""

    def __init__(self, root: Path, started: SessionStarted) -> None:
        self.root = root
        self._started = started

    def session(
        self,
        at: datetime,
        *ratings: tuple[str, Answer, Moment],
        fired: tuple[Rule, ...] = (),
        purpose: str = "planned",
        for_session: UUID | None = None,
    ) -> UUID:
        session_id = uuid4()
        folder = self.root / "sub-P01" / f"ses-{at:%Y%m%dT%H%M%S}-{session_id.hex[:4]}"
        folder.mkdir(parents=True)
        anchor = self._started.anchor.model_copy(update={"wall": at, "monotonic_s": 100.0})
        start = {"session_id": session_id, "anchor": anchor, "purpose": purpose}
        with EventLog.create(folder / "events.jsonl") as log:
            log.append(self._started.model_copy(update=start))
            for quantity, value, moment in ratings:
                rating = Rating(
                    quantity=quantity,
                    moment=moment,
                    value=value,
                    answered_at=at,
                    for_session=for_session,
                )
                log.append(RatingGiven(at_s=101.0, rating=rating))
            for rule in fired:
                log.append(
                    SafetyFired(at_s=102.0, rule=rule, reason="test", action="pause_and_ask")
                )
            log.append(SessionEnded(at_s=100.0 + 600.0, ended="completed"))
        return session_id


@pytest.fixture
def home(tmp_path: Path, started: SessionStarted) -> Home:
    return Home(tmp_path, started)


def test_a_first_session_owes_the_cautions_and_every_weekly_question(home: Home) -> None:
    first = due(past_sessions(home.root, "P01"), QUESTIONS, NOW)
    assert first.cautions
    assert first.weekly == ("telescoping", "movability")
    assert first.later_for is None
    assert first.troubled_before == 0


def test_cautions_are_acknowledged_once(home: Home) -> None:
    home.session(NOW - timedelta(days=3), ("cautions", "skipped", "first_session"))
    assert due(past_sessions(home.root, "P01"), QUESTIONS, NOW).cautions
    read = Chosen(chosen=("read",))
    home.session(NOW - timedelta(days=2), ("cautions", read, "first_session"))
    assert not due(past_sessions(home.root, "P01"), QUESTIONS, NOW).cautions
    assert due(past_sessions(home.root, "P02"), QUESTIONS, NOW).cautions


@pytest.mark.parametrize(
    ("days_ago", "value", "is_due"),
    [
        (1, 40, False),
        (6, 40, False),
        (6.6, 40, True),
        (8, 40, True),
        (1, "skipped", False),
        (1, "not_asked", True),
    ],
)
def test_a_weekly_question_is_due_a_week_after_it_was_last_on_the_screen(
    home: Home, days_ago: float, value: Answer, is_due: bool
) -> None:
    home.session(NOW - timedelta(days=days_ago), ("telescoping", value, "weekly"))
    weekly = due(past_sessions(home.root, "P01"), QUESTIONS, NOW).weekly
    assert ("telescoping" in weekly) is is_due
    assert "movability" in weekly


@pytest.mark.parametrize(
    ("minutes_ago", "items"),
    [
        (30, ()),
        (45, ("intensity",)),
        (3 * 60, ("intensity",)),
        (10 * 60, ("pain_half_an_hour_later",)),
        (40 * 60, ("pain_half_an_hour_later",)),
        (50 * 60, ()),
    ],
)
def test_half_an_hour_later_is_owed_for_two_days_and_in_hindsight_after_some_hours(
    home: Home, minutes_ago: int, items: tuple[str, ...]
) -> None:
    session_id = home.session(NOW - timedelta(minutes=minutes_ago))  # it lasts ten minutes
    open_ends = due(past_sessions(home.root, "P01"), QUESTIONS, NOW)
    assert open_ends.later_items == items
    assert open_ends.later_for == (session_id if items else None)


def test_a_later_rating_that_was_given_or_skipped_is_owed_no_more(home: Home) -> None:
    session_id = home.session(NOW - timedelta(hours=2))
    diary = NOW - timedelta(hours=1)
    home.session(
        diary, ("intensity", "not_asked", "later"), purpose="diary", for_session=session_id
    )
    assert due(past_sessions(home.root, "P01"), QUESTIONS, NOW).later_for == session_id
    home.session(
        diary + timedelta(minutes=5),
        ("intensity", "skipped", "later"),
        purpose="diary",
        for_session=session_id,
    )
    assert due(past_sessions(home.root, "P01"), QUESTIONS, NOW).later_for is None


def test_only_planned_sessions_owe_a_later_rating(home: Home) -> None:
    home.session(NOW - timedelta(hours=2), purpose="relief")
    assert due(past_sessions(home.root, "P01"), QUESTIONS, NOW).later_for is None


def test_trouble_is_counted_in_planned_sessions_in_a_row(home: Home) -> None:
    home.session(NOW - timedelta(days=5))
    home.session(NOW - timedelta(days=4), fired=("pain_rise",))
    home.session(NOW - timedelta(days=3), fired=("freezing", "repeated"))
    home.session(NOW - timedelta(days=2), purpose="relief")
    assert due(past_sessions(home.root, "P01"), QUESTIONS, NOW).troubled_before == 2
    home.session(NOW - timedelta(days=1), fired=("time_ceiling",))
    assert due(past_sessions(home.root, "P01"), QUESTIONS, NOW).troubled_before == 0


def test_a_log_that_cannot_be_read_stops_nothing(home: Home) -> None:
    home.session(NOW - timedelta(days=1))
    (home.root / "sub-P01" / "ses-20261119T100000-dead").mkdir()
    broken = home.root / "sub-P01" / "ses-20261119T110000-beef"
    broken.mkdir()
    (broken / "events.jsonl").write_bytes(b"rubbish\n")
    assert len(past_sessions(home.root, "P01")) == 1
