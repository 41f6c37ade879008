"""The event log: what is appended comes back, and damage costs only what it touched."""

import zlib
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.asking.rating import Answer, Rating
from sessions.errors import LogError
from sessions.events.entry import (
    BlockEnded,
    BlockStarted,
    CommandGiven,
    LatencySummary,
    LogEntry,
    MessageForTherapist,
    Note,
    OutcomeMeasured,
    PhantomShown,
    RatingGiven,
    Recovered,
    SafetyFired,
    SceneShown,
    ScoreImported,
    SensorBack,
    SensorLost,
    SessionEnded,
    SessionStarted,
    SetupCheck,
    Spread,
    Tracking,
    Trial,
)
from sessions.events.line import encode_line
from sessions.events.log import EventLog, parse_log, read_log
from sessions.plan.phantom import FeltPhantom

WALL = datetime(2026, 11, 23, 9, 5, 1, 250000, timezone(timedelta(hours=-3, minutes=-30)))
VERSION_1 = Path(__file__).parent / "events_version_1.jsonl"


def rating(value: Answer) -> RatingGiven:
    given_rating = Rating(
        quantity="intensity",
        moment="rest",
        value=value,
        answered_at=WALL,
        answered_after_s=None if value == "not_asked" else 2.125,
        block_index=1,
    )
    return RatingGiven(at_s=101.5, rating=given_rating)


def one_of_each(started: SessionStarted) -> list[LogEntry]:
    return [
        started,
        PhantomShown(
            at_s=100.25,
            phantom=FeltPhantom(telescoping=0.4),
            told=FeltPhantom(telescoping=0.8, posture="fist", stiffness=0.9),
        ),
        SceneShown(at_s=100.5, scene="welcome"),
        SetupCheck(at_s=100.75, framing="too_near", light="good"),
        rating(0),
        rating("skipped"),
        rating("not_asked"),
        BlockStarted(at_s=102.0, block_index=0, exercise="mirror"),
        Tracking(
            at_s=103.0,
            change="lost",
            samples=90,
            samples_found=80,
            times_lost=1,
            handedness_flips=2,
        ),
        SensorLost(at_s=104.0, reason='the camera\'s "cable"\nis\tout \u2028 \U0001f590'),
        SensorBack(at_s=105.0),
        CommandGiven(at_s=106.0, wish="cover", source="key"),
        SafetyFired(at_s=107.0, rule="pain_rise", reason="pain is 2 up", action="pause_and_ask"),
        MessageForTherapist(at_s=107.5, about="freezing", text="the phantom froze"),
        Trial(
            at_s=108.0,
            block_index=2,
            trial_index=0,
            movement="pinch",
            cycles_ordered=3,
            cycles_done=2,
            cycle_s=4.5,
            cue_at_s=107.0,
            active_s=9.5,
            completed=False,
        ),
        OutcomeMeasured(
            at_s=108.5,
            block_index=2,
            trial_index=0,
            exercise="reach",
            measure="movement_time_s",
            value=1.25,
            condition="cup",
        ),
        OutcomeMeasured(at_s=108.5, exercise="reach", measure="peak_speed_mm_s", value=None),
        BlockEnded(
            at_s=109.0,
            block_index=0,
            exercise="mirror",
            outcome="skipped",
            active_s=7.5,
            repetitions=3,
        ),
        LatencySummary(
            at_s=110.0,
            sample_to_flip=Spread(median_ms=21.5, p95_ms=40.25, max_ms=99.0),
            sample_age=None,
            frames=600,
            dropped_frames=1,
            refresh_hz=59.94,
            verdict="ok",
        ),
        ScoreImported(at_s=110.25, instrument="DN4", on=date(2026, 11, 20), score=5.0),
        Note(at_s=110.5, about="speech", text="no voice is installed"),
        SessionEnded(at_s=111.0, ended="stopped_by_patient", reason="the patient asked to end"),
        Recovered(
            at_s=111.0,
            recovered_at=WALL,
            damaged_lines=1,
            recording_rows_kept=5,
            recording_blocks_lost=0,
        ),
    ]


ADDED_SINCE = (OutcomeMeasured, MessageForTherapist, PhantomShown, ScoreImported)
"""Kinds that came after the file of version 1 was kept; a new kind keeps the version."""


def written(path: Path, entries: list[LogEntry]) -> bytes:
    with EventLog.create(path) as log:
        for entry in entries:
            log.append(entry)
    return path.read_bytes()


def test_the_table_of_entries_covers_every_kind(started: SessionStarted) -> None:
    union, _ = get_args(LogEntry)
    assert {type(entry) for entry in one_of_each(started)} == set(get_args(union))


def test_every_entry_reads_back_as_it_was_written(tmp_path: Path, started: SessionStarted) -> None:
    entries = one_of_each(started)
    written(tmp_path / "events.jsonl", entries)
    reading = read_log(tmp_path / "events.jsonl")
    assert list(reading.entries) == entries
    assert reading.damaged == ()


