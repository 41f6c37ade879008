"""How quickly the portal takes sessions in, draws and lists; how much memory a worker needs.

    .venv/bin/python -m tests.benchmarks.bench_portal [--patients 10 1000 100000] [--seconds 10]

Uploads: four homes at once, on SQLite and on PostgreSQL. Pages: PostgreSQL, with 20 sessions for
each patient (100,000 patients: 2 million sessions), rows made in bulk; as a therapist gets them,
through every middleware, from the list's start to nine tenths of it. Search: by a whole code, by a
name that one patient has, and by beginnings that every patient's words have; the form sent and the
answer got.
"""

import argparse
import hashlib
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx

from sessions.folder.bundle import make_bundle
from sessions.portal.review.charts import PainPoint, pain_chart
from tests.fakes.played_session import played_session
from tests.fakes.portal_server import PortalServer
from tests.fakes.postgres import postgres

CLIENTS = 4
SESSIONS_EACH = 20
PAGES = 60
CHARTS, CHARTED_SESSIONS = 10, 40

MAKE_ROWS = """
import django; django.setup()
from django.db import connection
from sessions.portal.models import Clinic, Patient, ReceivedSession, SearchWord

def copied(model, changed):
    names = [field.column for field in model._meta.concrete_fields if not field.generated]
    listed = ", ".join(f'"{{name}}"' for name in names)
    wanted = ", ".join(changed.get(name, f'o."{{name}}"') for name in names)
    return f"INSERT INTO {{model._meta.db_table}} ({{listed}}) SELECT {{wanted}} FROM "

have = Patient.objects.count()
with connection.cursor() as cursor:
    cursor.execute(
        copied(Patient, {{
            "id": "gen_random_uuid()",
            "code": "'B' || n",
            "display_name": "'Name ' || n",
            "sessions_count": "{sessions}",
            "last_session_at": "now() - random() * interval '60 days'",
            "attention": "CASE WHEN random() < 0.1 THEN 1 + (random() * 3)::int ELSE 0 END",
        }})
        + "(SELECT * FROM portal_patient LIMIT 1) o, "
        + f"generate_series({{have}}, {patients} - 1) n"
    )
    cursor.execute(
        copied(ReceivedSession, {{
            "id": "gen_random_uuid()",
            "patient_id": "p.id",
            "device_id": "NULL",
            "started_at": "p.last_session_at - d * interval '1 day'",
        }})
        + "(SELECT * FROM portal_receivedsession LIMIT 1) o, "
        + "(SELECT id, last_session_at FROM portal_patient WHERE code LIKE 'B%' AND "
        + f"substr(code, 2)::int >= {{have}}) p, generate_series(0, {sessions} - 1) d"
    )
    for word, of_name in (
        ("lower(code)", "false"), ("'name'", "true"), ("substr(code, 2)", "true")
    ):
        cursor.execute(
            f"INSERT INTO {{SearchWord._meta.db_table}} (patient_id, clinic_id, word, of_name) "
            f"SELECT id, clinic_id, {{word}}, {{of_name}} FROM portal_patient "
            f"WHERE code LIKE 'B%' AND substr(code, 2)::int >= {{have}}"
        )
    cursor.execute("ANALYZE")
print(Patient.objects.count(), ReceivedSession.objects.count())
"""
FAR = """
import django; django.setup()
from sessions.portal.models import Patient
ordered = Patient.objects.order_by("-attention", "-active_at", "-id")
count = ordered.count()
for share in (0.1, 0.3, 0.5, 0.7, 0.9):
    print(ordered[int(share * count)].pk)
"""
CODE_OF = """
import django; django.setup()
from sessions.portal.models import Patient
print(Patient.objects.get(pk="{patient}").code)
"""
EVERYBODY = ("b", "name", "nam b")
SIGN_IN = """
import django; django.setup()
from importlib import import_module
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from sessions.portal.models import Clinic, Role, StaffMember
from sessions.portal.staff_accounts import add_staff
staff = add_staff(username="bench", name="Bench", clinic=Clinic.objects.get(), role=Role.LEAD)
TOTP.activate(staff, generate_totp_secret())
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(staff.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
session.save()
print(session.session_key)
"""


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def said(times_s: Sequence[float]) -> str:
    """Return median and 95th percentile in words."""
    return f"median {1e3 * statistics.median(times_s):.0f} ms, p95 {1e3 * p95(times_s):.0f} ms"


