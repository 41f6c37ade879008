"""A session's pictures of the muscles over a phantom movement, over the patient's first ones."""

from collections.abc import Callable

from sessions.analysis.averaged_cycle import EXERCISE, AveragedCycle, averaged_cycles
from sessions.analysis.phantom_picture import PhantomPicture
from sessions.analysis.session_outcomes import measures_of
from sessions.events.log import LogReading
from sessions.portal.models import ReceivedSession
from sessions.portal.review.charts import Chart, cycle_chart

Read = Callable[[ReceivedSession], LogReading]


def cycle_charts(session: ReceivedSession, reading: LogReading, read: Read) -> tuple[Chart, ...]:
    """Return a chart of each movement whose muscles were averaged over its cycles.

    Args:
        session: Which session it is.
        reading: Its log.
        read: Reads another session's log.
    """
    return tuple(
        cycle_chart(PhantomPicture(cycle, _first(session, cycle.movement, read)))
        for cycle in _cycles(session, reading)
    )


def _first(session: ReceivedSession, movement: str, read: Read) -> AveragedCycle | None:
    """Return a movement's cycle in the patient's first session that has it; None: it is this."""
    before = ReceivedSession.objects.filter(
        patient=session.patient_id, started_at__lt=session.started_at
    )
    for earlier in before.order_by("started_at").iterator():
        if _has(earlier, movement):
            try:
                reading = read(earlier)
            except OSError:
                # The list has it, the store has lost it: the next one serves as well.
                continue
            found = {cycle.movement: cycle for cycle in _cycles(earlier, reading)}
            return found.get(movement)
    return None


def _has(session: ReceivedSession, movement: str) -> bool:
    return any(
        row["exercise"] == EXERCISE
        and row["measure"] == "profile_uv"
        and row["condition"].partition(" ")[0] == movement
        for row in session.outcomes
    )


def _cycles(session: ReceivedSession, reading: LogReading) -> tuple[AveragedCycle, ...]:
    if session.own_time is None:
        return ()
    return averaged_cycles(measures_of(reading), session.own_time.date())
