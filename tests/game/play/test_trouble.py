"""What a session does when a device goes away, a disk fills, or the program is asked to stop."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from game.app import Theatre, play_session
from game.frame import Frame
from game.home.settings import HomeSettings
from game.input.command import Command, Wish
from game.timing.clock import VirtualClock
from sessions.events.entry import SensorBack, SensorLost, SessionEnded
from sessions.events.log import read_log
from sessions.folder.manifest import verify
from sessions.folder.recovery import recover_unsealed
from sessions.plan.plan import LoadedPlan
from tests.fakes.unplugged_sensor import UnpluggedSensor

MakeTheatre = Callable[..., Theatre]
CHILD = Path(__file__).resolve().parents[2] / "fakes" / "session_child.py"


class Watching:
    """Goes on wherever it can, and keeps every frame."""

    def __init__(self) -> None:
        self.frames: list[tuple[float, Frame]] = []

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        self.frames.append((now_s, frame))
        if frame.scene == "pace":
            return (Command(Wish.NEXT, now_s),)
        if frame.screen.layout != "page":
            return ()
        if frame.screen.scale is not None and frame.screen.scale.chosen is None:
            return (Command(Wish.CHOOSE, now_s, 2),)
        return (Command(Wish.NEXT, now_s),)


def test_a_device_that_goes_away_is_said_the_limb_rests_and_the_session_goes_on(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    clock, onlooker = VirtualClock(), Watching()
    theatre = make_theatre(clock=clock, onlooker=onlooker)
    assert theatre.sensor is not None
    flaky = UnpluggedSensor(theatre.sensor, clock, from_s=5.0, to_s=9.0)
    played = play_session(short_plan, home, replace(theatre, sensor=flaky))
    assert played.ended == "completed"
    entries = read_log(played.folder / "events.jsonl").entries
    assert sum(isinstance(e, SensorLost) for e in entries) == 1
    assert sum(isinstance(e, SensorBack) for e in entries) == 1
    gone = [f for at_s, f in onlooker.frames if 6.0 < at_s < 9.0 and f.scene == "mirror"]
    assert gone
    assert all("Check its cable" in f.screen.warning for f in gone)
    later = [f for at_s, f in onlooker.frames if at_s > 10.0 and f.scene == "mirror"]
    assert later
    assert all(f.screen.warning == "" for f in later)


def test_a_disk_that_fills_up_is_told_at_once_and_the_session_is_recovered(tmp_path: Path) -> None:
    """A file size limit stands in for the full disk: the kernel refuses the write all the same."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = subprocess.run(
        [sys.executable, str(CHILD), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
        timeout=120,
    )
    assert done.returncode == 1
    assert "can't be written" in done.stderr
    assert "Traceback" not in done.stderr
    told = done.stdout.splitlines()
    assert "sealed" not in told
    assert told[-1].startswith("frame")
    (recovered,) = recover_unsealed(tmp_path)
    assert recovered.problem == ""
    assert verify(recovered.path).sound


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_program_asked_to_stop_seals_its_session(number: signal.Signals, tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    for line in child.stdout:
        if line.startswith("frame"):
            break
    os.kill(child.pid, number)
    child.stdout.read()
    child.stdout.close()
    assert child.wait() == 0
    (folder,) = tmp_path.glob("sub-*/ses-*")
    assert verify(folder).sound
    ends = [e for e in read_log(folder / "events.jsonl").entries if isinstance(e, SessionEnded)]
    assert [e.ended for e in ends] == ["error"]
    assert number.name in ends[0].reason
