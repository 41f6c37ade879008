"""Orders a plan or a course: checked by the same models as at home, kept as one more version."""

from datetime import datetime

from django.db import transaction

from sessions.course.course import Course, is_course, parse_course
from sessions.plan.plan import Plan, parse_plan
from sessions.portal.models import Patient, PlanVersion, StaffMember


def order_plan(
    patient: Patient, text: str, *, source_name: str, by: StaffMember | None, reason: str = ""
) -> PlanVersion:
    """Make a plan (TOML or JSON, by its name's ending) the one that holds from the next session.

    Raises:
        PlanError: it can't be used as it stands; the text says where and what is allowed.
    """
    return order(patient, parse_plan(text, source_name=source_name).plan, by=by, reason=reason)


def order_course(
    patient: Patient, text: str, *, source_name: str, by: StaffMember | None, reason: str = ""
) -> PlanVersion:
    """Make a whole course the one that holds from the next session.

    Raises:
        PlanError: it can't be used as it stands; the text says where and what is allowed.
    """
    return order(patient, parse_course(text, source_name=source_name).course, by=by, reason=reason)


def order_file(
    patient: Patient, text: str, *, source_name: str, by: StaffMember | None, reason: str = ""
) -> PlanVersion:
    """Order whatever a file holds, the plan of one session or a course.

    Raises:
        PlanError: it can't be used as it stands.
    """
    whole = is_course(text, source_name=source_name)
    ordered = order_course if whole else order_plan
    return ordered(patient, text, source_name=source_name, by=by, reason=reason)


def order(
    patient: Patient,
    ordered: Plan | Course,
    *,
    by: StaffMember | None,
    reason: str = "",
    ordered_at: datetime | None = None,
) -> PlanVersion:
    """Add a checked plan or course as the next version; the same as before adds none."""
    kind, sha256 = "plan" if isinstance(ordered, Plan) else "course", ordered.sha256()
    with transaction.atomic():
        Patient.objects.select_for_update().get(pk=patient.pk)
        last = PlanVersion.objects.filter(patient=patient).order_by("-number").first()
        if last is not None and (last.kind, last.sha256) == (kind, sha256):
            return last
        version = PlanVersion.objects.create(
            patient=patient,
            number=last.number + 1 if last is not None else 1,
            kind=kind,
            document=ordered.canonical_json(),
            sha256=sha256,
            title=ordered.title_in("en")[:200],
            reason=reason,
            ordered_by=by,
        )
        if ordered_at is not None:  # a made-up past, for the demo
            PlanVersion.objects.filter(pk=version.pk).update(ordered_at=ordered_at)
            version.ordered_at = ordered_at
    return version
