"""For whom this computer is enrolled, at which clinic: one folder for each patient's code.

Layout, beside the sessions::

    ROOT/clinic/CODE/
        enrolment.json    server, clinic, device: no secret
        token             mode 600; only where the system has no keyring
        plan.json         the plan or course that holds (sessions.clinic.ordered_plan)
        messages.json     from the clinic, until they have been shown (sessions.clinic.messages)
"""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from sessions.clinic.errors import EnrolmentError
from sessions.folder.durable import replace_file
from sessions.patient import PatientCode

CLINIC_FOLDER = "clinic"
_NAME = "enrolment.json"
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def checked_server(address: str) -> str:
    """Return a portal's address in one form, without a slash at its end.

    Raises:
        ValueError: it is none that a session may be sent to.
    """
    parts = urlsplit(address.strip().rstrip("/"))
    if parts.scheme == "https" and parts.hostname:
        return parts.geturl()
    if parts.scheme == "http" and parts.hostname in _LOOPBACK:
        return parts.geturl()
    raise ValueError("a clinic's address begins with https://")


class Enrolment(BaseModel):
    """One patient's enrolment on this computer."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    server: Annotated[str, AfterValidator(checked_server)]
    clinic: str
    patient_code: PatientCode
    device_id: UUID


def clinic_folder(root: Path, code: str) -> Path:
    """Return where everything about one patient and the clinic is kept.

    Args:
        root: The folder of all sessions.
        code: The patient's code.
    """
    return root / CLINIC_FOLDER / code


def read_enrolment(root: Path, code: str) -> Enrolment | None:
    """Return a patient's enrolment; None where there is none.

    Raises:
        EnrolmentError: there is one, and it can't be read.
    """
    path = clinic_folder(root, code) / _NAME
    try:
        return Enrolment.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise EnrolmentError(
            "this computer's enrolment can't be read: enrol it again; the clinic gives a new code"
        ) from error


def enrolled_codes(root: Path) -> tuple[str, ...]:
    """Return the codes of all patients enrolled on this computer."""
    return tuple(sorted(path.parent.name for path in (root / CLINIC_FOLDER).glob(f"*/{_NAME}")))


def keep_enrolment(root: Path, enrolment: Enrolment) -> None:
    """Keep an enrolment; the token is kept apart (`sessions.clinic.token`).

    Raises:
        EnrolmentError: it can't be written.
    """
    folder = clinic_folder(root, enrolment.patient_code)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / _NAME, (enrolment.model_dump_json(indent=2) + "\n").encode())
    except OSError as error:
        raise EnrolmentError(
            f"the enrolment can't be kept ({error.strerror}): free some space on the disk and "
            "ask the clinic for a new code"
        ) from error
