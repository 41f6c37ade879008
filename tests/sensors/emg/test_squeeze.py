"""One or two electrodes, window by window: how long to hold, what is let go, and what is meant."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sensors.emg.features import AMPLITUDE_FLOOR
from sensors.emg.model import EmgModel, train
from sensors.emg.squeeze import SqueezeControl, levels_of
from tests.sensors.emg.test_verdicts import made_of

Array = NDArray[np.float64]


@pytest.fixture(scope="module")
def model() -> EmgModel:
    return train(
        made_of({"rest": [[1.0, 1.0]] * 3, "close": [[10.0, 1.0]] * 3, "open": [[1.0, 10.0]] * 3})
    )


def full(model: EmgModel, name: str) -> Array:
    """The level at which each electrode usually is in a movement."""
    mine = model.training.label == model.training.classes.index(name)
    level: Array = np.median(levels_of(model.features, model.training.features[mine]), axis=0)
    return level


def vector(model: EmgModel, level: Array) -> Array:
    made = model.training.features[0].copy()
    made[: len(level)] = np.log(level + AMPLITUDE_FLOOR)
    return made


def test_a_squeeze_counts_at_once_and_ends_after_a_tenth_of_a_second() -> None:
    one = train(made_of({"rest": [[1.0]] * 3, "close": [[10.0]] * 3}))
    control = SqueezeControl(one, "rest")
    levels = [full(one, name) for name in ("rest", "close", "rest", "close", "rest", "rest")]
    told = [control.asked(vector(one, level)).decision.movement for level in levels]
    # Windows come each 50 ms: the hold is 50 ms to begin, 100 ms to end.
    assert told == ["rest", "close", "close", "close", "close", "rest"]


def test_a_gap_lets_go_of_what_was_held(model: EmgModel) -> None:
    control = SqueezeControl(model, "rest")
    assert control.movements == {0: ("close",), 1: ("open",)}
    rest, squeezed = full(model, "rest"), full(model, "close")
    control.asked(vector(model, squeezed))
    # Between both thresholds a squeeze goes on, and none begins.
    between = vector(model, rest + 0.28 * (squeezed - rest))
    assert control.asked(between).decision.movement == "close"
    control.reset()
    assert control.asked(between).decision.movement == "rest"


def test_both_tensed_alike_move_nothing_and_the_difference_is_the_speed(model: EmgModel) -> None:
    rest, one, other = (full(model, name) for name in ("rest", "close", "open"))
    spans = np.array([one[0] - rest[0], other[1] - rest[1]])
    # From the lower threshold, a fifth of the way, to the usual squeeze.
    both = [rest + (0.2 + 0.8 * np.array(share)) * spans for share in ((0.7, 0.65), (0.7, 0.4))]
    control = SqueezeControl(model, "rest")
    alike, more = (control.asked(vector(model, level)) for level in both)
    assert (alike.decision.movement, alike.speed) == ("rest", 0.0)
    assert alike.decision.rejected
    assert more.decision.movement == "close"
    assert more.speed == pytest.approx(0.3, abs=0.05)
