"""A cable that is off, or slips off, while a calibration is recorded is named and not built on."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from game.frame import Frame
from game.input.command import Command, Wish
from game.language import current, use
from game.muscles.calibrate import calibrate
from game.muscles.silence import silence_to_mend
from game.play.setup_stage import SetupStage
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.drivers.simulated_emg import SimulatedMuscles
from sensors.emg.left_out import channels_left_out
from sensors.emg.model_file import load_model
from sensors.emg.silent_electrodes import SilentElectrodes
from sensors.pose import RESTING
from sensors.sample import EmgSample
from tests.game.muscle_theatre import MuscleRun, Presser, muscle_home, muscle_plan

MODEL = Path("muscles") / "sub-P001" / "simulated_emg.npz"


class CableOff(SimulatedMuscles):
    """Electrode 4 hears only its converter's noise from one moment to another."""

    from_s = 0.0
    to_s = float("inf")

    def drain(self) -> tuple[EmgSample, ...]:
        return tuple(self._cut(sample) for sample in super().drain())

    def _cut(self, sample: EmgSample) -> EmgSample:
        if not self.from_s <= sample.taken_at_s < self.to_s:
            return sample
        hears = np.ones(sample.microvolts.shape[1], np.float32)
        hears[3] = 0.005
        return replace(sample, microvolts=sample.microvolts * hears)


@dataclass
class Calibrated:
    run: MuscleRun
    told: list[str] = field(default_factory=list)

    def play(self) -> bool:
        return calibrate(muscle_plan(), self.run.home, self.run.theatre(), self.told.append)

    def scenes(self) -> list[str]:
        names = [frame.scene for frame in self.run.presser.frames]
        return [a for a, b in zip(names, ["", *names], strict=False) if a != b]


class Mender(Presser):
    """Plugs the cable in when told that the electrode is silent."""

    cable: CableOff | None = None

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        if self.cable is not None and frame.scene == "calibration_silent":
            self.cable.to_s = min(self.cable.to_s, now_s)
        return super().look(frame, now_s)


def calibrated(folder: Path, from_s: float, *wishes: Wish, plugged_in: bool = False) -> Calibrated:
    presser = Mender({"muscle_check": [Wish.NEXT] * 9, "calibration_silent": list(wishes)})
    run = MuscleRun(muscle_home(folder), presser=presser)
    muscles = CableOff(run.settings, run.clock)
    muscles.from_s = from_s
    presser.cable = muscles if plugged_in else None
    run.muscles = muscles
    made = Calibrated(run)
    assert made.play()
    return made


def test_an_electrode_that_slips_off_halfway_is_named_and_left_out(tmp_path: Path) -> None:
    made = calibrated(tmp_path, 28.0, Wish.SKIP)
    pages = [f for f in made.run.presser.frames if f.scene == "calibration_silent"]
    assert "4" in pages[0].screen.title
    assert "muscle signal: electrode 4 silent, left out of the calibration" in made.told
    assert channels_left_out(load_model(tmp_path / MODEL)) == {3}


def test_an_electrode_that_is_pressed_on_again_is_recorded_again(tmp_path: Path) -> None:
    made = calibrated(tmp_path, 28.0, plugged_in=True)
    assert made.scenes().count("muscle_calibration") == 2
    assert "muscle signal: electrode 4 silent, recorded again" in made.told
    assert any(line.startswith("calibration: full, good") for line in made.told)
    assert not channels_left_out(load_model(tmp_path / MODEL))


def test_after_the_last_try_it_goes_on_without_it_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.muscles.setup._MOST_TRIES", 1)
    made = calibrated(tmp_path, 0.0)
    assert made.scenes().count("calibration_silent") == 1
    assert "muscle signal: 4 dead" in made.told
    assert channels_left_out(load_model(tmp_path / MODEL)) == {3}


def test_one_that_slips_off_on_another_day_is_left_out_of_that_day_alone(tmp_path: Path) -> None:
    calibrated(tmp_path, float("inf"))
    before = (tmp_path / MODEL).read_bytes()
    made = calibrated(tmp_path, 0.0, Wish.SKIP)
    assert "calibration_choice" in made.scenes()
    assert "muscle signal: electrode 4 silent, left out of the calibration" in made.told
    assert (tmp_path / MODEL).read_bytes() == before


def test_it_is_said_in_french(tmp_path: Path) -> None:
    before = current()
    use("fr")
    try:
        made = calibrated(tmp_path, 0.0, Wish.SKIP)
    finally:
        use(before)
    page = next(f for f in made.run.presser.frames if f.scene == "calibration_silent")
    assert page.screen.title.endswith("électrode 4 n\u2019a rien entendu.")


NO_ARM = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_several_are_told_as_several(language: str) -> None:
    before = current()
    use(language)
    try:
        stage = cast(SetupStage, None)
        pages = [
            next(silence_to_mend(stage, SilentElectrodes(channels, ("pinch",)), last=False))
            for channels in ((2,), (2, 4))
        ]
        moment = Moment(0.0, 0.0)
        one, two = (page.frame(moment, NO_ARM).screen for page in pages)
    finally:
        use(before)
    assert "3, 5" in two.title
    # Title, what to do, what without, and the button: none of them speaks of one.
    pairs = zip(
        (one.title, *one.lines, one.buttons[1].text),
        (two.title, *two.lines, two.buttons[1].text),
        strict=True,
    )
    alike = [a for a, b in pairs if a == b]
    assert len(alike) == 1, "only the movements to make again are the same"
