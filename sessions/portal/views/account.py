"""One's own account: password, second factor, where one is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sessions.portal.access import signed_in, staff_of


@signed_in
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show what one may change about one's own account."""
    memberships = staff_of(request).memberships.select_related("clinic")
    return render(request, "portal/account.html", {"memberships": memberships})
