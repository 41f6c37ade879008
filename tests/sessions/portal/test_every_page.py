"""Every page that no other test looks at, as a telephone shows it: axe, width, console."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from sessions.portal.models import Clinic, Patient, Role, StaffMember
from tests.sessions.portal.browser import chromium, page_of

PAGES = (
    "access_records",
    "account",
    "account_change_password",
    "care",
    "change_patient",
    "clinic_rules",
    "delete_everything",
    "edit_plan",
    "mfa_index",
    "new_staff",
    "staff",
    "usersessions_list",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_wrong_and_nothing_needs_sideways_scrolling(
    clinic: Clinic,
    patient: Patient,
    lead: Client,
    staff: Callable[[Clinic, str], StaffMember],
    browser: Browser,
    live_server: object,
) -> None:
    staff(clinic, Role.THERAPIST)
    page = page_of(browser, lead, str(live_server), bypass_csp=True)
    page.set_viewport_size({"width": 390, "height": 800})
    for name in PAGES:
        ids = {"clinic_rules": [clinic.pk]}
        of_patient = name in ("care", "change_patient", "delete_everything", "edit_plan")
        address = reverse(name, args=[patient.pk] if of_patient else ids.get(name, []))
        answer = page.goto(f"{live_server}{address}")
        assert answer is not None
        assert answer.status == 200, name
        assert page.url.endswith(address), name
        found = Axe().run(page)
        assert found.violations_count == 0, (name, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
    assert page.complaints == []
    page.close()
