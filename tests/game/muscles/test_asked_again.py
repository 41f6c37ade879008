"""A calibration that did not serve is told; what was bad of it, and only that, is made again."""

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from game.frame import Frame
from game.input.command import Command, Wish
from game.muscles.calibrate import calibrate
from sensors.drivers.simulated_emg import SimulatedMuscles
from sensors.emg.model_file import load_model
from sensors.emg.recording import Recording, load_recording
from sensors.sample import EmgSample
from tests.game.muscle_theatre import PLAN, MuscleRun, Presser, muscle_home, muscle_plan

FOLDER = Path("muscles") / "sub-P001"
ONE = PLAN.replace(', "bend_wrist"]', "]")


class Forearm(SimulatedMuscles):
    """Does what it is asked, until a test says otherwise."""

    instead: dict[str | None, str | None]
    heard: int | None = None
    """So many of its channels arrive; all where None."""

    def attempt(self, movement: str | None, effort: float = 1.0) -> None:
        super().attempt(self.instead.get(movement, movement), effort)

    def drain(self) -> tuple[EmgSample, ...]:
        samples = super().drain()
        return tuple(replace(s, microvolts=s.microvolts[:, : self.heard]) for s in samples)


@dataclass
class Mender(Presser):
    """Keeps what was asked, calibration by calibration, and does better once told."""

    forearm: Forearm | None = None
    asked: list[list[str]] = field(default_factory=list)
    scenes: list[str] = field(default_factory=list)

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        assert self.forearm is not None
        if not self.scenes or self.scenes[-1] != frame.scene:
            self.scenes.append(frame.scene)
            if frame.scene == "muscle_calibration":
                self.asked.append([""])
            elif frame.scene in ("calibration_again", "calibration_failed"):
                self.forearm.instead, self.forearm.heard = {}, None
        if frame.scene == "muscle_calibration" and self.asked[-1][-1] != frame.asked:
            self.asked[-1].append(frame.asked)
            self.last_asked()
        return super().look(frame, now_s)

    def last_asked(self) -> None:
        """Let something happen when what is asked changes."""

    def made(self, number: int) -> Counter[str]:
        """How often each movement was asked for in one calibration."""
        return Counter(name for name in self.asked[number] if name)


def calibrated(
    folder: Path, text: str, presser: Mender, instead: dict[str | None, str | None]
) -> list[str]:
    run, told = MuscleRun(muscle_home(folder), presser=presser), []  # type: ignore[var-annotated]
    run.muscles = presser.forearm = Forearm(run.settings, run.clock)
    presser.forearm.instead = instead
    assert calibrate(muscle_plan(text), run.home, run.theatre(), told.append)
    return [line for line in told if line.startswith("calibration: ")]


def made_of(recording: Recording, movement: str) -> tuple[int, float]:
    """Return how many repetitions there are of it, and how many seconds in all."""
    mine = recording.label == recording.classes.index(movement)
    return len(np.unique(recording.repetition[mine])), float(mine.sum() / recording.rate_hz)


def test_a_movement_that_was_hardly_made_is_made_again_alone(tmp_path: Path) -> None:
    presser = Mender()
    told = calibrated(tmp_path, PLAN, presser, {"bend_wrist": None})
    assert [line.split(", data")[0] for line in told] == [
        "calibration: full, too_weak: bend_wrist, rest",
        "calibration: full, good",
    ]
    assert presser.made(0) == {"close_hand": 3, "bend_wrist": 3}
    assert presser.made(1) == {"bend_wrist": 3}
    recording = load_recording(tmp_path / FOLDER / "simulated_emg-calibration.npz")
    for name in ("close_hand", "bend_wrist"):
        assert made_of(recording, name) == (3, pytest.approx(9.0, abs=0.5))
    model = load_model(tmp_path / FOLDER / "simulated_emg.npz")
    assert set(model.decoder.classes) == {"rest", *presser.made(0)}


def test_after_three_tries_nobody_is_asked_again(tmp_path: Path) -> None:
    class Still(Mender):
        """Never moves."""

        def last_asked(self) -> None:
            assert self.forearm is not None
            self.forearm.instead = {"close_hand": None}

    presser = Still()
    told = calibrated(tmp_path, ONE, presser, {"close_hand": None})
    assert presser.scenes.count("muscle_calibration") == 3
    assert presser.scenes.count("calibration_again") == 2
    assert len(told) == 3
    assert all("nothing_moved" in line for line in told)


def test_a_calibration_that_nothing_can_be_learnt_from_is_told_and_made_anew(
    tmp_path: Path,
) -> None:
    class Swaps(Mender):
        """Takes another armband for the last rest: what came before is not of this one."""

        def last_asked(self) -> None:
            assert self.forearm is not None
            if len(self.asked) == 1 and self.made(0)["close_hand"] == 3 and not self.asked[0][-1]:
                self.forearm.heard = 4

    presser = Swaps()
    told = calibrated(tmp_path, ONE, presser, {})
    assert presser.scenes.count("calibration_failed") == 1
    assert presser.made(1) == {"close_hand": 3}
    assert "at least two different movements" in told[0]
    assert told[-1].startswith("calibration: full, good")


def test_on_another_day_whoever_wishes_so_calibrates_from_the_start(tmp_path: Path) -> None:
    calibrated(tmp_path, ONE, Mender(), {})

    presser = Mender({"calibration_choice": [Wish.RESUME]})
    told = calibrated(tmp_path, ONE, presser, {})
    assert presser.made(0)["close_hand"] == 3
    assert [line.split(", data")[0] for line in told] == ["calibration: full, good"]


def test_a_folder_that_can_not_be_written_to_is_told_and_the_session_goes_on(
    tmp_path: Path,
) -> None:
    (tmp_path / "muscles").write_text("a file where a folder should be")
    told = calibrated(tmp_path, ONE, Mender(), {})
    assert told[0].startswith("calibration: full, good")
    assert told[1] == (
        "calibration: The folder muscles can't be written to: check that it exists and has room."
    )


def test_on_another_day_in_which_nobody_moved_all_is_calibrated_anew(tmp_path: Path) -> None:
    calibrated(tmp_path, ONE, Mender(), {})
    presser = Mender()
    told = calibrated(tmp_path, ONE, presser, {"close_hand": None})
    assert [presser.made(number)["close_hand"] for number in (0, 1)] == [1, 3]
    assert presser.scenes.index("calibration_choice") < presser.scenes.index("calibration_again")
    assert told[0].startswith("calibration: daily, nothing_moved: ")
    assert told[1].startswith("calibration: full, good")


def test_a_day_that_went_badly_is_used_where_the_patient_wishes_and_kept_for_no_other_day(
    tmp_path: Path,
) -> None:
    calibrated(tmp_path, ONE, Mender(), {})
    kept = tmp_path / FOLDER / "simulated_emg.npz"
    before = kept.read_bytes()
    presser = Mender({"calibration_again": [Wish.SKIP]})
    told = calibrated(tmp_path, ONE, presser, {"close_hand": None})
    assert presser.scenes.count("muscle_calibration") == 1
    assert told[-1].startswith("calibration: daily, nothing_moved: ")
    assert kept.read_bytes() == before
