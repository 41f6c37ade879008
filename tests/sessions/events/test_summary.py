"""The summary of a session says what its log says, counted."""

from datetime import UTC, datetime

import pytest

from sessions.asking.rating import Answer, Moment, Quantity, Rating
from sessions.events.entry import (
    BlockEnded,
    BlockStarted,
    CommandGiven,
    LatencySummary,
    LogEntry,
    RatingGiven,
    SafetyFired,
    SessionEnded,
    SessionStarted,
    Spread,
)
from sessions.events.log import LogReading
from sessions.events.summary import PainSummary, Summary, summarise


def answer(quantity: Quantity, moment: Moment, value: Answer) -> RatingGiven:
    answered_at = datetime(2026, 11, 23, tzinfo=UTC)
    return RatingGiven(
        at_s=1.0,
        rating=Rating(quantity=quantity, moment=moment, value=value, answered_at=answered_at),
    )


def summary_of(*entries: LogEntry) -> Summary:
    summary = summarise(LogReading(entries, (), len(entries)))
    assert summary is not None
    return summary


@pytest.fixture
def whole(started: SessionStarted) -> Summary:
    return summary_of(
        started,
        answer("intensity", "session_start", 5),
        answer("unpleasantness", "session_start", "skipped"),
        BlockStarted(at_s=2.0, block_index=0, exercise="mirror"),
        CommandGiven(at_s=3.0, wish="cover", source="button"),
        CommandGiven(at_s=4.0, wish="resume", source="key"),
        BlockEnded(
            at_s=125.0,
            block_index=0,
            exercise="mirror",
            outcome="completed",
            active_s=120.0,
            repetitions=17,
        ),
        BlockStarted(at_s=126.0, block_index=1, exercise="rest"),
        answer("intensity", "rest", 7),
        SafetyFired(at_s=127.0, rule="pain_rise", reason="pain is 2 up", action="pause_and_ask"),
        BlockEnded(at_s=150.0, block_index=1, exercise="rest", outcome="completed", active_s=25.0),
        BlockStarted(at_s=151.0, block_index=2, exercise="follow"),
        answer("follow_quality", "after_trial", 6),
        answer("follow_quality", "after_trial", "skipped"),
        LatencySummary(
            at_s=170.0,
            sample_to_flip=Spread(median_ms=80.0, p95_ms=90.0, max_ms=200.0),
            sample_age=None,
            frames=100,
            dropped_frames=0,
            refresh_hz=None,
            verdict="warn",
        ),
        answer("intensity", "session_end", 3),
        SessionEnded(at_s=171.0, ended="stopped_by_patient", reason="the patient asked to end"),
    )


def test_doses_count_moving_blocks_only(whole: Summary) -> None:
    assert whole.minutes_done == 2.0
    assert (whole.repetitions_done, whole.repetitions_ordered) == (17, 26)


def test_each_block_says_how_far_it_came(whole: Summary) -> None:
    assert [block.outcome for block in whole.blocks] == ["completed", "completed", "cut_off"]


def test_pain_keeps_skipped_and_not_asked_apart(whole: Summary) -> None:
    assert whole.intensity == PainSummary(before=5, after=3)
    assert whole.intensity.change == -2
    assert whole.unpleasantness == PainSummary(before="skipped", after="not_asked")
    assert whole.unpleasantness.change is None
    assert whole.follow_quality == (6, "skipped")


def test_stops_safety_and_latency_are_told(whole: Summary) -> None:
    assert (whole.ended, whole.reason) == ("stopped_by_patient", "the patient asked to end")
    assert whole.covers == 1
    assert [fired.rule for fired in whole.safety] == ["pain_rise"]
    assert whole.latency_verdict == "warn"


def test_a_log_that_breaks_off_says_so(started: SessionStarted) -> None:
    summary = summary_of(started)
    assert summary.ended == "not_sealed"
    assert [block.outcome for block in summary.blocks] == 3 * ["not_reached"]
    assert summary.latency_verdict == "not_measured"
    assert summary.intensity == PainSummary(before="not_asked", after="not_asked")


def test_a_log_that_lost_its_plan_has_no_summary() -> None:
    assert summarise(LogReading((), (), 0)) is None
