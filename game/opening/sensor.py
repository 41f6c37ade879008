"""Which sensor follows the limb in a session, and opening it, or the mouse and keys instead."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from game.home.settings import HomeSettings
from game.timing.clock import SessionClock
from sensors.errors import SensorError, SensorSettingsError
from sensors.registry import MOVES_A_LEG, MOVES_THE_LIMB, READS_MUSCLES, create_sensor
from sensors.sensor import Sensor
from sensors.settings import SensorSettings, SimulatedSettings, default_settings
from sessions.blocks.registry import (
    measures_a_limb,
)
from sessions.plan.plan import LoadedPlan


def sensor_for(loaded: LoadedPlan, home: HomeSettings) -> SensorSettings | None:
    """Return which sensor this session uses; None where nothing in the plan needs one.

    Raises:
        SensorSettingsError: the sensor doesn't exist, needs a settings file, or moves no limb.
    """
    if not any(measures_a_limb(block) for block in loaded.plan.blocks):
        return None
    settings = home.sensor or default_settings(loaded.plan.sensor)
    if reads_muscles_alone(settings):
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
def sensor_or_pointer(
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


def reads_muscles_alone(settings: SensorSettings) -> bool:
    """Tell whether a sensor reads muscles and nothing else; a replay may hold anything."""
    return settings.driver in READS_MUSCLES and settings.driver not in MOVES_THE_LIMB
