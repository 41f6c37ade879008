"""Calibrates the muscle sensor outside a session: check, record, learn, keep, and nothing else."""

from collections.abc import Callable

from game.background import background_for
from game.director import Director
from game.home.settings import HomeSettings
from game.input.controls import Controls
from game.loop import Loop
from game.muscles.file import MuscleFile
from game.muscles.source import MuscleSource
from game.play.session import set_up_sensors
from game.play.setup_kind import follows_a_hand, setup_kind
from game.play.setup_stage import SetupStage
from game.scenes.scene import Play, SessionOver
from game.shown.arms import Arms
from game.shown.measured_arm import MeasuredArm
from game.theatre import Theatre
from game.timing.session_guard import stopped_from_outside
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.pose import other_side
from sensors.settings import ReplaySettings, WebcamSettings
from sessions.plan.plan import LoadedPlan


class TellingJournal:
    """Tells what a calibration notes; there is no session to keep it in."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def note(self, about: str, text: str) -> None:
        """Tell it."""
        self._tell(f"{about.replace('_', ' ')}: {text}")

    def outcome(
        self,
        index: int | None,
        exercise: str,
        measure: str,
        value: float | None,
        *,
        trial: int | None = None,
        condition: str = "",
    ) -> None:
        """Tell it."""
        number = "not measured" if value is None else f"{value:.2f}"
        self._tell(f"{measure} {number} {condition}".rstrip())

    def setup_check(self, advice: tuple[str, ...], *, skipped: bool) -> None:
        """Tell what the camera that follows the intact hand was wanting when the page was left."""
        if skipped:
            self._tell(f"camera: {', '.join(advice).replace('_', ' ')}")


def calibrate(
    loaded: LoadedPlan, home: HomeSettings, theatre: Theatre, tell: Callable[[str], None]
) -> bool:
    """Calibrate for a plan's movements; return whether a model is in use at the end.

    Where the theatre has a sensor of the intact hand, both sides move together and the hand says
    when each movement was made.
    """
    if theatre.muscles is None:
        tell(theatre.muscles_missing)
        return False
    muscles = MuscleSource(theatre.muscles, clock=theatre.clock, control=home.muscle_control)
    code = home.patient_for(loaded.plan).code
    kind = setup_kind(theatre.sensor)
    sensor = home.sensor
    estimator = IntactLimbEstimator(
        other_side(loaded.plan.shown_sides[0]),
        other_hand_possible=not home.patient_for(loaded.plan).other_hand_missing,
        view=sensor.view if isinstance(sensor, WebcamSettings | ReplaySettings) else "facing",
    )
    arm = MeasuredArm(
        theatre.sensor,
        estimator,
        on_sample=lambda _: None,
        on_pose=lambda _: None,
        on_device=lambda sentence: tell(sentence) if sentence else None,
    )
    stage = SetupStage(
        loaded=loaded,
        journal=TellingJournal(tell),
        setup=kind,
        look=arm.look,
        hand_followed=follows_a_hand(theatre.sensor),
        motion=estimator.motion if kind == "motion" else None,
        muscles=muscles,
        muscles_file=MuscleFile(home.muscles_root, code, muscles.identity.driver),
        background=background_for(theatre.clock),
    )
    director = Director(
        _until_ended(stage),
        hurts=_nothing,
        wrong=_nothing,
        on_scene=lambda *_: None,
        on_command=lambda *_: None,
    )
    loop = Loop(
        clock=theatre.clock,
        pacer=theatre.pacer,
        display=theatre.display,
        director=director,
        arm=Arms(arm, muscles, muscles_move_it=theatre.sensor is None),
        controls=Controls(),
        on_frame=lambda frame, *_: theatre.on_frame(frame),
        onlooker=theatre.onlooker,
    )
    with stopped_from_outside(loop):
        loop.run()
    return muscles.model is not None


def _until_ended(stage: SetupStage) -> Play[None]:
    try:
        yield from set_up_sensors(stage)
    except SessionOver:
        return


def _nothing() -> Play[None]:
    """Cover nothing more: outside a session pain is not asked; whoever hurts, ends."""
    yield from ()
