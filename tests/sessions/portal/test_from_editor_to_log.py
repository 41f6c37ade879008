"""From the therapist's editor to the patient's computer, into the log, and back onto the page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, expect

from game.app import Theatre, play_session
from game.commands.enrol import enrol
from game.display.blank import BlankDisplay
from game.home.clinic import home_clinic
from game.home.settings import HomeSettings, default_home
from game.recorder.machine import describe_machine
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.timing.clock import VirtualClock
from game.timing.pacing import Pacer
from sensors.registry import create_sensor
from sensors.settings import SimulatedSettings
from sessions.clinic import courier
from sessions.events.entry import SessionStarted
from sessions.events.log import read_log
from sessions.plan.plan import LoadedPlan
from sessions.portal.enrolment_code import issue
from sessions.portal.models import Patient
from sessions.portal.ordering import order_plan
from sessions.portal.receiving.arrival import utc_now
from tests.sessions.portal.browser import chromium, page_of

HZ = 10.0
PLAN = """
schema_version = 1
name = "short"
affected_side = "left"
sensor = "simulated"
[title]
en = "Short"
[[blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 60
repetitions = 6
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def played(patient: Patient, tmp_path: Path, live_server: object) -> Callable[[], Path]:
    """The patient's computer, enrolled: contact, a session of what the clinic ordered, contact."""
    home = replace(default_home(), sessions_root=tmp_path / "sessions", sensor=SimulatedSettings())
    enrol(home, str(live_server), issue(patient, by=None, now=utc_now()))

    def play() -> Path:
        assert courier.run(home.sessions_root, patient.code)
        clinic = home_clinic(home.sessions_root, patient.code)
        assert clinic is not None
        ordered = clinic.ordered()
        assert isinstance(ordered, LoadedPlan)
        folder = play_session(ordered, home, theatre(home)).folder
        assert courier.run(home.sessions_root, patient.code)
        assert clinic.received_line().startswith("Your clinic has received")
        return folder

    return play


def theatre(home: HomeSettings) -> Theatre:
    """Nobody at a window, and time that only jumps."""
    clock = VirtualClock()
    sensor = create_sensor(home.sensor or SimulatedSettings(), clock)
    sensor.open()
    return Theatre(
        clock=clock,
        display=BlankDisplay(clock, "right"),
        pacer=Pacer(clock, HZ),
        machine=describe_machine(gl_renderer="", display_px=None, refresh_hz=HZ),
        refresh_hz=HZ,
        sensor=sensor,
        onlooker=SimulatedPatient(5, TEMPERAMENTS["cooperative"]),
    )


@pytest.mark.django_db(transaction=True)
def test_a_plan_changed_in_the_browser_is_played_at_home_and_its_version_and_dose_come_back(
    patient: Patient,
    therapist: Client,
    browser: Browser,
    live_server: object,
    played: Callable[[], Path],
) -> None:
    order_plan(patient, PLAN, source_name="short.toml", by=None)
    first = played()

    page = page_of(browser, therapist, str(live_server))
    page.goto(f"{live_server}{reverse('care', args=[patient.pk])}")
    page.get_by_role("link", name="Choose or change a plan").press("Enter")
    page.get_by_role("link", name="Version 1: Short").press("Enter")
    page.locator("input[name='blocks.0.duration_s']").fill("120")
    page.get_by_label("Why it changes").fill("tolerates more")
    page.get_by_role("button", name="check it").press("Enter")
    expect(page.locator(".asks")).to_contain_text("2 minutes")
    page.get_by_role("button", name="Order it").press("Enter")
    page.get_by_text("Version 2 is ordered").wait_for()

    second = played()

    ordered = {version.number: version for version in patient.plan_versions.all()}
    assert ordered[2].reason == "tolerates more"
    assert ordered[2].fetched_at is not None
    for number, folder in ((1, first), (2, second)):
        entry = read_log(folder / "events.jsonl").entries[0]
        assert isinstance(entry, SessionStarted)
        assert (entry.plan_sha256, entry.plan_source) == (
            ordered[number].sha256,
            f"clinic-{number}.json",
        )
    page.goto(f"{live_server}{reverse('patient', args=[patient.pk])}")
    rows = page.locator("main table").last.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("version 2")
    expect(rows.nth(0)).to_contain_text("2 of 2 min")
    expect(rows.nth(1)).to_contain_text("version 1")
    expect(rows.nth(1)).to_contain_text("1 of 1 min")
    rows.nth(0).get_by_role("link").press("Enter")
    page.wait_for_url(re.compile("/sessions/"))
    facts = page.locator(".facts")
    expect(facts).to_contain_text("version 2")
    expect(facts).to_contain_text("2 of 2 min")
    assert page.complaints == []
    page.close()
