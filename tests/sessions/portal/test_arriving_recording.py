"""Recordings up, in pieces: only what is missing is sent, and nothing wrong is kept."""

from pathlib import Path
from typing import Any

from sessions.folder.bundle import make_bundle
from sessions.folder.chunks import list_chunks, read_chunks
from sessions.portal.models import Patient, ReceivedRecording
from tests.fakes.played_session import played_session
from tests.sessions.portal.computer import Computer, kept_files, session_of


def test_a_recording_arrives_in_pieces_over_days_and_only_what_is_missing_is_sent(
    computer: Computer, patient: Patient, tmp_path: Path
) -> None:
    folder = played_session(tmp_path, recording_bytes=(9 << 20) + 17)
    session_id = session_of(folder)
    receipt = computer.put_bundle(session_id, make_bundle(folder)).json()
    assert [r["complete"] for r in receipt["recordings"]] == [False]
    told = list_chunks(folder / "recording.mcap")
    address = f"/v1/sessions/{session_id}/recordings/recording.mcap"

    def announce() -> Any:
        return computer.client.put(
            address,
            told.model_dump_json(),
            content_type="application/json",
            headers={"Authorization": f"Bearer {computer.token}"},
        ).json()

    assert announce() == {"complete": False, "missing": list(told.chunks)}
    chunks = list(read_chunks(folder / "recording.mcap"))
    assert computer.put(f"{address}/chunks/{chunks[1].sha256}", chunks[1].data).status_code == 204
    assert announce()["missing"] == [chunks[0].sha256, chunks[2].sha256]
    for chunk in (chunks[2], chunks[0], chunks[0]):
        assert computer.put(f"{address}/chunks/{chunk.sha256}", chunk.data).status_code == 204
    assert announce() == {"complete": True, "missing": []}
    receipt = computer.put_bundle(session_id, make_bundle(folder)).json()
    assert receipt["recordings"] == [
        {
            "name": "recording.mcap",
            "sha256": told.sha256,
            "bytes": told.bytes,
            "complete": True,
        }
    ]


def test_wrong_pieces_are_refused_and_nothing_of_them_is_kept(
    computer: Computer, patient: Patient, tmp_path: Path
) -> None:
    folder = played_session(tmp_path, recording_bytes=1000)
    session_id = session_of(folder)
    computer.put_bundle(session_id, make_bundle(folder))
    kept = kept_files(patient)
    address = f"/v1/sessions/{session_id}/recordings"
    told = list_chunks(folder / "recording.mcap")
    sha = told.chunks[0]
    data = (folder / "recording.mcap").read_bytes()
    bearer = {"Authorization": f"Bearer {computer.token}"}

    def announce(name: str, body: str) -> Any:
        return computer.client.put(
            f"{address}/{name}", body, content_type="application/json", headers=bearer
        )

    early = computer.put(f"{address}/recording.mcap/chunks/{sha}", data)
    assert (early.status_code, early.json()["error"]["code"]) == (409, "not_announced")
    other = told.model_copy(update={"sha256": "1" * 64}).model_dump_json()
    assert announce("recording.mcap", other).json()["error"]["code"] == "other_recording"
    assert announce("unknown.mcap", told.model_dump_json()).status_code == 404
    assert announce("..%2Fx", told.model_dump_json()).status_code in (404, 422)
    assert announce("recording.mcap", '{"bytes":').status_code in (400, 422)
    assert announce("recording.mcap", told.model_dump_json()).json()["missing"] == [sha]
    wrong = computer.put(f"{address}/recording.mcap/chunks/{sha}", data + b"!")
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (422, "wrong_hash")
    large = computer.put(f"{address}/recording.mcap/chunks/{sha}", bytes((4 << 20) + 1))
    assert (large.status_code, large.json()["error"]["code"]) == (413, "too_large")
    assert computer.put(f"{address}/recording.mcap/chunks/{'g' * 64}", data).status_code == 422
    assert kept_files(patient) == kept
    assert ReceivedRecording.objects.get().complete_at is None
