"""Messages to a patient: written, and withdrawn while nobody has seen them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from sessions.portal.access import Right, needs, patient_for, staff_of
from sessions.portal.forms.message_form import MessageForm
from sessions.portal.views.care import care_page

WRONG = 422


@needs(Right.WRITE)
@require_POST
def write_message(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Leave a message for the patient's next start."""
    patient = patient_for(request, patient_id, Right.WRITE)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return care_page(request, patient, message_form=form, status=WRONG)
    message = form.save(commit=False)
    message.patient = patient
    message.author = staff_of(request)
    message.save()
    messages.success(request, "The patient sees it at their next start.")
    return redirect("care", patient.pk)


@needs(Right.WRITE)
@require_POST
def withdraw_message(request: HttpRequest, patient_id: UUID, message_id: UUID) -> HttpResponse:
    """Take a message back that the patient has not seen."""
    patient = patient_for(request, patient_id, Right.WRITE)
    message = patient.messages.filter(pk=message_id).first()
    if message is None:
        raise Http404
    if message.shown_at is not None:
        messages.error(request, "The patient has seen it already.")
    else:
        message.withdrawn_at = timezone.now()
        message.save(update_fields=["withdrawn_at"])
        messages.success(request, "Withdrawn.")
    return redirect("care", patient.pk)
