"""The interface for patients' computers, put together: routes, errors, login by token."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from sessions.portal.access import for_everybody
from sessions.portal.api import enrolling, messages, plans, sessions
from sessions.portal.api.device_token import DeviceToken
from sessions.portal.api.refused import RefusedError, refusal

api = NinjaAPI(
    title="mirrorlimb portal",
    version="1",
    docs_url=None,
    urls_namespace="v1",
    auth=DeviceToken(),
)
for part in (enrolling, sessions, plans, messages):
    api.add_router("", part.router)


def api_patterns() -> tuple[list[URLPattern | URLResolver], str, str]:
    """Return the routes; the API asks for a token by itself, so Django's login stays out of it."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        pattern.callback = for_everybody(pattern.callback)
    return patterns, app, namespace


def _answer(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse:
    return api.create_response(request, refusal(code, message), status=status)


@api.exception_handler(RefusedError)
def _refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
    return _answer(request, error.status, error.code, error.message)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _answer(
        request,
        401,
        "unknown_device",
        "this computer is not enrolled, or no longer: ask the clinic",
    )


@api.exception_handler(ValidationError)
def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = ", ".join(sorted({".".join(map(str, fault["loc"][1:])) for fault in error.errors}))
    return _answer(request, 422, "not_understood", f"this can't be understood: {places[:300]}")


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _answer(request, error.status_code, "refused", "the request can't be understood")


@api.exception_handler(PermissionDenied)
def _forbidden(request: HttpRequest, error: Any) -> HttpResponse:
    return _answer(request, 403, "forbidden", "this is not allowed")


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, error: Any) -> HttpResponse:
    return _answer(request, 404, "not_found", "there is nothing of this name here")
