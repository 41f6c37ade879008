"""The real home against the real portal, in one process: what is sent arrives, once and whole.

The wire between them is a test's: it drops, doubles, cuts, delays and reorders.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import httpx
import pytest
from django.core.wsgi import get_wsgi_application

from sessions.clinic.contact import Contact, contact
from sessions.clinic.enrolment import Enrolment, keep_enrolment
from sessions.clinic.errors import ClinicError, ClinicRefusedError, ClinicUnreachableError
from sessions.clinic.messages import MessageBox
from sessions.clinic.ordered_plan import read_plan
from sessions.clinic.portal_client import PortalClient
from sessions.clinic.upload import delivery, upload_waiting
from sessions.folder.bundle import make_bundle
from sessions.portal.enrolment_code import issue
from sessions.portal.models import (
    Device,
    Message,
    Patient,
    PlanVersion,
    ReceivedRecording,
    ReceivedSession,
)
from sessions.portal.ordering import order_file, order_plan
from sessions.portal.receiving.store import names_below, read_session_bundle, whole_sha256
from tests.fakes.played_session import PLAN, played_session

SERVER = "http://localhost"


@pytest.fixture
def wire(in_process: None) -> httpx.WSGITransport:
    return httpx.WSGITransport(app=get_wsgi_application())


class Home:
    """One enrolled home."""

    def __init__(self, root: Path, patient: Patient, wire: httpx.BaseTransport) -> None:
        self.root = root
        self.wire = wire
        code = issue(patient, by=None, now=datetime.now(UTC))
        with PortalClient(SERVER, transport=wire) as client:
            answer = client.enrol(code, system="Linux", software_version="0.1.0")
        self.token = answer.token
        self.enrolment = Enrolment(
            server=SERVER,
            clinic=answer.clinic,
            patient_code=answer.patient_code,
            device_id=answer.device_id,
        )
        keep_enrolment(root, self.enrolment)

    def contact(
        self,
        wire: httpx.BaseTransport | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Contact:
        with PortalClient(SERVER, self.token, transport=wire or self.wire) as client:
            return contact(self.root, self.enrolment, client, now=now)

    @property
    def state(self) -> tuple[int, int]:
        found = delivery(self.root, "P01")
        return found.received, found.waiting


@pytest.fixture
def home(tmp_path: Path, patient: Patient, wire: httpx.WSGITransport) -> Home:
    return Home(tmp_path / "sessions", patient, wire)


def test_a_code_is_good_once(patient: Patient, wire: httpx.WSGITransport) -> None:
    code = issue(patient, by=None, now=datetime.now(UTC))
    with PortalClient(SERVER, transport=wire) as client:
        spoken = code.lower().replace(" ", "-")
        assert client.enrol(spoken, system="", software_version="").patient_code == "P01"
        with pytest.raises(ClinicRefusedError, match="code is not right"):
            client.enrol(code, system="", software_version="")
    assert Device.objects.count() == 1


def test_five_wrong_tries_void_a_code(patient: Patient, wire: httpx.WSGITransport) -> None:
    code = issue(patient, by=None, now=datetime.now(UTC))
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    with PortalClient(SERVER, transport=wire) as client:
        for _ in range(5):
            with pytest.raises(ClinicRefusedError):
                client.enrol(wrong, system="", software_version="")
        with pytest.raises(ClinicRefusedError, match="code is not right"):
            client.enrol(code, system="", software_version="")
    assert Device.objects.count() == 0


def test_who_guesses_codes_is_slowed_down(patient: Patient, wire: httpx.WSGITransport) -> None:
    with PortalClient(SERVER, transport=wire) as client:
        for _ in range(10):
            with pytest.raises(ClinicRefusedError):
                client.enrol("222 222 222", system="", software_version="")
        with pytest.raises(ClinicUnreachableError, match="busy"):
            client.enrol("222 222 222", system="", software_version="")


def test_a_code_grows_old(patient: Patient, wire: httpx.WSGITransport) -> None:
    code = issue(patient, by=None, now=datetime(2026, 1, 1, tzinfo=UTC))
    with PortalClient(SERVER, transport=wire) as client, pytest.raises(ClinicRefusedError):
        client.enrol(code, system="", software_version="")


def test_weeks_offline_lose_nothing(home: Home, patient: Patient) -> None:
    for day in range(15):
        at = datetime(2026, 10, 1 + day, 9, tzinfo=UTC)
        played_session(home.root, at=at, recording_bytes=100_000 if day % 7 == 0 else 0)
        with pytest.raises(ClinicUnreachableError, match="kept here"):
            home.contact(Cut())
    assert home.state == (0, 15)
    home.contact()
    assert home.state == (15, 0)
    patient.refresh_from_db()
    assert patient.sessions_count == 15


class Cut(httpx.BaseTransport):
    """A line that is dead."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route")


