"""Sessions that begin with the limb as it is felt, on the affected side alone."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from game.app import Theatre, play_session
from game.frame import Frame, ShownLimb
from game.home.settings import HomeSettings
from game.home.settings_file import SettingsError, load_home
from game.input.command import Command
from game.limb.postures import load_postures
from game.screen import Screen
from game.shown.felt_limb import UPPER_M, FeltLimb, residual_end_m
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from sensors.pose import LIMITS_RAD
from sessions.events.entry import SessionStarted
from sessions.events.log import read_log
from sessions.plan.phantom import FeltPhantom
from sessions.plan.plan import LoadedPlan, parse_plan
from sessions.plan.residual import ResidualLimb
from sessions.recording.frame_row import FrameRow
from sessions.recording.reader import RecordingReader

FELT = FeltPhantom(telescoping=0.5, size=1.2, posture="fist", stiffness=0.6, transparency=0.3)
OPEN = load_postures()["open"]
BOTH = Frame("mirror", (ShownLimb("left", OPEN), ShownLimb("right", OPEN)), Screen("strip"))


@dataclass
class Watching:
    """The simulated patient, and every frame they saw."""

    patient: SimulatedPatient
    frames: list[Frame] = field(default_factory=list)

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        self.frames.append(frame)
        return self.patient.look(frame, now_s)


def beginning_as_felt(plan: LoadedPlan) -> LoadedPlan:
    text = plan.plan.model_copy(
        update={
            "phantom": plan.plan.phantom.model_copy(
                update={
                    "begin_as_felt": True,
                    "ask": False,
                    "sessions_to_neutral": 2,
                    "hold_sessions": 0,
                }
            )
        }
    ).model_dump_json()
    return parse_plan(text, source_name="felt.json")


def test_only_the_affected_limb_is_shown_as_felt() -> None:
    affected, intact = FeltLimb.of(("left",), FELT).shown(BOTH).limbs
    assert affected.form.telescoping == 0.5
    assert affected.opacity == pytest.approx(0.7)
    fist = load_postures()["fist"]
    hand = slice(10, None)
    np.testing.assert_allclose(
        affected.angles_rad[hand], (0.4 * OPEN + 0.6 * fist)[hand], atol=1e-6
    )
    assert intact is BOTH.limbs[1]


def test_a_stiff_limb_keeps_within_anatomical_limits_and_still_moves() -> None:
    felt = FeltLimb.of(("left",), FELT)
    shown = [
        felt.shown(replace(BOTH, limbs=(ShownLimb("left", pose),))).limbs[0].angles_rad
        for pose in load_postures().values()
    ]
    for pose in shown:
        assert (pose >= LIMITS_RAD[:, 0] - 1e-9).all()
        assert (pose <= LIMITS_RAD[:, 1] + 1e-9).all()
    assert max(np.abs(one - shown[0]).max() for one in shown) > 0.3


def test_a_neutral_phantom_leaves_the_frame_as_it_is() -> None:
    assert FeltLimb(("left",)).shown(BOTH) is BOTH


def test_sessions_lead_from_the_felt_limb_to_the_neutral_one(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: Callable[..., Theatre]
) -> None:
    plan, home = beginning_as_felt(short_plan), replace(home, phantom=FELT)
    seen: list[float] = []
    for seed in range(3):
        watching = Watching(SimulatedPatient(seed, TEMPERAMENTS["cooperative"]))
        played = play_session(plan, home, make_theatre(onlooker=watching))
        limbs = [limb for frame in watching.frames for limb in frame.limbs if limb.side == "left"]
        (telescoping,) = {limb.form.telescoping for limb in limbs}
        seen.append(telescoping)
        started = read_log(played.folder / "events.jsonl").entries[0]
        assert isinstance(started, SessionStarted)
        logged = started.phantom_shown
        assert (logged.telescoping if logged is not None else 0.0) == telescoping
        rows = RecordingReader(played.folder / "recording.mcap").rows("frame")
        drawn = [limb for row in rows if isinstance(row, FrameRow) for limb in row.limbs]
        assert {limb.telescoping for limb in drawn if limb.side == "left"} == {telescoping}
    assert seen == [0.5, 0.25, 0.0]


def test_a_posture_that_does_not_exist_is_told_with_those_that_do(tmp_path: Path) -> None:
    file = tmp_path / "home.toml"
    file.write_text('[phantom]\nposture = "claw"\n')
    with pytest.raises(SettingsError, match=r"phantom\.posture: .* allowed: .*fist"):
        load_home(file)


@pytest.mark.parametrize(("level", "end_m"), [("transradial", 0.42), ("transhumeral", 0.12)])
def test_a_residual_limb_is_measured_from_the_joint_above_it(level: str, end_m: float) -> None:
    residual = ResidualLimb.model_validate({"level": level, "length_mm": 120})
    assert residual_end_m(residual, upper_m=0.30) == pytest.approx(end_m)
    assert residual_end_m(None, upper_m=0.30) is None


@pytest.mark.parametrize("level", ["transhumeral", "transfemoral"])
def test_a_limb_cut_above_the_joint_is_shown_cut_above_it_however_long_it_is(level: str) -> None:
    residual = ResidualLimb.model_validate({"level": level, "length_mm": 420})
    upper_m = UPPER_M[residual.limb]
    end_m = residual_end_m(residual, upper_m)
    assert end_m is not None
    assert end_m < upper_m
