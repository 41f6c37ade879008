"""Puts a session together: the only place that knows all the parts.

What may differ between a person at a window, the simulated patient off-screen and a whole course
played faster than time is handed in as a `Theatre`; everything from there on is the same code.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Literal
from uuid import UUID, uuid4

from game.arms import Arms
from game.ask import hurts_interlude
from game.background import background_for
from game.ceiling import Ceiling
from game.clock import SessionClock, VirtualClock
from game.command import Command, Wish
from game.condition import Condition
from game.controls import Controls
from game.director import Director
from game.display import Display
from game.felt_limb import FeltLimb, residual_end_m
from game.frame import Frame
from game.frame_budget import FrameBudget
from game.gmi_words import gmi_sentence
from game.home_clinic import HomeClinic
from game.input_event import InputEvent
from game.limb.postures import load_postures
from game.limb.skeleton import Skeleton
from game.limb_picture import PAINTED, SHOWN_BY
from game.loop import Loop, Onlooker
from game.measured_arm import MeasuredArm
from game.movements.attempts import attempts_named, load_attempts
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.muscle_file import MuscleFile
from game.muscle_source import MuscleSource
from game.pacing import Pacer
from game.picture_cache import Paint, PictureCache, pictures_folder
from game.plain_summary import summary_lines
from game.plays import PLAYS
from game.pose_trace import PoseTrace
from game.scenes.scene import SessionOver
from game.session_guard import no_garbage_collection, stopped_from_outside
from game.session_recorder import SessionRecorder
from game.settings import HomeSettings
from game.speech import NO_VOICE, Speaker, speech_folder
from game.stage import Stage
from game.tone import Tone
from game.voice import voice_here
from sensors.limbs import LIMBS
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.motion.leg_geometry import SEATED_LEG
from sensors.pose import other_side
from sensors.registry import MOVES_A_LEG, MOVES_THE_LIMB, READS_MUSCLES
from sensors.sensor import Sensor, SensorIdentity
from sensors.settings import ReplaySettings, WebcamSettings
from sessions.due import Due, due
from sessions.errors import PlanError, SessionsError
from sessions.gmi import standing
from sessions.history import EarlierBlock, blocks_in, earlier_blocks, times_played
from sessions.log import EventLog
from sessions.log_entry import (
    ClockAnchor,
    Ended,
    Machine,
    Purpose,
    SensorUsed,
    SessionStarted,
)
from sessions.missing import missing_regions
from sessions.past import past_sessions
from sessions.patient import Patient
from sessions.phantom import NEUTRAL
from sessions.plan import LoadedPlan
from sessions.recording import BLOCK_S, RecordingWriter
from sessions.recovery import local_now
from sessions.safety import Firing
from sessions.session_folder import SessionFolder


@dataclass(frozen=True, slots=True)
class Theatre:
    """Where and before whom a session is played."""

    clock: SessionClock
    display: Display
    pacer: Pacer
    machine: Machine
    refresh_hz: float
    sensor: Sensor | None
    """Open already; None where the plan needs none."""
    muscles: Sensor | None = None
    """The muscle sensor beside it, open already; None where the plan needs none, or it failed."""
    muscles_missing: str = ""
    """Why the muscle sensor that the plan needs could not be opened."""
    onlooker: Onlooker | None = None
    on_frame: Callable[[Frame], None] = lambda _: None
    """Called after each frame was shown, for pictures and progress."""
    clinic: HomeClinic | None = None
    """Where the session goes; None where this computer is enrolled at no clinic."""
    on_events: Callable[[Sequence[InputEvent]], None] = lambda _: None
    arrows_steer: bool = False
    wall_clock: Callable[[], datetime] = local_now
    """The patient's own clock, with its UTC offset."""
    new_id: Callable[[], UUID] = uuid4
    """Makes the session's id."""
    recording_block_s: float | None = None
    """Seconds of the session's time that the loop itself writes at once, so that the same session
    gives the same bytes; None where a frame must not wait and a thread of its own writes."""
    skeleton: Skeleton | None = None
    """Of the arm that is drawn; None where nothing is, or where it is a leg's."""


