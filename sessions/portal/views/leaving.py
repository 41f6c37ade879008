"""Everything about a patient, taken out or deleted."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from sessions.portal.access import Right, needs, patient_for, record
from sessions.portal.forms.deletion_form import DeletionForm
from sessions.portal.patient_archive import archive
from sessions.portal.patient_deletion import delete_patient


@needs(Right.EXPORT_ALL)
@require_POST
def export_patient(request: HttpRequest, patient_id: UUID) -> FileResponse:
    """Hand out everything that is kept about a patient, as one archive."""
    patient = patient_for(request, patient_id, Right.EXPORT_ALL)
    record(request, did="exported", patient=patient)
    return FileResponse(archive(patient), as_attachment=True, filename=f"{patient.code}.zip")


@needs(Right.DELETE)
@require_http_methods(["GET", "POST"])
def delete_everything(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Delete a patient with everything, after their code was typed."""
    patient = patient_for(request, patient_id, Right.DELETE)
    form = DeletionForm(request.POST or None, code=patient.code)
    if request.method == "POST" and form.is_valid():
        record(request, did="deleted", patient=patient)
        delete_patient(patient)
        messages.success(request, "Everything about the patient is deleted.")
        return redirect("patients")
    return render(request, "portal/delete_patient.html", {"patient": patient, "form": form})
