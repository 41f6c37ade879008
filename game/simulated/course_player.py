"""A whole course, played headless by one simulated patient, much faster than real time.

Every session goes through the same code as a person's: the same play, loop, recorder and seal, on a
clock that jumps. Only the display draws nothing, and frames come less often. What is left are real
session folders, the same bytes for the same seed.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from uuid import UUID

from game.app import Played, Theatre, play_session
from game.display.blank import BlankDisplay
from game.home.settings import HomeSettings
from game.language import use
from game.loop import Onlooker
from game.opening.muscles import opened_muscles
from game.opening.sensor import sensor_for
from game.simulated.doing_arm import DoingArm, WithArm
from game.simulated.fate import fate
from game.simulated.life import Life
from game.simulated.muscles import WithMuscles
from game.simulated.patient import SimulatedPatient
from game.timing.clock import VirtualClock
from game.timing.pacing import Pacer
from sensors.drivers.simulated_emg import SimulatedMuscles
from sensors.sensor import Sensor
from sensors.settings import SimulatedEmgSettings, SimulatedSettings
from sessions.course.course import LoadedCourse
from sessions.course.period import periods
from sessions.course.played_session import PlayedSession, played_session
from sessions.course.schedule import Due, what_is_due
from sessions.course.session import course_session
from sessions.errors import SessionsError
from sessions.events.entry import Machine
from sessions.events.kept import kept_log
from sessions.patient import Patient
from sessions.plan.plan import LoadedPlan

_CLOCK_STARTS_S = 1000.0
_RECORDING_BLOCK_S = 60.0
_SAMPLE_BEFORE_FRAME_S = 0.03
_SIZE_PX = (1280, 720)
_MUSCLES_HZ = 200.0
"""Enough for what the decoder looks at, and small enough to keep for every session."""
_THERAPIST_TAKES_DAYS = (1, 6)
_NEVER = date.max


@dataclass(frozen=True, slots=True)
class Simulation:
    """What to simulate."""

    course: LoadedCourse
    weeks: int
    seed: int
    root: Path
    start: date
    zone: tzinfo
    frames_hz: float = 10.0
    """Frames in a second of the session's time."""


def patient_code(number: int) -> str:
    """Return the code of simulated patient `number`."""
    return f"SIM{number:03d}"


def play_course(
    simulation: Simulation, number: int, *, home: HomeSettings, told: Callable[[str], None]
) -> Iterator[Played]:
    """Let patient `number` live through the weeks; yield each session once it is sealed.

    Args:
        simulation: What to simulate.
        number: Which patient, from 1.
        home: The settings of the home; its patient, sensor and sessions folder are replaced.
        told: Called with what became of the patient, and with what a therapist had to do.

    Raises:
        PlanError: the course's sealed key is missing.
        SessionsError: a session can't be kept.
    """
    code = patient_code(number)
    course = simulation.course
    who = fate(simulation.seed, number)
    life = Life(who, simulation.seed, number)
    chance = random.Random(f"course {simulation.seed} {number}")
    patient = Patient(code=code, usable_hand=who.usable_hand)
    home = replace(
        home.with_patient(patient),
        sessions_root=simulation.root,
        muscles_folder=simulation.root / "muscles",
    )
    use(patient.language)
    past: list[PlayedSession] = []
    therapist_comes = _NEVER
    for ahead in range(simulation.weeks * 7):
        day = simulation.start + timedelta(days=ahead)
        life.wake(day)
        if life.dropped_out:
            told(f"{code} dropped out on {day} after {len(past)} sessions")
            return
        if day >= therapist_comes:
            course, therapist_comes = _changed(course, past), _NEVER
            told(f"{code}: on {day} the therapist looked and let the course go on")
        now = datetime.combine(day, life.hour_today(), simulation.zone)
        while now.date() == day:
            due = what_is_due(course, past, now, code)
            if due.status == "finished":
                told(f"{code} finished the course on {day}: {len(past)} sessions")
                return
            if due.status == "waits_for_therapist" and therapist_comes == _NEVER:
                therapist_comes = day + timedelta(days=chance.randint(*_THERAPIST_TAKES_DAYS))
            if due.status != "due":
                now = _when_next(due, now, chance)
                continue
            if not life.plays():
                break
            played = _play(simulation, course, due, code, life, now, home)
            life.played()
            session = played_session(kept_log(played.folder).entries)
            if session is None:
                raise SessionsError(f"{played.folder.name} can't be read back: report this")
            past.append(session)
            now = session.ended_at.astimezone(simulation.zone)
            yield played
            if played.ended == "error":
                told(f"{code}: broken off on {day}")
                return
    told(f"{code}: {len(past)} sessions in {simulation.weeks} weeks")


