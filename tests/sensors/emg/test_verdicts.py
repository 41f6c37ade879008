"""What a bad calibration is told: what was wrong of it, and what to make again."""

import numpy as np
import pytest

from sensors.emg.calibration import Complaint, judge
from sensors.emg.model import EmgModel, train
from sensors.emg.recording import Recording, make_recording
from sensors.emg.simultaneous import SimultaneousControl, judge_simultaneous
from sensors.emg.squeeze import SqueezeControl, judge_squeezes
from sensors.emg.window_control import ClassifierControl
from sensors.errors import SensorDataError
from tests.sensors.emg.conftest import RATE_HZ

HOLD = round(1.5 * RATE_HZ)


def made_of(strengths: dict[str, list[list[float]]], seed: int = 1) -> Recording:
    """Noise of so much strength at each electrode, one list a repetition."""
    rng = np.random.default_rng(seed)
    rows, names, numbers = [], [], []
    for name, repetitions in strengths.items():
        for strength in repetitions:
            rows.append(rng.standard_normal((HOLD, len(strength))) * strength)
            numbers += [len(rows)] * HOLD
            names += [name] * HOLD
    return make_recording(np.concatenate(rows), RATE_HZ, np.array(names), np.array(numbers))


def squeezes(rest: float, first: float, second: float) -> EmgModel:
    """Two electrodes, each with a movement of its own, three times each."""
    return train(
        made_of(
            {
                "rest": [[rest, rest]] * 3,
                "close": [[first, 1.0]] * 3,
                "open": [[1.0, second]] * 3,
            }
        )
    )


def test_a_squeeze_that_is_hardly_stronger_than_rest_is_named_alone() -> None:
    verdict = judge_squeezes(squeezes(1.0, 10.0, 1.05), "rest")
    assert verdict.complaint is Complaint.TOO_WEAK
    assert verdict.again == ("open",)


def test_rest_as_lively_as_squeezing_is_made_again_alone() -> None:
    lively = train(
        made_of(
            {
                "rest": [[1.0, 1.0], [9.0, 9.0], [9.0, 9.0]],
                "close": [[10.0, 8.0]] * 3,
                "open": [[8.0, 10.0]] * 3,
            }
        )
    )
    verdict = judge_squeezes(lively, "rest")
    assert verdict.complaint is Complaint.REST_NOT_QUIET
    assert verdict.again == ("rest",)


def test_where_nothing_was_squeezed_everything_is_made_again() -> None:
    verdict = judge_squeezes(squeezes(1.0, 1.0, 1.0), "rest")
    assert verdict.complaint is Complaint.NOTHING_MOVED
    assert set(verdict.again) == {"rest", "close", "open"}


def test_rest_that_looks_like_one_movement_after_another_is_made_again_alone() -> None:
    one, two, three = [12.0, 2.0, 2.0, 2.0], [2.0, 12.0, 2.0, 2.0], [2.0, 2.0, 12.0, 2.0]
    restless = [[0.8 * each for each in movement] for movement in (one, two, three)]
    verdict = judge(
        train(made_of({"rest": restless, "a": [one] * 3, "b": [two] * 3, "c": [three] * 3})),
        "rest",
    )
    assert verdict.rest_share > 0.6
    assert verdict.complaint is Complaint.REST_NOT_QUIET
    assert verdict.again == ("rest",)


def test_two_movements_at_once_that_look_like_one_of_them_are_no_fault() -> None:
    one, two = [12.0, 2.0, 2.0, 2.0], [2.0, 2.0, 12.0, 2.0]
    parts = {"rest": [[1.0] * 4] * 3, "close": [one] * 3, "bend": [two] * 3}
    model = train(made_of({**parts, "close+bend": [one] * 3}))
    verdict = judge_simultaneous(model, "rest")
    assert verdict.complaint is None
    assert verdict.again == ()
    assert [check.movement for check in verdict.checks] == ["bend", "close", "rest"]
    four = [2.0, 2.0, 2.0, 12.0]
    parts["close"] = [one, four, one]
    verdict = judge_simultaneous(train(made_of({**parts, "close+bend": [one] * 3})), "rest")
    close = verdict.checks[1]
    assert (close.good, close.mistaken_for) == (False, "close+bend")
    assert verdict.complaint is None


def test_single_movements_that_look_alike_are_made_again_but_not_both_at_once() -> None:
    one, two = [12.0, 2.0, 2.0, 2.0], [2.0, 12.0, 2.0, 2.0]
    three, four = [2.0, 2.0, 12.0, 2.0], [2.0, 2.0, 2.0, 12.0]
    model = train(
        made_of(
            {
                "rest": [[1.0] * 4] * 3,
                "close": [one] * 3,
                "bend": [one, two, one],
                "twist": [three] * 3,
                "close+bend": [three, four, three],
            }
        )
    )
    assert judge(model, "rest").again == ("bend", "close", "close+bend", "twist")
    verdict = judge_simultaneous(model, "rest")
    assert verdict.complaint is Complaint.LOOK_ALIKE
    assert verdict.again == ("bend", "close")


def test_a_control_without_what_it_steers_by_is_refused() -> None:
    movements = {"close": [[10.0, 1.0]] * 3, "open": [[1.0, 10.0]] * 3}
    with pytest.raises(SensorDataError, match="has no rest"):
        SqueezeControl(train(made_of(movements)), "rest")
    with pytest.raises(SensorDataError, match="no movement to steer by"):
        SimultaneousControl(squeezes(1.0, 10.0, 10.0), "rest", {"bend": ("wrist", 1)})


def test_a_calibration_shorter_than_a_window_or_in_snippets_is_refused() -> None:
    whole = made_of({"rest": [[1.0] * 4], "close": [[10.0] * 4]})
    with pytest.raises(SensorDataError, match="shorter than one window"):
        train(make_recording(whole.samples[:20], RATE_HZ, whole.label[:20]))
    snippets = np.arange(len(whole.samples)) // 20
    with pytest.raises(SensorDataError, match="as long as a window"):
        train(make_recording(whole.samples, RATE_HZ, whole.label, snippets))


def test_with_votes_one_strange_window_changes_nothing_and_a_gap_forgets_the_votes() -> None:
    model = squeezes(1.0, 10.0, 10.0)
    names = np.array(model.training.classes)[model.training.label]
    close, opened = (model.training.features[names == name][2] for name in ("close", "open"))
    voting = ClassifierControl(model, "rest", votes=3)
    told = [voting.asked(vector).decision.movement for vector in (close, close, opened, close)]
    assert told == ["close"] * 4
    assert voting.asked(close).decision.movement == "close"
    voting.reset()
    assert voting.asked(opened).decision.movement == "open"
