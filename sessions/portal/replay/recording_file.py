"""A received recording as a file on this machine, and the replay made of it, kept in the store."""

import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from sessions.errors import RecordingError
from sessions.portal.models import ReceivedRecording
from sessions.portal.receiving.store import ROOT, read_recording
from sessions.portal.replay.frames_pack import frames_pack

_VERSION = 1
"""Raise it whenever the same recording gives another pack."""


def frames_of(recording: ReceivedRecording) -> bytes:
    """Return a recording's frames for the browser; made once, then kept beside it.

    Raises:
        RecordingError: the recording cannot be read.
        OSError: a piece of it is not in the store.
    """
    patient_id = recording.session.patient_id
    name = f"{ROOT}/{patient_id}/replays/{recording.sha256[:2]}/{recording.sha256}-{_VERSION}"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            kept: bytes = file.read()
        return kept
    made = _made(recording)
    default_storage.save(name, ContentFile(made))
    return made


def _made(recording: ReceivedRecording) -> bytes:
    with tempfile.TemporaryDirectory(prefix="mirrorlimb-replay-") as folder:
        path = Path(folder) / "recording.mcap"
        with path.open("wb") as file:
            for piece in read_recording(recording):
                file.write(piece)
        try:
            return frames_pack(path)
        except ValueError as error:
            raise RecordingError("this recording can't be shown: it is damaged") from error
