"""A real portal in processes of its own, on either database, that may be killed at any time."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

SET_UP = """
import django; django.setup()
from sessions.portal.api.device_token import token_sha256
from sessions.portal.models import Clinic, Device, Patient
clinic = Clinic.objects.create(name="Riverside")
for number in range({patients}):
    patient = Patient.objects.create(clinic=clinic, code=f"P{{number}}")
    Device.objects.create(patient=patient, token_sha256=token_sha256(f"token-{{number}}"))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class PortalServer:
    """Starts, stops and kills; patients P0, P1, ... with tokens token-0, token-1, ..."""

    def __init__(
        self, data: Path, *, database_url: str = "", patients: int = 1, **more: str
    ) -> None:
        self.data = data
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        told = {"DATA": str(data), "DATABASE_URL": database_url, **more}
        ours = ("MIRRORLIMB_PORTAL_", "DJANGO_")
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(ours)},
            **{f"MIRRORLIMB_PORTAL_{name.upper()}": value for name, value in told.items()},
            "DJANGO_SETTINGS_MODULE": "sessions.portal.settings",
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.python(
            "import django; django.setup()\n"
            "from sessions.portal.management.commands.serve import prepare; prepare()"
        )
        self.python(SET_UP.format(patients=patients))

    def python(self, script: str) -> str:
        """Run a script beside the server, on its database; return what it prints."""
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=1800,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        """Start and wait until it answers."""
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "sessions.portal", "serve", "--prepared"),
                *("--port", str(self.port)),
            ],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                httpx.get(f"{self.address}/health", timeout=5)
            except httpx.HTTPError:
                assert self.process.poll() is None, "the portal did not start"
                time.sleep(0.02)
            else:
                return
        raise AssertionError("the portal does not answer")

    def end(self, how: int = signal.SIGKILL) -> None:
        """End it with all its workers."""
        if self.process is not None:
            os.killpg(self.process.pid, how)
            self.process.wait(timeout=60)
            self.process = None
