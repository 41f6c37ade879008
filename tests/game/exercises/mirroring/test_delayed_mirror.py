"""A session in which the mirror waits on purpose: how late, how far back, and never in pain."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from game.app import play_session
from game.frame import Frame
from game.home.settings import HomeSettings
from game.input.command import Command, Wish
from sessions.plan.plan import LoadedPlan, parse_plan
from sessions.recording.frame_row import FrameRow
from sessions.recording.reader import RecordingReader
from sessions.recording.rows import PoseRow
from tests.fakes.hurried_patient import HurriedPatient
from tests.game.conftest import REFRESH_HZ, MakeTheatre
from tests.game.play.session_log import notes_of, outcomes_of

ORDERED_S = 0.25
PLAN = f"""
schema_version = 1
name = "late"
title = "Late"
affected_side = "left"
sensor = "simulated"
[bounds]
incongruent = true
delay_most_s = 0.3
[[blocks]]
exercise = "BLOCK
visuomotor_delay_s = {ORDERED_S}
[[blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 12
"""
BLOCKS = {
    "mirror": 'mirror"\nmovements = ["hand_open_close"]\nduration_s = 40\ndelay_return_s = 5',
    "free_play": 'free_play"\nceiling_s = 40\ndelay_return_s = 5\ndelay_returns = "steps"',
}


@dataclass
class Hurting(HurriedPatient):
    """Says once, in the first exercise, that it hurts more, and rates it so."""

    at_s: float = 15.0
    said_at_s: float | None = None
    came_on_s: float | None = field(default=None)

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        if frame.scene == "mirror" and self.came_on_s is None:
            self.came_on_s = now_s
        if self.said_at_s is None and self.came_on_s is not None:
            if now_s - self.came_on_s >= self.at_s:
                self.said_at_s = now_s
                self.numbers = [5, 5]
                return (Command(Wish.HURTS, now_s),)
            return ()
        return super().look(frame, now_s)


def late(exercise: str) -> LoadedPlan:
    return parse_plan(PLAN.replace("BLOCK", BLOCKS[exercise]), source_name="late.toml")


def rows_of(folder: Path) -> tuple[list[FrameRow], list[PoseRow]]:
    rows = list(RecordingReader(folder / "recording.mcap").rows("frame", "pose"))
    return [r for r in rows if isinstance(r, FrameRow)], [r for r in rows if isinstance(r, PoseRow)]


@pytest.mark.parametrize("exercise", ["mirror", "free_play"])
def test_the_shown_limb_is_the_measured_one_of_so_long_ago_and_exact_at_the_end(
    exercise: str, home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    played = play_session(late(exercise), home, make_theatre(onlooker=HurriedPatient()))
    frames, poses = rows_of(played.folder)
    frames = [f for f in frames if f.scene == exercise]
    began_s = frames[0].flip_s
    first = [f for f in frames if f.flip_s - began_s < 40.0]
    times_s = np.array([p.taken_s for p in poses])
    angles = np.array([p.angles_rad for p in poses])
    one_sample = float(np.abs(np.diff(angles, axis=0)).max())
    held = [f for f in first if f.delayed_s == pytest.approx(ORDERED_S, abs=1e-6)]
    assert len(held) > 15 * REFRESH_HZ
    for frame in held:
        meant = [
            np.interp(frame.flip_s - ORDERED_S, times_s, angles[:, joint])
            for joint in range(angles.shape[1])
        ]
        assert np.abs(frame.limbs[0].angles_rad - meant).max() <= one_sample
        # The intact limb, beside it, is not delayed.
        now = [
            np.interp(frame.flip_s, times_s, angles[:, joint]) for joint in range(angles.shape[1])
        ]
        assert np.abs(frame.limbs[1].angles_rad - now).max() <= one_sample
    assert max(f.delayed_s for f in frames) <= ORDERED_S
    assert not any(f.delayed_s for f in first if f.flip_s - began_s > 30.0)
    steps_s = np.abs(np.diff([f.delayed_s for f in first]))
    assert steps_s.max() <= 1.01 / REFRESH_HZ


def test_the_log_says_what_was_ordered_what_was_shown_and_what_latency_added(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    played = play_session(late("mirror"), home, make_theatre(onlooker=HurriedPatient()))
    assert outcomes_of(played.folder, "delay_ordered_s") == [ORDERED_S]
    assert outcomes_of(played.folder, "delay_shown_s") == [pytest.approx(ORDERED_S)]
    assert outcomes_of(played.folder, "delay_most_s") == [pytest.approx(ORDERED_S)]
    (age_s,) = outcomes_of(played.folder, "delayed_sample_age_s")
    assert age_s is not None
    assert ORDERED_S <= age_s <= ORDERED_S + 0.06
    (late_s,) = outcomes_of(played.folder, "delayed_s")
    assert late_s == pytest.approx(30.0, abs=0.5)
    (exact_s,) = outcomes_of(played.folder, "exact_at_end_s")
    assert exact_s == pytest.approx(10.0, abs=0.5)


def test_the_patient_is_told_unless_the_plan_is_blind(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    blind = PLAN.replace("BLOCK", BLOCKS["mirror"] + "\ndelay_told = false")
    said = []
    for plan in (late("mirror"), parse_plan(blind, source_name="blind.toml")):
        patient = HurriedPatient()
        play_session(plan, home, make_theatre(onlooker=patient))
        lines = [f.screen.lines for _, f in patient.frames if f.scene == "mirror"]
        said.append(
            [any("on purpose" in line for line in words) for words in (lines[0], lines[-1])]
        )
    assert said == [[True, False], [False, False]]


def test_when_it_hurts_more_the_mirror_is_exact_at_once_and_stays_so(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    patient = Hurting()
    played = play_session(late("mirror"), home, make_theatre(onlooker=patient))
    frames, _ = rows_of(played.folder)
    said_at_s = patient.said_at_s
    assert said_at_s is not None
    mirrored = [f for f in frames if f.scene == "mirror"]
    assert any(f.delayed_s for f in mirrored if f.flip_s <= said_at_s)
    after = [f for f in mirrored if f.flip_s > said_at_s + 1.0 / REFRESH_HZ]
    assert len(after) > 10 * REFRESH_HZ
    assert not any(f.delayed_s for f in after)
    assert any("the limb had no delay" in note for note in notes_of(played.folder))
