"""A whole mirror session by two motion sensors on cables, one of which is pulled out in it."""

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from game.app import Theatre, play_session
from game.display.blank import BlankDisplay
from game.frame import Frame
from game.input.command import Command, Wish
from game.recorder.machine import describe_machine
from game.shown.arm_follower import HOLD_S
from game.timing.clock import RealClock
from game.timing.pacing import Pacer
from sensors.device_settings import WitMotionSettings
from sensors.recording import read_samples
from sensors.registry import create_sensor
from sensors.sample import ImuSample
from sensors.settings import TwoImuSettings
from sessions.events.entry import SensorBack, SensorLost
from sessions.plan.plan import parse_plan
from tests.fakes.wit_sensor import WitSensor
from tests.game.conftest import home_below

from .session_log import logged

PLAN = """
schema_version = 1
name = "motion"
affected_side = "left"
sensor = "pointer"
title = "Motion"
[[blocks]]
exercise = "mirror"
movements = ["elbow_flexion_extension"]
duration_s = 30
repetitions = 4
"""
REFRESH_HZ = 30.0
HANGING = (1.0, 0.0, 0.0, 0.0)
AHEAD = (math.cos(math.pi / 4), math.sin(math.pi / 4), 0.0, 0.0)
GONE = "The motion sensor on the forearm is not heard."
BACK = "The sensor is back. If the limb points elsewhere, let the arm hang and press C."


@dataclass
class Patient:
    """Holds the arm as asked; somebody pulls the forearm's cable, waits for words, and plugs it."""

    upper: WitSensor
    lower: WitSensor
    pull: Callable[[WitSensor], None]
    put_back: Callable[[WitSensor], None]
    frames: list[tuple[float, Frame]] = field(default_factory=list)
    pulled_at_s: float = math.inf
    put_back_at_s: float = math.inf
    recentred_at_s: float = math.inf
    _began_s: float = math.nan
    _scene: str = ""
    _since_s: float = 0.0

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        if math.isnan(self._began_s):
            self._began_s = now_s
        # Whatever goes wrong, nobody waits for ever.
        assert now_s < self._began_s + 60.0
        if frame.scene != self._scene:
            self._scene, self._since_s = frame.scene, now_s
        here_s = now_s - self._since_s
        if frame.scene.startswith("motion_"):
            held = AHEAD if frame.scene == "motion_second" else HANGING
            self.upper.held_wxyz = self.lower.held_wxyz = held
            return (Command(Wish.NEXT, now_s),) if here_s > 0.4 else ()
        if frame.scene == "mirror":
            return self._mind(frame, now_s, here_s)
        if frame.screen.scale is not None or any(b.wish is Wish.SKIP for b in frame.screen.buttons):
            return (Command(Wish.SKIP, now_s),)
        return (Command(Wish.NEXT, now_s),)

    def _mind(self, frame: Frame, now_s: float, here_s: float) -> tuple[Command, ...]:
        if here_s > 0.5 and self.pulled_at_s == math.inf:
            self.pulled_at_s = now_s
            self.pull(self.lower)
        elif now_s > self.pulled_at_s + 1.2 and self.put_back_at_s == math.inf:
            self.put_back_at_s = now_s
            self.put_back(self.lower)
        elif frame.screen.warning == BACK and self.recentred_at_s == math.inf:
            self.recentred_at_s = now_s
            return (Command(Wish.RECENTRE, now_s),)
        elif now_s > self.recentred_at_s + 0.4 and not frame.screen.warning:
            return (Command(Wish.SKIP, now_s),)
        return ()


def cable_out(sensor: WitSensor) -> None:
    sensor.unplug()


def cable_in(sensor: WitSensor) -> None:
    sensor.plug()


def goes_quiet(sensor: WitSensor) -> None:
    sensor.mute = True


def speaks_again(sensor: WitSensor) -> None:
    sensor.mute = False