class BadLine(httpx.BaseTransport):
    """A line that loses requests, answers, the ends of bodies, and says things twice."""

    def __init__(self, wire: httpx.BaseTransport, chance: random.Random) -> None:
        self.wire = wire
        self.chance = chance
        self.requests = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        fate = self.chance.random()
        body = request.read()
        if fate < 0.2:
            raise httpx.ConnectError("lost on the way there")
        if fate < 0.3:
            cut = httpx.Request(
                request.method,
                request.url,
                headers=[*((k, v) for k, v in request.headers.items() if k != "content-length")],
                content=body[: len(body) // 2],
            )
            self.wire.handle_request(cut).read()
            raise httpx.ReadError("cut in the middle")
        answer = self.wire.handle_request(request)
        answer.read()
        if fate < 0.5:
            raise httpx.ReadTimeout("lost on the way back")
        if fate < 0.6:
            return httpx.Response(200, html="<title>Hotel sign-in</title>")
        if fate < 0.7:
            return self.wire.handle_request(request)  # said twice
        return answer


@pytest.mark.usefixtures("transactional_db")
def test_a_thousand_lost_doubled_cut_off_and_reordered_requests_leave_one_whole_copy_of_each(
    home: Home, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sessions.folder.chunks.CHUNK_BYTES", 16_384)
    chance = random.Random(6)
    folders = [played_session(home.root, recording_bytes=40_000) for _ in range(5)]
    line = BadLine(home.wire, chance)
    while home.state != (5, 0) or line.requests < 1000:
        if home.state == (5, 0):
            # The receipts are lost: everything is sent again.
            for folder in folders:
                (folder / "receipt.json").unlink()
        try:
            with PortalClient(SERVER, home.token, transport=line) as client:
                upload_waiting(home.root, "P01", client, now=lambda: datetime.now(UTC))
        except ClinicError:
            continue
    assert ReceivedSession.objects.count() == 5
    patient.refresh_from_db()
    assert patient.sessions_count == 5
    sealed = {make_bundle(folder) for folder in folders}
    assert {read_session_bundle(s) for s in ReceivedSession.objects.all()} == sealed
    for recording in ReceivedRecording.objects.all():
        assert recording.complete_at is not None
        assert whole_sha256(recording) == recording.sha256
    names = list(names_below(f"patients/{patient.pk}"))
    assert len(names) == 5 + 5 * 3
    assert not any(name.endswith(".part") for name in names)


def test_a_session_cut_off_at_home_is_not_sent_before_it_is_sealed(home: Home) -> None:
    folder = played_session(home.root)
    (folder / "manifest.json").unlink()
    home.contact()
    assert home.state == (0, 0)
    assert ReceivedSession.objects.count() == 0


def test_another_patients_sessions_on_the_same_computer_stay_there(home: Home) -> None:
    played_session(home.root, code="P02")
    home.contact()
    assert ReceivedSession.objects.count() == 0


def test_one_refused_session_keeps_no_other_back(home: Home) -> None:
    bad = played_session(home.root, at=datetime(2026, 10, 1, tzinfo=UTC))
    renamed = bad.parent.with_name("sub-P02")
    bad.parent.rename(renamed)  # a log of P01 in the folder of another, and back again
    stranger = played_session(home.root, code="P02", at=datetime(2026, 10, 2, tzinfo=UTC))
    (home.root / "sub-P01").mkdir()
    stranger.rename(home.root / "sub-P01" / stranger.name)
    played_session(home.root)
    done = home.contact()
    assert [trouble.folder.name for trouble in done.troubles] == [stranger.name]
    assert "not of the patient" in done.troubles[0].reason
    assert home.state == (1, 1)


def test_a_wrong_clock_sends_nothing_and_says_what_to_do(home: Home) -> None:
    played_session(home.root)
    with pytest.raises(ClinicRefusedError, match="set its clock"):
        home.contact(now=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    assert home.state == (0, 1)
    home.contact()
    assert home.state == (1, 0)


def test_a_revoked_computer_keeps_its_sessions(home: Home) -> None:
    Device.objects.update(revoked_at=datetime.now(UTC))
    played_session(home.root)
    with pytest.raises(ClinicRefusedError, match="not enrolled"):
        home.contact()
    assert home.state == (0, 1)


def test_the_clinics_plan_comes_once_and_holds_until_the_next(home: Home, patient: Patient) -> None:
    assert home.contact().new_plan is False
    order_plan(patient, PLAN, source_name="one.toml", by=None)
    assert home.contact().new_plan
    kept = read_plan(home.root, "P01")
    assert kept is not None
    assert kept.loaded().sha256 == PlanVersion.objects.get().sha256
    assert home.contact().new_plan is False
    order_plan(patient, PLAN.replace("120", "180"), source_name="one.toml", by=None)
    assert home.contact().new_plan
    kept = read_plan(home.root, "P01")
    assert kept is not None
    assert kept.number == 2
    assert kept.loaded().plan.dose.minutes == 3
    assert PlanVersion.objects.filter(fetched_at=None).count() == 0


def test_a_course_comes_home_and_means_the_same_there(home: Home, patient: Patient) -> None:
    text = (files("assets") / "courses" / "mirror-4-weeks.toml").read_text(encoding="utf-8")
    version = order_file(patient, text, source_name="course.toml", by=None)
    assert version.kind == "course"
    assert home.contact().new_plan
    kept = read_plan(home.root, "P01")
    assert kept is not None
    assert kept.course().sha256 == version.sha256


def test_a_damaged_plan_is_not_used(home: Home, patient: Patient) -> None:
    order_plan(patient, PLAN, source_name="one.toml", by=None)
    home.contact()
    path = home.root / "clinic" / "P01" / "plan.json"
    path.write_text(path.read_text().replace("120.0", "999.0"))
    assert read_plan(home.root, "P01") is None
    assert home.contact().new_plan


def test_a_message_is_shown_once_and_the_clinic_knows(home: Home, patient: Patient) -> None:
    Message.objects.create(patient=patient, text="Well done. Please rest on Sunday.")
    home.contact()
    box = MessageBox(home.root, "P01")
    (message,) = box.waiting()
    assert message.text.startswith("Well done")
    home.contact()
    assert len(box.waiting()) == 1
    box.mark_shown((message.id,))
    assert box.waiting() == ()
    home.contact()
    assert Message.objects.get().shown_at is not None
    assert box.waiting() == ()
    assert box.shown() == ()


def test_a_withdrawn_message_is_not_shown(home: Home, patient: Patient) -> None:
    Message.objects.create(patient=patient, text="To the wrong patient.")
    home.contact()
    Message.objects.update(withdrawn_at=datetime.now(UTC))
    home.contact()
    assert MessageBox(home.root, "P01").waiting() == ()
