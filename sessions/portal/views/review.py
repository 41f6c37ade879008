"""What a therapist does while looking: reasons seen, notes, two sessions compared, a report."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from sessions.portal.access import Right, needs, patient_for, staff_of
from sessions.portal.forms.note_form import NoteForm
from sessions.portal.models import Alert
from sessions.portal.receiving.arrival import utc_now
from sessions.portal.review.alerts import mark_seen
from sessions.portal.review.comparison import comparison
from sessions.portal.review.patient_review import patient_review
from sessions.portal.review.report import report


@needs(Right.WRITE)
@require_POST
def alert_seen(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Write down that somebody has seen a reason to look."""
    alert = get_object_or_404(Alert.objects.select_related("patient"), pk=alert_id)
    patient = patient_for(request, alert.patient_id, Right.WRITE)
    mark_seen(alert, staff_of(request))
    return redirect("patient", patient.pk)


@needs(Right.WRITE)
@require_POST
def write_note(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Keep a note about a patient."""
    patient = patient_for(request, patient_id, Right.WRITE)
    form = NoteForm(request.POST)
    if form.is_valid():
        note = form.save(commit=False)
        note.patient, note.author = patient, staff_of(request)
        note.save()
        messages.success(request, "The note is kept.")
    else:
        messages.error(request, "A note needs words, 4,000 letters at most.")
    return redirect("patient", patient.pk)


@needs(Right.SEE_PATIENTS)
@require_safe
def report_page(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Return a patient's review as a PDF to print."""
    patient = patient_for(request, patient_id, Right.SEE_PATIENTS)
    unresolved = patient.alerts.filter(resolved_at=None)
    reasons = [str(alert.facts.get("sentence", alert.kind)) for alert in unresolved]
    paper = report(patient, patient_review(patient), reasons, utc_now())
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="report.pdf"'
    return answer


@needs(Right.SEE_PATIENTS)
@require_safe
def compare(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Show two of a patient's sessions side by side; without a choice, the first and the newest."""
    patient = patient_for(request, patient_id, Right.SEE_PATIENTS)
    sessions = list(patient.sessions.filter(started_at__isnull=False).order_by("started_at"))
    by_id = {str(session.pk): session for session in sessions}
    one = by_id.get(request.GET.get("one", "")) or (sessions[0] if sessions else None)
    other = by_id.get(request.GET.get("other", "")) or (sessions[-1] if sessions else None)
    lines = comparison(one, other) if one is not None and other is not None else ()
    context = {"patient": patient, "sessions": sessions, "one": one, "other": other, "lines": lines}
    return render(request, "portal/compare.html", context)
