"""What every page shows around its own content."""

from django.conf import settings
from django.http import HttpRequest

from sessions.portal.access import Right, clinics_with
from sessions.portal.models import StaffMember


def page_context(request: HttpRequest) -> dict[str, object]:
    """Return which parts of the menu somebody gets."""
    staff = getattr(request, "user", None)
    context: dict[str, object] = {"demo": settings.ENVIRONMENT.demo}
    if isinstance(staff, StaffMember) and staff.is_active:
        for name, right in (
            ("sees_patients", Right.SEE_PATIENTS),
            ("manages", Right.MANAGE),
            ("sees_access", Right.SEE_ACCESS),
        ):
            context[name] = clinics_with(staff, right).exists()
    return context
