"""Before calibration: a dead electrode is found, and of an arm at rest nothing is believed."""

import numpy as np
import pytest

from game.scenes.muscle_check import GOOD_FOR_S, MuscleCheck
from game.scenes.scene import Moment
from sensors.emg.steady_noise import MEMORY_S
from sensors.sample import EmgSample, Sample
from tests.game.living_muscles import TICK_S, Hands

_LONGEST_S = 30.0
# Weak, so that the noise is not far below what the others hear.
_EFFORT = 0.3


class Arm(Hands):
    """Muscles before a check, one electrode of which may hear only its own noise."""

    def __init__(self, dead: int | None = None) -> None:
        super().__init__()
        drain, noise = self.muscles.drain, np.random.default_rng(2)

        def heard() -> tuple[Sample, ...]:
            samples = drain()
            for sample in samples:
                if dead is not None and isinstance(sample, EmgSample):
                    rows = sample.microvolts
                    rows[:, dead] = noise.normal(0, 2.5, len(rows))
            return samples

        self.muscles.drain = heard  # type: ignore[method-assign]

    def check(self, *, moves: bool, for_s: float = _LONGEST_S) -> tuple[MuscleCheck, float]:
        """Live through a check; return it and how long it took."""
        scene, began_s = MuscleCheck(self.source), self.now_s
        while not scene.finished and self.now_s - began_s < for_s:
            active_s = self.now_s - began_s
            turn = int(active_s // 1.5) % 4
            attempt = (None, "close_hand", None, "lift_wrist")[turn] if moves else None
            self.muscles.attempt(attempt, _EFFORT)
            self.live(TICK_S)
            scene.update(Moment(self.now_s, active_s), None)  # type: ignore[arg-type]
        return scene, self.now_s - began_s


def test_sound_electrodes_of_an_arm_that_moves_are_let_by_soon() -> None:
    scene, took_s = Arm().check(moves=True)
    assert scene.finished
    assert took_s < GOOD_FOR_S + 4.0


def test_of_an_arm_at_rest_the_check_waits_and_asks_to_tense_it_but_not_for_ever() -> None:
    scene, took_s = Arm().check(moves=False)
    assert scene.finished
    assert MEMORY_S < took_s < MEMORY_S + 3.0
    scene, _ = Arm().check(moves=False, for_s=6.0)
    frame = scene.frame(Moment(0.0, 6.0), None)  # type: ignore[arg-type]
    assert "tense the arm once" in frame.screen.lines[1]


@pytest.mark.parametrize("dead", [1, 4])
def test_an_electrode_with_nothing_but_noise_is_named_and_not_let_by(dead: int) -> None:
    scene, _ = Arm(dead).check(moves=True, for_s=20.0)
    assert not scene.finished
    assert scene.faults == ((dead, "dead"),)
