"""Who works here, as what, and the clinic's rules."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sessions.portal.access import Right, clinics_with, needs, record, staff_of
from sessions.portal.forms.clinic_form import ClinicForm
from sessions.portal.forms.staff_form import NewStaffForm, RoleForm
from sessions.portal.models import ROLES, Clinic, Membership, Role, StaffMember
from sessions.portal.staff_accounts import add_staff, set_up_path


@needs(Right.MANAGE)
@require_safe
def staff_list(request: HttpRequest) -> HttpResponse:
    """List everybody at the clinics that somebody manages."""
    clinics = clinics_with(staff_of(request), Right.MANAGE).prefetch_related("memberships__staff")
    return render(request, "portal/staff.html", {"clinics": clinics, "roles": ROLES})


@needs(Right.MANAGE)
@require_http_methods(["GET", "POST"])
def new_staff(request: HttpRequest) -> HttpResponse:
    """Make an account; show once where its owner chooses a password."""
    clinics = clinics_with(staff_of(request), Right.MANAGE)
    form = NewStaffForm(request.POST or None, clinics=clinics)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            staff = add_staff(
                username=form.cleaned_data["username"],
                name=form.cleaned_data["name"],
                clinic=form.cleaned_data["clinic"],
                role=Role(form.cleaned_data["role"]),
            )
            record(request, did="changed", clinic=form.cleaned_data["clinic"].pk)
        return _set_up_page(request, staff)
    return render(
        request,
        "portal/patient_form.html",
        {"form": form, "title": "New account", "back": "/staff/"},
    )


@needs(Right.MANAGE)
@require_POST
def change_role(request: HttpRequest, clinic_id: UUID, staff_id: UUID) -> HttpResponse:
    """Give somebody another role at a clinic, or none; nobody changes their own."""
    membership = _membership(request, clinic_id, staff_id)
    form = RoleForm(request.POST)
    if membership.staff == staff_of(request):
        messages.error(request, "Your own role is changed by somebody else.")
    elif form.is_valid():
        if form.cleaned_data["role"]:
            membership.role = form.cleaned_data["role"]
            membership.save()
        else:
            membership.delete()
        UserSession.objects.purge_and_list(membership.staff)
        record(request, did="changed", clinic=clinic_id)
        messages.success(request, f"{membership.staff}: kept.")
    return redirect("staff")


@needs(Right.MANAGE)
@require_POST
def set_up_again(request: HttpRequest, clinic_id: UUID, staff_id: UUID) -> HttpResponse:
    """Let somebody who lost password or telephone set up their account anew."""
    staff = _membership(request, clinic_id, staff_id).staff
    with transaction.atomic():
        staff.set_unusable_password()
        staff.save()
        Authenticator.objects.filter(user=staff).delete()
        for session in UserSession.objects.filter(user=staff):
            session.end()
        record(request, did="changed", clinic=clinic_id)
    return _set_up_page(request, staff)


@needs(Right.MANAGE)
@require_http_methods(["GET", "POST"])
def clinic_rules(request: HttpRequest, clinic_id: UUID) -> HttpResponse:
    """Change a clinic's name and how long it keeps things."""
    clinic = clinics_with(staff_of(request), Right.MANAGE).filter(pk=clinic_id).first()
    if clinic is None:
        raise Http404
    form = ClinicForm(request.POST or None, instance=clinic)
    if request.method == "POST" and form.is_valid():
        form.save()
        record(request, did="changed", clinic=clinic.pk)
        return redirect("staff")
    return render(
        request,
        "portal/patient_form.html",
        {"form": form, "title": "The clinic's rules", "back": "/staff/"},
    )


def _membership(request: HttpRequest, clinic_id: UUID, staff_id: UUID) -> Membership:
    """Return somebody's role at a clinic that the signed-in one manages.

    Raises:
        Http404: there is no such thing there.
    """
    clinics: list[Clinic] = list(clinics_with(staff_of(request), Right.MANAGE))
    membership = (
        Membership.objects.select_related("staff")
        .filter(clinic=clinic_id, clinic__in=clinics, staff__public_id=staff_id)
        .first()
    )
    if membership is None:
        raise Http404
    return membership


def _set_up_page(request: HttpRequest, staff: StaffMember) -> HttpResponse:
    address = request.build_absolute_uri(set_up_path(staff))
    response = render(request, "portal/set_up_link.html", {"staff": staff, "address": address})
    response["Cache-Control"] = "no-store"
    return response
