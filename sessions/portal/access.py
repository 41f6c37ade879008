"""Who may see and do what: the only place that decides, for pages and for patients' computers.

- A *role* at a clinic has *rights* (`RIGHTS`). No role at a clinic: nothing of it exists for them.
- A page says which right it needs (`needs`), or that it is for whoever is signed in (`signed_in`)
  or for everybody (`for_everybody`). A page that says nothing is refused (`DeniedByDefault`).
- Whatever belongs to a patient is fetched through `patient_for` or `patients_for` here. They look
  at the very object, write down who looked (`AccessRecord`), and answer 404 where the patient is
  another clinic's: that there is such a patient is nobody's business.
"""

import functools
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from sessions.portal.models import AccessRecord, Clinic, Membership, Patient, Role, StaffMember

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Right(StrEnum):
    """One thing that somebody may do at a clinic."""

    SEE_PATIENTS = "see patients' sessions, under their codes"
    SEE_NAMES = "see patients' names"
    SEE_NOTES = "read notes and messages"
    WRITE = "write notes and messages, mark alerts as seen"
    ORDER = "order plans"
    CARE = "add patients, change their names, enrol and revoke their computers"
    EXPORT = "take sessions out of the portal"
    EXPORT_ALL = "take everything about a patient out, names and notes included"
    DELETE = "delete a patient with everything"
    SEE_ACCESS = "see who looked at what"
    MANAGE = "add staff, change their roles and the clinic's rules"


_THERAPIST = frozenset(
    {
        Right.SEE_PATIENTS,
        Right.SEE_NAMES,
        Right.SEE_NOTES,
        Right.WRITE,
        Right.ORDER,
        Right.CARE,
        Right.EXPORT,
    }
)
RIGHTS: Mapping[str, frozenset[Right]] = {
    Role.THERAPIST: _THERAPIST,
    Role.LEAD: _THERAPIST | {Right.EXPORT_ALL, Right.DELETE, Right.SEE_ACCESS, Right.MANAGE},
    Role.RESEARCHER: frozenset({Right.SEE_PATIENTS, Right.EXPORT}),
    Role.ADMINISTRATOR: frozenset({Right.MANAGE, Right.SEE_ACCESS}),
}


def needs(right: Right) -> Callable[[View], View]:
    """Mark a page: whoever has this right at no clinic at all is refused."""

    def mark(view: View) -> View:
        @functools.wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not clinics_with(staff_of(request), right).exists():
                record(request, did="refused")
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.right = right  # type: ignore[attr-defined]
        checked.allowed = "by right"  # type: ignore[attr-defined]
        return checked  # type: ignore[return-value]

    return mark


def signed_in(view: View) -> View:
    """Mark a page that shows only what belongs to whoever is signed in."""
    view.allowed = "signed in"  # type: ignore[attr-defined]
    return view


def for_everybody(view: View) -> View:
    """Mark a page that shows nothing of anybody."""
    open_view = login_not_required(view)
    open_view.allowed = "everybody"
    return open_view


