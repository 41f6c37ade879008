"""The daily calibration: rotation found, accuracy brought back, nothing harmed."""

import numpy as np
import pytest

from sensors.emg.adaptation import adapt
from sensors.emg.calibration import advice, check_calibration
from sensors.emg.model import EmgModel, train, window_features
from sensors.emg.recording import Recording, make_recording, select
from sensors.emg.windows import window_labels
from sensors.errors import SensorDataError
from tests.sensors.emg.conftest import made_up


def accuracy(model: EmgModel, recording: Recording) -> float:
    seen = model.decoder.probabilities(window_features(model, recording)).argmax(axis=1)
    truth = window_labels(recording, model.windows).label
    names = np.array(model.decoder.classes)[seen]
    return float((names == np.array(recording.classes)[truth]).mean())


@pytest.mark.parametrize("rotation", [1, 3, 4, 7])
def test_one_repetition_brings_a_turned_armband_back(recording: Recording, rotation: int) -> None:
    model = train(recording)
    today = made_up(seed=5, repetitions=1, rotation=rotation)
    later = made_up(seed=6, repetitions=3, rotation=rotation)
    found = adapt(model, today)
    assert found.rotation == rotation
    assert accuracy(model, later) < 0.8
    assert accuracy(found.model, later) >= 0.94
    assert found.agreement >= 0.94


def test_where_nothing_moved_the_order_stays_and_nothing_is_lost(recording: Recording) -> None:
    model = train(recording)
    found = adapt(model, made_up(seed=5, repetitions=1))
    assert found.rotation == 0
    later = made_up(seed=6)
    assert accuracy(found.model, later) >= accuracy(model, later) - 0.01


def test_a_second_day_turns_on_from_the_first(recording: Recording) -> None:
    first = adapt(train(recording), made_up(seed=5, repetitions=1, rotation=2)).model
    second = adapt(first, made_up(seed=7, repetitions=1, rotation=5))
    assert second.rotation == 3
    assert accuracy(second.model, made_up(seed=8, rotation=5)) >= 0.94


def test_pooling_keeps_the_data_of_both_days_and_names_it_anew(recording: Recording) -> None:
    model = train(recording)
    today = made_up(seed=5, repetitions=1)
    adapted = adapt(model, today).model
    assert len(adapted.training.label) > len(model.training.label)
    assert adapted.data_hash not in (model.data_hash, today.data_hash())
    assert adapted.features == model.features


def test_two_channels_are_adapted_without_turning() -> None:
    full = made_up()
    pair = make_recording(
        full.samples[:, [1, 5]], 200.0, np.array(full.classes)[full.label], full.repetition
    )
    found = adapt(train(pair), select(pair, pair.repetition < 5))
    assert found.rotation == 0


def test_a_movement_never_calibrated_or_another_device_is_refused(recording: Recording) -> None:
    model = train(select(recording, recording.label != recording.classes.index("fist")))
    with pytest.raises(SensorDataError, match="does not know"):
        adapt(model, recording)
    with pytest.raises(SensorDataError, match="8"):
        adapt(model, make_recording(recording.samples[:, :4], 200.0, recording.label))
    with pytest.raises(SensorDataError, match="400 Hz"):
        adapt(model, make_recording(recording.samples, 400.0, recording.label))


def test_a_calibration_too_short_for_one_window_is_refused(recording: Recording) -> None:
    model = train(recording)
    with pytest.raises(SensorDataError, match="hold each movement longer"):
        adapt(model, select(recording, np.arange(len(recording.label)) < 30))


def test_a_good_calibration_is_accepted(recording: Recording) -> None:
    checks = check_calibration(train(recording))
    assert all(check.good and check.recall > 0.9 for check in checks)
    assert advice(checks) == ""


def test_a_movement_that_was_not_made_is_asked_for_again(recording: Recording) -> None:
    samples = recording.samples.copy()
    fist, rest = (recording.label == recording.classes.index(name) for name in ("fist", "rest"))
    samples[fist] = samples[rest][: int(fist.sum())][::-1]
    names = np.array(recording.classes)[recording.label]
    checks = check_calibration(train(make_recording(samples, 200.0, names, recording.repetition)))
    bad = {check.movement for check in checks if check.recall < 0.8}
    assert bad <= {"fist", "rest"}
    assert any(check.mistaken_for in ("fist", "rest") for check in checks)
    weak = next(check for check in checks if not check.good)
    assert f"Record {weak.movement}" in advice(checks)
