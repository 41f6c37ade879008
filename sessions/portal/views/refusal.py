"""The pages that say no, or that something broke: never with what."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sessions.portal.access import for_everybody

_WORDS: Final = {
    400: ("This can't be done", "The request can't be understood. Go back and try again."),
    403: (
        "This is not open to you",
        "Your role at the clinic does not include this page. Ask your lead or administrator.",
    ),
    404: ("There is no such page", "It may have been deleted, or belong to another clinic."),
    500: (
        "Something broke here",
        "Nothing that you entered elsewhere is lost. Try again; tell the administrator when.",
    ),
}


def _refuse(request: HttpRequest, status: int) -> HttpResponse:
    title, advice = _WORDS[status]
    return render(request, "portal/refusal.html", {"title": title, "advice": advice}, status=status)


@for_everybody
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request makes no sense."""
    return _refuse(request, 400)


@for_everybody
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not theirs."""
    return _refuse(request, 403)


@for_everybody
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here."""
    return _refuse(request, 404)


@for_everybody
def broken(request: HttpRequest) -> HttpResponse:
    """Say that the portal failed."""
    return _refuse(request, 500)


@for_everybody
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was not the portal's own, or too old."""
    return render(
        request,
        "portal/refusal.html",
        {
            "title": "This form has grown old",
            "advice": "You may have signed out in another window. Go back, reload, try again.",
        },
        status=403,
    )
