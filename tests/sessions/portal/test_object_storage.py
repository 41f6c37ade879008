"""Received files in an S3-compatible store (moto's server): the same portal."""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import boto3
import httpx
import pytest
from moto.server import ThreadedMotoServer

from sessions.folder.bundle import make_bundle
from sessions.folder.chunks import list_chunks, read_chunks
from tests.fakes.played_session import played_session
from tests.fakes.portal_server import PortalServer, free_port

KEYS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PortalServer]:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    store = ThreadedMotoServer(ip_address="127.0.0.1", port=free_port(), verbose=False)
    store.start()
    endpoint = f"http://127.0.0.1:{store._server.socket.getsockname()[1]}"
    keeper = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    keeper.create_bucket(Bucket="received")
    keeper.close()
    server = PortalServer(
        tmp_path / "data", s3_bucket="received", s3_endpoint=endpoint, s3_region="us-east-1"
    )
    server.start()
    try:
        yield server
    finally:
        server.end()
        store.stop()


@pytest.fixture
def home(server: PortalServer) -> Iterator[httpx.Client]:
    """A patient's computer, on one line that is closed at the end."""
    with httpx.Client(
        base_url=server.address, headers={"Authorization": "Bearer token-0"}, timeout=60
    ) as client:
        yield client


def test_sessions_and_recordings_go_to_the_bucket_and_nothing_to_the_disk(
    server: PortalServer, home: httpx.Client, tmp_path: Path
) -> None:
    session_id = uuid4()
    folder = played_session(
        tmp_path / "home", code="P0", session_id=session_id, recording_bytes=(4 << 20) + 9
    )
    body = make_bundle(folder)
    assert httpx.get(f"{server.address}/health", timeout=60).json()["store"] == "ok"
    headers = {
        "X-Content-SHA256": hashlib.sha256(body).hexdigest(),
        "X-Device-Clock": datetime.now(UTC).isoformat(),
    }
    address = f"/v1/sessions/{session_id}"
    assert home.put(f"{address}/bundle", content=body, headers=headers).status_code == 201
    chunks = list_chunks(folder / "recording.mcap").model_dump()
    recording = f"{address}/recordings/recording.mcap"
    assert len(home.put(recording, json=chunks).json()["missing"]) == 2
    for chunk in read_chunks(folder / "recording.mcap"):
        answer = home.put(f"{recording}/chunks/{chunk.sha256}", content=chunk.data)
        assert answer.status_code == 204
    assert home.put(recording, json=chunks).json() == {"complete": True, "missing": []}
    assert home.put(f"{address}/bundle", content=body, headers=headers).status_code == 200
    assert not [p for p in (server.data / "received").rglob("*") if p.is_file()]
    assert os.environ["AWS_ACCESS_KEY_ID"] == "testing"
