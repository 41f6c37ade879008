"""Puts a session together: the only place that knows all the parts.

What may differ between a person at a window, the simulated patient off-screen and a whole course
played faster than time is handed in as a `Theatre`; everything from there on is the same code.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version

from game.background import background_for
from game.begun import Begun, begin, estimator_for, first_entry
from game.director import Director
from game.display.picture_cache import Paint, PictureCache, pictures_folder
from game.frame import Frame
from game.home.settings import HomeSettings
from game.input.command import Command, Wish
from game.input.controls import Controls
from game.loop import Loop
from game.muscles.session import muscle_file_for, muscle_source_for
from game.muscles.source import MuscleSource
from game.play.ask import hurts_interlude, wrong_interlude
from game.play.ceiling import Ceiling
from game.play.condition import Condition
from game.play.gmi_words import gmi_sentence
from game.play.plain_summary import summary_lines
from game.play.plan_players import players_for
from game.play.plays import PLAYS
from game.play.setup_kind import follows_a_hand, setup_kind
from game.play.stage import Stage
from game.recorder.pose_trace import PoseTrace
from game.recorder.session_recorder import SessionRecorder
from game.scenes.scene import SessionOver
from game.shown.arms import Arms
from game.shown.measured_arm import MeasuredArm
from game.sound.session import speaker_for, tones_for
from game.theatre import Played, Theatre
from game.timing.frame_budget import FrameBudget
from game.timing.session_guard import no_garbage_collection, stopped_from_outside
from sensors.limbs import LIMBS
from sensors.motion.intact_limb import IntactLimbEstimator
from sessions.asking.missing import missing_regions
from sessions.asking.rating import Answer, Quantity
from sessions.course.gmi import standing
from sessions.course.history import EarlierBlock, blocks_in
from sessions.errors import SessionsError
from sessions.events.entry import (
    Ended,
    Purpose,
)
from sessions.events.log import EventLog
from sessions.folder.session_folder import SessionFolder
from sessions.plan.plan import LoadedPlan
from sessions.plan.safety import Firing
from sessions.recording.recording import BLOCK_S, RecordingWriter

__all__ = ["Played", "Theatre", "play_session", "players_for"]


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
    begun = begin(loaded, home, theatre, purpose)
    folder = SessionFolder.create(
        home.sessions_root,
        session_id=begun.session_id,
        started_at=begun.started_at,
        patient_code=begun.patient.code,
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
            recorder = SessionRecorder(
                log, recording, clock=theatre.clock, wall_clock=theatre.wall_clock
            )
            recorder.begin(first_entry(begun))
            stage = _play(begun, recorder)
    except SessionsError:
        # What could be written is written; the next start finds the folder and makes it whole.
        folder.release()
        raise
    ended: Ended = recorder.ended or "error"
    folder.seal(ended)
    return Played(folder.path, ended, theatre.pacer.dropped_frames, stage.asks_later)


def _stage(
    begun: Begun,
    recorder: SessionRecorder,
    arm: MeasuredArm,
    estimator: IntactLimbEstimator,
    muscles: MuscleSource | None,
    trace: PoseTrace,
) -> Stage:
    loaded, home, theatre = begun.loaded, begun.home, begun.theatre
    kind = setup_kind(theatre.sensor)

    def felt_told(answers: Mapping[Quantity, Answer]) -> None:
        told = begun.felt.told(answers)
        recorder.phantom_shown(begun.felt.felt, told)

    return Stage(
        loaded=loaded,
        players=begun.players,
        journal=recorder,
        setup=kind,
        look=arm.look,
        trace=trace,
        arm_is_measured=theatre.sensor is not None,
        skeleton=theatre.skeleton,
        paint=_paint(home, theatre),
        appearance=home.limb,
        earlier=begun.earlier,
        session_seed=str(begun.session_id),
        due=begun.open_ends,
        condition=Condition(troubled_before=begun.open_ends.troubled_before),
        missing=missing_regions(
            loaded.plan, home.residual, hand_missing=begun.patient.other_hand_missing
        ),
        muscles=muscles,
        muscles_missing=theatre.muscles_missing,
        muscles_file=muscle_file_for(home, loaded, muscles),
        background=background_for(theatre.clock),
        hand_followed=follows_a_hand(theatre.sensor),
        motion=estimator.motion if kind == "motion" else None,
        today=begun.started_at.date(),
        clinic=theatre.clinic,
        asks_felt=begun.felt.asks,
        felt_told=felt_told,
    )


def _play(begun: Begun, recorder: SessionRecorder) -> Stage:
    """Run the loop over the session's play, and keep what it measured."""
    loaded, home, theatre = begun.loaded, begun.home, begun.theatre
    trace = PoseTrace()
    estimator = estimator_for(begun)
    arm = MeasuredArm(
        theatre.sensor,
        estimator,
        limb=LIMBS[loaded.plan.limb],
        on_sample=recorder.sample,
        on_pose=recorder.pose,
        on_device=recorder.device,
        trace=trace,
    )
    muscles = muscle_source_for(theatre, recorder, home)
    stage = _stage(begun, recorder, arm, estimator, muscles, trace)
    speaker = speaker_for(loaded, home, theatre, recorder)
    if speaker is not None:
        stage.say = speaker.say
    if (tones := tones_for(home, theatre)) is not None:
        stage.tone = tones
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
        PLAYS[begun.purpose](stage),
        hurts=lambda: hurts_interlude(stage),
        wrong=lambda: wrong_interlude(stage),
        on_scene=scene_shown,
        on_command=commanded,
        as_felt=begun.felt.shown,
    )
    controls = Controls(arrows_move_focus=not theatre.arrows_steer)

    def shown(frame: Frame, latched_s: float, flip_s: float) -> None:
        recorder.frame_shown(frame, latched_s, flip_s)
        recorder.arm_seen(arm.tracking, lambda: arm.counts)
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
        *_gmi_lines(loaded, begun.earlier, recorder),
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
