"""The clinic as one home sees it: what it ordered, what it says, what it has received."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from game.language import tr, tr_n
from sessions.clinic.courier import start_courier
from sessions.clinic.enrolment import enrolled_codes, read_enrolment
from sessions.clinic.messages import ClinicMessage, MessageBox
from sessions.clinic.ordered_plan import read_plan
from sessions.clinic.upload import delivery
from sessions.course.course import LoadedCourse
from sessions.errors import PlanError
from sessions.plan.plan import LoadedPlan


@dataclass(frozen=True, slots=True)
class HomeClinic:
    """The clinic at which one patient's computer is enrolled."""

    name: str
    code: str
    """The patient's."""
    root: Path
    """Where the sessions are kept."""

    def ordered(self) -> LoadedPlan | LoadedCourse:
        """Return what the clinic ordered last.

        Raises:
            PlanError: it has ordered nothing that could be played here.
        """
        kept = read_plan(self.root, self.code)
        if kept is None:
            raise PlanError(
                source_name="the clinic's plan",
                place="",
                problem=f"{self.name} has sent none yet; name a plan, or try again later",
            )
        return kept.course() if kept.kind == "course" else kept.loaded()

    def messages(self) -> tuple[ClinicMessage, ...]:
        """Return what the patient has not seen yet, the oldest first."""
        return MessageBox(self.root, self.code).waiting()

    def message_shown(self, message_id: UUID) -> None:
        """Remember that the patient saw a message; where that can't be kept, it comes again."""
        try:
            MessageBox(self.root, self.code).mark_shown((message_id,))
        except OSError:
            return

    def received_line(self) -> str:
        """Return one sentence for the patient's start: what their clinic has of their sessions."""
        found = delivery(self.root, self.code)
        if found.waiting:
            return tr_n(
                "{n} session is kept here and goes to your clinic as soon as it can.",
                "{n} sessions are kept here and go to your clinic as soon as they can.",
                found.waiting,
            ).format(n=found.waiting)
        if found.received:
            return tr_n(
                "Your clinic has received your {n} session.",
                "Your clinic has received all your {n} sessions.",
                found.received,
            ).format(n=found.received)
        return tr("Your sessions will go to your clinic.")

    def send(self) -> None:
        """Bring home and clinic up to date in the background, in a process of its own."""
        start_courier(self.root, self.code)


def home_clinic(root: Path, code: str) -> HomeClinic | None:
    """Return a patient's clinic; None where this computer is enrolled at none.

    Raises:
        EnrolmentError: the enrolment can't be read.
    """
    enrolment = read_enrolment(root, code)
    return None if enrolment is None else HomeClinic(enrolment.clinic, code, root)


def only_clinic(root: Path) -> HomeClinic | None:
    """Return the clinic of the only patient enrolled on this computer; None where none is, or two.

    Raises:
        EnrolmentError: the enrolment can't be read.
    """
    codes = enrolled_codes(root)
    return home_clinic(root, codes[0]) if len(codes) == 1 else None