@dataclass(frozen=True, slots=True)
class Played:
    """What became of a session."""

    folder: Path
    ended: Ended
    dropped_frames: int
    ask_later: bool = False
    """Whether the patient wants to be asked once more some time after."""


def players_for(loaded: LoadedPlan) -> dict[str, MovementPlayer]:
    """Return a player for every movement in the plan.

    Raises:
        PlanError: a movement, or the sensor, is none that comes with the program.
    """
    moving = MOVES_A_LEG | {"webcam"} if loaded.plan.limb == "leg" else MOVES_THE_LIMB
    if loaded.plan.sensor not in moving | READS_MUSCLES:
        allowed = ", ".join(sorted(moving | READS_MUSCLES))
        raise PlanError(
            source_name=loaded.source_name,
            place="sensor",
            problem=f"no such sensor moves the limb; allowed: {allowed}",
        )
    library = load_movements()
    known = tuple(movement.id for movement in library.of(loaded.plan.limb))
    players: dict[str, MovementPlayer] = {}
    for i, block in enumerate(loaded.plan.blocks):
        attempted = attempts_named(getattr(block, "attempts", ()))
        for attempt in attempted:
            players.setdefault(attempt.player.movement.id, attempt.player)
        for j, name in enumerate(getattr(block, "movements", ())):
            if name not in known:
                raise PlanError(
                    source_name=loaded.source_name,
                    place=f"blocks[{i}].movements[{j}]",
                    problem=f"there is no such movement of the {loaded.plan.limb}; "
                    f"allowed: {', '.join(known)}",
                )
            players.setdefault(name, MovementPlayer(library.get(name)))
        _check_pictures(loaded, i)
        _check_attempts(loaded, i, getattr(block, "attempts", ()))
    for name in getattr(loaded.plan.calmer, "movements", ()):
        if name not in known:
            raise PlanError(
                source_name=loaded.source_name,
                place="calmer.movements",
                problem=f"there is no such movement of the {loaded.plan.limb}; "
                f"allowed: {', '.join(known)}",
            )
        players.setdefault(name, MovementPlayer(library.get(name)))
    return players


def _check_pictures(loaded: LoadedPlan, block: int) -> None:
    """Make sure that the pictures which a block asks for can be painted.

    Raises:
        PlanError: there is no such posture, or no pictures of such a limb.
    """
    asked = loaded.plan.blocks[block]
    limb = getattr(asked, "limb", "hand")
    if limb not in PAINTED:
        raise PlanError(
            source_name=loaded.source_name,
            place=f"blocks[{block}].limb",
            problem=f"there are no pictures of it yet; allowed: {', '.join(sorted(PAINTED))}",
        )
    known = load_postures(SHOWN_BY[limb])
    for j, posture in enumerate(getattr(asked, "shown_postures", ())):
        if posture not in known:
            raise PlanError(
                source_name=loaded.source_name,
                place=f"blocks[{block}].postures[{j}]",
                problem=f"there is no such posture; allowed: {', '.join(known)}",
            )


def _check_attempts(loaded: LoadedPlan, block: int, names: tuple[str, ...]) -> None:
    """Refuse an attempt that doesn't exist.

    Raises:
        PlanError: naming it and what is allowed.
    """
    if names and loaded.plan.limb != "arm":
        raise PlanError(
            source_name=loaded.source_name,
            place=f"blocks[{block}].exercise",
            problem="muscles move an arm only; allowed here: limb = arm",
        )
    known = load_attempts()
    for j, name in enumerate(names):
        if name not in known:
            raise PlanError(
                source_name=loaded.source_name,
                place=f"blocks[{block}].attempts[{j}]",
                problem=f"there is no such attempt; allowed: {', '.join(sorted(known))}",
            )


