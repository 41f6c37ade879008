"""Looking for a patient by code or name: what is typed stands in no address and in no log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sessions.portal.access import (
    Right,
    clinics_with,
    may_see_names,
    needs,
    patients_for,
    staff_of,
)
from sessions.portal.found_patients import found_patients

LONGEST = 120
_KEPT_AS = "looked_for"


@needs(Right.SEE_PATIENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def find_patients(request: HttpRequest) -> HttpResponse:
    """Take what was typed, then show who is meant.

    Until the next search it is kept with the signing-in, not in the address: a name is a patient's
    data. So the page can be reloaded and come back to.
    """
    if request.method == "POST":
        text = request.POST.get("looked_for", "")[:LONGEST].strip()
        request.session[_KEPT_AS] = text
        return redirect("find_patients" if text else "patients")
    staff = staff_of(request)
    text = str(request.session.get(_KEPT_AS, ""))
    clinics = clinics_with(staff, Right.SEE_PATIENTS).values_list("pk", flat=True)
    return render(
        request,
        "portal/found_patients.html",
        {
            "found": found_patients(patients_for(request, Right.SEE_PATIENTS), clinics, text),
            "looked_for": text,
            "names": may_see_names(staff),
            "by_name": clinics_with(staff, Right.SEE_NAMES).exists(),
        },
    )
