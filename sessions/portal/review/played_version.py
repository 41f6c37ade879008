"""Which version of what the clinic ordered a session was played from."""

from collections.abc import Iterable

from sessions.portal.models import Patient, PlanVersion, ReceivedSession


def played_version(session: ReceivedSession, versions: Iterable[PlanVersion]) -> PlanVersion | None:
    """Return the version that a session's log names by its hash; None where it names none.

    A clinic may go back to an earlier plan: of those that are alike, the newest that was there when
    the session began.

    Args:
        session: As it arrived.
        versions: All of the patient's.
    """
    named = str((session.course or {}).get("sha256") or session.plan_sha256)
    alike = sorted((v for v in versions if v.sha256 == named), key=lambda v: v.number)
    if not alike:
        return None
    began = session.started_at or session.received_at
    return next((v for v in reversed(alike) if v.ordered_at <= began), alike[0])


def note_versions(patient: Patient, sessions: Iterable[ReceivedSession]) -> None:
    """Note at each session the version that it was played from, as `version`."""
    versions = list(patient.plan_versions.defer("document"))
    for session in sessions:
        session.version = played_version(session, versions)
