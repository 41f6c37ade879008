"""Opens what a session needs, and lets it go again, whatever happens in between.

The sensor comes before the window: a camera that is missing is told before anything is shown.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from game.app import Theatre
from game.clock import SessionClock
from game.display_error import DisplayError
from game.felt_limb import UPPER_M, residual_end_m
from game.frame import Frame
from game.gl_display import GLDisplay
from game.limb.limb import load_limb, with_residual
from game.loop import Onlooker
from game.machine import describe_machine
from game.pacing import Pacer
from game.pointer_controls import PointerControls
from game.settings import HomeSettings
from game.simulated_muscles import WithMuscles
from game.window import WindowSettings
from sensors.drivers.pointer import PointerSensor
from sensors.drivers.simulated_emg import SimulatedMuscles
from sensors.errors import SensorError, SensorSettingsError
from sensors.registry import MOVES_A_LEG, MOVES_THE_LIMB, READS_MUSCLES, create_sensor
from sensors.sensor import Sensor
from sensors.settings import SensorSettings, SimulatedSettings, default_settings
from sessions.blocks.registry import (
    LISTENS_TO_MUSCLES,
    MEASURES_A_LIMB,
    measures_a_limb,
    needs_muscles,
)
from sessions.log_entry import Machine
from sessions.plan import LoadedPlan

# A size and a rate that a processor without graphics keeps up with; nobody looks at it live.
_OFFSCREEN_PX = (960, 600)
_OFFSCREEN_HZ = 20.0


def sensor_for(loaded: LoadedPlan, home: HomeSettings) -> SensorSettings | None:
    """Return which sensor this session uses; None where nothing in the plan needs one.

    Raises:
        SensorSettingsError: the sensor doesn't exist, needs a settings file, or moves no limb.
    """
    if not any(measures_a_limb(block) for block in loaded.plan.blocks):
        return None
    settings = home.sensor or default_settings(loaded.plan.sensor)
    if _is_muscles(settings):
        return None
    if loaded.plan.limb == "leg" and settings.driver == "webcam":
        raise SensorSettingsError(
            "The webcam follows hands, not legs: choose the sensor pointer, or a motion sensor on "
            "the foot such as witmotion"
        )
    allowed = MOVES_A_LEG if loaded.plan.limb == "leg" else MOVES_THE_LIMB
    if settings.driver not in allowed:
        raise SensorSettingsError(
            f"The sensor {settings.driver} can be watched and recorded, but it does not move the "
            f"limb yet: choose one of {', '.join(sorted(allowed))}"
        )
    if isinstance(settings, SimulatedSettings):
        return settings.model_copy(update={"limb": loaded.plan.limb})
    return settings


def muscles_for(loaded: LoadedPlan, home: HomeSettings) -> SensorSettings | None:
    """Return which muscle sensor this session uses; None where nothing needs one, or none is named.

    Raises:
        SensorSettingsError: the plan's sensor doesn't exist, or needs a settings file.
    """
    settings = home.muscles
    for candidate in (home.sensor, _by_name(loaded.plan.sensor)):
        if settings is None and candidate is not None and _is_muscles(candidate):
            settings = candidate
    moves_mirror = home.muscles is None and sensor_for(loaded, home) is None
    wanted = LISTENS_TO_MUSCLES | (MEASURES_A_LIMB if moves_mirror else frozenset())
    if not any(needs_muscles(b) or b.exercise in wanted for b in loaded.plan.blocks):
        return None
    return settings


def _by_name(driver: str) -> SensorSettings | None:
    return default_settings(driver) if driver in READS_MUSCLES - {"replay"} else None


def _is_muscles(settings: SensorSettings) -> bool:
    """Tell whether a sensor reads muscles and nothing else; a replay may hold anything."""
    return settings.driver in READS_MUSCLES and settings.driver not in MOVES_THE_LIMB


@dataclass(frozen=True, slots=True)
class OpenedMuscles:
    """The muscle sensor of a session, or why there is none."""

    sensor: Sensor | None = None
    missing: str = ""


@contextmanager
def opened_muscles(
    loaded: LoadedPlan, home: HomeSettings, clock: SessionClock, notice: Callable[[str], None]
) -> Iterator[OpenedMuscles]:
    """Open the muscle sensor for a session; where the plan can do without, a failure is only told.

    Raises:
        SensorError: it can't be opened, and the plan does not say what to do then.
    """
    settings = muscles_for(loaded, home)
    needing = [block for block in loaded.plan.blocks if needs_muscles(block)]
    if settings is None and not needing:
        yield OpenedMuscles()
        return
    instead = {getattr(block, "if_sensor_fails", "stop") for block in needing}
    listens = any(block.exercise in LISTENS_TO_MUSCLES for block in loaded.plan.blocks)
    can_do_without = "stop" not in instead and (bool(needing) or listens)
    sensor: Sensor | None = None
    missing = ""
    try:
        if settings is None:
            raise SensorSettingsError(
                "This plan needs a muscle sensor: name it in a settings file under [muscles], and "
                "choose that file with --settings"
            )
        sensor = create_sensor(settings, clock)
        sensor.open()
    except SensorError as error:
        if not can_do_without:
            raise
        missing, sensor = str(error), None
        follows = instead == {"follow"}
        without = (
            "the limb plays the movements and the patient follows"
            if follows
            else ("the session does what its plan says for a sensor that fails")
        )
        notice(f"{error} Instead, {without}.")
    try:
        yield OpenedMuscles(sensor, missing)
    finally:
        if sensor is not None:
            sensor.close()


@contextmanager
def _sensor_or_pointer(
    loaded: LoadedPlan, home: HomeSettings, clock: SessionClock, notice: Callable[[str], None]
) -> Iterator[Sensor | None]:
    """Open the sensor for a session, or where the plan says so the mouse and the keys instead.

    Raises:
        SensorError: it can't be opened, and the plan says nothing else.
    """
    settings = sensor_for(loaded, home)
    with ExitStack() as opened:
        try:
            sensor = opened.enter_context(opened_sensor(settings, clock))
        except SensorError as error:
            if loaded.plan.if_sensor_fails != "pointer":
                raise
            notice(f"{error} Instead, the mouse or the arrow keys move the limb.")
            sensor = opened.enter_context(opened_sensor(default_settings("pointer"), clock))
        yield sensor


@contextmanager
def opened_sensor(settings: SensorSettings | None, clock: SessionClock) -> Iterator[Sensor | None]:
    """Open the sensor for a session.

    Raises:
        SensorError: it can't be opened; in a sentence with the next step.
    """
    if settings is None:
        yield None
        return
    sensor = create_sensor(settings, clock)
    try:
        sensor.open()
        yield sensor
    finally:
        sensor.close()


@contextmanager
def at_a_window(
    loaded: LoadedPlan,
    home: HomeSettings,
    clock: SessionClock,
    *,
    notice: Callable[[str], None],
) -> Iterator[Theatre]:
    """Open sensor and window for a person.

    Raises:
        SensorError: the sensor can't be opened.
        DisplayError: no window can be had.
    """
    settings = WindowSettings(
        size_px=(home.display.width_px, home.display.height_px), fullscreen=home.display.fullscreen
    )
    with (
        _sensor_or_pointer(loaded, home, clock, notice) as sensor,
        opened_muscles(loaded, home, clock, notice) as muscles,
        _display(settings, loaded, home, clock, notice) as display,
    ):
        if not display.window.visible:
            raise DisplayError(
                "No window can be opened on this computer's display: check that you are signed in "
                "at it (the variable DISPLAY), or see an off-screen session with "
                "`mirrorlimb demo --off-screen`"
            )
        refresh_hz = display.window.refresh_hz
        pointer = None
        if isinstance(sensor, PointerSensor):
            pointer = PointerControls(sensor, clock, display.window.size_px, loaded.plan.limb)
        yield Theatre(
            clock=clock,
            display=display,
            pacer=Pacer(clock, refresh_hz, flip_waits=display.flip_waits()),
            machine=_machine(display, refresh_hz),
            refresh_hz=refresh_hz,
            sensor=sensor,
            muscles=muscles.sensor,
            muscles_missing=muscles.missing,
            skeleton=display.arm_skeleton,
            on_events=pointer.take if pointer is not None else lambda _: None,
            arrows_steer=pointer is not None,
        )


@contextmanager
def off_screen(
    loaded: LoadedPlan,
    home: HomeSettings,
    clock: SessionClock,
    *,
    onlooker: Onlooker,
    on_frame: Callable[[GLDisplay, Frame], None],
    notice: Callable[[str], None],
) -> Iterator[Theatre]:
    """Open sensor and renderer with no window: drawn for real, watched by the simulated patient.

    Raises:
        SensorError: the sensor can't be opened.
        DisplayError: OpenGL is missing altogether.
    """
    settings = WindowSettings(size_px=_OFFSCREEN_PX, vsync=False, offscreen=True)
    with (
        opened_sensor(sensor_for(loaded, home), clock) as sensor,
        opened_muscles(loaded, home, clock, notice) as muscles,
        _display(settings, loaded, home, clock, notice) as display,
    ):
        yield Theatre(
            clock=clock,
            display=display,
            pacer=Pacer(clock, _OFFSCREEN_HZ),
            machine=_machine(display, _OFFSCREEN_HZ),
            refresh_hz=_OFFSCREEN_HZ,
            sensor=sensor,
            muscles=muscles.sensor,
            muscles_missing=muscles.missing,
            onlooker=WithMuscles(onlooker, muscles.sensor)
            if isinstance(muscles.sensor, SimulatedMuscles)
            else onlooker,
            skeleton=display.arm_skeleton,
            on_frame=lambda frame: on_frame(display, frame),
        )


@contextmanager
def _display(
    settings: WindowSettings,
    loaded: LoadedPlan,
    home: HomeSettings,
    clock: SessionClock,
    notice: Callable[[str], None],
) -> Iterator[GLDisplay]:
    limb = load_limb(appearance=home.limb, kind=loaded.plan.limb)
    residual = home.residual
    if residual is not None and residual.shown and residual.limb == limb.kind:
        limb = with_residual(limb, residual_end_m(residual, UPPER_M[limb.kind]))
    if limb.notice is not None:
        notice(limb.notice)
    hand = home.patient_for(loaded.plan).usable_hand
    display = GLDisplay.open(settings, limb, hand, clock, home.limb)
    try:
        yield display
    finally:
        display.close()


def _machine(display: GLDisplay, refresh_hz: float) -> Machine:
    return describe_machine(
        gl_renderer=display.window.renderer_name,
        display_px=display.window.size_px,
        refresh_hz=refresh_hz,
        quality=display.renderer.quality.name,
        draw_ms=display.draw_ms,
    )
