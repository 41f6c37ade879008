"""A patient's computers: a code to enrol one, and an end to one that was lost."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sessions.portal.access import Right, needs, patient_for, staff_of
from sessions.portal.enrolment_code import GOOD_FOR, issue


@needs(Right.CARE)
@require_POST
def enrolment_code(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Show a new code, once, to be read over the phone."""
    patient = patient_for(request, patient_id, Right.CARE)
    code = issue(patient, by=staff_of(request), now=timezone.now())
    response = render(
        request,
        "portal/enrolment_code.html",
        {
            "patient": patient,
            "code": code,
            "minutes": round(GOOD_FOR.total_seconds() / 60),
            "server": f"{request.scheme}://{request.get_host()}",
        },
    )
    response["Cache-Control"] = "no-store"
    return response


@needs(Right.CARE)
@require_POST
def revoke(request: HttpRequest, patient_id: UUID, device_id: UUID) -> HttpResponse:
    """Refuse whatever a computer sends from now on."""
    patient = patient_for(request, patient_id, Right.CARE)
    device = patient.devices.filter(pk=device_id).first()
    if device is None:
        raise Http404
    if device.revoked_at is None:
        device.revoked_at = timezone.now()
        device.save(update_fields=["revoked_at"])
    messages.success(request, "The computer is no longer enrolled. What it sent stays.")
    return redirect("care", patient.pk)
