"""Sessions as a BIDS data set: motion, EMG, events, and what patients answered (phenotype).

BIDS 1.11: the motion modality for joint angles, EMG (BEP042) as BDF+, one ``sub-`` a patient code
and one ``ses-`` a session. A data set is written whole into a new folder.
"""

from collections.abc import Sequence
from pathlib import Path

from sessions.errors import ExportError
from sessions.export.bids_emg import write_emg
from sessions.export.bids_files import write_json, write_table
from sessions.export.bids_motion import write_motion
from sessions.export.bids_names import session_label
from sessions.export.bids_phenotype import write_phenotype, write_sessions
from sessions.export.session_data import SessionData

BIDS_VERSION = "1.11.1"
_README = """# Home sessions of virtual mirror and visuomotor therapy

Written by mirrorlimb from session folders. One subject a patient code, one session a home session.

- `motion/`: joint angles of the limb as shown (`tracksys-shown`) and as measured from the intact
  limb (`tracksys-measured`), radians in the anatomist's sense, with a LATENCY column in seconds
  since the first row.
- `emg/`: surface EMG of the residual limb, where a session had it, as BDF+.
- `sub-X_sessions.tsv`: what was answered in each session. `n/a` means not asked; `skipped` means
  asked and left out; 0 means 0.
- `phenotype/`: how often each question was asked and answered, the first and the last answer.

Pain and movement of a session are on one clock.
"""


def write_bids(sessions: Sequence[SessionData], root: Path) -> None:
    """Write a data set.

    Args:
        sessions: One or more sessions, of one or more patients.
        root: A folder that does not exist yet, or is empty.

    Raises:
        ExportError: there are no sessions, the folder holds something, or it cannot be written.
    """
    if not sessions:
        raise ExportError("there are no sessions to write as BIDS: give folders named ses-...")
    if root.exists() and any(root.iterdir()):
        raise ExportError(f"{root.name} holds files already: give a new folder for the data set")
    try:
        root.mkdir(parents=True, exist_ok=True)
        _write_head(sessions, root)
        for session in sessions:
            _write_session(session, root)
        write_sessions(sessions, root)
        write_phenotype(sessions, root)
    except OSError as error:
        raise ExportError(f"{root.name}: can't be written ({error.strerror})") from error


def _write_head(sessions: Sequence[SessionData], root: Path) -> None:
    version = sessions[-1].started.software_version
    description = {
        "Name": "Home sessions of virtual mirror and visuomotor therapy",
        "BIDSVersion": BIDS_VERSION,
        "DatasetType": "raw",
        "License": "n/a",
        "Authors": ["n/a"],
        "GeneratedBy": [{"Name": "mirrorlimb", "Version": version}],
    }
    write_json(root / "dataset_description.json", description)
    (root / "README.md").write_text(_README, encoding="utf-8")
    affected = {s.started.patient_code: s.started.affected_side for s in sessions}
    write_table(
        root / "participants.tsv",
        ("participant_id", "species", "affected_side"),
        [(f"sub-{code}", "homo sapiens", side) for code, side in sorted(affected.items())],
    )
    described = {
        "species": {"Description": "binomial species name"},
        "affected_side": {
            "Description": "side of the phantom or painful limb",
            "Levels": {"left": "left", "right": "right", "both": "both sides"},
        },
    }
    write_json(root / "participants.json", described)


def _write_session(session: SessionData, root: Path) -> None:
    subject, label = f"sub-{session.started.patient_code}", f"ses-{session_label(session)}"
    folder = root / subject / label
    written = write_motion(session, folder, f"{subject}_{label}")
    written += write_emg(session, folder, f"{subject}_{label}")
    rows = [
        (path.relative_to(folder).as_posix(), f"{session.wall(at_s):%Y-%m-%dT%H:%M:%S.%f}")
        for path, at_s in written
    ]
    if rows:
        write_table(folder / f"{subject}_{label}_scans.tsv", ("filename", "acq_time"), rows)
