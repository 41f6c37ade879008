"""The secret by which the portal knows this computer: in the system's keyring where there is one.

Where there is none (or it is locked) it lies in a file that only this user can read.
"""

import os
from pathlib import Path

import keyring
from keyring.backends import fail, null
from keyring.errors import KeyringError

from sessions.clinic.enrolment import Enrolment, clinic_folder
from sessions.clinic.errors import EnrolmentError
from sessions.folder.durable import sync_folder

_SERVICE = "mirrorlimb"
_FILE = "token"


def keep_token(root: Path, enrolment: Enrolment, token: str) -> bool:
    """Keep a token; return whether the system's keyring took it.

    Raises:
        EnrolmentError: it can be kept nowhere.
    """
    path = clinic_folder(root, enrolment.patient_code) / _FILE
    if _in_keyring(enrolment, token):
        path.unlink(missing_ok=True)
        return True
    try:
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(token)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as error:
        raise EnrolmentError(
            f"the enrolment can't be kept ({error.strerror}): free some space on the disk and "
            "ask the clinic for a new code"
        ) from error
    return False


def read_token(root: Path, enrolment: Enrolment) -> str:
    """Return the token.

    Raises:
        EnrolmentError: it is neither in the keyring nor in its file.
    """
    path = clinic_folder(root, enrolment.patient_code) / _FILE
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError) as error:
        raise _lost() from error
    try:
        token = (
            keyring.get_password(_SERVICE, str(enrolment.device_id)) if _there_is_one() else None
        )
    except KeyringError as error:
        raise EnrolmentError(
            "the system's keyring is locked: unlock it, then sessions are sent; they are kept here"
        ) from error
    if token is None:
        raise _lost()
    return token


def _in_keyring(enrolment: Enrolment, token: str) -> bool:
    """Try the keyring; tell whether it really has the token now."""
    if not _there_is_one():
        return False
    name = str(enrolment.device_id)
    try:
        keyring.set_password(_SERVICE, name, token)
        return keyring.get_password(_SERVICE, name) == token
    except KeyringError:
        return False


def _there_is_one() -> bool:
    return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)


def _lost() -> EnrolmentError:
    return EnrolmentError(
        "this computer has lost its enrolment: ask the clinic for a new code; "
        "sessions are kept here until then"
    )
