"""One session's page: its facts, its time line, and its limb drawn again."""

from importlib import resources
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sessions.analysis.no_picture import why_no_picture
from sessions.analysis.session_outcomes import measures_of
from sessions.errors import RecordingError
from sessions.events.entry import SessionStarted
from sessions.events.log import LogReading, parse_log
from sessions.folder.bundle import read_bundle
from sessions.portal.access import Right, may_at, needs, patient_for, signed_in, staff_of
from sessions.portal.models import Patient, ReceivedSession
from sessions.portal.receiving.store import read_session_bundle
from sessions.portal.replay.limb_pack import felt_in, limb_pack
from sessions.portal.replay.recording_file import frames_of
from sessions.portal.replay.shader_text import shader_text
from sessions.portal.review.block_rows import block_rows
from sessions.portal.review.cycle_charts import cycle_charts
from sessions.portal.review.measured_groups import FEW, measured_groups
from sessions.portal.review.played_version import played_version
from sessions.portal.review.time_line import time_line

BINARY = "application/octet-stream"
SKINS = {
    ("arm", "pigment"): "skin_pigment.jpg",
    ("arm", "surface"): "skin_surface.jpg",
    ("leg", "pigment"): "leg_skin_pigment.jpg",
    ("leg", "surface"): "leg_skin_surface.jpg",
}


@needs(Right.SEE_PATIENTS)
@require_safe
def session_page(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show one session."""
    session, patient = session_for(request, session_id)
    reading = reading_of(session)
    started = _started(reading)
    recording = session.recordings.filter(complete_at__isnull=False).first()
    groups = measured_groups(session)
    return render(
        request,
        "portal/session.html",
        {
            "session": session,
            "patient": patient,
            **_beside(session),
            "blocks": block_rows(session),
            "version": played_version(session, patient.plan_versions.all()),
            "line": time_line(reading.entries),
            "anchor_s": started.anchor.monotonic_s if started is not None else 0.0,
            "limb": started.plan.limb if started is not None else "arm",
            "replays": recording is not None and started is not None,
            "cycles": cycle_charts(session, reading, reading_of),
            "unpictured": why_no_picture(measures_of(reading)),
            "measured": groups,
            "unfolded": sum(len(group.rows) for group in groups) <= FEW,
            "may": may_at(staff_of(request), patient.clinic_id),
        },
    )


@needs(Right.SEE_PATIENTS)
@require_safe
@cache_control(private=True, max_age=3600)
def replay_limb(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Return the limb of a session for the browser to draw."""
    session, _ = session_for(request, session_id)
    reading = reading_of(session)
    started = _started(reading)
    if started is None:
        raise Http404
    return HttpResponse(limb_pack(started, felt_in(reading.entries)), content_type=BINARY)


@needs(Right.SEE_PATIENTS)
@require_safe
@cache_control(private=True, max_age=3600)
def replay_frames(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Return what was shown and measured in a session."""
    session, _ = session_for(request, session_id)
    recording = session.recordings.filter(complete_at__isnull=False).first()
    if recording is None:
        raise Http404
    try:
        return HttpResponse(frames_of(recording), content_type=BINARY)
    except (RecordingError, OSError) as error:
        raise Http404 from error


@signed_in
@require_safe
@cache_control(private=True, max_age=3600)
def replay_shaders(request: HttpRequest) -> HttpResponse:
    """Return the limb's shader in the browser's dialect; nothing in it is anybody's."""
    from game.limb.skeleton import JOINT_COUNT
    from game.limb.skin import pigment

    defines = {"JOINT_COUNT": str(JOINT_COUNT)}
    for name in ("BARE", "MELANIN_ABSORBS", "BLOOD_ABSORBS", "VEIN_TINT", "PALE"):
        parts = ", ".join(f"{part:.4f}" for part in getattr(pigment, name))
        defines[name] = f"vec3({parts})"
    return JsonResponse(
        {
            "vertex": shader_text("limb.vert", defines),
            "fragment": shader_text("limb.frag", defines),
        }
    )


def session_for(
    request: HttpRequest, session_id: UUID, right: Right = Right.SEE_PATIENTS
) -> tuple[ReceivedSession, Patient]:
    """Return a session and its patient to somebody who may; that they looked is written down.

    Raises:
        Http404: there is no such session at any of their clinics.
    """
    session = get_object_or_404(ReceivedSession, pk=session_id)
    return session, patient_for(request, session.patient_id, right, session=session_id)


def reading_of(session: ReceivedSession) -> LogReading:
    """Return a session's log."""
    return parse_log(read_bundle(read_session_bundle(session)).events)


def _beside(session: ReceivedSession) -> dict[str, ReceivedSession | None]:
    """Return the patient's sessions before and after one."""
    if session.started_at is None:
        return {"earlier": None, "later": None}
    others = ReceivedSession.objects.filter(patient=session.patient_id).only("pk")
    return {
        "earlier": others.filter(started_at__lt=session.started_at).order_by("-started_at").first(),
        "later": others.filter(started_at__gt=session.started_at).order_by("started_at").first(),
    }


def _started(reading: LogReading) -> SessionStarted | None:
    return next((e for e in reading.entries if isinstance(e, SessionStarted)), None)


@signed_in
@require_safe
@cache_control(private=True, max_age=86400)
def replay_skin(request: HttpRequest, kind: str, part: str) -> HttpResponse:
    """Return one picture of the limb's skin; it is the product's own and nobody's."""
    name = SKINS.get((kind, part))
    if name is None:
        raise Http404
    data = (resources.files("assets") / "textures" / name).read_bytes()
    return HttpResponse(data, content_type="image/jpeg")
