"""Writes one session of a story as a home would: a sealed folder with its log.

The log alone, in no time; sessions with recordings to replay come from `mirrorlimb simulate`.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

from sessions.asking.answer import Answer, Chosen, Painted
from sessions.asking.rating import Moment, Quantity, Rating
from sessions.events.entry import (
    BlockEnded,
    BlockStarted,
    ClockAnchor,
    LatencySummary,
    LogEntry,
    Machine,
    OutcomeMeasured,
    RatingGiven,
    SafetyFired,
    SensorUsed,
    SessionEnded,
    SessionStarted,
    Spread,
)
from sessions.events.log import EventLog
from sessions.folder.session_folder import SessionFolder
from sessions.plan.plan import LoadedPlan
from sessions.portal.demo.story import Day

_MACHINE = Machine(
    os="simulated",
    cpu="simulated",
    python="",
    gl_renderer="",
    display_px=None,
    refresh_hz=60.0,
    clock_resolution_s=1e-9,
)


def made_session(root: Path, code: str, loaded: LoadedPlan, day: Day, at: datetime) -> None:
    """Write a session's folder under `root`, unless the day has one.

    Raises:
        SessionsError: it can't be written.
    """
    if any(root.glob(f"sub-{code}/ses-{at:%Y%m%d}*")):
        return
    session_id = uuid4()
    folder = SessionFolder.create(
        root, session_id=session_id, started_at=at, patient_code=code, free_bytes_needed=1
    )
    started = SessionStarted(
        at_s=0.0,
        session_id=session_id,
        software_version="demo",
        anchor=ClockAnchor(monotonic_s=0.0, wall=at),
        plan=loaded.plan,
        plan_sha256=loaded.sha256,
        plan_source=loaded.source_name,
        patient_code=code,
        affected_side=loaded.plan.affected_side,
        language="en",
        settings={},
        machine=_MACHINE,
        sensor=SensorUsed(driver="simulated", device="simulated patient"),
    )
    with EventLog.create(folder.events_path) as log:
        for entry in (started, *_middle(loaded, day, at, Random(f"{code} {day.day}"))):
            log.append(entry)
    folder.seal("safety" if day.stopped else "completed")


def _middle(loaded: LoadedPlan, day: Day, at: datetime, chance: Random) -> Iterator[LogEntry]:
    yield _rating("intensity", "session_start", day.before, at, 5.0)
    yield _rating("unpleasantness", "session_start", _near(day.before, chance), at, 9.0)
    clock_s, left_s = 20.0, day.share_done * 60 * loaded.plan.dose.minutes
    for index, block in enumerate(loaded.plan.blocks):
        if left_s <= 0:
            break
        active_s = min(block.ordered_s, left_s)
        whole = active_s >= block.ordered_s
        yield BlockStarted(at_s=clock_s, block_index=index, exercise=block.exercise)
        clock_s, left_s = clock_s + active_s, left_s - active_s
        yield from _outcomes(block.exercise, index, clock_s, day, chance)
        yield BlockEnded(
            at_s=clock_s,
            block_index=index,
            exercise=block.exercise,
            outcome="safety" if day.stopped and not whole else "completed" if whole else "skipped",
            active_s=active_s,
            repetitions=round(block.ordered_repetitions * active_s / max(1.0, block.ordered_s)),
        )
    if day.stopped:
        yield SafetyFired(
            at_s=clock_s, rule="pain_rise", reason="pain rose by 2 or more", action="end_kindly"
        )
    yield _rating("intensity", "session_end", day.after, at, clock_s + 5)
    yield _rating("unpleasantness", "session_end", _near(day.after, chance), at, clock_s + 9)
    if day.painted:
        painted = Painted(regions=dict(day.painted))
        yield _rating("where_phantom_pain", "weekly", painted, at, clock_s + 6)
    events = Chosen(chosen=day.events or ("none",))
    yield _rating("adverse_events", "session_end", events, at, clock_s + 7)
    late_ms = chance.uniform(18, 40)
    yield LatencySummary(
        at_s=clock_s + 10,
        sample_to_flip=Spread(median_ms=late_ms, p95_ms=1.4 * late_ms, max_ms=3 * late_ms),
        sample_age=Spread(median_ms=9, p95_ms=17, max_ms=40),
        frames=int(60 * clock_s),
        dropped_frames=int(clock_s / 20),
        refresh_hz=60.0,
        verdict="ok",
    )
    yield SessionEnded(
        at_s=clock_s + 12,
        ended="safety" if day.stopped else "completed",
        reason="pain_rise" if day.stopped else "",
    )


def _outcomes(
    exercise: str, index: int, at_s: float, day: Day, chance: Random
) -> Iterator[OutcomeMeasured]:
    """Measure what these exercises measure, better towards the end of the story."""
    better = day.share + chance.gauss(0, 0.06)
    found: list[tuple[str, str, float, int | None]] = []
    if exercise == "mirror":
        found = [
            ("range_of_motion_deg", "fist fingers", 48 + 22 * better, 0),
            ("stroke_time_s", "fist index_mcp_flexion", 1.9 - 0.5 * better, 0),
            ("stroke_sparc", "fist index_mcp_flexion", -2.3 + 0.6 * better, 0),
            ("seen_share", "fist", min(1.0, 0.9 + 0.08 * chance.random()), 0),
        ]
    elif exercise == "laterality":
        for limb, slower in (("left hand", 0.5), ("right hand", 0.0)):
            accuracy = min(1.0, max(0.0, 0.74 - 0.2 * slower + 0.3 * better))
            found += [
                ("accuracy_share", limb, accuracy, None),
                ("response_time_s", limb, 2.4 + slower - 1.4 * better, None),
            ]
    for measure, condition, value, trial in found:
        yield OutcomeMeasured(
            at_s=at_s,
            block_index=index,
            trial_index=trial,
            exercise=exercise,
            measure=measure,
            value=round(value, 3),
            condition=condition,
        )


def _rating(
    quantity: Quantity, moment: Moment, value: Answer | None, at: datetime, at_s: float
) -> RatingGiven:
    return RatingGiven(
        at_s=at_s,
        rating=Rating(
            quantity=quantity,
            moment=moment,
            value="skipped" if value is None else value,
            answered_at=at + timedelta(seconds=at_s),
        ),
    )


def _near(value: int | None, chance: Random) -> int | None:
    return None if value is None else max(0, min(10, value + chance.choice((-1, 0, 0, 1))))
