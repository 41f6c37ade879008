"""Opens sensor and display for a session, at a window or off-screen, and lets them go again.

The sensor comes before the window: a camera that is missing is told before anything is shown.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from game.app import Theatre
from game.display.error import DisplayError
from game.display.gl import GLDisplay
from game.display.window import WindowSettings
from game.frame import Frame
from game.home.settings import HomeSettings
from game.input.pointer_controls import PointerControls
from game.limb.limb import load_limb, with_residual
from game.loop import Onlooker
from game.opening.muscles import opened_muscles
from game.opening.sensor import opened_sensor, sensor_for, sensor_or_pointer
from game.recorder.machine import describe_machine
from game.shown.felt_limb import UPPER_M, residual_end_m
from game.simulated.muscles import WithMuscles
from game.timing.clock import SessionClock
from game.timing.pacing import Pacer
from sensors.drivers.pointer import PointerSensor
from sensors.drivers.simulated_emg import SimulatedMuscles
from sessions.events.entry import Machine
from sessions.plan.plan import LoadedPlan

# A size and a rate that a processor without graphics keeps up with; nobody looks at it live.
_OFFSCREEN_PX = (960, 600)
_OFFSCREEN_HZ = 20.0


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
        sensor_or_pointer(loaded, home, clock, notice) as sensor,
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
