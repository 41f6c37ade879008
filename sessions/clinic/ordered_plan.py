"""The plan or course that the clinic ordered, kept at home and used from the next session."""

import hashlib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sessions.clinic.enrolment import clinic_folder
from sessions.course.course import LoadedCourse, parse_course
from sessions.errors import PlanError
from sessions.folder.chunks import Sha256
from sessions.folder.durable import replace_file
from sessions.plan.plan import LoadedPlan, parse_plan

_NAME = "plan.json"


class OrderedPlan(BaseModel):
    """One version, as the portal sent it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: int = Field(ge=1)
    kind: Literal["plan", "course"]
    sha256: Sha256
    document: str = Field(max_length=1_000_000)

    @property
    def tag(self) -> str:
        """Return what the portal knows this version by."""
        return f'"{self.number}-{self.sha256}"'

    @property
    def intact(self) -> bool:
        """Whether the document is what its hash says."""
        return hashlib.sha256(self.document.encode()).hexdigest() == self.sha256

    @property
    def source_name(self) -> str:
        """What stands in the log as where the plan came from."""
        return f"clinic-{self.number}.json"

    def course(self) -> LoadedCourse:
        """Return it as a course.

        Raises:
            PlanError: it is a plan, or this version of the program can't use it.
        """
        if self.kind != "course":
            raise PlanError(
                source_name=self.source_name, place="", problem="this is a plan, not a course"
            )
        return parse_course(self.document, source_name=self.source_name)

    def loaded(self) -> LoadedPlan:
        """Return it as a plan.

        Raises:
            PlanError: it is a course, or this version of the program can't use it.
        """
        if self.kind != "plan":
            raise PlanError(
                source_name=self.source_name, place="", problem="this is a course, not a plan"
            )
        return parse_plan(self.document, source_name=self.source_name)


def keep_plan(root: Path, code: str, plan: OrderedPlan) -> bool:
    """Keep a version if it can be used here; return whether it is kept.

    Raises:
        OSError: it can't be written.
    """
    if not plan.intact or not _usable(plan):
        return False
    replace_file(clinic_folder(root, code) / _NAME, plan.model_dump_json().encode())
    return True


def read_plan(root: Path, code: str) -> OrderedPlan | None:
    """Return the version that holds here; None where there is none, or it is damaged."""
    try:
        data = (clinic_folder(root, code) / _NAME).read_bytes()
        plan = OrderedPlan.model_validate_json(data)
    except (OSError, ValidationError):
        return None
    return plan if plan.intact else None


def _usable(plan: OrderedPlan) -> bool:
    """Tell whether this version of the program can play it, and means the same by it."""
    try:
        found = plan.loaded().sha256 if plan.kind == "plan" else plan.course().sha256
    except PlanError:
        return False
    return found == plan.sha256
