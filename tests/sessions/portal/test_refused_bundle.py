"""What cannot be taken in is refused clearly, and nothing of it is kept."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sessions.folder.bundle import MAX_BUNDLE_BYTES, make_bundle
from sessions.portal.models import Patient, ReceivedSession
from tests.fakes.played_session import played_session
from tests.sessions.portal.computer import Computer, bundle_of, kept_files, session_of


def test_other_content_under_a_number_that_has_arrived_is_refused(
    computer: Computer, patient: Patient, tmp_path: Path
) -> None:
    folder = played_session(tmp_path)
    session_id = session_of(folder)
    computer.put_bundle(session_id, make_bundle(folder))
    events = (folder / "events.jsonl").read_bytes()
    refused = computer.put_bundle(session_id, bundle_of(events, session_id))
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "other_content")
    assert len(kept_files(patient)) == 1


def refusals(tmp_path: Path) -> dict[str, tuple[int, str, bytes, dict[str, Any]]]:
    """Everything that must be refused: status, code, body, what else is told."""
    folder = played_session(tmp_path)
    whole = make_bundle(folder)
    session_id = session_of(folder)
    events = (folder / "events.jsonl").read_bytes()
    now = datetime.now(UTC)
    nested = b"[" * 100_000
    bzip = io.BytesIO()
    with zipfile.ZipFile(bzip, "w", zipfile.ZIP_BZIP2) as bundle:
        bundle.writestr("manifest.json", b"0" * (64 << 20))
        bundle.writestr("events.jsonl", b"")
    return {
        "a wrong hash": (422, "wrong_hash", whole, {"sha256": "0" * 64}),
        "a clock two days slow": (422, "wrong_clock", whole, {"clock": now - timedelta(2)}),
        "a clock years fast": (422, "wrong_clock", whole, {"clock": now + timedelta(2000)}),
        "a cut bundle": (422, "no_bundle", whole[: len(whole) // 2], {}),
        "noise": (422, "no_bundle", bytes(range(256)) * 8, {}),
        "nothing": (411, "no_length", b"", {}),
        "too much": (413, "too_large", b"0" * (MAX_BUNDLE_BYTES + 1), {}),
        "a ZIP bomb": (413, "too_large", bundle_of(b"0" * (200 << 20), session_id), {}),
        "a ZIP bomb of another packing": (422, "no_bundle", bzip.getvalue(), {}),
        "more files": (422, "no_bundle", bundle_of(events, session_id, **{"x": b""}), {}),
        "a path": (422, "no_bundle", bundle_of(events, session_id, **{"../x": b""}), {}),
        "a million lines": (413, "too_large", bundle_of(b"\n" * 1_000_000, session_id), {}),
        "a line of braces": (422, "no_log", bundle_of(b"{" * (4 << 20), session_id), {}),
        "a seal of braces": (
            422,
            "no_manifest",
            _with_manifest(b'{"session_id":' + nested, events),
            {},
        ),
        "another session's number": (422, "other_session", bundle_of(events, uuid4()), {}),
    }


def _with_manifest(manifest: bytes, events: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("manifest.json", manifest)
        bundle.writestr("events.jsonl", events)
    return out.getvalue()


def test_what_is_wrong_is_refused_clearly_and_nothing_of_it_is_kept(
    computer: Computer, patient: Patient, tmp_path: Path
) -> None:
    for what, (status, code, body, more) in refusals(tmp_path).items():
        answer = computer.put_bundle(uuid4(), body, **more)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), what
        assert len(answer.json()["error"]["message"]) > 20, what
    assert kept_files(patient) == []
    assert ReceivedSession.objects.count() == 0
    patient.refresh_from_db()
    assert patient.sessions_count == 0


def test_an_error_says_which_field_and_never_what_stood_in_it(computer: Computer) -> None:
    answer = computer.put(
        f"/v1/sessions/{uuid4()}/bundle",
        b"",
        **{"X-Content-SHA256": "Maria Quimby", "X-Device-Clock": "Maria Quimby"},
    )
    assert answer.status_code == 422
    assert "Maria" not in answer.content.decode()
    assert "X-Content-SHA256" in answer.json()["error"]["message"]
