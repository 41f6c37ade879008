"""The editor of plans and courses: no code, no script, everything by keyboard.

The document travels in the page; each button sends the whole form, and what was typed is taken
before the button is obeyed, so that nothing typed is ever lost. Checking is done by the very models
that the patient's computer uses.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sessions.course.course import parse_course
from sessions.errors import PlanError
from sessions.plan.plan import parse_plan
from sessions.portal.access import Right, needs, patient_for, staff_of
from sessions.portal.editing.change import acted, taken
from sessions.portal.editing.fields import form_of
from sessions.portal.editing.preview import Preview, preview
from sessions.portal.editing.schema import Kind, root
from sessions.portal.editing.templates import movements, ready, ready_document
from sessions.portal.models import Patient
from sessions.portal.ordering import order_course, order_plan

LARGEST_CHARACTERS = 200_000
_SOURCE = "plan.json"


@dataclass(frozen=True, slots=True)
class _Checked:
    """What checking said: a preview, or what is wrong and where."""

    preview: Preview | None = None
    problem: str = ""


@needs(Right.ORDER)
@require_http_methods(["GET", "POST"])
def edit_plan(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Choose what to begin from, change it, look at what it asks for, order it."""
    patient = patient_for(request, patient_id, Right.ORDER)
    if request.method == "GET":
        begun = _begin(request, patient)
        if begun is None:
            context = {
                "patient": patient,
                "ready": ready(),
                "versions": patient.plan_versions.all(),
            }
            return render(request, "portal/plan_begin.html", context)
        return _page(request, patient, *begun)
    try:
        kind, document = _posted(request)
    except ValueError as error:
        messages.error(request, f"This can't be used: {error}. Begin again.")
        return redirect("edit_plan", patient.pk)
    action = request.POST.get("do", "look")
    if action == "order":
        return _order(request, patient, kind, document)
    problem = ""
    if action not in ("look", ""):
        try:
            extra = request.POST.get(f"new.{action.partition(' ')[2]}", "")
            document = acted(root(kind), document, action, extra)
        except ValueError as error:
            problem = f"That was not done: {error}."
    return _page(request, patient, kind, document, problem=problem)


def _begin(request: HttpRequest, patient: Patient) -> tuple[Kind, dict[str, Any]] | None:
    chosen = request.GET.get("from", "")
    version = request.GET.get("version", "")
    if version.isdigit():
        kept = patient.plan_versions.filter(number=int(version)).first()
        if kept is not None:
            kind: Kind = "course" if kept.kind == "course" else "plan"
            return kind, json.loads(kept.document)
    try:
        kind, document = ready_document(chosen)
    except LookupError:
        return None
    if patient.affected_side:
        holder = document.setdefault("every_session", {}) if kind == "course" else document
        if holder.get("affected_side") != "both":
            holder["affected_side"] = patient.affected_side
    return kind, document


def _posted(request: HttpRequest) -> tuple[Kind, dict[str, Any]]:
    """Return the document with everything that was typed.

    Raises:
        ValueError: it is no document.
    """
    kind: Kind = "course" if request.POST.get("kind") == "course" else "plan"
    text = request.POST.get("document", "")
    if len(text) > LARGEST_CHARACTERS:
        raise ValueError("it is too large")
    document = json.loads(text)
    if not isinstance(document, dict):
        raise ValueError("it is no plan")
    return kind, taken(root(kind), document, request.POST.dict())


def _check(kind: Kind, document: dict[str, Any]) -> _Checked:
    text = json.dumps(document)
    try:
        if kind == "course":
            return _Checked(preview(parse_course(text, source_name=_SOURCE).course))
        return _Checked(preview(parse_plan(text, source_name=_SOURCE).plan))
    except PlanError as error:
        return _Checked(problem=str(error).removeprefix(f"{_SOURCE}: "))


def _page(
    request: HttpRequest,
    patient: Patient,
    kind: Kind,
    document: dict[str, Any],
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    checked = _check(kind, document)
    return render(
        request,
        "portal/plan_editor.html",
        {
            "patient": patient,
            "kind": kind,
            "form": form_of(root(kind), document),
            "document": json.dumps(document),
            "preview": checked.preview,
            "problem": problem or checked.problem,
            "movements": movements(),
            "reason": request.POST.get("reason", ""),
        },
        status=status,
    )


def _order(
    request: HttpRequest, patient: Patient, kind: Kind, document: dict[str, Any]
) -> HttpResponse:
    make = order_course if kind == "course" else order_plan
    reason = request.POST.get("reason", "")[:300]
    try:
        version = make(
            patient,
            json.dumps(document),
            source_name=_SOURCE,
            by=staff_of(request),
            reason=reason,
        )
    except PlanError:
        return _page(request, patient, kind, document, status=422)
    messages.success(
        request, f"Version {version.number} is ordered; it holds from the next session."
    )
    return redirect("care", patient.pk)
