"""The portal is killed at random instants under load: what it acknowledged is there.

``MIRRORLIMB_KILL_PORTAL=50`` runs as many rounds on each database; the default keeps it short.
"""

import contextlib
import hashlib
import json
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from sessions.folder.bundle import make_bundle
from tests.fakes.played_session import played_session
from tests.fakes.portal_server import PortalServer
from tests.fakes.postgres import postgres

ROUNDS = int(os.environ.get("MIRRORLIMB_KILL_PORTAL", "3"))
CLIENTS = 3

LOOK = """
import django, hashlib, json; django.setup()
from django.core.files.storage import default_storage
from sessions.portal.models import Patient, ReceivedSession
from sessions.portal.receiving.store import bundle_name
rows = {}
for session in ReceivedSession.objects.all():
    with default_storage.open(bundle_name(session.patient_id, session.bundle_sha256)) as file:
        rows[str(session.pk)] = hashlib.sha256(file.read()).hexdigest()
counts = {p.code: [p.sessions_count, p.sessions.count()] for p in Patient.objects.all()}
print(json.dumps({"rows": rows, "counts": counts}))
"""
SWEEP = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from sessions.portal.sweeping import sweep
swept = sweep(datetime.now(UTC) + timedelta(seconds=5), patience=timedelta(0))
print(swept.parts, swept.orphans)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PortalServer]:
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(postgres(tmp_path / "pg")) if request.param != "sqlite" else ""
        server = PortalServer(tmp_path / "data", database_url=url, patients=CLIENTS, workers="2")
        stack.callback(server.end)
        yield server


class Home(threading.Thread):
    """Sends session after session, each until it is acknowledged."""

    def __init__(self, number: int, address: str, root: Path, stop: threading.Event) -> None:
        super().__init__()
        self.acknowledged: dict[str, str] = {}
        self.answers: dict[int, int] = {}
        self._number = number
        self._address = address
        self._root = root
        self._over = stop

    def run(self) -> None:
        while not self._over.is_set():
            session_id = uuid4()
            folder = played_session(
                self._root / session_id.hex, code=f"P{self._number}", session_id=session_id
            )
            body = make_bundle(folder)
            while not self._sent(session_id, body):
                # Until it is acknowledged: a home never gives a session up.
                time.sleep(0.02)

    def _sent(self, session_id: UUID, body: bytes) -> bool:
        sha256 = hashlib.sha256(body).hexdigest()
        try:
            answer = httpx.put(
                f"{self._address}/v1/sessions/{session_id}/bundle",
                content=body,
                headers={
                    "Authorization": f"Bearer token-{self._number}",
                    "X-Content-SHA256": sha256,
                    "X-Device-Clock": datetime.now(UTC).isoformat(),
                },
                timeout=10,
            )
        except httpx.HTTPError:
            return False
        self.answers[answer.status_code] = self.answers.get(answer.status_code, 0) + 1
        if answer.status_code not in (200, 201):
            return False
        assert answer.json()["bundle_sha256"] == sha256
        self.acknowledged[str(session_id)] = sha256
        return True


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_kills_at_random_instants_lose_nothing_that_was_acknowledged(
    server: PortalServer, tmp_path: Path
) -> None:
    chance = random.Random(8)
    stop = threading.Event()
    homes = [Home(n, server.address, tmp_path / f"home-{n}", stop) for n in range(CLIENTS)]
    server.start()
    for home in homes:
        home.start()
    try:
        for _ in range(ROUNDS):
            before = sum(len(home.acknowledged) for home in homes)
            while sum(len(home.acknowledged) for home in homes) == before:
                time.sleep(0.01)  # each round takes something in
            time.sleep(chance.uniform(0.0, 0.8))
            server.end()
            server.start()
    finally:
        stop.set()
        for home in homes:
            home.join(timeout=60)
        # The last kill: from here on nobody writes, not even for a home that gave up waiting.
        server.end()

    seen = json.loads(server.python(LOOK))
    acknowledged = {k: v for home in homes for k, v in home.acknowledged.items()}
    assert len(acknowledged) >= ROUNDS
    lost = {k for k, v in acknowledged.items() if seen["rows"].get(k) != v}
    assert lost == set()
    assert seen["rows"].keys() == acknowledged.keys()
    assert all(counted == there for counted, there in seen["counts"].values())
    assert not set().union(*(home.answers for home in homes)) & {403, 409, 422}
    # What a kill in the middle of a write leaves, whether or not one of these did.
    (server.data / "received" / "half-written.part").write_bytes(b"half")
    server.python(SWEEP)
    kept = [path for path in (server.data / "received").rglob("*") if path.is_file()]
    assert {path.name for path in kept} == set(acknowledged.values())
