"""The first page: to wherever somebody's work is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sessions.portal.access import Right, clinics_with, signed_in, staff_of


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Go on to the patients, or to the staff for those who see no patients."""
    staff = staff_of(request)
    if clinics_with(staff, Right.SEE_PATIENTS).exists():
        return redirect("patients")
    if clinics_with(staff, Right.MANAGE).exists():
        return redirect("staff")
    return render(request, "portal/no_clinic.html")
