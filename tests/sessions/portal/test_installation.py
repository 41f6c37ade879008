"""The portal starts in order: settings, migrations, Django's own check of a deployment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.test import Client
from django.utils.functional import empty

from sessions.portal.environment import EnvironmentVariablesError, read_environment


def manage(data: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the portal as an administrator would."""
    told = {f"MIRRORLIMB_PORTAL_{name.upper()}": value for name, value in variables.items()}
    ours = ("MIRRORLIMB_PORTAL_", "DJANGO_")
    bare = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-m", "sessions.portal", *words],
        env=bare | {"MIRRORLIMB_PORTAL_DATA": str(data)} | told,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_deployment_behind_tls_has_nothing_that_djangos_check_warns_of(tmp_path: Path) -> None:
    done = manage(
        tmp_path,
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        tls="proxy",
        hosts="portal.example.org",
        address="0.0.0.0",
    )
    assert (done.returncode, done.stderr.splitlines()[:1]) == (0, []), done.stderr


def test_a_misspelt_variable_is_named(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", wrokers="2")
    assert done.returncode == 1
    assert "MIRRORLIMB_PORTAL_WROKERS is no variable of the portal" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_tls_the_portal_answers_on_this_machine_alone() -> None:
    with pytest.raises(EnvironmentVariablesError, match="on this machine alone"):
        read_environment({"MIRRORLIMB_PORTAL_ADDRESS": "0.0.0.0"})


def test_the_demo_answers_on_this_machine_alone() -> None:
    with pytest.raises(EnvironmentVariablesError, match="DEMO"):
        read_environment(
            {
                "MIRRORLIMB_PORTAL_ADDRESS": "0.0.0.0",
                "MIRRORLIMB_PORTAL_TLS": "proxy",
                "MIRRORLIMB_PORTAL_DEMO": "1",
            }
        )


def test_a_database_address_that_cant_be_read_is_not_repeated(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", database_url="postgresql://me:sesame@[")
    assert done.returncode == 1
    assert "DATABASE_URL can't be read" in done.stderr
    assert "sesame" not in done.stderr


def test_the_secret_key_is_made_once_and_is_nobody_elses_business(tmp_path: Path) -> None:
    variables = {"MIRRORLIMB_PORTAL_DATA": str(tmp_path / "data")}
    first = read_environment(variables).secret_key
    assert len(first) > 60
    assert read_environment(variables).secret_key == first
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_health_says_that_all_is_well_to_anybody(client: Client) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.django_db
def test_health_says_which_part_fails_and_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sessions.portal.views.health.FREE_BYTES_NEEDED", 1 << 80)
    # As in a worker that has not touched the store yet.
    monkeypatch.setattr(default_storage, "_wrapped", empty)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "database": "ok", "store": "nearly full"}
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    monkeypatch.setattr(storages["default"], "location", in_the_way)
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["store"]) == (503, "unreachable")
