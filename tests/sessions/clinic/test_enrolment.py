"""A computer's enrolment is kept: addresses checked, the key where nobody else reads it."""

from pathlib import Path
from uuid import UUID

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordSetError

from sessions.clinic.enrolment import (
    Enrolment,
    checked_server,
    enrolled_codes,
    keep_enrolment,
    read_enrolment,
)
from sessions.clinic.errors import EnrolmentError
from sessions.clinic.token import keep_token, read_token

ENROLMENT = Enrolment(
    server="https://clinic.example.org",
    clinic="Riverside",
    patient_code="P01",
    device_id=UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
)


class MemoryKeyring(KeyringBackend):
    """A keyring that works, or one that is locked."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise PasswordSetError("locked")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.backends.fail import Keyring

    monkeypatch.setattr(keyring, "get_keyring", Keyring)


def with_keyring(monkeypatch: pytest.MonkeyPatch, ring: KeyringBackend) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    monkeypatch.setattr(keyring, "set_password", ring.set_password)
    monkeypatch.setattr(keyring, "get_password", ring.get_password)


@pytest.mark.parametrize(
    "address", ["http://clinic.example.org", "clinic.example.org", "ftp://x", "https://", ""]
)
def test_a_session_is_sent_nowhere_without_tls(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        checked_server(address)


@pytest.mark.parametrize(
    "address", ["https://clinic.example.org/", "http://127.0.0.1:8020", "http://localhost:8020/"]
)
def test_a_clinics_address_is_taken_in_one_form(address: str) -> None:
    assert not checked_server(address).endswith("/")


def test_an_enrolment_is_read_as_it_was_kept(tmp_path: Path) -> None:
    assert read_enrolment(tmp_path, "P01") is None
    keep_enrolment(tmp_path, ENROLMENT)
    assert read_enrolment(tmp_path, "P01") == ENROLMENT
    assert enrolled_codes(tmp_path) == ("P01",)


def test_a_damaged_enrolment_says_what_to_do(tmp_path: Path) -> None:
    keep_enrolment(tmp_path, ENROLMENT)
    (tmp_path / "clinic" / "P01" / "enrolment.json").write_text("{")
    with pytest.raises(EnrolmentError, match="enrol it again"):
        read_enrolment(tmp_path, "P01")


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_the_key_lies_in_a_file_for_this_user_alone(tmp_path: Path) -> None:
    keep_enrolment(tmp_path, ENROLMENT)
    assert not keep_token(tmp_path, ENROLMENT, "mlp_secret")
    path = tmp_path / "clinic" / "P01" / "token"
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_token(tmp_path, ENROLMENT) == "mlp_secret"


def test_the_systems_keyring_takes_the_key_and_no_file_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_keyring(monkeypatch, MemoryKeyring())
    keep_enrolment(tmp_path, ENROLMENT)
    assert keep_token(tmp_path, ENROLMENT, "mlp_secret")
    assert read_token(tmp_path, ENROLMENT) == "mlp_secret"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"mlp_secret" in path.read_bytes() for path in files)


def test_a_locked_keyring_is_no_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_keyring(monkeypatch, MemoryKeyring(locked=True))
    keep_enrolment(tmp_path, ENROLMENT)
    assert not keep_token(tmp_path, ENROLMENT, "mlp_secret")
    assert read_token(tmp_path, ENROLMENT) == "mlp_secret"


@pytest.mark.usefixtures("no_keyring")
def test_a_lost_key_says_what_to_do_and_that_sessions_are_kept(tmp_path: Path) -> None:
    keep_enrolment(tmp_path, ENROLMENT)
    with pytest.raises(EnrolmentError, match=r"new code.*sessions are kept"):
        read_token(tmp_path, ENROLMENT)
