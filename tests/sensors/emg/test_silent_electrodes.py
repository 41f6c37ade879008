"""Silent electrodes are found from the start and from halfway on, and sound ones never are."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sensors.emg.left_out import channels_left_out, leave_out
from sensors.emg.model import EmgModel, train, window_features
from sensors.emg.model_file import load_model, save_model
from sensors.emg.recording import Recording, make_recording
from sensors.emg.silent_electrodes import silent_electrodes
from tests.sensors.emg.conftest import joined, made_up

People = dict[int, list[list[tuple[int, int, NDArray[np.int8]]]]]


def cut(recording: Recording, channel: int, from_share: float, left: float) -> Recording:
    samples = recording.samples.copy()
    samples[round(from_share * len(samples)) :, channel] *= left
    names = np.array(recording.classes)[recording.label]
    return make_recording(samples, recording.rate_hz, names, recording.repetition)


@pytest.fixture(scope="module")
def whole() -> Recording:
    return made_up(repetitions=3)


@pytest.mark.parametrize("from_share", [0.0, 0.5])
@pytest.mark.parametrize("left", [0.0, 0.01])
def test_a_cable_that_is_off_or_slips_off_is_found(
    from_share: float, left: float, whole: Recording
) -> None:
    damaged = cut(whole, 5, from_share, left)
    found = silent_electrodes(damaged, train(damaged), "rest")
    assert found is not None
    assert found.channels == (5,)
    assert set(found.movements) == set(whole.classes) - {"rest"}


def test_only_what_was_recorded_with_it_is_named(whole: Recording) -> None:
    # The last two of twelve movements.
    damaged = cut(whole, 5, 13 / 15, 0.0)
    found = silent_electrodes(damaged, train(damaged), "rest")
    assert found is not None
    assert set(found.movements) == {"flexion", "extension"}


def test_a_model_does_not_rest_on_what_it_leaves_out(whole: Recording) -> None:
    model = leave_out(train(whole), (5,))
    noisy = cut(whole, 5, 0.0, 1000.0)
    mine = model.decoder.probabilities(window_features(model, whole))
    loud = model.decoder.probabilities(window_features(model, noisy))
    assert loud == pytest.approx(mine, abs=1e-9)
    assert channels_left_out(model) == {5}
    assert silent_electrodes(cut(whole, 5, 0.0, 0.0), model, "rest") is None


def test_what_is_left_out_stays_so_on_disk(
    whole: Recording, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("arm") / "arm.npz"
    model = leave_out(train(whole), (5,))
    save_model(model, path)
    again = load_model(path)
    assert channels_left_out(again) == {5}
    before = model.decoder.probabilities(window_features(model, whole))
    assert again.decoder.probabilities(window_features(again, whole)) == pytest.approx(before)


def test_real_forearms_are_never_called_silent_and_their_cut_cables_always(people: People) -> None:
    for sessions in people.values():
        for segments in sessions:
            long = [part for part in segments if len(part[2]) >= 60]
            recording = joined(long)
            quick = _measured(recording)
            assert silent_electrodes(recording, quick, "0") is None
            for from_share in (0.0, 0.5):
                damaged = cut(recording, 2, from_share, 0.0)
                found = silent_electrodes(damaged, quick, "0")
                assert found is not None
                assert found.channels == (2,)


_MODEL: list[EmgModel] = []


def _measured(recording: Recording) -> EmgModel:
    """Return a model of the right shape: learning each session anew would take minutes."""
    if not _MODEL:
        _MODEL.append(train(made_up()))
    assert recording.channels == _MODEL[0].features.channels
    return _MODEL[0]
