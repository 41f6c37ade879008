"""A whole session on real people in real rooms: the limb does what the hand does, on its side.

Clips are made of photographs by a known motion and played through the real camera process.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from game.app import Theatre, play_session
from game.display.blank import BlankDisplay
from game.frame import Frame
from game.home.settings import HomeSettings
from game.input.command import Command, Wish
from game.recorder.machine import describe_machine
from game.timing.clock import RealClock
from game.timing.pacing import Pacer
from sensors.pose import INDEX, other_side
from sensors.registry import create_sensor
from sensors.settings import WebcamSettings
from sessions.events.entry import LatencySummary, Tracking
from sessions.events.log import read_log
from sessions.patient import Patient
from sessions.plan.plan import parse_plan
from sessions.recording.reader import RecordingReader

HANDS = Path(__file__).resolve().parents[4] / "shared" / "data" / "hands"
PLAN = """
schema_version = 1
name = "real"
affected_side = "{side}"
title = "Real"
[[blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 10
"""
FINGERS = ("index", "middle", "ring", "little")
BENT_DEG = 45.0

pytestmark = [
    pytest.mark.skipif(
        not HANDS.is_dir(), reason="the photographs of hands are not beside this project"
    ),
    pytest.mark.timeout(60),
]


@dataclass
class Onlooker:
    """Goes on as soon as it may, and keeps the frames of the exercise."""

    frames: list[Frame] = field(default_factory=list)
    _setup_since_s: float | None = None

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        if frame.scene == "mirror":
            self.frames.append(frame)
            return ()
        if frame.scene == "setup":
            self._setup_since_s = self._setup_since_s or now_s
            if now_s - self._setup_since_s < 4.0:
                return ()
        if frame.screen.scale is not None:
            return (Command(Wish.SKIP, now_s),)
        return (Command(Wish.NEXT, now_s),)


@pytest.mark.parametrize(
    ("photograph", "affected", "bent"),
    [
        ("four-0c960166", "left", ()),
        ("rock-0cc7ad09", "left", ("middle", "ring")),
        ("four-07fdea90", "right", ()),
    ],
)
def test_the_limb_on_the_affected_side_does_what_the_hand_does(
    photograph: str, affected: str, bent: tuple[str, ...], home: HomeSettings, tmp_path: Path
) -> None:
    pytest.importorskip("ai_edge_litert", reason="the webcam extra is not installed")
    from sensors.drivers.frame_source import read_picture
    from tests.sensors.drivers.clips import moved, write_clip

    picture = read_picture(HANDS / f"{photograph}.jpg")
    clip = write_clip(tmp_path / "clip.avi", [moved(picture, i) for i in range(120)], fps=30.0)
    loaded = parse_plan(PLAN.format(side=affected), source_name="real.toml")
    side = loaded.plan.affected_side
    patient = Patient(code="T1", usable_hand=other_side(side), other_hand_missing=True)
    home = replace(home, sensor=WebcamSettings(source=clip), patient=patient)
    clock, onlooker = RealClock(), Onlooker()
    sensor = create_sensor(WebcamSettings(source=clip), clock)
    sensor.open()
    try:
        played = play_session(
            loaded,
            home,
            Theatre(
                clock=clock,
                display=BlankDisplay(clock, patient.usable_hand),
                pacer=Pacer(clock, 30.0),
                machine=describe_machine(gl_renderer="", display_px=None, refresh_hz=30.0),
                refresh_hz=30.0,
                sensor=sensor,
                onlooker=onlooker,
            ),
        )
    finally:
        sensor.close()

    assert all(frame.limbs[0].side == affected for frame in onlooker.frames)
    # The first second is the limb easing in from rest.
    angles = np.degrees([f.limbs[0].angles_rad for f in onlooker.frames[45:]])
    for finger in FINGERS:
        flexed_deg = float(np.median(angles[:, INDEX[f"{finger}_pip_flexion"]]))
        assert (flexed_deg > BENT_DEG) == (finger in bent), (finger, flexed_deg)

    entries = read_log(played.folder / "events.jsonl").entries
    tracking = [e for e in entries if isinstance(e, Tracking)][-1]
    assert tracking.samples_found > 0.8 * tracking.samples
    latency = next(e for e in entries if isinstance(e, LatencySummary))
    assert latency.sample_to_flip is not None
    assert RecordingReader(played.folder / "recording.mcap").condition().rows["sample/hand"] > 200
