"""Joint angles as BIDS motion: the limbs as shown, and the limb as measured."""

from pathlib import Path

import numpy as np

from sessions.export.bids_events import write_events
from sessions.export.bids_files import write_json, write_table
from sessions.export.bids_names import task_label
from sessions.export.session_data import SessionData, Track

_FRAME = {
    "reference_frame": {
        "Levels": {
            "anatomical": {
                "SpatialAxes": "n/a",
                "RotationRule": "n/a",
                "RotationOrder": "n/a",
                "Description": "joint angles in the anatomist's sense; zero is the anatomical zero",
            }
        }
    }
}


def write_motion(session: SessionData, folder: Path, prefix: str) -> list[tuple[Path, float]]:
    """Write every track of a session; return its files with the time of their first row.

    Raises:
        OSError: they cannot be written.
    """
    written = []
    shown = _joined(session.shown)
    tracks = {"shown": shown, "measured": session.measured}
    for name, track in tracks.items():
        if track is not None and len(track.at_s) > 1:
            written.append((_write(session, name, track, folder, prefix), float(track.at_s[0])))
    return written


def _joined(shown: dict[str, Track]) -> Track | None:
    """Return both sides' limbs as one track; every frame has both."""
    if not shown:
        return None
    return Track(
        next(iter(shown.values())).at_s,
        tuple(f"{side}_{name}" for side, track in shown.items() for name in track.names),
        np.hstack([track.values for track in shown.values()]),
    )


def _write(session: SessionData, name: str, track: Track, folder: Path, prefix: str) -> Path:
    task = task_label(session)
    stem = folder / "motion" / f"{prefix}_task-{task}_tracksys-{name}"
    latency_s = track.at_s - track.at_s[0]
    rows = (
        (f"{at_s:.6f}", *("n/a" if np.isnan(v) else f"{v:.5f}" for v in row))
        for at_s, row in zip(latency_s, track.values, strict=True)
    )
    path = stem.with_name(f"{stem.name}_motion.tsv")
    write_table(path, (), rows)
    header = ("name", "component", "type", "tracked_point", "units", "reference_frame")
    channels = [("latency", "n/a", "LATENCY", "n/a", "s", "n/a")]
    channels += [(n, "n/a", "JNTANG", n, "rad", "anatomical") for n in track.names]
    write_table(stem.with_name(f"{stem.name}_channels.tsv"), header, channels)
    write_json(stem.with_name(f"{stem.name}_channels.json"), _FRAME)
    lasts_s = float(latency_s[-1])
    described = {
        "TaskName": task,
        "TaskDescription": session.started.plan.name,
        "SamplingFrequency": round(track.rate_hz, 3),
        "SamplingFrequencyEffective": round((len(track.at_s) - 1) / lasts_s, 3) if lasts_s else 0,
        "TrackingSystemName": name,
        "Manufacturer": session.started.sensor.driver if name == "measured" else "mirrorlimb",
        "SoftwareVersions": session.started.software_version,
        "MotionChannelCount": len(channels),
        "JNTANGChannelCount": len(track.names),
        "LATENCYChannelCount": 1,
        "TrackedPointsCount": len(track.names),
        "RecordingDuration": round(lasts_s, 4),
        "MissingValues": "n/a",
    }
    write_json(stem.with_name(f"{stem.name}_motion.json"), described)
    write_events(session, stem, float(track.at_s[0]))
    return path
