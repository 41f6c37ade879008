"""A theatre without a window: real plan, real log, simulated patient, time that only jumps."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from game.app import Theatre
from game.display.blank import BlankDisplay
from game.home.settings import HomeSettings, default_home
from game.loop import Onlooker
from game.recorder.machine import describe_machine
from game.timing.clock import VirtualClock
from game.timing.pacing import Pacer
from sensors.registry import create_sensor
from sensors.sensor import Sensor
from sensors.settings import SimulatedSettings
from sessions.plan.plan import LoadedPlan, parse_plan

from .seeded_ids import SeededIds

REFRESH_HZ = 30.0
MakeTheatre = Callable[..., Theatre]

PLAN = """
schema_version = 1
name = "short"
affected_side = "left"
sensor = "simulated"
[title]
en = "Short"
[[blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 20
repetitions = 4
[[blocks]]
exercise = "rest"
duration_s = 10
[[blocks]]
exercise = "follow"
movements = ["pinch"]
trials = 1
cycles = 2
"""


@pytest.fixture
def short_plan() -> LoadedPlan:
    return parse_plan(PLAN, source_name="short.toml")


def home_below(root: Path) -> HomeSettings:
    """Return a home with a simulated arm, its sessions below a folder."""
    plain = default_home()
    return HomeSettings(plain.patient, plain.display, root / "sessions", SimulatedSettings())


@pytest.fixture
def home(tmp_path: Path) -> HomeSettings:
    return home_below(tmp_path)


def theatre_of(
    *,
    clock: VirtualClock | None = None,
    onlooker: Onlooker | None,
    sensor: bool = True,
    new_id: Callable[[], UUID] | None = None,
) -> Theatre:
    """Return a theatre in virtual time, with a simulated arm unless none is wanted."""
    clock = VirtualClock() if clock is None else clock
    opened: Sensor | None = None
    if sensor:
        opened = create_sensor(SimulatedSettings(), clock)
        opened.open()
    return Theatre(
        clock=clock,
        display=BlankDisplay(clock, "right"),
        pacer=Pacer(clock, REFRESH_HZ),
        machine=describe_machine(gl_renderer="", display_px=None, refresh_hz=REFRESH_HZ),
        refresh_hz=REFRESH_HZ,
        sensor=opened,
        onlooker=onlooker,
        new_id=new_id or SeededIds(),
    )


@pytest.fixture
def make_theatre() -> MakeTheatre:
    return partial(theatre_of, new_id=SeededIds())
