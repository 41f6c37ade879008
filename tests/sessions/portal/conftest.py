"""Django for the portal's own tests, and people to act in them.

``MIRRORLIMB_TEST_DATABASE=postgresql`` runs them all on a real PostgreSQL of their own.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tests.fakes.postgres import postgres

for name in [name for name in os.environ if name.startswith("MIRRORLIMB_PORTAL_")]:
    del os.environ[name]
_DATA = Path(tempfile.mkdtemp(prefix="mirrorlimb-portal-"))
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)
os.environ["MIRRORLIMB_PORTAL_DATA"] = str(_DATA)
if os.environ.get("MIRRORLIMB_TEST_DATABASE") == "postgresql":
    _POSTGRES = ExitStack()
    os.environ["MIRRORLIMB_PORTAL_DATABASE_URL"] = _POSTGRES.enter_context(
        postgres(_DATA / "postgresql")
    )
    atexit.register(_POSTGRES.close)
os.environ["DJANGO_SETTINGS_MODULE"] = "sessions.portal.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # a browser's own loop runs in the same thread

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.STORAGES = {
    "default": {
        "BACKEND": "sessions.portal.durable_storage.DurableFolder",
        "OPTIONS": {"location": _DATA / "received"},
    },
    # Without `collectstatic`, and the same names.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in a clinic: in memory, all of a browser's requests would share one connection.
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(_DATA / "test.sqlite3")
settings.WHITENOISE_USE_FINDERS = True
settings.WHITENOISE_AUTOREFRESH = True
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: E402
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.core.signals import request_finished, request_started  # noqa: E402
from django.db import close_old_connections  # noqa: E402
from django.test import Client  # noqa: E402

from sessions.clinic.upload import session_number  # noqa: E402
from sessions.folder.bundle import make_bundle  # noqa: E402
from sessions.folder.manifest import read_manifest  # noqa: E402
from sessions.portal.models import (  # noqa: E402
    Clinic,
    Device,
    Membership,
    Patient,
    ReceivedSession,
    Role,
    StaffMember,
)
from sessions.portal.receiving.arrival import receive  # noqa: E402
from tests.fakes.played_session import played_session  # noqa: E402
from tests.sessions.portal.computer import Computer, enrolled  # noqa: E402

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Make the tables at once: the real server's tests go through the migrations."""
    return False


@pytest.fixture(autouse=True)
def _nobody_is_counted_yet(db: None) -> None:
    """Forget how often whom guessed wrong: each test is the first."""
    cache.clear()


@pytest.fixture
def in_process() -> Iterator[None]:
    """Let the portal answer in this thread without closing the test's own connection after it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def clinic(db: None) -> Clinic:
    return Clinic.objects.create(name="Riverside")


@pytest.fixture
def other_clinic(db: None) -> Clinic:
    return Clinic.objects.create(name="Hillside")


@pytest.fixture
def patient(clinic: Clinic) -> Patient:
    return Patient.objects.create(
        clinic=clinic, code="P01", display_name="Maria Quimby", affected_side="left"
    )


@pytest.fixture
def computer(patient: Patient) -> Computer:
    """The patient's own, enrolled."""
    return Computer(enrolled(patient))


Staff = Callable[[Clinic, str], StaffMember]


@pytest.fixture
def staff(db: None) -> Staff:
    """Make somebody with a role at a clinic, and with a second factor."""

    def make(clinic: Clinic, role: str) -> StaffMember:
        count = StaffMember.objects.count()
        member = StaffMember.objects.create_user(f"{role}{count}", password=PASSWORD)
        Membership.objects.create(staff=member, clinic=clinic, role=role)
        TOTP.activate(member, generate_totp_secret())
        RecoveryCodes.activate(member)
        return member

    return make


@pytest.fixture
def sign_in() -> Callable[[StaffMember], Client]:
    """Return a browser in which somebody is signed in already."""

    def make(member: StaffMember) -> Client:
        client = Client()
        client.force_login(member)
        return client

    return make


@pytest.fixture
def therapist(clinic: Clinic, staff: Staff, sign_in: Callable[[StaffMember], Client]) -> Client:
    return sign_in(staff(clinic, Role.THERAPIST))


@pytest.fixture
def lead(clinic: Clinic, staff: Staff, sign_in: Callable[[StaffMember], Client]) -> Client:
    return sign_in(staff(clinic, Role.LEAD))


UNKNOWN = UUID("00000000-0000-4000-8000-000000000000")


@pytest.fixture
def arrived(tmp_path: Path) -> Callable[[Patient], ReceivedSession]:
    """Let a session of a patient arrive, as if their computer had sent it."""

    def arrive(patient: Patient) -> ReceivedSession:
        folder = played_session(tmp_path / "home", code=patient.code)
        manifest = read_manifest(folder)
        assert manifest is not None
        device = Device.objects.create(patient=patient, token_sha256=folder.name)
        body, now = make_bundle(folder), datetime.now(UTC)
        return receive(
            device,
            session_number(folder, manifest),
            body,
            sha256=hashlib.sha256(body).hexdigest(),
            device_clock=now,
            now=now,
        ).session

    return arrive
