"""One patient's care: their plan, computers, messages, and what is kept about them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sessions.portal.access import Right, clinics_with, may_at, needs, patient_for, staff_of
from sessions.portal.forms.message_form import MessageForm
from sessions.portal.forms.patient_form import PatientForm
from sessions.portal.forms.plan_form import PlanForm
from sessions.portal.models import Patient


@needs(Right.CARE)
@require_safe
def care(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Show everything that is done for a patient, apart from looking at their sessions."""
    patient = patient_for(request, patient_id, Right.CARE)
    return care_page(request, patient)


def care_page(
    request: HttpRequest,
    patient: Patient,
    *,
    plan_form: PlanForm | None = None,
    message_form: MessageForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page, with a form that was not in order if there is one."""
    return render(
        request,
        "portal/care.html",
        {
            "patient": patient,
            "may": may_at(staff_of(request), patient.clinic_id),
            "devices": patient.devices.all(),
            "versions": patient.plan_versions.select_related("ordered_by"),
            "sent": patient.messages.select_related("author")[:20],
            "plan_form": plan_form or PlanForm(),
            "message_form": message_form or MessageForm(),
        },
        status=status,
    )


@needs(Right.CARE)
@require_http_methods(["GET", "POST"])
def change_patient(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Change a patient's name, code or side."""
    patient = patient_for(request, patient_id, Right.CARE)
    clinics = clinics_with(staff_of(request), Right.CARE)
    form = PatientForm(request.POST or None, instance=patient, clinics=clinics)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("care", patient.pk)
    return render(
        request,
        "portal/patient_form.html",
        {
            "form": form,
            "title": "Change the patient's data",
            "back": f"/patients/{patient.pk}/care/",
        },
    )


@needs(Right.CARE)
@require_POST
def discharge(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Take a patient off the list, or put them back; everything is kept."""
    patient = patient_for(request, patient_id, Right.CARE)
    patient.discharged_at = None if patient.discharged_at else timezone.now()
    patient.save(update_fields=["discharged_at"])
    messages.success(
        request,
        "Taken off the list of patients." if patient.discharged_at else "Back on the list.",
    )
    return redirect("care", patient.pk)
