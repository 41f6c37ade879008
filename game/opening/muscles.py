"""Which muscle sensor a session uses, and opening it; some plans can do without."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from game.home.settings import HomeSettings
from game.opening.sensor import reads_muscles_alone, sensor_for
from game.timing.clock import SessionClock
from sensors.errors import SensorError, SensorSettingsError
from sensors.registry import READS_MUSCLES, create_sensor
from sensors.sensor import Sensor
from sensors.settings import SensorSettings, default_settings
from sessions.blocks.registry import (
    LISTENS_TO_MUSCLES,
    MEASURES_A_LIMB,
    needs_muscles,
)
from sessions.plan.plan import LoadedPlan


def muscles_for(loaded: LoadedPlan, home: HomeSettings) -> SensorSettings | None:
    """Return which muscle sensor this session uses; None where nothing needs one, or none is named.

    Raises:
        SensorSettingsError: the plan's sensor doesn't exist, or needs a settings file.
    """
    settings = home.muscles
    for candidate in (home.sensor, _by_name(loaded.plan.sensor)):
        if settings is None and candidate is not None and reads_muscles_alone(candidate):
            settings = candidate
    moves_mirror = home.muscles is None and sensor_for(loaded, home) is None
    wanted = LISTENS_TO_MUSCLES | (MEASURES_A_LIMB if moves_mirror else frozenset())
    if not any(needs_muscles(b) or b.exercise in wanted for b in loaded.plan.blocks):
        return None
    return settings


def _by_name(driver: str) -> SensorSettings | None:
    return default_settings(driver) if driver in READS_MUSCLES - {"replay"} else None


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