class DeniedByDefault:
    """Refuse every page of the portal that does not say who may see it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object
    ) -> None:
        """Let a marked page, or one of allauth's own, pass.

        Raises:
            PermissionDenied: the page says nothing.
        """
        if getattr(view, "allowed", "") or view.__module__.startswith("allauth."):
            return
        raise PermissionDenied


def staff_of(request: HttpRequest) -> StaffMember:
    """Return who is signed in.

    Raises:
        PermissionDenied: nobody is.
    """
    if not isinstance(request.user, StaffMember):
        raise PermissionDenied
    return request.user


def rights_at(staff: StaffMember, clinic_id: UUID) -> frozenset[Right]:
    """Return what somebody may do at a clinic; nothing where they do not work there."""
    return _rights(staff).get(clinic_id, frozenset())


def may_at(staff: StaffMember, clinic_id: UUID) -> frozenset[str]:
    """Return the same rights by their short names, as templates ask for them."""
    return frozenset(right.name.lower() for right in rights_at(staff, clinic_id))


def clinics_with(staff: StaffMember, right: Right) -> "QuerySet[Clinic]":
    """Return the clinics at which somebody has a right."""
    allowed = [clinic for clinic, rights in _rights(staff).items() if right in rights]
    return Clinic.objects.filter(pk__in=allowed)


def has_right(staff: StaffMember, right: Right, clinic_id: UUID) -> bool:
    """Tell whether somebody has a right at a clinic."""
    return right in rights_at(staff, clinic_id)


def patient_for(
    request: HttpRequest, patient_id: UUID, right: Right, *, session: UUID | None = None
) -> Patient:
    """Return a patient to somebody who may, and write down that they looked.

    Args:
        request: Whose it is.
        patient_id: Which patient.
        right: What they are about to do.
        session: The session they look at, where it is one.

    Raises:
        Http404: there is no such patient at any of their clinics.
        PermissionDenied: there is, and they may not do that.
    """
    patient = Patient.objects.select_related("clinic").filter(pk=patient_id).first()
    staff = staff_of(request)
    rights = rights_at(staff, patient.clinic_id) if patient is not None else frozenset()
    if patient is None or not rights:
        raise Http404
    changes = request.method not in ("GET", "HEAD")
    if right not in rights:
        record(request, did="refused", patient=patient, session=session)
        raise PermissionDenied
    record(request, did="changed" if changes else "read", patient=patient, session=session)
    return hidden_names(patient) if Right.SEE_NAMES not in rights else patient


def patients_for(request: HttpRequest, right: Right) -> "PatientsInReach":
    """Return all patients on whom somebody has a right; the page that lists them is written down.

    Names are taken off where somebody may not see them.
    """
    staff = staff_of(request)
    clinics = clinics_with(staff, right)
    for clinic in clinics:
        record(request, did="listed", clinic=clinic.pk)
    patients = PatientsInReach(Patient).filter(clinic__in=[clinic.pk for clinic in clinics])
    patients.named_at = frozenset(
        clinic.pk for clinic in clinics if has_right(staff, Right.SEE_NAMES, clinic.pk)
    )
    return patients


class PatientsInReach(QuerySet):
    """Patients of whom those at other clinics than `named_at` come without their name."""

    named_at: frozenset[UUID] = frozenset()

    def _clone(self) -> "PatientsInReach":
        clone: PatientsInReach = super()._clone()
        clone.named_at = self.named_at
        return clone

    def _fetch_all(self) -> None:
        super()._fetch_all()
        for patient in self._result_cache:
            if isinstance(patient, Patient) and patient.clinic_id not in self.named_at:
                hidden_names(patient)


def hidden_names(patient: Patient) -> Patient:
    """Take the name off a patient before anybody can print it."""
    patient.display_name = ""
    # Saving this one would wipe the name out.
    patient.save = _refuse_to_save
    return patient


def may_see_names(staff: StaffMember) -> bool:
    """Tell whether somebody may see names wherever they may see patients."""
    seeing = [rights for rights in _rights(staff).values() if Right.SEE_PATIENTS in rights]
    return bool(seeing) and all(Right.SEE_NAMES in rights for rights in seeing)


def record(
    request: HttpRequest,
    *,
    did: str,
    patient: Patient | None = None,
    clinic: UUID | None = None,
    session: UUID | None = None,
    device: UUID | None = None,
) -> None:
    """Write down one look or change, by opaque numbers only."""
    match = request.resolver_match
    staff = request.user.public_id if isinstance(request.user, StaffMember) else None
    AccessRecord.objects.create(
        staff=staff,
        device=device,
        clinic=clinic or (patient.clinic_id if patient else None),
        patient=patient.pk if patient else None,
        session=session,
        did=did,
        what=(match.view_name or "unnamed")[:64] if match else "unknown",
    )


def _rights(staff: StaffMember) -> dict[UUID, frozenset[Right]]:
    """Return rights by clinic, read once for each request's staff member."""
    if not staff.is_active:
        return {}
    known: dict[UUID, frozenset[Right]] | None = getattr(staff, "_rights_by_clinic", None)
    if known is None:
        known = {
            clinic: RIGHTS[role]
            for clinic, role in Membership.objects.filter(staff=staff).values_list(
                "clinic_id", "role"
            )
        }
        staff._rights_by_clinic = known
    return known


def _refuse_to_save(*_args: object, **_kwargs: object) -> None:
    raise PermissionDenied
