"""`mirrorlimb log show`: a session for the therapist, from its folder alone."""

import argparse
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from sessions.asking.answer import Chosen, Painted, Shares
from sessions.asking.rating import Answer
from sessions.errors import LogError
from sessions.events.entry import (
    ClockAnchor,
    CommandGiven,
    LatencySummary,
    MessageForTherapist,
    RatingGiven,
    Recovered,
    SafetyFired,
    ScoreImported,
    SensorBack,
    SensorLost,
    SessionStarted,
    Tracking,
)
from sessions.events.log import LogReading, read_log
from sessions.events.summary import Summary, summarise
from sessions.folder.manifest import verify
from sessions.folder.session_folder import EVENTS_NAME, RECORDING_NAME
from sessions.recording.reader import RecordingReader

_CLOCK = "%H:%M:%S %z"
_VERDICTS = {
    "ok": "quick enough",
    "warn": "WARNING: later than 75 ms; the limb may not feel like the patient's own",
    "bad": "WARNING: later than 150 ms; do not rely on this session as mirror therapy",
    "not_measured": "not measured: no sensor moved the limb",
}


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="show one session: what was done, pain, stops, latency")
    show.add_argument("folder", metavar="FOLDER", type=Path, help="the session's folder (ses-...)")
    return run


def run(arguments: argparse.Namespace) -> int:
    """Print the session."""
    folder: Path = arguments.folder
    if not folder.is_dir():
        raise LogError(f"{folder} is no folder: give the session's own folder, ses-...")
    events = folder / EVENTS_NAME
    reading = read_log(events) if events.exists() else LogReading((), (), 0)
    summary = summarise(reading)
    for line in (
        *_head(reading),
        *(
            _facts(summary)
            if summary is not None
            else (f"The start of {EVENTS_NAME} is lost: no plan known.",)
        ),
        *_events(reading),
        *_condition(folder, reading),
    ):
        print(line)
    return 0


def _head(reading: LogReading) -> Iterator[str]:
    for start in reading.entries:
        if isinstance(start, SessionStarted):
            yield f"Session {start.session_id}, patient {start.patient_code}"
            if start.purpose != "planned":
                yield f"  purpose    {start.purpose}"
            yield f"  began      {start.anchor.wall.isoformat(timespec='seconds')}"
            yield f"  plan       {start.plan.name} ({start.plan_source}, {start.plan_sha256[:12]})"
            yield f"  affected   {start.affected_side} ({start.plan.limb})"
            yield f"  sensor     {start.sensor.driver}: {start.sensor.device}"
            yield f"  machine    {start.machine.os}; {start.machine.gl_renderer}"
            yield f"  software   mirrorlimb {start.software_version}"


def _facts(summary: Summary | None) -> Iterator[str]:
    if summary is None:
        yield f"The start of {EVENTS_NAME} is lost: the plan is not known."
        return
    reason = f" ({summary.reason})" if summary.reason else ""
    yield f"  ended      {summary.ended.replace('_', ' ')}{reason}"
    yield ""
    yield "Done"
    yield (
        f"  {summary.minutes_done:.1f} of {summary.minutes_ordered:.1f} min moving, "
        f"{summary.repetitions_done} of {summary.repetitions_ordered} repetitions; "
        f"covered {summary.covers} times"
    )
    for number, block in enumerate(summary.blocks, start=1):
        done = f"{block.active_s / 60:.1f} of {block.ordered_s / 60:.1f} min"
        yield f"  {number:2d}. {block.exercise:<8} {block.outcome.replace('_', ' '):<12} {done}"
    yield ""
    yield "Latency, sample to flip"
    if summary.latency is None:
        yield "  the session was cut off before it was summed up"
    else:
        yield from _latency(summary.latency)
        yield f"  {_VERDICTS[summary.latency_verdict]}"
    if summary.tracking is not None:
        yield from _tracking(summary.tracking)


def _latency(latency: LatencySummary) -> Iterator[str]:
    if latency.sample_to_flip is not None and latency.sample_age is not None:
        late, age = latency.sample_to_flip, latency.sample_age
        yield (
            f"  median {late.median_ms:.1f} ms, p95 {late.p95_ms:.1f}, max {late.max_ms:.1f}; "
            f"tracker's age {age.median_ms:.1f} ms"
        )
    yield f"  {latency.frames} frames, {latency.dropped_frames} dropped"


