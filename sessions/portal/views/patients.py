"""The list of patients, and one patient's page."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sessions.portal.access import (
    Right,
    clinics_with,
    may_at,
    may_see_names,
    needs,
    patient_for,
    patients_for,
    record,
    staff_of,
)
from sessions.portal.forms.note_form import NoteForm
from sessions.portal.forms.patient_form import PatientForm
from sessions.portal.page_of_patients import page_of_patients
from sessions.portal.review.patient_review import patient_review
from sessions.portal.review.played_version import note_versions

PAGE = 50


@needs(Right.SEE_PATIENTS)
@require_safe
def patient_list(request: HttpRequest) -> HttpResponse:
    """List patients, those who need somebody first."""
    page = page_of_patients(
        patients_for(request, Right.SEE_PATIENTS),
        clinics_with(staff_of(request), Right.SEE_PATIENTS).values_list("pk", flat=True),
        after=_number(request.GET.get("after")),
        before=_number(request.GET.get("before")),
    )
    return render(
        request,
        "portal/patients.html",
        {
            "page": page,
            "names": may_see_names(staff_of(request)),
            "by_name": clinics_with(staff_of(request), Right.SEE_NAMES).exists(),
            "may_add": clinics_with(staff_of(request), Right.CARE).exists(),
        },
    )


@needs(Right.CARE)
@require_http_methods(["GET", "POST"])
def new_patient(request: HttpRequest) -> HttpResponse:
    """Add a patient."""
    clinics = clinics_with(staff_of(request), Right.CARE)
    form = PatientForm(request.POST or None, clinics=clinics)
    if request.method == "POST" and form.is_valid():
        patient = form.save()
        record(request, did="changed", patient=patient)
        return redirect("patient", patient.pk)
    return render(request, "portal/patient_form.html", {"form": form, "title": "New patient"})


@needs(Right.SEE_PATIENTS)
@require_safe
def patient_page(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Show one patient: their sessions, newest first."""
    patient = patient_for(request, patient_id, Right.SEE_PATIENTS)
    sessions = Paginator(patient.sessions.order_by("-started_at", "-received_at"), PAGE)
    page = sessions.get_page(request.GET.get("page"))
    note_versions(patient, page)
    return render(
        request,
        "portal/patient.html",
        {
            "patient": patient,
            "page": page,
            "may": may_at(staff_of(request), patient.clinic_id),
            "review": patient_review(patient),
            "alerts": patient.alerts.filter(resolved_at=None).prefetch_related("seen__staff"),
            "notes": patient.notes.select_related("author")[:50],
            "note_form": NoteForm(),
        },
    )


def _number(text: str | None) -> UUID | None:
    """Return what an address says, or nothing where it is no number of anybody."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