def play_session(
    loaded: LoadedPlan, home: HomeSettings, theatre: Theatre, *, purpose: Purpose = "planned"
) -> Played:
    """Play one session and leave its folder sealed, however it ends.

    Args:
        loaded: The plan.
        home: The settings of this home.
        theatre: Where and before whom it is played.
        purpose: A planned session, relief on demand, or questions alone.

    Raises:
        PlanError: the plan names a movement that doesn't exist.
        SessionsError: the session can't be kept; raised before it starts, or at once.
    """
    players = players_for(loaded)
    started_at = theatre.wall_clock()
    patient = home.patient_for(loaded.plan)
    felt = _felt_limb(loaded, home, patient)
    session_id = theatre.new_id()
    # What exercises grow from is long to read, and relief is for somebody in pain.
    earlier = earlier_blocks(home.sessions_root, patient.code) if purpose == "planned" else ()
    past = past_sessions(home.sessions_root, patient.code)
    folder = SessionFolder.create(
        home.sessions_root,
        session_id=session_id,
        started_at=started_at,
        patient_code=patient.code,
    )
    try:
        with (
            EventLog.create(folder.events_path) as log,
            RecordingWriter(
                folder.recording_path,
                software_version=version("mirrorlimb"),
                joint_angles=LIMBS[loaded.plan.limb].names,
                block_s=theatre.recording_block_s or BLOCK_S,
                at_once=theatre.recording_block_s is not None,
            ) as recording,
        ):
            identity = (
                theatre.sensor.identity if theatre.sensor else SensorIdentity("none", "no sensor")
            )
            recorder = SessionRecorder(
                log, recording, clock=theatre.clock, wall_clock=theatre.wall_clock
            )
            recorder.begin(
                SessionStarted(
                    at_s=theatre.clock(),
                    session_id=session_id,
                    software_version=version("mirrorlimb"),
                    anchor=ClockAnchor(monotonic_s=theatre.clock(), wall=started_at),
                    plan=loaded.plan,
                    plan_sha256=loaded.sha256,
                    plan_source=loaded.source_name,
                    patient_code=patient.code,
                    affected_side=loaded.plan.affected_side,
                    language=patient.language,
                    settings=home.as_record(patient),
                    machine=theatre.machine,
                    sensor=SensorUsed(
                        driver=identity.driver, device=identity.device, detail=identity.detail
                    ),
                    phantom_shown=None if felt.felt == NEUTRAL else felt.felt,
                    muscles=_muscles_used(theatre),
                    course=loaded.place,
                    purpose=purpose,
                )
            )
            open_ends = due(past, loaded.plan.questions, started_at)
            stage = _play(
                loaded,
                home,
                theatre,
                players,
                recorder,
                felt,
                earlier,
                str(session_id),
                purpose,
                open_ends,
            )
    except SessionsError:
        # What could be written is written; the next start finds the folder and makes it whole.
        folder.release()
        raise
    ended: Ended = recorder.ended or "error"
    folder.seal(ended)
    return Played(folder.path, ended, theatre.pacer.dropped_frames, stage.asks_later)


