"""A recording arrives in pieces, in any order, over days; whole when its hash says so."""

from datetime import datetime

from django.db import transaction

from sessions.folder.chunks import CHUNK_BYTES, ChunkList
from sessions.portal.api.refused import RefusedError
from sessions.portal.models import ReceivedRecording, ReceivedSession
from sessions.portal.receiving.store import chunk_name, is_kept, keep, whole_sha256


def expected_recording(session: ReceivedSession, name: str) -> ReceivedRecording:
    """Return a recording that the session's seal names.

    Raises:
        RefusedError: the seal names none such.
    """
    recording = session.recordings.filter(name=name).first()
    if recording is None:
        raise RefusedError(404, "no_recording", "the session's seal names no such file")
    return recording


def announce(
    recording: ReceivedRecording, told: ChunkList, *, now: datetime
) -> tuple[ReceivedRecording, list[str]]:
    """Take the list of pieces; return those still missing, none when it is whole.

    Raises:
        RefusedError: the list is not of the file that the session's seal names.
    """
    if recording.complete_at is not None:
        return recording, []
    if (told.sha256, told.bytes) != (recording.sha256, recording.bytes) or not told.complete:
        raise RefusedError(422, "other_recording", "this is not the file that the seal names")
    if recording.chunks != list(told.chunks):
        recording.chunks = list(told.chunks)
        recording.save(update_fields=["chunks"])
    missing = missing_pieces(recording)
    if not missing:
        if whole_sha256(recording) != recording.sha256:
            raise RefusedError(
                422, "wrong_hash", "the pieces do not make the file that the seal names"
            )
        with transaction.atomic():
            recording.complete_at = now
            recording.save(update_fields=["complete_at"])
    return recording, missing


def missing_pieces(recording: ReceivedRecording) -> list[str]:
    """Return the pieces that have not come, each once, in order."""
    patient_id = recording.session.patient_id
    return [
        sha256
        for sha256 in dict.fromkeys(recording.chunks)
        if not is_kept(chunk_name(patient_id, sha256))
    ]


def keep_piece(recording: ReceivedRecording, sha256: str, data: bytes) -> None:
    """Keep one piece that was announced; its hash has been checked.

    Raises:
        RefusedError: nobody announced it, or it is larger than a piece.
    """
    if len(data) > CHUNK_BYTES:
        raise RefusedError(413, "too_large", "a piece of a recording is at most 4 MiB")
    if sha256 not in recording.chunks:
        raise RefusedError(409, "not_announced", "announce the recording's pieces first")
    keep(chunk_name(recording.session.patient_id, sha256), data)
