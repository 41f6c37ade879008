"""No page for staff who have not set up their second factor (an authenticator app)."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

_SET_UP = "mfa_activate_totp"
_ALLOWED = frozenset(
    {_SET_UP, "account_logout", "account_reauthenticate", "mfa_reauthenticate", "health"}
)


class SecondFactorRequired:
    """Sends whoever lacks a second factor to the page that sets it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Redirect where the second factor is missing; the demo's made-up clinic needs none."""
        if settings.ENVIRONMENT.demo or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        if match is not None and match.view_name in _ALLOWED:
            return None
        if is_mfa_enabled(request.user):
            return None
        return redirect(_SET_UP)
