"""Signs somebody out who has been idle, or signed in, for too long."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

BEGAN = "began_at"
USED = "used_at"


class SessionLimits:
    """Two limits: without a click (idle) and in any case (absolute)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._idle = timedelta(minutes=settings.ENVIRONMENT.idle_minutes)
        self._absolute = timedelta(hours=settings.ENVIRONMENT.session_hours)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out whoever is over a limit, then pass the request on."""
        if request.user.is_authenticated:
            now = timezone.now()
            if self._over(request, now):
                logout(request)
            else:
                request.session.setdefault(BEGAN, now.isoformat())
                request.session[USED] = now.isoformat()
        return self._get_response(request)

    def _over(self, request: HttpRequest, now: datetime) -> bool:
        limits = ((USED, self._idle), (BEGAN, self._absolute))
        return any(
            (at := request.session.get(key)) is not None
            and now - datetime.fromisoformat(at) > limit
            for key, limit in limits
        )
