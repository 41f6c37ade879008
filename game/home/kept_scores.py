"""Keeps imported scores: a sealed folder of its own, in the same format as a session."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from game.home.settings import HomeSettings
from game.recorder.machine import describe_machine
from sensors.limbs import LIMBS
from sessions.asking.scores import Score
from sessions.errors import SessionsError
from sessions.events.entry import (
    ClockAnchor,
    ScoreImported,
    SensorUsed,
    SessionEnded,
    SessionStarted,
)
from sessions.events.log import EventLog, read_log
from sessions.folder.recovery import local_now
from sessions.folder.session_folder import EVENTS_NAME, SessionFolder
from sessions.plan.plan import LoadedPlan
from sessions.recording.recording import RecordingWriter


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of an import."""

    new: int
    folder: Path | None
    """None where every score was there already."""


def keep_scores(scores: Sequence[Score], loaded: LoadedPlan, home: HomeSettings) -> Kept:
    """Keep the scores that are not kept yet.

    Raises:
        SessionsError: they can't be kept.
    """
    patient = home.patient_for(loaded.plan)
    known = _known(home.sessions_root, patient.code)
    new = [score for score in dict.fromkeys(scores) if score not in known]
    if not new:
        return Kept(0, None)
    session_id, started_at = uuid4(), local_now()
    folder = SessionFolder.create(
        home.sessions_root,
        session_id=session_id,
        started_at=started_at,
        patient_code=patient.code,
    )
    try:
        with (
            EventLog.create(folder.events_path) as log,
            RecordingWriter(
                folder.recording_path,
                software_version=version("mirrorlimb"),
                joint_angles=LIMBS[loaded.plan.limb].names,
            ),
        ):
            at_s = time.perf_counter()
            log.append(
                SessionStarted(
                    at_s=at_s,
                    session_id=session_id,
                    software_version=version("mirrorlimb"),
                    anchor=ClockAnchor(monotonic_s=at_s, wall=started_at),
                    plan=loaded.plan,
                    plan_sha256=loaded.sha256,
                    plan_source=loaded.source_name,
                    patient_code=patient.code,
                    affected_side=loaded.plan.affected_side,
                    language=patient.language,
                    settings=home.as_record(patient),
                    machine=describe_machine(gl_renderer="", display_px=None, refresh_hz=None),
                    sensor=SensorUsed(driver="none", device="no sensor"),
                    purpose="scores",
                )
            )
            for score in new:
                log.append(
                    ScoreImported(
                        at_s=time.perf_counter(),
                        instrument=score.instrument,
                        part=score.part,
                        on=score.on,
                        score=score.score,
                    )
                )
            log.append(SessionEnded(at_s=time.perf_counter(), ended="completed"))
    except SessionsError:
        folder.release()
        raise
    folder.seal("completed")
    return Kept(len(new), folder.path)


def _known(root: Path, patient_code: str) -> frozenset[Score]:
    known: set[Score] = set()
    for folder in (root / f"sub-{patient_code}").glob("ses-*"):
        try:
            entries = read_log(folder / EVENTS_NAME).entries
        except SessionsError:
            continue
        known |= {
            Score(entry.instrument, entry.part, entry.on, entry.score)
            for entry in entries
            if isinstance(entry, ScoreImported)
        }
    return frozenset(known)