def _play(
    loaded: LoadedPlan,
    home: HomeSettings,
    theatre: Theatre,
    players: dict[str, MovementPlayer],
    recorder: SessionRecorder,
    felt: FeltLimb,
    earlier: Sequence[EarlierBlock],
    session_seed: str,
    purpose: Purpose,
    open_ends: Due,
) -> Stage:
    """Run the loop over the session's play, and keep what it measured."""
    plan, limb = loaded.plan, LIMBS[loaded.plan.limb]
    # Where both sides are affected nothing is measured, and the side of it does not matter.
    intact = other_side(plan.shown_sides[0])
    missing = home.patient_for(loaded.plan).other_hand_missing
    sensor = home.sensor
    view = sensor.view if isinstance(sensor, WebcamSettings | ReplaySettings) else "facing"
    trace = PoseTrace()
    estimator = IntactLimbEstimator(intact, other_hand_possible=not missing, view=view, limb=limb)
    arm = MeasuredArm(
        theatre.sensor,
        estimator,
        limb=limb,
        on_sample=recorder.sample,
        on_pose=recorder.pose,
        on_device=recorder.device,
        trace=trace,
    )
    muscles = _muscle_source(theatre, recorder)
    stage = Stage(
        loaded=loaded,
        players=players,
        journal=recorder,
        setup=_setup_for(theatre.sensor),
        look=arm.look,
        trace=trace,
        arm_is_measured=theatre.sensor is not None,
        skeleton=theatre.skeleton,
        paint=_paint(home, theatre),
        appearance=home.limb,
        earlier=earlier,
        session_seed=session_seed,
        due=open_ends,
        condition=Condition(troubled_before=open_ends.troubled_before),
        missing=missing_regions(plan, home.residual, hand_missing=missing),
        muscles=muscles,
        muscles_missing=theatre.muscles_missing,
        muscles_file=_muscle_file(home, loaded, muscles),
        background=background_for(theatre.clock),
        hand_followed=_follows_a_hand(theatre.sensor),
        motion=estimator.motion if _setup_for(theatre.sensor) == "motion" else None,
        today=theatre.wall_clock().date(),
        clinic=theatre.clinic,
    )
    speaker = _speaker(loaded, home, theatre, recorder)
    if speaker is not None:
        stage.say = speaker.say
    if home.sound.tones and not isinstance(theatre.clock, VirtualClock):
        stage.tone = _tones()
    arms = Arms(arm, muscles, muscles_move_it=theatre.sensor is None)

    def commanded(command: Command, scene: str) -> None:
        recorder.command(command, scene)
        if command.wish is Wish.RECENTRE:
            estimator.motion.recentre()

    budget = FrameBudget(theatre.pacer, theatre.display, recorder.note)

    def scene_shown(name: str, at_s: float) -> None:
        recorder.scene(name, at_s)
        budget.scene_shown(name)

    director = Director(
        PLAYS[purpose](stage),
        hurts=lambda: hurts_interlude(stage),
        on_scene=scene_shown,
        on_command=commanded,
        as_felt=felt.shown,
    )
    controls = Controls(arrows_move_focus=not theatre.arrows_steer)

    def shown(frame: Frame, latched_s: float, flip_s: float) -> None:
        recorder.frame_shown(frame, latched_s, flip_s)
        recorder.arm_seen(arm.tracking, arm.counts)
        ceiling.frame_shown(frame, flip_s)
        budget.frame_shown()
        theatre.on_frame(frame)

    loop = Loop(
        clock=theatre.clock,
        pacer=theatre.pacer,
        display=theatre.display,
        director=director,
        arm=arms,
        controls=controls,
        on_frame=shown,
        on_events=theatre.on_events,
        onlooker=theatre.onlooker,
    )

    def enough(firing: Firing) -> None:
        recorder.safety_fired(firing)
        if "end_kindly" in firing.actions:
            loop.end_soon(SessionOver("safety", firing.rule))

    ceiling = Ceiling(stage, repetitions=lambda: recorder.repetitions, on_reached=enough)
    stage.condition.done = ceiling.done
    stage.summary_lines = lambda: (
        *summary_lines(
            recorder.entries,
            loop.latency.summary(
                dropped_frames=theatre.pacer.dropped_frames, refresh_hz=theatre.refresh_hz
            ),
            enrolled=theatre.clinic is not None,
        ),
        *_gmi_lines(loaded, earlier, recorder),
    )
    try:
        with no_garbage_collection(), stopped_from_outside(loop):
            loop.run()
    except SessionsError as error:
        # Whatever can still be written is; the first error is the one to tell.
        with suppress(SessionsError):
            director.abandon()
            recorder.session_ended("error", str(error))
        raise
    finally:
        latency = loop.latency.summary(
            dropped_frames=theatre.pacer.dropped_frames, refresh_hz=theatre.refresh_hz
        )
        if speaker is not None:
            speaker.close()
        recorder.measured(latency, arm.counts)
        recorder.controller_delay(muscles.delay() if muscles is not None else None)
    return stage


