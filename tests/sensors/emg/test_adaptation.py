"""The daily calibration: rotation found, accuracy brought back, nothing harmed."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from sensors.emg.adaptation import MOVED_SHARE, adapt
from sensors.emg.calibration import advice, check_calibration, judge
from sensors.emg.covariance import WAVES
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
    assert adapted.features.scale == model.features.scale


def test_two_channels_are_adapted_without_turning() -> None:
    full = made_up()
    pair = make_recording(
        full.samples[:, [1, 5]], 200.0, np.array(full.classes)[full.label], full.repetition
    )
    found = adapt(train(pair), select(pair, pair.repetition < 5))
    assert found.rotation == 0


def test_another_device_or_nothing_but_strange_movements_is_refused(recording: Recording) -> None:
    fist = recording.label == recording.classes.index("fist")
    model = train(select(recording, ~fist))
    with pytest.raises(SensorDataError, match="no movement that the model knows"):
        adapt(model, select(recording, fist))
    with pytest.raises(SensorDataError, match="8"):
        adapt(model, make_recording(recording.samples[:, :4], 200.0, recording.label))
    with pytest.raises(SensorDataError, match="400 Hz"):
        adapt(model, make_recording(recording.samples, 400.0, recording.label))


def test_a_movement_made_today_for_the_first_time_is_learnt(recording: Recording) -> None:
    model = train(select(recording, recording.label != recording.classes.index("fist")))
    found = adapt(model, made_up(seed=5, repetitions=1, rotation=3))
    assert found.rotation == 3
    assert accuracy(found.model, made_up(seed=6, rotation=3)) >= 0.94


def test_a_movement_left_out_today_is_still_known(recording: Recording) -> None:
    today = made_up(seed=5, repetitions=1, rotation=3)
    found = adapt(train(recording), select(today, today.label != today.classes.index("fist")))
    assert found.rotation == 3
    assert set(found.today.classes) == {"rest", "open", "flexion", "extension"}
    assert judge(replace(found.model, training=found.today), "rest").good
    assert accuracy(found.model, made_up(seed=6, rotation=3)) >= 0.94


def test_channels_that_swing_about_other_values_today_are_no_turn(recording: Recording) -> None:
    """Offsets belong to the electrodes' amplifiers; they neither turn with the arm nor stay."""
    zero = 30.0 * np.random.default_rng(3).standard_normal(8)
    model = train(shifted(recording, zero))
    for rotation in (0, 3):
        today = shifted(made_up(seed=5, repetitions=1, rotation=rotation), -zero)
        found = adapt(model, today)
        assert found.rotation == rotation
        later = shifted(made_up(seed=6, rotation=rotation), -zero)
        assert accuracy(found.model, later) >= 0.94


def test_mains_that_hum_only_today_are_notched_out(recording: Recording) -> None:
    def humming(quiet: Recording) -> Recording:
        hum = 30.0 * np.sin(2 * np.pi * 50.0 * np.arange(len(quiet.samples)) / quiet.rate_hz)
        return shifted(quiet, hum[:, None])

    model = train(recording)
    assert model.filters.mains_hz is None
    found = adapt(model, humming(made_up(seed=5, repetitions=1)))
    later = humming(made_up(seed=6))
    assert found.model.filters.mains_hz == 50.0
    assert accuracy(model, later) < 0.5
    assert accuracy(found.model, later) >= 0.94


def test_earlier_days_are_moved_to_where_today_lies(recording: Recording) -> None:
    """Every channel reads twice as much: what is kept of earlier days follows most of the way."""
    model, today = train(recording), made_up(seed=5, repetitions=1)
    louder = make_recording(
        2 * today.samples, 200.0, np.array(today.classes)[today.label], today.repetition
    )
    kept = adapt(model, louder).model.training.features[: len(model.training.label)]
    moved = (kept - model.training.features).mean(axis=0)
    strengths = slice(-8 - 28 - WAVES, -28 - WAVES)
    assert moved[strengths] == pytest.approx(MOVED_SHARE * np.log(2), rel=0.1)


def test_a_grid_of_many_electrodes_is_no_ring() -> None:
    few = made_up(repetitions=2)
    grid = make_recording(
        np.tile(few.samples, (1, 4)), 200.0, np.array(few.classes)[few.label], few.repetition
    )
    turned = make_recording(
        np.roll(grid.samples, 2, axis=1), 200.0, np.array(few.classes)[few.label], few.repetition
    )
    assert adapt(train(grid), turned).rotation == 0


def shifted(recording: Recording, by: NDArray[np.float64]) -> Recording:
    names = np.array(recording.classes)[recording.label]
    return make_recording(recording.samples + by, recording.rate_hz, names, recording.repetition)


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


def test_after_a_change_of_gain_the_waves_of_earlier_days_run_across_their_moved_strengths(
    recording: Recording,
) -> None:
    today = made_up(seed=5, repetitions=1)
    louder = replace(today, samples=2.0 * today.samples)
    fitted = adapt(train(recording), louder).model
    vectors = fitted.training.features
    assert fitted.features.with_waves_anew(vectors) == pytest.approx(vectors)
