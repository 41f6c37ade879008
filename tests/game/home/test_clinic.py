"""A home that is enrolled at a clinic: messages once, what was received, the clinic's plan."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from game.commands.play import add_to, run
from game.home.clinic import HomeClinic, home_clinic, only_clinic
from game.home.settings import default_home
from game.language import use
from sessions.clinic.enrolment import Enrolment, keep_enrolment
from sessions.clinic.messages import ClinicMessage, MessageBox
from sessions.clinic.ordered_plan import OrderedPlan, keep_plan
from sessions.errors import PlanError
from sessions.folder.bundle import make_bundle
from sessions.folder.manifest import read_manifest
from sessions.folder.receipt import Receipt, keep_receipt
from sessions.plan.plan import LoadedPlan, parse_plan
from tests.fakes.played_session import PLAN, played_session


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


@pytest.fixture
def clinic(tmp_path: Path) -> HomeClinic:
    enrolment = Enrolment(
        server="https://clinic.example.org",
        clinic="Riverside",
        patient_code="P01",
        device_id=uuid4(),
    )
    keep_enrolment(tmp_path, enrolment)
    found = home_clinic(tmp_path, "P01")
    assert found is not None
    return found


def received(folder: Path) -> None:
    """Put a receipt beside a session, as the portal would."""
    manifest = read_manifest(folder)
    assert manifest is not None
    assert manifest.session_id is not None
    keep_receipt(
        folder,
        Receipt(
            session_id=manifest.session_id,
            bundle_sha256=hashlib.sha256(make_bundle(folder)).hexdigest(),
            received_at=datetime.now(UTC),
        ),
    )


def test_the_patient_reads_what_is_kept_here_and_what_was_received(clinic: HomeClinic) -> None:
    assert clinic.received_line() == "Your sessions will go to your clinic."
    first, second = (played_session(clinic.root) for _ in range(2))
    assert clinic.received_line().startswith("2 sessions are kept here")
    received(first)
    assert clinic.received_line().startswith("1 session is kept here")
    received(second)
    assert clinic.received_line() == "Your clinic has received all your 2 sessions."


def test_a_session_whose_recording_is_on_its_way_is_not_called_received(
    clinic: HomeClinic,
) -> None:
    received(played_session(clinic.root, recording_bytes=10))
    assert clinic.received_line().startswith("1 session is kept here")


def test_a_message_seen_does_not_come_again(clinic: HomeClinic) -> None:
    message = ClinicMessage(id=uuid4(), written_at=datetime.now(UTC), text="Rest on Sunday.")
    MessageBox(clinic.root, "P01").take((message,))
    assert clinic.messages() == (message,)
    clinic.message_shown(message.id)
    assert clinic.messages() == ()


def test_the_clinics_plan_is_played_where_none_is_named(clinic: HomeClinic) -> None:
    with pytest.raises(PlanError, match="Riverside has sent none yet"):
        clinic.ordered()
    plan = parse_plan(PLAN, source_name="plan.toml").plan
    ordered = OrderedPlan(
        number=3, kind="plan", sha256=plan.sha256(), document=plan.canonical_json()
    )
    assert keep_plan(clinic.root, "P01", ordered)
    loaded = clinic.ordered()
    assert isinstance(loaded, LoadedPlan)
    assert (loaded.sha256, loaded.source_name) == (plan.sha256(), "clinic-3.json")


def test_a_plan_of_a_newer_program_does_not_replace_one_that_can_be_played(
    clinic: HomeClinic,
) -> None:
    document = '{"schema_version": 99}'
    newer = OrderedPlan(
        number=4,
        kind="plan",
        sha256=hashlib.sha256(document.encode()).hexdigest(),
        document=document,
    )
    assert not keep_plan(clinic.root, "P01", newer)


def test_the_enrolled_patient_plays_where_the_settings_name_nobody(
    clinic: HomeClinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    home = replace(default_home(), sessions_root=clinic.root)
    assert home.patient_for(parse_plan(PLAN, source_name="p.toml").plan).code == "P01"
    found = only_clinic(clinic.root)
    assert found is not None
    assert found.code == "P01"


def test_without_plan_and_clinic_the_next_step_is_said(tmp_path: Path) -> None:
    import argparse

    settings = tmp_path / "room.toml"
    settings.write_text('[sessions]\nfolder = "sessions"\n')
    parser = argparse.ArgumentParser()
    add_to(parser)
    with pytest.raises(PlanError, match="mirrorlimb enrol"):
        run(parser.parse_args(["--settings", str(settings)]))
