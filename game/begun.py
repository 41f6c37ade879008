"""What is known when a session begins: the patient, the limb as felt, what was left open before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from uuid import UUID

from game.home.settings import HomeSettings
from game.movements.player import MovementPlayer
from game.muscles.session import muscles_used
from game.play.plan_players import players_for
from game.shown.felt_limb import FeltToday, felt_limb_for
from game.theatre import Theatre
from sensors.limbs import LIMBS
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.pose import other_side
from sensors.sensor import SensorIdentity
from sensors.settings import ReplaySettings, WebcamSettings
from sessions.asking.due import Due, due
from sessions.course.history import EarlierBlock, earlier_blocks
from sessions.events.entry import (
    ClockAnchor,
    Purpose,
    SensorUsed,
    SessionStarted,
)
from sessions.events.past import past_sessions
from sessions.patient import Patient
from sessions.plan.phantom import NEUTRAL
from sessions.plan.plan import LoadedPlan


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known when a session begins."""

    loaded: LoadedPlan
    home: HomeSettings
    theatre: Theatre
    purpose: Purpose
    players: dict[str, MovementPlayer]
    patient: Patient
    felt: FeltToday
    session_id: UUID
    started_at: datetime
    earlier: Sequence[EarlierBlock]
    """What exercises grow from; long to read, and relief is for somebody in pain."""
    open_ends: Due
    """What was left to ask from earlier sessions."""


def begin(loaded: LoadedPlan, home: HomeSettings, theatre: Theatre, purpose: Purpose) -> Begun:
    """Look at everything that a session begins from.

    Raises:
        PlanError: the plan names a movement that doesn't exist.
    """
    players = players_for(loaded)
    started_at = theatre.wall_clock()
    patient = home.patient_for(loaded.plan)
    past = past_sessions(home.sessions_root, patient.code)
    planned = purpose == "planned"
    return Begun(
        loaded=loaded,
        home=home,
        theatre=theatre,
        purpose=purpose,
        players=players,
        patient=patient,
        felt=felt_limb_for(loaded, home, patient),
        session_id=theatre.new_id(),
        started_at=started_at,
        earlier=earlier_blocks(home.sessions_root, patient.code) if planned else (),
        open_ends=due(past, loaded.plan.questions, started_at),
    )


def first_entry(begun: Begun) -> SessionStarted:
    """Return the first entry of the log."""
    loaded, theatre, felt = begun.loaded, begun.theatre, begun.felt.felt
    sensor = theatre.sensor
    identity = sensor.identity if sensor is not None else SensorIdentity("none", "no sensor")
    return SessionStarted(
        at_s=theatre.clock(),
        session_id=begun.session_id,
        software_version=version("mirrorlimb"),
        anchor=ClockAnchor(monotonic_s=theatre.clock(), wall=begun.started_at),
        plan=loaded.plan,
        plan_sha256=loaded.sha256,
        plan_source=loaded.source_name,
        patient_code=begun.patient.code,
        affected_side=loaded.plan.affected_side,
        language=begun.patient.language,
        settings=begun.home.as_record(begun.patient),
        machine=theatre.machine,
        sensor=SensorUsed(driver=identity.driver, device=identity.device, detail=identity.detail),
        phantom_shown=None if felt == NEUTRAL else felt,
        muscles=muscles_used(theatre),
        course=loaded.place,
        purpose=begun.purpose,
    )


def estimator_for(begun: Begun) -> IntactLimbEstimator:
    """Return who tells the intact limb's pose from samples."""
    plan, sensor = begun.loaded.plan, begun.home.sensor
    return IntactLimbEstimator(
        # Where both sides are affected nothing is measured, and the side of it does not matter.
        other_side(plan.shown_sides[0]),
        other_hand_possible=not begun.patient.other_hand_missing,
        view=sensor.view if isinstance(sensor, WebcamSettings | ReplaySettings) else "facing",
        limb=LIMBS[plan.limb],
    )