def test_a_rating_keeps_its_three_answers_and_the_patients_own_offset(tmp_path: Path) -> None:
    written(tmp_path / "events.jsonl", [rating(0), rating("skipped"), rating("not_asked")])
    read = [e for e in read_log(tmp_path / "events.jsonl").entries if isinstance(e, RatingGiven)]
    assert [entry.rating.value for entry in read] == [0, "skipped", "not_asked"]
    assert [entry.rating.answered_at.utcoffset() for entry in read] == 3 * [WALL.utcoffset()]


def test_a_log_of_version_1_reads_for_ever(started: SessionStarted) -> None:
    reading = read_log(VERSION_1)
    assert reading.damaged == ()
    then = [entry for entry in one_of_each(started) if not isinstance(entry, ADDED_SINCE)]
    first = reading.entries[0]
    assert isinstance(first, SessionStarted)
    # The hash is kept as it was written: then it was made with every default written out.
    then[0] = started.model_copy(update={"plan_sha256": first.plan_sha256})
    assert list(reading.entries) == then


def test_a_line_of_a_newer_program_is_named_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    body = b'{"v":9,"at_s":1.0,"kind":"telepathy","n":0'
    newer = body + b',"crc":"%08x"}\n' % zlib.crc32(body)
    path.write_bytes(newer + encode_line(SensorBack(at_s=2.0), 1))
    reading = read_log(path)
    assert [damaged.reason for damaged in reading.damaged] == [
        "it was written by a newer version of the program"
    ]
    assert reading.entries == (SensorBack(at_s=2.0),)


ENTRIES = [SensorBack(at_s=float(i)) for i in range(4)] + [rating(7), rating("skipped")]
LINES = [encode_line(entry, n) for n, entry in enumerate(ENTRIES)]
LOG = b"".join(LINES)


def test_a_log_cut_at_any_byte_keeps_every_whole_line() -> None:
    for cut in range(len(LOG) + 1):
        reading = parse_log(LOG[:cut])
        # The last line is whole even where only its end of line was cut off.
        whole = LOG[:cut].count(b"}\n") + (LOG[cut : cut + 1] == b"\n" and LOG[:cut][-1:] == b"}")
        assert reading.entries == tuple(ENTRIES[:whole])
        rest = LOG[:cut].rsplit(b"\n", 1)[-1]
        torn = bool(rest) and whole == LOG[:cut].count(b"}\n")
        assert [d.reason for d in reading.damaged] == ["the line is incomplete"] * torn


def test_any_flipped_bit_costs_its_own_line_and_is_said() -> None:
    ends = [sum(map(len, LINES[: n + 1])) for n in range(len(LINES))]
    for at in range(len(LOG)):
        line = next(n for n, end in enumerate(ends) if at < end)
        for bit in range(8):
            flipped = bytearray(LOG)
            flipped[at] ^= 1 << bit
            reading = parse_log(bytes(flipped))
            lost_at_end = at == ends[line] - 1
            sound = [e for n, e in enumerate(ENTRIES) if n != line or lost_at_end]
            assert list(reading.entries) == sound
            assert reading.damaged


def test_a_line_taken_out_is_noticed() -> None:
    reading = parse_log(b"".join(LINES[:2] + LINES[4:]))
    assert [(d.line_no, d.reason) for d in reading.damaged] == [
        (3, "2 entries before it are missing")
    ]


@given(data=st.binary(max_size=400))
def test_rubbish_between_two_lines_leaves_both_readable(data: bytes) -> None:
    reading = parse_log(LINES[0] + data + b"\n" + LINES[1])
    assert [entry for entry in reading.entries if entry in ENTRIES[:2]] == ENTRIES[:2]


def test_a_damaged_line_is_named_without_its_content() -> None:
    (damaged,) = parse_log(LOG.replace(b'"value":7', b'"value":6')).damaged
    assert (damaged.line_no, damaged.reason) == (5, "the checksum does not match")


def test_a_reopened_log_goes_on_after_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(LOG[:-20])
    with EventLog.reopen(path) as log:
        log.append(SessionEnded(at_s=9.0, ended="interrupted"))
    reading = read_log(path)
    assert reading.entries == (*ENTRIES[:-1], SessionEnded(at_s=9.0, ended="interrupted"))
    assert [damaged.line_no for damaged in reading.damaged] == [len(ENTRIES)]
    assert path.read_bytes().startswith(LOG[:-20])


def test_a_log_is_never_started_over_an_old_one(tmp_path: Path) -> None:
    written(tmp_path / "events.jsonl", [SensorBack(at_s=1.0)])
    with pytest.raises(LogError, match="can't be started"):
        EventLog.create(tmp_path / "events.jsonl")


def test_a_log_that_is_missing_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LogError, match=r"events\.jsonl can't be read"):
        read_log(tmp_path / "events.jsonl")
