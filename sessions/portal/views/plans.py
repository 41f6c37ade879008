"""Orders a plan or a course from a file, and shows an earlier version."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sessions.errors import PlanError
from sessions.portal.access import Right, needs, patient_for, staff_of
from sessions.portal.forms.plan_form import PlanForm
from sessions.portal.ordering import order_file
from sessions.portal.views.care import care_page

WRONG = 422


@needs(Right.ORDER)
@require_POST
def order_from_file(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Check a file and make it the one that holds."""
    patient = patient_for(request, patient_id, Right.ORDER)
    form = PlanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            version = order_file(
                patient,
                form.cleaned_data["text"],
                source_name=form.cleaned_data["file"].name,
                by=staff_of(request),
                reason=form.cleaned_data["reason"],
            )
        except PlanError as error:
            form.add_error("file", str(error))
        else:
            messages.success(
                request, f"Version {version.number} is ordered; it holds from the next session."
            )
            return redirect("care", patient.pk)
    return care_page(request, patient, plan_form=form, status=WRONG)


@needs(Right.SEE_PATIENTS)
@require_safe
def plan_document(request: HttpRequest, patient_id: UUID, number: int) -> HttpResponse:
    """Hand out one version as the patient's computer receives it."""
    patient = patient_for(request, patient_id, Right.SEE_PATIENTS)
    version = patient.plan_versions.filter(number=number).first()
    if version is None:
        raise Http404
    return HttpResponse(
        version.document,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="plan-{number}.json"'},
    )
