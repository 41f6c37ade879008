"""One contact with the clinic: sessions up, plan and messages down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sessions.clinic.enrolment import Enrolment
from sessions.clinic.messages import MessageBox
from sessions.clinic.ordered_plan import keep_plan, read_plan
from sessions.clinic.portal_client import PortalClient
from sessions.clinic.upload import Trouble, upload_waiting


@dataclass(frozen=True, slots=True)
class Contact:
    """What came of a contact."""

    troubles: tuple[Trouble, ...]
    """Sessions that the portal did not take."""
    new_plan: bool
    plan_unusable: bool
    """Whether the clinic ordered what this version of the program can't play."""


def contact(
    root: Path, enrolment: Enrolment, client: PortalClient, *, now: Callable[[], datetime]
) -> Contact:
    """Bring home and clinic up to date; the plan first, it is small and wanted soonest.

    Raises:
        ClinicError: nobody answers, or not for this computer; what was done stays done.
        OSError: what came can't be kept here.
    """
    code = enrolment.patient_code
    known = read_plan(root, code)
    plan = client.plan(known.tag if known is not None else "")
    kept = plan is not None and keep_plan(root, code, plan)
    box = MessageBox(root, code)
    for message_id in box.shown():
        client.message_shown(message_id)
        box.forget(message_id)
    box.take(client.messages())
    troubles = upload_waiting(root, code, client, now=now)
    return Contact(troubles, new_plan=kept, plan_unusable=plan is not None and not kept)