def _play(
    simulation: Simulation,
    course: LoadedCourse,
    due: Due,
    code: str,
    life: Life,
    now: datetime,
    home: HomeSettings,
) -> Played:
    assert due.place is not None
    period = periods(course, code)[due.place.period]
    loaded = course_session(course, period, due.place, code)
    chance = random.Random(f"session {simulation.seed} {code} {now.isoformat()}")
    clock = VirtualClock(_CLOCK_STARTS_S)
    began = now.astimezone(UTC)
    patient = SimulatedPatient(chance.getrandbits(32), life.mood(now, loaded.plan))
    home = replace(home, sensor=_arm_settings(simulation, chance), muscles=_muscles(chance))
    with ExitStack() as opened:
        sensor, onlooker = _moving(loaded, home, simulation, clock, patient, opened)
        muscles = opened.enter_context(opened_muscles(loaded, home, clock, _unheard))
        if isinstance(muscles.sensor, SimulatedMuscles):
            onlooker = WithMuscles(onlooker, muscles.sensor, chance.getrandbits(32))
        # Frames then come a little after a sample, as on a computer whose camera is quick.
        clock.wait_until(_CLOCK_STARTS_S + _SAMPLE_BEFORE_FRAME_S)
        theatre = Theatre(
            clock=clock,
            display=BlankDisplay(clock, home.patient_for(loaded.plan).usable_hand),
            pacer=Pacer(clock, simulation.frames_hz),
            machine=_machine(simulation.frames_hz),
            refresh_hz=simulation.frames_hz,
            sensor=sensor,
            muscles=muscles.sensor,
            muscles_missing=muscles.missing,
            onlooker=onlooker,
            wall_clock=lambda: _wall(began, clock() - _CLOCK_STARTS_S, simulation.zone),
            new_id=lambda: UUID(int=chance.getrandbits(128), version=4),
            recording_block_s=_RECORDING_BLOCK_S,
        )
        return play_session(loaded, home, theatre)


def _moving(
    loaded: LoadedPlan,
    home: HomeSettings,
    simulation: Simulation,
    clock: VirtualClock,
    patient: SimulatedPatient,
    opened: ExitStack,
) -> tuple[Sensor | None, Onlooker]:
    """Return the patient's arm as a sensor, where the session measures one, and who looks on."""
    settings = sensor_for(loaded, home)
    if not isinstance(settings, SimulatedSettings):
        return None, patient
    arm = DoingArm(
        clock,
        rate_hz=settings.rate_hz,
        seed=settings.seed,
        limb=loaded.plan.limb,
        person=patient.person,
    )
    arm.open()
    opened.callback(arm.close)
    return arm, WithArm(patient, arm, loaded.plan.limb)


def _arm_settings(simulation: Simulation, chance: random.Random) -> SimulatedSettings:
    return SimulatedSettings(rate_hz=simulation.frames_hz, seed=chance.getrandbits(31))


def _muscles(chance: random.Random) -> SimulatedEmgSettings:
    # Each day the electrodes sit a little differently.
    return SimulatedEmgSettings(
        rate_hz=_MUSCLES_HZ, seed=chance.getrandbits(31), rotation=round(chance.uniform(0, 0.3), 2)
    )


def _unheard(sentence: str) -> None:
    """Let a notice for the person at the screen go by: it is in the log, too."""


def _wall(began: datetime, passed_s: float, zone: tzinfo) -> datetime:
    """Return the patient's own clock, as a computer in that place would show it."""
    there = (began + timedelta(seconds=passed_s)).astimezone(zone)
    offset = there.utcoffset()
    assert offset is not None
    return there.replace(tzinfo=timezone(offset))


def _when_next(due: Due, now: datetime, chance: random.Random) -> datetime:
    """Return when to look again: a little after it is possible, or the next day."""
    at = due.not_before
    if isinstance(at, datetime):
        return at + timedelta(minutes=chance.randint(0, 90))
    return now + timedelta(days=1)


def _changed(course: LoadedCourse, past: list[PlayedSession]) -> LoadedCourse:
    """Return the course as the therapist changes it after having looked."""
    last = past[-1].place if past else None
    released = course.course.released
    if last is not None and past[-1].ended != "safety" and last.phase not in released:
        released = (*released, last.phase)
    update = {"version": course.course.version + 1, "released": released}
    changed = course.course.model_copy(update=update)
    return LoadedCourse(changed, changed.sha256(), course.source_name, course.key)


def _machine(frames_hz: float) -> Machine:
    """Return a machine that says what it is, and not on which computer it was simulated."""
    return Machine(
        os="simulated course",
        cpu="",
        python="",
        gl_renderer="",
        display_px=_SIZE_PX,
        refresh_hz=frames_hz,
        clock_resolution_s=1e-9,
    )
