"""How sessions and plans are named in a BIDS data set: letters and digits only."""

from sessions.export.session_data import SessionData


def session_label(session: SessionData) -> str:
    """Return a session's label, e.g. ``20261126T101502a1b2``: they sort by time."""
    stamp = f"{session.started.anchor.wall:%Y%m%dT%H%M%S}"
    return stamp + session.started.session_id.hex[:4]


def task_label(session: SessionData) -> str:
    """Return the plan's name without its hyphens."""
    return session.started.plan.name.replace("-", "").replace("_", "")
