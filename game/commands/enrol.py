"""`mirrorlimb enrol`: connect this computer to the patient's clinic, by a code from the phone."""

import argparse
import platform
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from game.home.settings import HomeSettings, default_home
from game.home.settings_file import SettingsError, load_home
from sessions.clinic.courier import start_courier
from sessions.clinic.enrolment import Enrolment, checked_server, keep_enrolment
from sessions.clinic.portal_client import PortalClient
from sessions.clinic.token import keep_token


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = (
        "Afterwards every session is sent to the clinic, and the clinic's plan comes here. "
        "No name is sent: the clinic knows the patient by a code."
    )
    parser.add_argument(
        "--server", metavar="URL", required=True, help="the clinic's portal: https://..."
    )
    parser.add_argument("--code", metavar="CODE", help="as the therapist read it; asked for if not")
    parser.add_argument("--settings", metavar="FILE", type=Path, help="settings of this home")
    return run


def run(arguments: argparse.Namespace) -> int:
    """Enrol this computer."""
    home = load_home(arguments.settings) if arguments.settings else default_home()
    try:
        server = checked_server(arguments.server)
    except ValueError as error:
        raise SettingsError(f"--server: {error}") from None
    code = arguments.code or input("The code that your therapist reads to you: ")
    enrolment, in_keyring = enrol(home, server, code)
    print(f"This computer is enrolled at {enrolment.clinic}, for patient {enrolment.patient_code}.")
    print("Its key is kept in the system's keyring." if in_keyring else _IN_A_FILE)
    if home.patient is not None and home.patient.code != enrolment.patient_code:
        print(
            f"The settings name patient {home.patient.code}: change code in [patient] to "
            f'"{enrolment.patient_code}", or the sessions stay here.'
        )
    start_courier(home.sessions_root, enrolment.patient_code)
    return 0


_IN_A_FILE = "This system has no keyring: its key is kept in a file that only you can read."


def enrol(home: HomeSettings, server: str, code: str) -> tuple[Enrolment, bool]:
    """Trade the code for a key and keep both; say whether the system's keyring has the key.

    Raises:
        ClinicError: the code is not right, nobody answers, or nothing can be kept.
    """
    with PortalClient(server) as client:
        answer = client.enrol(
            code, system=platform.system()[:40], software_version=version("mirrorlimb")
        )
    enrolment = Enrolment(
        server=server,
        clinic=answer.clinic,
        patient_code=answer.patient_code,
        device_id=answer.device_id,
    )
    keep_enrolment(home.sessions_root, enrolment)
    return enrolment, keep_token(home.sessions_root, enrolment, answer.token)
