"""Labels from the intact hand: onset, end and amplitude of a movement that both sides make."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sensors.emg.intact_labels import MUSCLE_LEADS_S, find_movement
from sensors.emg.labelled_signal import LabelledSignal
from sensors.emg.model import train, window_features
from sensors.emg.windows import live_windows, window_labels
from sensors.pose import INDEX, RESTING
from sensors.sample import EmgSample

Array = NDArray[np.float64]

GOAL = RESTING.copy()
for _finger in ("index", "middle", "ring", "little"):
    GOAL[INDEX[f"{_finger}_mcp_flexion"]] += 1.0
    GOAL[INDEX[f"{_finger}_pip_flexion"]] += 1.2
OTHER = RESTING.copy()
OTHER[INDEX["wrist_flexion"]] += 1.0
CAMERA_HZ, EMG_HZ = 30.0, 500.0


def hand(at_s: Array, onset_s: float, stop_s: float, amplitude: float = 0.8) -> Array:
    """Smooth closing over 0.4 s from the onset, opening over 0.4 s from the stop."""

    def eased(since_s: Array) -> Array:
        t = np.clip(since_s / 0.4, 0.0, 1.0)
        step: Array = t**3 * (t * (6 * t - 15) + 10)
        return step

    share: Array = amplitude * (eased(at_s - onset_s) - eased(at_s - stop_s))
    return share


def trace(onset_s: float, stop_s: float, goal: Array = GOAL, seed: int = 0) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    at_s = np.arange(0.0, 6.0, 1 / CAMERA_HZ)
    angles = RESTING + hand(at_s, onset_s, stop_s)[:, None] * (goal - RESTING)
    return at_s, angles + 0.03 * rng.standard_normal(angles.shape)


@pytest.mark.parametrize("seed", range(8))
def test_onset_end_and_amplitude_are_those_of_the_hand(seed: int) -> None:
    onset_s, stop_s = 1.3 + 0.07 * seed, 4.0 - 0.05 * seed
    found = find_movement(*trace(onset_s, stop_s, seed=seed), RESTING, GOAL)
    assert found is not None
    assert found.onset_s == pytest.approx(onset_s, abs=0.15)
    assert found.stop_s == pytest.approx(stop_s, abs=0.2)
    assert found.released_s > found.stop_s
    assert found.amplitude == pytest.approx(0.8, abs=0.08)


def test_a_hand_that_rests_or_does_something_else_gives_no_label() -> None:
    at_s, still = trace(9.0, 9.5)
    assert find_movement(at_s, still, RESTING, GOAL) is None
    assert find_movement(*trace(1.5, 4.0, OTHER), RESTING, GOAL) is None
    assert find_movement(at_s[:2], still[:2], RESTING, GOAL) is None


def test_a_hand_whose_rest_looks_otherwise_is_seen_all_the_same() -> None:
    at_s, angles = trace(1.5, 4.0)
    found = find_movement(at_s, angles + 0.15, RESTING, GOAL)
    assert found is not None
    assert found.onset_s == pytest.approx(1.5, abs=0.15)


def test_labels_from_the_hand_beat_labels_from_the_cue_where_reaction_is_slow() -> None:
    """Synthetic pairs of pose and EMG: the person answers each cue 0.5 to 0.9 s late."""
    rng = np.random.default_rng(3)
    late_s = 0.5 + 0.4 * rng.random(10)
    by_hand, by_cue, truth = LabelledSignal(), LabelledSignal(), LabelledSignal()
    for number, wait_s in enumerate(late_s):
        begins_s = 6.0 * number
        onset_s, stop_s = 1.0 + wait_s, 3.0 + wait_s
        at_s, angles = trace(onset_s, stop_s, seed=number)
        emg_s = np.arange(0.0, 6.0, 1 / EMG_HZ)
        active = hand(emg_s + MUSCLE_LEADS_S, onset_s, stop_s, 1.0)
        noise = rng.standard_normal((len(emg_s), 4))
        rows = (noise * (4.0 + 60.0 * active[:, None])).astype(np.float32)
        block = EmgSample(begins_s + emg_s[-1], begins_s + 6.0, None, rows, EMG_HZ)
        found = find_movement(at_s, angles, RESTING, GOAL)
        assert found is not None
        for signal, (start_s, end_s) in (
            (by_hand, (found.onset_s, found.stop_s)),
            (by_cue, (1.0, 3.0)),
            (truth, (onset_s - MUSCLE_LEADS_S, stop_s - MUSCLE_LEADS_S)),
        ):
            signal.add(block)
            signal.mark("close_hand", begins_s + start_s, begins_s + end_s)
            signal.mark("rest", begins_s + 0.1, begins_s + min(start_s, 1.0))
            signal.mark("rest", begins_s + max(end_s, 4.4), begins_s + 5.9)
    # How much of what was labelled as movement was movement, and the other way round.
    assert overlap(by_hand, truth) > 0.8
    assert overlap(by_cue, truth) < 0.65
    tested = truth.recording()
    model = train(by_hand.recording(), live_windows(EMG_HZ))
    chances = model.decoder.probabilities(window_features(model, tested))
    names = np.array(model.decoder.classes)[chances.argmax(axis=1)]
    wanted = np.array(tested.classes)[window_labels(tested, model.windows).label]
    assert float((names == wanted).mean()) > 0.95


def overlap(signal: LabelledSignal, truth: LabelledSignal) -> float:
    """Return the share of time that both call movement, of the time that either does."""
    at_s = np.arange(0.0, 60.0, 0.01)
    said, so = (
        np.any(
            [
                (at_s > span.start_s) & (at_s <= span.stop_s)
                for span in each.spans
                if span.movement == "close_hand"
            ],
            axis=0,
        )
        for each in (signal, truth)
    )
    return float((said & so).sum() / (said | so).sum())


def test_a_gap_in_the_signal_or_a_span_without_any_is_told_or_cut() -> None:
    signal = LabelledSignal()
    rows = np.ones((100, 2), np.float32)
    signal.add(EmgSample(0.2, 0.2, None, rows, 500.0))
    signal.add(EmgSample(0.6, 0.6, None, rows, 500.0, lost_before=100))
    signal.mark("rest", 0.0, 0.7)
    recording = signal.recording()
    assert len(recording.samples) == pytest.approx(200, abs=2)
    assert sorted(set(recording.repetition.tolist())) == [0, 1]