def uploads(server: PortalServer, root: Path, seconds: float) -> str:
    """Let four homes send made-up sessions for a while; return one line."""
    times_s: list[float] = []
    until_s = time.perf_counter() + seconds

    def home(number: int) -> None:
        client = httpx.Client(base_url=server.address, timeout=60)
        while time.perf_counter() < until_s:
            session_id = uuid4()
            folder = played_session(root / session_id.hex, code=f"P{number}", session_id=session_id)
            body = make_bundle(folder)
            began_s = time.perf_counter()
            answer = client.put(
                f"/v1/sessions/{session_id}/bundle",
                content=body,
                headers={
                    "Authorization": f"Bearer token-{number}",
                    "X-Content-SHA256": hashlib.sha256(body).hexdigest(),
                    "X-Device-Clock": datetime.now(UTC).isoformat(),
                },
            )
            times_s.append(time.perf_counter() - began_s)
            assert answer.status_code == 201, answer.text

    threads = [threading.Thread(target=home, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return f"{len(times_s) / seconds:6.1f} uploads/s, {said(times_s)}"


def memory_mb(server: PortalServer) -> float:
    """Return the largest resident memory among the server's processes."""
    process = server.process
    assert process is not None
    sizes = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        fields = dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
        if fields.get("NSsid", "").split()[-1:] == [str(process.pid)] and "VmRSS" in fields:
            sizes.append(int(fields["VmRSS"].split()[0]) / 1024)
    return max(sizes, default=float("nan"))


def pages(server: PortalServer, key: str) -> str:
    """Get the list's pages, near ones and far ones, and patients' pages; return one line."""
    client = httpx.Client(base_url=server.address, cookies={"portal": key}, timeout=120)
    far = server.python(FAR).split()
    code = server.python(CODE_OF.format(patient=far[0])).strip()

    def timed(addresses: Sequence[str]) -> str:
        times_s = []
        for address in addresses:
            began_s = time.perf_counter()
            answer = client.get(address)
            times_s.append(time.perf_counter() - began_s)
            assert answer.status_code == 200, answer.status_code
        return said(times_s)

    def searched(texts: Sequence[str]) -> str:
        form = client.get("/patients/").text
        token = form.split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
        times_s = []
        for text in texts:
            began_s = time.perf_counter()
            answer = client.post(
                "/patients/find/",
                data={"looked_for": text, "csrfmiddlewaretoken": token},
                follow_redirects=True,
            )
            times_s.append(time.perf_counter() - began_s)
            assert answer.status_code == 200, answer.status_code
            assert text != code or f"/patients/{far[0]}/" in answer.text, text
        return said(times_s)

    number = code.removeprefix("B")
    lists = ["/patients/", *(f"/patients/?after={patient}" for patient in far)]
    patients = [f"/patients/{patient}/" for patient in far]
    return (
        f"list page {timed(lists * (PAGES // len(lists)))}; patient page "
        f"{timed(patients * (PAGES // 2 // len(patients)))}; search for one "
        f"{searched([code, number, f'name {number}'] * (PAGES // 3))}, for everybody "
        f"{searched(EVERYBODY * (PAGES // 3))}; worker {memory_mb(server):.0f} MB"
    )


def charts() -> str:
    """Draw pain charts of 40 sessions, for a screen and a telephone, each of other numbers."""

    def drawn(nth: int) -> float:
        points = [
            PainPoint(f"2026-{1 + day // 28:02}-{1 + day % 28:02}T10:00:00", what, when, value)
            for day in range(CHARTED_SESSIONS)
            for what in ("intensity", "unpleasantness")
            for when in ("before", "after")
            for value in ((nth + day) % 11,)
        ]
        began_s = time.perf_counter()
        pain_chart(points, (("2026-01-15", "plan 2"),))
        return time.perf_counter() - began_s

    drawn(-1)
    return said([drawn(nth) for nth in range(CHARTS)])


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patients", type=int, nargs="+", default=[10, 1000, 100_000])
    parser.add_argument("--seconds", type=float, default=10.0)
    arguments = parser.parse_args()
    print(f"pain chart of {CHARTED_SESSIONS} sessions: {charts()}")
    with tempfile.TemporaryDirectory() as folder, postgres(Path(folder) / "pg") as url:
        for name, address in (("SQLite", ""), ("PostgreSQL", url)):
            server = PortalServer(
                Path(folder) / name, database_url=address, patients=CLIENTS, workers="1"
            )
            server.start()
            print(f"{name:11} {uploads(server, Path(folder) / f'homes-{name}', arguments.seconds)}")
            print(f"{name:11} largest process {memory_mb(server):.0f} MB")
            server.end()
        key = server.python(SIGN_IN).strip()
        server.start()
        for patients in arguments.patients:
            made = server.python(MAKE_ROWS.format(patients=patients, sessions=SESSIONS_EACH))
            print(f"{made.strip():>20} patients, sessions: {pages(server, key)}")
        server.end()


if __name__ == "__main__":
    main()
