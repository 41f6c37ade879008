"""`mirrorlimb upload`: one contact with the clinic by hand, and what the clinic has."""

import argparse
from collections.abc import Callable
from pathlib import Path

from game.home.settings import default_home
from game.home.settings_file import load_home
from sessions.clinic.contact import contact
from sessions.clinic.enrolment import enrolled_codes, read_enrolment
from sessions.clinic.errors import EnrolmentError
from sessions.clinic.portal_client import PortalClient
from sessions.clinic.token import read_token
from sessions.clinic.upload import delivery
from sessions.errors import SessionsError
from sessions.folder.recovery import local_now, recover_unsealed


def add_to(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], int]:
    """Add this command's arguments; return what runs it."""
    parser.epilog = "Sessions are sent by themselves, too: at each start and after each session."
    parser.add_argument("--settings", metavar="FILE", type=Path, help="settings of this home")
    return run


def run(arguments: argparse.Namespace) -> int:
    """Send what waits, for every patient enrolled on this computer.

    Raises:
        EnrolmentError: nobody is.
        ClinicError: the clinic can't be reached, or refuses.
    """
    home = load_home(arguments.settings) if arguments.settings else default_home()
    root = home.sessions_root
    codes = enrolled_codes(root)
    if not codes:
        raise EnrolmentError(
            "this computer is not enrolled at a clinic: mirrorlimb enrol --server URL"
        )
    recover_unsealed(root)
    return max(_contact(root, code) for code in codes)


def _contact(root: Path, code: str) -> int:
    enrolment = read_enrolment(root, code)
    if enrolment is None:
        return 1
    problem: SessionsError | None = None
    troubles: tuple[str, ...] = ()
    try:
        with PortalClient(enrolment.server, read_token(root, enrolment)) as client:
            came = contact(root, enrolment, client, now=local_now)
        troubles = tuple(f"  {t.folder.name} stays here: {t.reason}" for t in came.troubles)
        if came.new_plan:
            print("A new plan has come; it holds from the next session.")
        if came.plan_unusable:
            print("The clinic ordered a plan that needs a newer version of this program.")
    except SessionsError as error:
        problem = error
    state = delivery(root, code)
    print(f"Received by {enrolment.clinic}: {state.received}. Kept here alone: {state.waiting}.")
    for line in troubles:
        print(line)
    if problem is not None:
        raise problem
    return 1 if troubles else 0