@pytest.fixture(
    scope="module",
    params=[(cable_out, cable_in), (goes_quiet, speaks_again)],
    ids=["cable", "quiet"],
)
def session(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Patient, Path]]:
    clock, tmp_path = RealClock(), tmp_path_factory.mktemp("motion")
    with WitSensor(tmp_path, "ttyA") as upper, WitSensor(tmp_path, "ttyB") as lower:
        sensor = create_sensor(
            TwoImuSettings(
                upper=WitMotionSettings(port=upper.port), lower=WitMotionSettings(port=lower.port)
            ),
            clock,
        )
        sensor.open()
        patient = Patient(upper, lower, *request.param)
        theatre = Theatre(
            clock=clock,
            display=BlankDisplay(clock, "right"),
            pacer=Pacer(clock, REFRESH_HZ),
            machine=describe_machine(gl_renderer="", display_px=None, refresh_hz=REFRESH_HZ),
            refresh_hz=REFRESH_HZ,
            sensor=sensor,
            onlooker=patient,
            on_frame=lambda frame: patient.frames.append((clock(), frame)),
        )
        plan = parse_plan(PLAN, source_name="motion.toml")
        played = play_session(plan, home_below(tmp_path), theatre)
        sensor.close()
        yield patient, played.folder


def shown(patient: Patient) -> list[tuple[float, str]]:
    """Return each frame of the mirror: when it was shown, and what it said of the sensors."""
    return [(at_s, f.screen.warning) for at_s, f in patient.frames if f.scene == "mirror"]


def test_which_motion_sensor_is_gone_is_said_at_once_and_the_session_goes_on_with_it(
    session: tuple[Patient, Path],
) -> None:
    patient, folder = session
    frames = shown(patient)
    said = {warning for _, warning in frames if warning and warning != BACK}
    assert any(warning.startswith(GONE) for warning in said)
    # A machine that stalls may hear neither for a moment; a camera's words it never says.
    assert all("motion sensor" in warning and "Check" in warning for warning in said)
    lower = [
        sample.taken_at_s
        for sample in read_samples(folder)
        if isinstance(sample, ImuSample) and sample.segment == "lower"
    ]
    last_s = max(at_s for at_s in lower if at_s < patient.pulled_at_s + 0.1)
    again_s = min(at_s for at_s in lower if at_s > last_s)
    # By stamps, so that a busy machine only makes the frames fewer: the words stand in the second
    # frame after the limb has held, and are gone in the second after the sensor has spoken again.
    silent = [w for at_s, w in frames if last_s + HOLD_S < at_s < again_s]
    assert all(silent[2:])
    assert len(silent) > 2
    back = [warning for at_s, warning in frames if at_s > again_s][3:]
    assert set(back) <= {"", BACK}
    stall_s = max(b[0] - a[0] for a, b in itertools.pairwise(frames)) - 1.0 / REFRESH_HZ
    words_s = next(at_s for at_s, warning in frames if warning) - patient.pulled_at_s
    back_s = again_s - patient.put_back_at_s
    assert words_s < 1.0 + 2 * stall_s
    assert back_s < 1.0 + 4 * stall_s


def test_a_sensor_that_came_back_may_point_aside_and_one_key_mends_it(
    session: tuple[Patient, Path],
) -> None:
    patient, folder = session
    frames = shown(patient)
    # With new power comes a new heading, which no sensor can know of.
    assert BACK in [warning for at_s, warning in frames if at_s > patient.put_back_at_s]
    assert not any([warning for at_s, warning in frames if at_s > patient.recentred_at_s][2:])
    marks = [s.held for s in read_samples(folder) if isinstance(s, ImuSample) and s.held]
    assert marks == ["first", "second", "recentred"]


def test_the_log_says_which_one_and_keeps_what_the_other_said_meanwhile(
    session: tuple[Patient, Path],
) -> None:
    patient, folder = session
    (lost,), (back,) = logged(folder, SensorLost), logged(folder, SensorBack)
    assert "lower segment" in lost.reason
    assert "upper segment" not in lost.reason
    assert lost.at_s < back.at_s
    away = [
        sample.segment
        for sample in read_samples(folder)
        if isinstance(sample, ImuSample)
        and patient.pulled_at_s + 0.2 < sample.taken_at_s < patient.put_back_at_s
    ]
    assert set(away) == {"upper"}
    assert len(away) > 20