def _muscles_used(theatre: Theatre) -> SensorUsed | None:
    if theatre.muscles is None:
        return None
    identity = theatre.muscles.identity
    return SensorUsed(driver=identity.driver, device=identity.device, detail=identity.detail)


def _follows_a_hand(sensor: Sensor | None) -> bool:
    """Tell whether the sensor sees an intact hand move, rather than being steered by it."""
    return sensor is not None and sensor.identity.driver != "pointer"


def _muscle_source(theatre: Theatre, recorder: SessionRecorder) -> MuscleSource | None:
    if theatre.muscles is None:
        return None
    return MuscleSource(
        theatre.muscles,
        clock=theatre.clock,
        on_sample=recorder.sample,
        on_decision=recorder.decision,
        on_device=recorder.muscles_device,
    )


def _muscle_file(
    home: HomeSettings, loaded: LoadedPlan, muscles: MuscleSource | None
) -> MuscleFile | None:
    if muscles is None:
        return None
    code = home.patient_for(loaded.plan).code
    return MuscleFile(home.muscles_root, code, muscles.identity.driver)


def _felt_limb(loaded: LoadedPlan, home: HomeSettings, patient: Patient) -> FeltLimb:
    """Return how the affected limb looks in this session: as far from neutral as the plan says."""
    rule = loaded.plan.phantom
    before = 0
    if rule.begin_as_felt:
        before = times_played(home.sessions_root, patient.code, loaded.plan.name)
    residual = home.residual
    if residual is not None and residual.limb != loaded.plan.limb:
        residual = None
    upper_m = SEATED_ARM.upper_arm_m if loaded.plan.limb == "arm" else SEATED_LEG.thigh_m
    end_m = residual_end_m(residual, upper_m)
    return FeltLimb.of(
        loaded.plan.shown_sides,
        rule.shown(home.phantom, before),
        residual_end_m=end_m,
        meets_residual=residual is not None and residual.shown,
    )


def _paint(home: HomeSettings, theatre: Theatre) -> Paint:
    """Return who paints pictures of limbs; kept on the disk where they are really painted."""
    driver = theatre.machine.gl_renderer
    if not driver:
        return theatre.display.paint
    return PictureCache(theatre.display.paint, home.limb, driver, pictures_folder())


def _gmi_lines(
    loaded: LoadedPlan, earlier: Sequence[EarlierBlock], recorder: SessionRecorder
) -> tuple[str, ...]:
    """Say where the patient is in graded motor imagery; nothing where it is not on."""
    if loaded.gmi is None:
        return ()
    return (gmi_sentence(standing(loaded.gmi, (*earlier, *blocks_in(recorder.entries)))),)


def _speaker(
    loaded: LoadedPlan, home: HomeSettings, theatre: Theatre, recorder: SessionRecorder
) -> Speaker | None:
    """Return who reads texts out; None where nobody wants it, or nobody would hear it."""
    wanted = loaded.plan.read_aloud or home.sound.read_aloud
    if not wanted or isinstance(theatre.clock, VirtualClock):
        return None
    voice = voice_here()
    if voice is None:
        recorder.note("speech", NO_VOICE)
        return None
    # pygame is for a session that can be heard or seen, not for those who only check a plan.
    from game.sound import SoundPlayer

    return Speaker(
        voice, SoundPlayer(), speech_folder(), lambda text: recorder.note("speech", text)
    )


def _tones() -> Callable[[Tone], None]:
    """Return what lets tones be heard."""
    from game.sound import SoundPlayer

    return SoundPlayer().play_tone


def _setup_for(sensor: Sensor | None) -> Literal["camera", "pointer", "motion", "none"]:
    """Return what the patient has to set up for this sensor."""
    match sensor.identity.driver if sensor is not None else "":
        case "webcam":
            return "camera"
        case "pointer":
            return "pointer"
        case "two_imu" | "bno055" | "bno08x_rvc" | "witmotion":
            return "motion"
        case _:
            return "none"
