"""Muscle signals as BIDS EMG: BDF+ with sidecar, channels and events."""

from pathlib import Path

from sessions.export.bids_events import write_events
from sessions.export.bids_files import write_json, write_table
from sessions.export.bids_names import task_label
from sessions.export.edf import write_bdf
from sessions.export.session_data import SessionData


def write_emg(session: SessionData, folder: Path, prefix: str) -> list[tuple[Path, float]]:
    """Write a session's EMG, if it has any; return its file with the time of its first row.

    Raises:
        OSError: it cannot be written.
        ExportError: the same, told by the writer of BDF+.
    """
    emg = session.emg
    if emg is None:
        return []
    task = task_label(session)
    stem = folder / "emg" / f"{prefix}_task-{task}"
    stem.parent.mkdir(parents=True, exist_ok=True)
    path = stem.with_name(f"{stem.name}_emg.bdf")
    write_bdf(session, path)
    count = emg.microvolts.shape[1]
    fs_hz = round(emg.fs_hz)
    described = {
        "TaskName": task,
        "TaskDescription": session.started.plan.name,
        "EMGPlacementScheme": "Other",
        "EMGPlacementSchemeDescription": "electrodes as set up at home; see the plan's guide",
        "EMGReference": "as wired in the device",
        "SamplingFrequency": fs_hz,
        "PowerLineFrequency": "n/a",
        "RecordingType": "continuous",
        "SoftwareFilters": "n/a",
        "HardwareFilters": "n/a",
        "EMGChannelCount": count,
        "RecordingDuration": round(len(emg.microvolts) / emg.fs_hz, 4),
        "Manufacturer": session.started.sensor.driver,
        "SoftwareVersions": session.started.software_version,
    }
    write_json(stem.with_name(f"{stem.name}_emg.json"), described)
    rows = [(f"EMG{i + 1}", "EMG", "uV", fs_hz) for i in range(count)]
    header = ("name", "type", "units", "sampling_frequency")
    write_table(stem.with_name(f"{stem.name}_channels.tsv"), header, rows)
    write_events(session, stem, emg.starts_at_s)
    return [(path, emg.starts_at_s)]
