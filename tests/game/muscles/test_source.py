"""The muscle source: samples in, decisions out; devices that go away, change, or stall."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from game.movements.attempts import REST
from game.muscles.source import MuscleSource
from sensors.emg.model import EmgModel
from sensors.errors import SensorEndedError, SensorLostError
from sensors.sample import EmgSample, Sample
from sensors.sensor import SensorIdentity
from tests.game.living_muscles import TICK_S, Hands


@pytest.fixture(scope="module")
def model() -> EmgModel:
    return Hands().calibrate()


def calibrated(model: EmgModel) -> Hands:
    hands = Hands()
    hands.source.use(model)
    hands.live(1.0)
    return hands


def test_what_the_muscles_do_is_read(model: EmgModel) -> None:
    hands = calibrated(model)
    for name in ("close_hand", "bend_wrist"):
        hands.muscles.attempt(name)
        hands.live(1.0)
        reading = hands.source.reading(hands.now_s)
        assert (reading.state, reading.movement) == ("live", name)
        assert reading.speed > 0.2
        assert reading.effort > 0.5
        assert reading.confidence > 0.5
    hands.muscles.attempt(None)
    hands.live(1.0)
    reading = hands.source.reading(hands.now_s)
    assert reading.movement == REST
    assert reading.speed == 0.0
    assert reading.effort < 0.1


def test_every_sample_and_decision_is_handed_on_for_the_recording(model: EmgModel) -> None:
    hands = calibrated(model)
    hands.live(2.0)
    assert sum(len(s.microvolts) for s in hands.samples) == pytest.approx(3.0 * 500, abs=20)  # type: ignore[union-attr]
    assert len(hands.decisions) == pytest.approx((3.0 - 0.15) / 0.024, abs=4)
    ends = np.array([made.window_end_s for made in hands.decisions])
    assert np.allclose(np.diff(ends), 0.025, atol=0.003)


def test_the_controller_delay_at_defaults_is_at_most_125_ms(model: EmgModel) -> None:
    hands = calibrated(model)
    hands.live(5.0)
    delay = hands.source.delay()
    assert delay is not None
    assert delay.decisions == len(hands.decisions)
    assert 0.0875 <= delay.median_s <= 0.125
    assert delay.p95_s <= 0.125


class Tape:
    """A device that plays rows as if they were just taken, in blocks as large as a frame."""

    def __init__(self, rows: NDArray[np.float32], clock: Callable[[], float]) -> None:
        self.identity = SensorIdentity("tape", "tape")
        self._rows, self._clock, self._sent = rows, clock, 0

    def open(self) -> None: ...

    def close(self) -> None: ...

    def picture(self) -> None: ...

    def drain(self) -> tuple[Sample, ...]:
        due = min(len(self._rows), math.floor(self._clock() * 500.0 + 1e-6))
        rows, self._sent = self._rows[self._sent : due], due
        now_s = self._clock()
        return (EmgSample(due / 500.0, now_s, due / 500.0, rows, 500.0),) if len(rows) else ()


def test_from_a_step_in_the_signal_to_the_right_decision_it_takes_at_most_125_ms(
    model: EmgModel,
) -> None:
    """The whole path, measured: windows, decisions, and the frames that fetch them."""
    hands = calibrated(model)
    rows = {}
    for name in (None, "close_hand", "bend_wrist"):
        hands.muscles.attempt(name)
        hands.live(1.0)
        del hands.samples[:]
        hands.live(3.0)
        rows[name] = np.concatenate([s.microvolts for s in hands.samples])  # type: ignore[union-attr]
    parts, steps = [], []
    for number in range(24):
        name = ("close_hand", "bend_wrist")[number % 2]
        parts.append(rows[None][: 300 + 7 * number])
        steps.append((sum(map(len, parts)) / 500.0, name))
        parts.append(rows[name][:300])
    now_s = 0.0
    made: list[tuple[float, str]] = []
    source = MuscleSource(
        Tape(np.concatenate(parts), lambda: now_s),
        clock=lambda: now_s,
        on_decision=lambda one: made.append((now_s, one.decision.movement)),
    )
    source.use(model)
    while now_s < sum(map(len, parts)) / 500.0:
        now_s += TICK_S
        source.drain()
    taken_s = [
        next(at_s for at_s, movement in made if at_s > step_s and movement == name) - step_s
        for step_s, name in steps
    ]
    assert np.mean(taken_s) <= 0.125


def test_decisions_are_told_apart_by_their_number(model: EmgModel) -> None:
    hands = calibrated(model)
    before = hands.source.reading(hands.now_s)
    assert before.since(before.count) == ()
    hands.live(0.2)
    after = hands.source.reading(hands.now_s)
    new = after.since(before.count)
    assert len(new) == after.count - before.count > 0
    assert new == tuple(hands.decisions[-len(new) :])


def test_a_device_that_goes_away_is_told_once_and_resumes(model: EmgModel) -> None:
    hands = calibrated(model)
    hands.muscles.attempt("close_hand")
    hands.live(0.5)
    hands.muscles.unplug()
    hands.live(2.0)
    assert hands.source.reading(hands.now_s).state == "lost"
    assert len(hands.told) == 1
    assert "unplugged" in str(hands.told[0])
    assert "unplugged" in hands.source.trouble
    hands.muscles.plug()
    hands.live(0.5)
    assert hands.told[1:] == [None]
    reading = hands.source.reading(hands.now_s)
    assert (reading.state, reading.movement) == ("live", "close_hand")
    assert hands.source.trouble == ""


def test_a_recording_that_ends_is_told_once_and_not_asked_again(model: EmgModel) -> None:
    hands = calibrated(model)
    asked: list[float] = []

    def ended() -> tuple[EmgSample, ...]:
        asked.append(hands.now_s)
        raise SensorEndedError("The recording is over")

    hands.muscles.drain = ended  # type: ignore[method-assign]
    hands.live(1.0)
    assert hands.told == ["The recording is over"]
    assert hands.source.trouble == "The recording is over"
    assert hands.source.reading(hands.now_s).state == "lost"
    assert len(asked) == 1


def test_closing_lets_the_device_go(model: EmgModel) -> None:
    hands = calibrated(model)
    hands.source.close()
    with pytest.raises(SensorLostError, match="closed"):
        hands.muscles.drain()


def test_no_window_spans_a_gap(model: EmgModel) -> None:
    hands = calibrated(model)
    hands.muscles.unplug()
    hands.live(0.5)
    back_s = hands.now_s
    hands.muscles.plug()
    hands.live(0.5)
    first = next(made for made in hands.decisions if made.window_end_s > back_s)
    assert first.window_end_s - back_s >= 0.149


def test_after_a_stall_only_the_newest_second_is_decided(model: EmgModel) -> None:
    hands = calibrated(model)
    before = len(hands.decisions)
    hands.now_s += 10.0
    hands.source.drain()
    assert 0 < len(hands.decisions) - before <= 1.0 / 0.025
    assert hands.decisions[-1].window_end_s == pytest.approx(hands.now_s, abs=0.03)


@pytest.mark.parametrize("settings", [{"channels": 4}, {"rate_hz": 1000.0}])
def test_another_device_than_calibrated_is_told_and_moves_nothing(
    settings: dict[str, object], model: EmgModel
) -> None:
    hands = Hands(**settings)
    hands.source.use(model)
    hands.live(1.0)
    reading = hands.source.reading(hands.now_s)
    assert reading.state == "unfit"
    assert reading.count == 0
    assert "calibrate" in hands.source.trouble or "calibrated" in hands.source.trouble


def test_before_calibration_it_says_so_and_silence_is_told() -> None:
    hands = Hands()
    hands.live(0.2)
    assert hands.source.reading(hands.now_s).state == "not_calibrated"
    assert hands.source.reading(hands.now_s + 1.0).state == "silent"
    samples, rate_hz = hands.source.signal(0.1)
    assert samples.shape == (50, 8)
    assert rate_hz == 500.0


@pytest.mark.parametrize(
    "settings",
    [
        {"channels": 1, "rate_hz": 1000.0},
        {"channels": 2, "rate_hz": 200.0},
        {"channels": 16, "rate_hz": 2000.0},
        {"channels": 8, "rate_hz": 125.0},
    ],
)
def test_other_sensors_are_calibrated_and_read_alike(settings: dict[str, object]) -> None:
    hands = Hands(**settings)
    hands.calibrate(("close_hand",))
    hands.muscles.attempt("close_hand")
    hands.live(1.0)
    assert hands.source.reading(hands.now_s).movement == "close_hand"
    hands.muscles.attempt(None)
    hands.live(1.0)
    assert hands.source.reading(hands.now_s).movement == REST
