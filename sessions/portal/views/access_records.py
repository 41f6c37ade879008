"""Who looked at or changed what: for leads and administrators."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sessions.portal.access import Right, clinics_with, needs, staff_of
from sessions.portal.models import AccessRecord, Patient, StaffMember

PAGE = 100
_IN_WORDS = {
    "v1:enrol": "enrolment",
    "v1:put_bundle": "its session",
    "v1:put_recording": "its recording",
}


@needs(Right.SEE_ACCESS)
@require_safe
def access_records(request: HttpRequest) -> HttpResponse:
    """List looks and changes at the clinics that somebody watches over, newest first."""
    clinics = clinics_with(staff_of(request), Right.SEE_ACCESS)
    records = AccessRecord.objects.filter(clinic__in=clinics.values("pk")).order_by("-at", "id")
    page = Paginator(records, PAGE).get_page(request.GET.get("page"))
    staff = StaffMember.objects.in_bulk({r.staff for r in page if r.staff}, field_name="public_id")
    codes = dict(
        Patient.objects.filter(pk__in={r.patient for r in page if r.patient}).values_list(
            "pk", "code"
        )
    )
    rows = [
        {
            "at": r.at,
            "who": staff.get(r.staff) or ("a patient's computer" if r.device else "the portal"),
            "did": r.did,
            "what": _IN_WORDS.get(r.what) or r.what.replace("_", " "),
            "patient": codes.get(r.patient, "deleted" if r.patient else ""),
        }
        for r in page
    ]
    return render(request, "portal/access_records.html", {"page": page, "rows": rows})