def _tracking(tracking: Tracking) -> Iterator[str]:
    share = tracking.samples_found / tracking.samples if tracking.samples else 0.0
    yield (
        f"  hand in sight in {share:.0%} of {tracking.samples} samples, lost "
        f"{tracking.times_lost} times; handedness flips {tracking.handedness_flips} (ignored)"
    )


def _events(reading: LogReading) -> Iterator[str]:
    yield ""
    yield "Pain and events, on the patient's clock"
    starts = [e for e in reading.entries if isinstance(e, SessionStarted)]
    for entry in reading.entries:
        clock = _clock(entry.at_s, starts[0].anchor) if starts else "?"
        match entry:
            case RatingGiven(rating=rating):
                clock = rating.answered_at.strftime(_CLOCK)
                name = f"{rating.quantity.replace('_', ' ')}, {rating.moment.replace('_', ' ')}"
                marked = "" if rating.confirmed else " (marked, then the session was ended)"
                earlier = f" (of session {rating.for_session})" if rating.for_session else ""
                yield f"  {clock}  {name}: {_said(rating.value)}{marked}{earlier}"
            case SafetyFired():
                done = ", ".join((entry.action, *entry.also)).replace("_", " ")
                yield f"  {clock}  rule {entry.rule}: {entry.reason}; {done}"
            case MessageForTherapist():
                yield f"  {clock}  FOR THE THERAPIST, {entry.about}: {entry.text}"
            case ScoreImported():
                part = f", {entry.part}" if entry.part else ""
                yield f"  {entry.on.isoformat()}  {entry.instrument}{part}: {entry.score:g}"
            case CommandGiven():
                yield f"  {clock}  patient: {entry.wish} ({entry.source})"
            case SensorLost():
                yield f"  {clock}  sensor lost: {entry.reason}"
            case SensorBack():
                yield f"  {clock}  sensor back"
            case Recovered():
                yield (
                    f"  recovered at {entry.recovered_at.isoformat(timespec='seconds')}: "
                    f"{entry.recording_rows_kept} rows kept, "
                    f"{entry.recording_blocks_lost} blocks lost, "
                    f"{entry.damaged_lines} lines damaged"
                    + (", the earlier seal was damaged" if entry.seal_damaged else "")
                )
            case _:
                pass


def _condition(folder: Path, reading: LogReading) -> Iterator[str]:
    yield ""
    yield "Condition of the folder"
    checked = verify(folder)
    if checked.sound and not reading.damaged:
        yield "  sealed and unchanged"
    if any(isinstance(entry, Recovered) for entry in reading.entries):
        yield "  the seal is of its recovery, not of its end: what was lost before stands above"
    for problem in checked.problems:
        yield f"  {problem}"
    for line in reading.damaged:
        yield f"  {EVENTS_NAME}, line {line.line_no}: {line.reason}"
    recording = folder / RECORDING_NAME
    if recording.exists():
        rows = RecordingReader(recording).condition().rows
        listed = ", ".join(f"{count} {topic}" for topic, count in sorted(rows.items()))
        yield f"  {RECORDING_NAME}: {listed or 'empty'}"


def _said(answer: Answer) -> str:
    match answer:
        case str():
            return answer.replace("_", " ")
        case Chosen(chosen=chosen):
            return ", ".join(chosen).replace("_", " ")
        case Shares(shares=shares):
            parts = ", ".join(f"{share:.0%}" for share in shares)
            return f"{parts}; weighted {answer.weighted:.1f}"
        case Painted(regions=areas):
            places = [f"{name.replace('_', ' ')} {share:.0%}" for name, share in areas.items()]
            return ", ".join(places) or "nowhere"
        case _:
            return str(answer)


def _clock(at_s: float, anchor: ClockAnchor) -> str:
    """Return the patient's own clock at an instant of the session."""
    return (anchor.wall + timedelta(seconds=at_s - anchor.monotonic_s)).strftime(_CLOCK)
