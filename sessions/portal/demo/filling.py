"""Fills the demo clinic: patients are enrolled by codes, and their homes send over the wire."""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from django.utils import timezone

from sessions.clinic.contact import contact
from sessions.clinic.enrolment import Enrolment, keep_enrolment, read_enrolment
from sessions.clinic.errors import ClinicUnreachableError
from sessions.clinic.portal_client import PortalClient
from sessions.clinic.token import keep_token, read_token
from sessions.folder.recovery import local_now
from sessions.plan.plan import LoadedPlan, parse_plan
from sessions.portal.demo.made_session import made_session
from sessions.portal.demo.story import STORIES, Story
from sessions.portal.enrolment_code import issue
from sessions.portal.models import Clinic, Message, Note, Patient, StaffMember
from sessions.portal.ordering import order, order_course

COURSE = "mirror-4-weeks"
SIMULATED = "SIM001"
"""The patient whose sessions are played by the program itself, recordings and all."""
_SIMULATED_WEEKS = 1
_RECORDED_FRAMES_HZ = "10"


def fill(root: Path, server: str, clinic: Clinic, therapist: StaffMember) -> Iterator[str]:
    """Fill the clinic; yield a sentence for each patient as soon as their sessions are there.

    Args:
        root: Where the made-up homes keep their sessions.
        server: The portal's own address.
        clinic: The clinic to fill.
        therapist: Who orders the plans.

    Raises:
        ClinicError: the portal does not take what it is sent.
        SessionsError: a home can't keep its sessions.
    """
    patients = [(story, _patient(story, clinic, therapist)) for story in STORIES]
    for story, patient in patients:
        _play(root / story.code, story)
        _send(root / story.code, server, patient)
        yield f"{story.code}: {patient.sessions.count()} sessions have arrived."
    patient, _ = Patient.objects.get_or_create(
        clinic=clinic,
        code=SIMULATED,
        defaults={"display_name": "Played by the program", "affected_side": "left"},
    )
    _order_course(patient, therapist)
    # Last: playing for real takes the whole processor.
    simulation = _simulate(root / SIMULATED)
    while simulation.poll() is None:
        _send(root / SIMULATED, server, patient)
        try:
            simulation.wait(timeout=3)
        except subprocess.TimeoutExpired:
            continue
    _send(root / SIMULATED, server, patient)
    yield f"{SIMULATED}: {patient.sessions.count()} sessions with recordings have arrived."


def _simulate(root: Path) -> "subprocess.Popen[bytes]":
    """Let the simulated patient play a course, in a process of its own."""
    start = local_now().date() - timedelta(weeks=_SIMULATED_WEEKS)
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "game", "simulate", COURSE, "--patients", "1"),
            *("--weeks", str(_SIMULATED_WEEKS), "--start", start.isoformat()),
            *("--frames", _RECORDED_FRAMES_HZ, "--out", str(root)),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={k: v for k, v in os.environ.items() if not k.startswith("DJANGO_")},
    )


def _patient(story: Story, clinic: Clinic, therapist: StaffMember) -> Patient:
    patient, new = Patient.objects.get_or_create(
        clinic=clinic,
        code=story.code,
        defaults={"display_name": story.name, "affected_side": story.side},
    )
    if new and story.note:
        Note.objects.create(patient=patient, author=therapist, text=story.note)
    if new and story.message:
        Message.objects.create(patient=patient, author=therapist, text=story.message)
    if new:
        _order_plans(story, patient, therapist)
    return patient


def _order_plans(story: Story, patient: Patient, therapist: StaffMember) -> None:
    """Order what the story plays, on the days on which it was."""
    now = local_now()
    first = now - timedelta(weeks=story.weeks)
    changed = datetime.combine(story.changes_on(now.date()), now.timetz())
    for name, at in zip(story.plans, (first, changed), strict=False):
        order(
            patient,
            _plan(story, name).plan,
            by=therapist,
            reason="The first steps went well." if at is changed else "",
            ordered_at=at,
        )


def _order_course(patient: Patient, therapist: StaffMember) -> None:
    text = (files("assets") / "courses" / f"{COURSE}.toml").read_text(encoding="utf-8")
    order_course(patient, text, source_name=f"{COURSE}.toml", by=therapist)


def _plan(story: Story, name: str) -> LoadedPlan:
    text = (files("assets") / "plans" / f"{name}.toml").read_text(encoding="utf-8")
    text = text.replace('affected_side = "left"', f'affected_side = "{story.side}"')
    return parse_plan(text, source_name=f"{name}.toml")


def _play(root: Path, story: Story) -> None:
    """Write the sessions of a story that are not there yet."""
    loaded = {name: _plan(story, name) for name in story.plans}
    now = local_now()
    for day in story.days(now.date()):
        at = datetime(day.day.year, day.day.month, day.day.day, 9, 30, tzinfo=now.tzinfo)
        made_session(root, story.code, loaded[day.plan], day, at)


def _send(root: Path, server: str, patient: Patient) -> None:
    """Enrol the home by a code if it is not, then send what waits."""
    enrolment = read_enrolment(root, patient.code)
    if enrolment is None:
        code = issue(patient, by=None, now=timezone.now())
        with PortalClient(server) as client:
            answer = client.enrol(
                code, system=platform.system(), software_version=version("mirrorlimb")
            )
        enrolment = Enrolment(
            server=server,
            clinic=answer.clinic,
            patient_code=answer.patient_code,
            device_id=answer.device_id,
        )
        keep_enrolment(root, enrolment)
        keep_token(root, enrolment, answer.token)
    with PortalClient(server, read_token(root, enrolment)) as client:
        contact(root, enrolment, client, now=lambda: datetime.now(UTC))


def wait_for(server: str, tries: int = 300) -> None:
    """Wait until the portal answers.

    Raises:
        ClinicUnreachableError: it never does.
    """
    import time

    import httpx

    for _ in range(tries):
        try:
            httpx.get(f"{server}/health", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise ClinicUnreachableError("the demo's portal does not answer")
