"""Signing in: password, second factor, lock-out, limits on how long; nothing of it in the log."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from sessions.portal.models import Clinic, Membership, Patient, Role, StaffMember
from sessions.portal.session_limits import BEGAN, USED
from tests.sessions.portal.authenticator_app import code_shown

PASSWORD = "correct horse battery staple"


@pytest.fixture
def member(clinic: Clinic) -> StaffMember:
    member = StaffMember.objects.create_user("ada", password=PASSWORD)
    Membership.objects.create(staff=member, clinic=clinic, role=Role.THERAPIST)
    return member


def log_in(client: Client, password: str = PASSWORD) -> str:
    """Send name and password; return where one is led."""
    answer = client.post(reverse("account_login"), {"login": "ada", "password": password})
    return str(answer.get("Location", answer.status_code))


def test_the_first_sign_in_leads_to_setting_up_the_second_factor(
    client: Client, member: StaffMember
) -> None:
    client.get(log_in(client))
    answer = client.get(reverse("patients"))
    assert answer["Location"] == reverse("mfa_activate_totp")
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert "data:image/svg+xml" in page.content.decode()


def test_who_signed_in_a_while_ago_gives_the_password_again_before_the_second_factor_changes(
    client: Client, member: StaffMember
) -> None:
    client.get(log_in(client))
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= 301
    session.save()
    again = client.get(reverse("mfa_activate_totp"))
    assert again["Location"].startswith(reverse("account_reauthenticate"))
    client.post(again["Location"], {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_with_a_second_factor_the_password_alone_opens_nothing(
    client: Client, member: StaffMember
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(member, secret)
    RecoveryCodes.activate(member)
    assert log_in(client).startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("patients")).status_code == 302
    assert SESSION_KEY not in client.session
    code = code_shown(secret)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get(reverse("patients")).status_code == 200


def clock_of_codes(monkeypatch: pytest.MonkeyPatch, at: float) -> None:
    """Let it be this time for codes, and for how long used ones are remembered."""
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: at))
    monkeypatch.setattr(
        "django.core.cache.backends.db.tz_now", lambda: datetime.fromtimestamp(at, UTC)
    )


def opens(member: StaffMember, code: str) -> bool:
    """Whether name, password and this code sign in."""
    client = Client()
    log_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code})
    return SESSION_KEY in client.session


@pytest.mark.parametrize(("late_s", "good"), [(-31, False), (-1, True), (59, True), (60, False)])
def test_a_code_holds_for_a_half_minute_before_and_after_its_own(
    late_s: int, good: bool, member: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(member, secret)
    began = datetime.now(UTC).timestamp() // 30 * 30
    clock_of_codes(monkeypatch, began + late_s)
    assert opens(member, code_shown(secret, at=began)) == good


def test_a_code_opens_once_for_as_long_as_it_holds(
    member: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(member, secret)
    began = datetime.now(UTC).timestamp() // 30 * 30
    code = code_shown(secret, at=began)
    clock_of_codes(monkeypatch, began + 1)
    assert opens(member, code)
    for late_s, typed in ((1, code), (45, code), (59, f"{code[:3]} {code[3:]}")):
        clock_of_codes(monkeypatch, began + late_s)
        assert not opens(member, typed)
    assert opens(member, code_shown(secret, at=began + 59))


def test_wrong_passwords_lock_the_account_from_every_address(
    client: Client, member: StaffMember
) -> None:
    for _ in range(5):
        assert log_in(client, "wrong") == "200"
    assert log_in(client) == "200"
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert log_in(elsewhere) == "200"
    assert SESSION_KEY not in elsewhere.session


@pytest.mark.parametrize(
    ("key", "ago", "signed_in"),
    [
        (USED, timedelta(minutes=29), True),
        (USED, timedelta(minutes=31), False),
        (BEGAN, timedelta(hours=9, minutes=59), True),
        (BEGAN, timedelta(hours=10, minutes=1), False),
    ],
)
def test_who_is_idle_or_signed_in_for_too_long_is_signed_out(
    key: str, ago: timedelta, signed_in: bool, therapist: Client
) -> None:
    therapist.get(reverse("patients"))
    session = therapist.session
    session[key] = (datetime.now(UTC) - ago).isoformat()
    session.save()
    assert (therapist.get(reverse("patients")).status_code == 200) == signed_in


def test_who_left_the_clinic_sees_nothing_any_more(therapist: Client, patient: Patient) -> None:
    assert therapist.get(reverse("patient", args=[patient.pk])).status_code == 200
    Membership.objects.all().delete()
    assert therapist.get(reverse("patient", args=[patient.pk])).status_code == 403


def test_an_error_leaves_its_place_in_the_log_and_nothing_of_the_patient(
    therapist: Client, patient: Patient, monkeypatch: pytest.MonkeyPatch, capsys: object
) -> None:
    from io import StringIO
    from logging import StreamHandler, getLogger

    from sessions.portal.plain_log import PlainFormatter

    def break_down(*_: object, **__: object) -> None:
        raise ValueError(f"bad value for {patient.display_name}")

    out = StringIO()
    handler = StreamHandler(out)
    handler.setFormatter(PlainFormatter())
    monkeypatch.setattr("sessions.portal.views.care.care_page", break_down)
    therapist.raise_request_exception = False
    getLogger("django.request").addHandler(handler)
    try:
        page = therapist.get(reverse("care", args=[patient.pk]))
    finally:
        getLogger("django.request").removeHandler(handler)
    assert page.status_code == 500
    assert "Quimby" not in page.content.decode()
    assert "ValueError" in out.getvalue()
    assert "break_down" in out.getvalue()
    assert "Quimby" not in out.getvalue()
