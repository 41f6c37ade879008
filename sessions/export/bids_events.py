"""The events table that stands beside each BIDS recording."""

from pathlib import Path

from sessions.export.bids_files import write_json, write_table
from sessions.export.marks import marks
from sessions.export.session_data import SessionData

_DESCRIBED = {
    "trial_type": {
        "Description": "what happened",
        "Levels": {
            "block": "a block of the plan",
            "trial": "one trial",
            "onset": "the shown limb began to move",
            "rating": "a question was answered, skipped or passed over",
            "safety": "a safety rule fired",
            "cover": "the patient covered the limb",
            "resume": "the patient uncovered the limb",
            "skip": "the patient left something out",
            "hurts": "the patient said that it hurts more",
            "wrong": "the patient said that something else is wrong",
            "end": "the patient ended the session",
            "sensor_lost": "the device went away",
            "sensor_back": "the device came back",
            "session_ended": "the session ended",
        },
    },
    "block": {"Description": "index of the plan's block, from 0"},
    "detail": {"Description": "exercise, movement, question, rule or way of ending"},
    "StimulusPresentation": {"SoftwareName": "mirrorlimb"},
}


def write_events(session: SessionData, stem: Path, starts_at_s: float) -> None:
    """Write ``STEM_events.tsv`` and its sidecar, times from the recording's first row.

    Raises:
        OSError: they cannot be written.
    """
    rows = [
        (
            f"{mark.at_s - starts_at_s:.4f}",
            f"{mark.duration_s:.4f}",
            mark.kind,
            mark.block_index,
            mark.detail or None,
        )
        for mark in marks(session.entries)
    ]
    header = ("onset", "duration", "trial_type", "block", "detail")
    write_table(stem.with_name(f"{stem.name}_events.tsv"), header, rows)
    write_json(stem.with_name(f"{stem.name}_events.json"), _DESCRIBED)
