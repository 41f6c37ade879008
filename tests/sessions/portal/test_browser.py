"""Signing in and enrolling as people do it, in a real Chromium.

Without Chromium these skip: apt-get install -y --no-install-recommends chromium fonts-dejavu-core
"""

import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from sessions.portal.enrolment_code import redeem
from sessions.portal.models import Clinic, Membership, Patient, Role, StaffMember
from tests.sessions.portal.authenticator_app import code_shown

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
pytestmark = [
    pytest.mark.skipif(
        not CHROMIUM,
        reason="no Chromium here: apt-get install -y --no-install-recommends chromium "
        "fonts-dejavu-core, or set CHROMIUM to where it is",
    ),
    pytest.mark.django_db(transaction=True),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "correct horse battery staple"


@pytest.fixture
def page() -> Iterator[Page]:
    """A browser's page; whatever its console complains about fails the test."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        said: list[str] = []
        page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: said.append(str(e)))
        yield page
        browser.close()
    assert said == []


@pytest.fixture
def lead_member(clinic: Clinic) -> StaffMember:
    member = StaffMember.objects.create_user("ada", password=PASSWORD, first_name="Ada")
    Membership.objects.create(staff=member, clinic=clinic, role=Role.LEAD)
    return member


def sound(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than a small telephone."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def sign_in(page: Page, server: LiveServer) -> None:
    page.goto(server.url)
    sound(page)
    page.fill("input[name=login]", "ada")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")


def test_the_first_sign_in_sets_up_an_authenticator_and_the_second_asks_for_it(
    page: Page, live_server: LiveServer, lead_member: StaffMember
) -> None:
    sign_in(page, live_server)
    page.wait_for_url("**/account/2fa/totp/")
    sound(page)
    secret = page.input_value("#authenticator_secret")
    page.fill("input[name=code]", code_shown(secret))
    page.click("main button")
    page.wait_for_url("**/account/2fa/recovery-codes/")
    sound(page)
    assert Authenticator.objects.filter(user=lead_member).count() == 2
    page.goto(f"{live_server.url}/patients/")
    assert page.title().startswith("Patients")
    page.click("text=Sign out")
    if page.locator("main button").count():
        page.click("main button")

    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    sign_in(page, live_server)
    page.wait_for_url("**/account/2fa/authenticate/**")
    sound(page)
    page.fill("input[name=code]", "000000")
    page.click("main button[type=submit]")
    assert "/2fa/authenticate/" in page.url
    recovery = Authenticator.objects.get(user=lead_member, type="recovery_codes").wrap()
    page.fill("input[name=code]", recovery.get_unused_codes()[0])
    page.click("main button[type=submit]")
    page.wait_for_url("**/patients/")


def test_a_patient_is_added_and_their_computer_enrolled_by_the_code_on_the_page(
    page: Page, live_server: LiveServer, lead_member: StaffMember, tmp_path: Path
) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    from game.commands.enrol import enrol
    from game.home.settings import default_home

    secret = generate_totp_secret()
    TOTP.activate(lead_member, secret)
    RecoveryCodes.activate(lead_member)
    sign_in(page, live_server)
    page.fill("input[name=code]", code_shown(secret))
    page.click("main button[type=submit]")
    page.wait_for_url("**/patients/")
    page.click("text=Add a patient")
    sound(page)
    page.fill("input[name=code]", "P77")
    page.fill("input[name=display_name]", "Maria Quimby")
    page.click("text=Keep")
    page.wait_for_url(re.compile("/patients/[0-9a-f-]{36}/$"))
    assert "P77" not in page.url
    page.click("text=Plan, computers, messages")
    sound(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("text=Show a code to enrol a computer")
    sound(page)
    code = page.inner_text(".code")

    import dataclasses

    home = dataclasses.replace(default_home(), sessions_root=tmp_path / "sessions")
    enrolment, _ = enrol(home, live_server.url, code)
    assert (enrolment.patient_code, enrolment.clinic) == ("P77", "Riverside")
    assert Patient.objects.get(code="P77").devices.count() == 1
    assert redeem(code, now=datetime.now(UTC)) is None


def test_the_authenticators_secret_is_the_one_that_was_shown(lead_member: StaffMember) -> None:
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    secret = generate_totp_secret()
    found = TOTP.activate(lead_member, secret).instance
    assert get_adapter().decrypt(found.data["secret"]) == secret
