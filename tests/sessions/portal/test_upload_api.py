"""Sessions up, as a patient's computer sends them: once, whole, or refused clearly."""

import hashlib
import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from sessions.bundle import MAX_BUNDLE_BYTES, make_bundle
from sessions.chunks import list_chunks, read_chunks
from sessions.log_line import encode_line
from sessions.manifest import Manifest, SealedFile, read_manifest
from sessions.portal.api.device_token import new_token, token_sha256
from sessions.portal.models import (
    AccessRecord,
    Clinic,
    Device,
    Patient,
    ReceivedRecording,
    ReceivedSession,
)
from sessions.portal.receiving.store import bundle_name, names_below
from tests.fakes.played_session import HOME, log_entries, played_session


def enrolled(patient: Patient) -> str:
    token = new_token()
    Device.objects.create(patient=patient, token_sha256=token_sha256(token))
    return token


class Computer:
    """A patient's computer, as far as the portal can tell."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.client = Client()

    def put(self, address: str, body: bytes, **headers: str) -> Any:
        return self.client.put(
            address,
            body,
            content_type="application/octet-stream",
            headers={"Authorization": f"Bearer {self.token}", **headers},
        )

    def put_bundle(
        self,
        session_id: UUID,
        body: bytes,
        *,
        sha256: str | None = None,
        clock: datetime | None = None,
    ) -> Any:
        return self.put(
            f"/v1/sessions/{session_id}/bundle",
            body,
            **{
                "X-Content-SHA256": sha256 or hashlib.sha256(body).hexdigest(),
                "X-Device-Clock": (clock or datetime.now(UTC)).isoformat(),
            },
        )


@pytest.fixture
def home(patient: Patient) -> Computer:
    return Computer(enrolled(patient))


def session_of(folder: Path) -> UUID:
    manifest = read_manifest(folder)
    assert manifest is not None
    assert manifest.session_id is not None
    return manifest.session_id


def kept_files(patient: Patient) -> list[str]:
    return list(names_below(f"patients/{patient.pk}"))


def bundle_of(events: bytes, session_id: UUID | None, **more: bytes) -> bytes:
    """Return a bundle around any bytes, sealed in order."""
    sealed = SealedFile(
        name="events.jsonl", bytes=len(events), sha256=hashlib.sha256(events).hexdigest()
    )
    manifest = Manifest(session_id=session_id, ended="completed", files=(sealed,))
    manifest = manifest.model_copy(update={"crc": manifest.checked()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("manifest.json", manifest.model_dump_json())
        bundle.writestr("events.jsonl", events)
        for name, data in more.items():
            bundle.writestr(name, data)
    return out.getvalue()


def test_a_session_arrives_and_is_counted_as_the_patient_told_it(
    home: Computer, patient: Patient, tmp_path: Path
) -> None:
    at = datetime.now(UTC).astimezone(HOME) - timedelta(days=2)
    folder = played_session(tmp_path, at=at, before=6, after=0)
    session_id, body = session_of(folder), make_bundle(folder)

    answer = home.put_bundle(session_id, body)

    assert answer.status_code == 201
    receipt = answer.json()
    assert receipt["bundle_sha256"] == hashlib.sha256(body).hexdigest()
    assert receipt["recordings"] == []
    session = ReceivedSession.objects.get()
    assert (session.pk, session.patient) == (session_id, patient)
    assert session.started_at == at
    assert session.own_time == at.replace(tzinfo=None)
    assert (session.intensity_before, session.intensity_after) == (6, 0)
    assert session.said("unpleasantness", "session_start") == "skipped"
    assert session.said("unpleasantness", "session_end") == "not_asked"
    assert session.answers[0]["answered_at"] == at.isoformat()
    assert session.answers[0]["answered_at"].endswith("-05:00")
    assert (session.minutes_ordered, session.repetitions_done) == (2.0, 9)
    assert session.outcomes == [
        {
            "exercise": "mirror",
            "measure": "reach",
            "condition": "",
            "level": "trial",
            "mean": 0.5,
            "measured": 2,
            "not_measured": 1,
        }
    ]
    patient.refresh_from_db()
    assert (patient.sessions_count, patient.last_session_at) == (1, at)
    assert AccessRecord.objects.filter(did="received", session=session_id).count() == 1
    with default_storage.open(bundle_name(patient.pk, session.bundle_sha256)) as kept:
        assert kept.read() == body


def test_the_same_session_again_is_the_same_session(
    home: Computer, patient: Patient, tmp_path: Path
) -> None:
    folder = played_session(tmp_path)
    session_id, body = session_of(folder), make_bundle(folder)
    first = home.put_bundle(session_id, body)
    again = [home.put_bundle(session_id, body) for _ in range(3)]
    assert first.status_code == 201
    assert [answer.status_code for answer in again] == [200, 200, 200]
    assert {answer.content for answer in again} == {first.content}
    patient.refresh_from_db()
    assert (ReceivedSession.objects.count(), patient.sessions_count) == (1, 1)
    assert len(kept_files(patient)) == 1


def test_a_bundle_is_the_same_bytes_each_time_it_is_made(tmp_path: Path) -> None:
    folder = played_session(tmp_path)
    first = make_bundle(folder)
    (folder / "events.jsonl").touch()
    assert make_bundle(folder) == first


def test_other_content_under_a_number_that_has_arrived_is_refused(
    home: Computer, patient: Patient, tmp_path: Path
) -> None:
    folder = played_session(tmp_path)
    session_id = session_of(folder)
    home.put_bundle(session_id, make_bundle(folder))
    events = (folder / "events.jsonl").read_bytes()
    refused = home.put_bundle(session_id, bundle_of(events, session_id))
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
    home: Computer, patient: Patient, tmp_path: Path
) -> None:
    for what, (status, code, body, more) in refusals(tmp_path).items():
        answer = home.put_bundle(uuid4(), body, **more)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), what
        assert len(answer.json()["error"]["message"]) > 20, what
    assert kept_files(patient) == []
    assert ReceivedSession.objects.count() == 0
    patient.refresh_from_db()
    assert patient.sessions_count == 0


def test_deep_json_in_a_sound_line_is_a_damaged_line_and_no_more(
    home: Computer, tmp_path: Path
) -> None:
    session_id = uuid4()
    lines = [encode_line(entry, n) for n, entry in enumerate(log_entries(session_id))]
    deep = b'{"v":1,"kind":"note","at_s":1,"about":"x","text":' + b"[" * 50_000
    body = bundle_of(b"".join([*lines, deep, b"\n"]), session_id)
    assert home.put_bundle(session_id, body).status_code == 201
    assert ReceivedSession.objects.get().damaged_lines == 1


def test_damaged_lines_are_counted_and_the_rest_is_kept(home: Computer, tmp_path: Path) -> None:
    session_id = uuid4()
    lines = [encode_line(entry, n) for n, entry in enumerate(log_entries(session_id, after=3))]
    lines[4] = lines[4][:30] + b"#" + lines[4][31:]
    assert home.put_bundle(session_id, bundle_of(b"".join(lines), session_id)).status_code == 201
    session = ReceivedSession.objects.get()
    assert session.damaged_lines == 1
    assert (session.intensity_before, session.intensity_after) == (6, 3)


def test_a_log_that_lost_its_beginning_is_kept_all_the_same(home: Computer) -> None:
    session_id = uuid4()
    lines = [encode_line(entry, n) for n, entry in enumerate(log_entries(session_id))]
    answer = home.put_bundle(session_id, bundle_of(b"".join(lines[1:]), session_id))
    assert answer.status_code == 201
    session = ReceivedSession.objects.get()
    assert session.started_at is None
    assert session.said("intensity", "session_end") == 4


def test_a_session_from_the_future_is_kept_and_marked_once_the_clock_is_right(
    home: Computer, patient: Patient, tmp_path: Path
) -> None:
    folder = played_session(tmp_path, at=datetime.now(UTC) + timedelta(days=400))
    assert home.put_bundle(session_of(folder), make_bundle(folder)).status_code == 201
    assert ReceivedSession.objects.get().clock_suspect
    patient.refresh_from_db()
    assert patient.last_session_at is None


def test_another_patients_computer_can_neither_send_nor_see_a_session(
    home: Computer, clinic: Clinic, patient: Patient, tmp_path: Path
) -> None:
    other = Patient.objects.create(clinic=clinic, code="P02")
    thief = Computer(enrolled(other))
    folder = played_session(tmp_path, recording_bytes=100)
    session_id, body = session_of(folder), make_bundle(folder)

    early = thief.put_bundle(session_id, body)
    assert (early.status_code, early.json()["error"]["code"]) == (403, "other_patient")
    assert ReceivedSession.objects.count() == 0
    assert kept_files(other) == []

    assert home.put_bundle(session_id, body).status_code == 201
    late = thief.put_bundle(session_id, body)
    assert (late.status_code, late.json()["error"]["code"]) == (403, "other_patient")
    seen = thief.client.get(
        f"/v1/sessions/{session_id}", headers={"Authorization": f"Bearer {thief.token}"}
    )
    assert seen.status_code == 403
    piece = thief.put(
        f"/v1/sessions/{session_id}/recordings/recording.mcap/chunks/{'0' * 64}", b"x"
    )
    assert piece.status_code == 403
    assert kept_files(other) == []


@pytest.mark.parametrize("token", ["", "mlp_unknown", "é"])
def test_an_unknown_computer_is_told_so(token: str, patient: Patient, tmp_path: Path) -> None:
    folder = played_session(tmp_path)
    answer = Computer(token).put_bundle(session_of(folder), make_bundle(folder))
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unknown_device")
    assert kept_files(patient) == []


def test_a_revoked_computer_is_an_unknown_one(
    home: Computer, patient: Patient, tmp_path: Path
) -> None:
    Device.objects.update(revoked_at=datetime.now(UTC))
    folder = played_session(tmp_path)
    assert home.put_bundle(session_of(folder), make_bundle(folder)).status_code == 401


def test_a_recording_arrives_in_pieces_over_days_and_only_what_is_missing_is_sent(
    home: Computer, patient: Patient, tmp_path: Path
) -> None:
    folder = played_session(tmp_path, recording_bytes=(9 << 20) + 17)
    session_id = session_of(folder)
    receipt = home.put_bundle(session_id, make_bundle(folder)).json()
    assert [r["complete"] for r in receipt["recordings"]] == [False]
    told = list_chunks(folder / "recording.mcap")
    address = f"/v1/sessions/{session_id}/recordings/recording.mcap"

    def announce() -> Any:
        return home.client.put(
            address,
            told.model_dump_json(),
            content_type="application/json",
            headers={"Authorization": f"Bearer {home.token}"},
        ).json()

    assert announce() == {"complete": False, "missing": list(told.chunks)}
    chunks = list(read_chunks(folder / "recording.mcap"))
    assert home.put(f"{address}/chunks/{chunks[1].sha256}", chunks[1].data).status_code == 204
    assert announce()["missing"] == [chunks[0].sha256, chunks[2].sha256]
    for chunk in (chunks[2], chunks[0], chunks[0]):
        assert home.put(f"{address}/chunks/{chunk.sha256}", chunk.data).status_code == 204
    assert announce() == {"complete": True, "missing": []}
    receipt = home.put_bundle(session_id, make_bundle(folder)).json()
    assert receipt["recordings"] == [
        {
            "name": "recording.mcap",
            "sha256": told.sha256,
            "bytes": told.bytes,
            "complete": True,
        }
    ]


def test_wrong_pieces_are_refused_and_nothing_of_them_is_kept(
    home: Computer, patient: Patient, tmp_path: Path
) -> None:
    folder = played_session(tmp_path, recording_bytes=1000)
    session_id = session_of(folder)
    home.put_bundle(session_id, make_bundle(folder))
    kept = kept_files(patient)
    address = f"/v1/sessions/{session_id}/recordings"
    told = list_chunks(folder / "recording.mcap")
    sha = told.chunks[0]
    data = (folder / "recording.mcap").read_bytes()
    bearer = {"Authorization": f"Bearer {home.token}"}

    def announce(name: str, body: str) -> Any:
        return home.client.put(
            f"{address}/{name}", body, content_type="application/json", headers=bearer
        )

    early = home.put(f"{address}/recording.mcap/chunks/{sha}", data)
    assert (early.status_code, early.json()["error"]["code"]) == (409, "not_announced")
    other = told.model_copy(update={"sha256": "1" * 64}).model_dump_json()
    assert announce("recording.mcap", other).json()["error"]["code"] == "other_recording"
    assert announce("unknown.mcap", told.model_dump_json()).status_code == 404
    assert announce("..%2Fx", told.model_dump_json()).status_code in (404, 422)
    assert announce("recording.mcap", '{"bytes":').status_code in (400, 422)
    assert announce("recording.mcap", told.model_dump_json()).json()["missing"] == [sha]
    wrong = home.put(f"{address}/recording.mcap/chunks/{sha}", data + b"!")
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (422, "wrong_hash")
    large = home.put(f"{address}/recording.mcap/chunks/{sha}", bytes((4 << 20) + 1))
    assert (large.status_code, large.json()["error"]["code"]) == (413, "too_large")
    assert home.put(f"{address}/recording.mcap/chunks/{'g' * 64}", data).status_code == 422
    assert kept_files(patient) == kept
    assert ReceivedRecording.objects.get().complete_at is None


def test_an_error_says_which_field_and_never_what_stood_in_it(home: Computer) -> None:
    answer = home.put(
        f"/v1/sessions/{uuid4()}/bundle",
        b"",
        **{"X-Content-SHA256": "Maria Quimby", "X-Device-Clock": "Maria Quimby"},
    )
    assert answer.status_code == 422
    assert "Maria" not in answer.content.decode()
    assert "X-Content-SHA256" in answer.json()["error"]["message"]
