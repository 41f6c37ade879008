"""Silent electrodes are found from the start and from halfway on, and sound ones never are."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sensors.emg.hysteresis import Envelope
from sensors.emg.left_out import channels_left_out, leave_out
from sensors.emg.model import EmgModel, train, window_features
from sensors.emg.model_file import load_model, save_model
from sensors.emg.recording import Recording, make_recording
from sensors.emg.silent_electrodes import silent_electrodes
from sensors.emg.windows import window_labels
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


def test_windows_kept_without_an_electrode_are_those_that_would_be_recorded_without(
    whole: Recording,
) -> None:
    model = leave_out(train(whole), (5,))
    every = window_features(model, whole)
    kept = every[window_labels(whole, model.windows).settled]
    assert model.training.features == pytest.approx(kept, abs=1e-5)


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


def only_in(recording: Recording, movement: str, channel: int) -> Recording:
    """Nothing is heard at one channel while one movement is made."""
    samples = recording.samples.copy()
    samples[recording.label == recording.classes.index(movement), channel] *= 0.005
    names = np.array(recording.classes)[recording.label]
    return make_recording(samples, recording.rate_hz, names, recording.repetition)


def by_movement(recording: Recording) -> Recording:
    """Every repetition of a movement in a row."""
    order = np.argsort(recording.label, kind="stable")
    names = np.array(recording.classes)[recording.label]
    return make_recording(
        recording.samples[order], recording.rate_hz, names[order], recording.repetition[order]
    )


def test_a_muscle_that_one_movement_does_not_need_is_no_silent_electrode(
    whole: Recording,
) -> None:
    rows = by_movement(whole)
    quiet = only_in(rows, "fist", 5)
    assert silent_electrodes(quiet, train(quiet), "rest") is None
    both = only_in(quiet, "open", 5)
    found = silent_electrodes(both, train(both), "rest")
    assert found is not None
    assert (found.channels, set(found.movements)) == ((5,), {"fist", "open"})


def envelopes(recording: Recording, floor: float) -> Recording:
    """What an envelope sensor makes of it: rectified, smooth, on a floor."""
    level = Envelope(recording.rate_hz, recording.channels, np.zeros(recording.channels))
    names = np.array(recording.classes)[recording.label]
    samples = floor + level.push(recording.samples)
    return make_recording(samples, recording.rate_hz, names, recording.repetition)


def test_an_envelope_that_stays_on_its_floor_is_silent_however_high_the_floor(
    whole: Recording,
) -> None:
    damaged = envelopes(cut(whole, 5, 0.0, 0.01), 50.0)
    model = train(damaged)
    assert model.features.kind == "envelope"
    found = silent_electrodes(damaged, model, "rest")
    assert found is not None
    assert found.channels == (5,)
    sound = envelopes(whole, 50.0)
    assert silent_electrodes(sound, train(sound), "rest") is None


def test_steady_tension_of_an_envelope_is_no_silence(whole: Recording) -> None:
    """Nothing changes within a repetition there, and all of it is far from the floor."""
    rng = np.random.default_rng(2)
    made = whole.label != whole.classes.index("rest")
    samples = 5.0 * rng.random(whole.samples.shape) + 20.0 * made[:, None]
    samples[:, 5] = 0.01 * rng.random(len(made)) + 20.0 * made
    names = np.array(whole.classes)[whole.label]
    steady = make_recording(samples, whole.rate_hz, names, whole.repetition)
    envelope = train(envelopes(whole, 0.0))
    assert envelope.features.kind == "envelope"
    assert silent_electrodes(steady, envelope, "rest") is None


@pytest.mark.parametrize("kind", ["envelope", "pairs", "matrix"])
def test_no_kind_of_model_rests_on_what_it_leaves_out(kind: str, whole: Recording) -> None:
    sound = envelopes(whole, 0.0) if kind == "envelope" else whole
    plain = train(sound, form="matrix" if kind == "matrix" else "pairs")
    assert plain.features.kind == ("envelope" if kind == "envelope" else "raw")
    model = leave_out(plain, (5,))
    mine = model.decoder.probabilities(window_features(model, sound))
    loud = model.decoder.probabilities(window_features(model, cut(sound, 5, 0.0, 1000.0)))
    assert loud == pytest.approx(mine, abs=1e-6)
    others = model.decoder.probabilities(window_features(model, cut(sound, 4, 0.0, 1000.0)))
    assert np.abs(others - mine).max() > 0.5

    # What it learnt from says nothing of that electrode, and all of the others.
    silenced = model.training.features.std(axis=0) < 1e-12
    before, after = (window_features(plain, cut(sound, 5, 0.0, left)) for left in (1.0, 0.5))
    hears = np.abs(after - before).max(axis=0) > 1e-12
    if kind == "matrix":
        # A matrix's logarithm mixes all electrodes: by its rows, then, from the diagonal on.
        hears[-36:] = [5 in (row, column) for row in range(8) for column in range(row, 8)]
    assert (silenced >= hears).all()
    assert silenced.sum() == hears.sum() + unheard(plain)


def unheard(model: EmgModel) -> int:
    """How many entries are the same whatever is done, with every electrode in use."""
    return int((model.training.features.std(axis=0) < 1e-12).sum())


@pytest.mark.parametrize(("channels", "faint_is_found"), [([1, 5], False), ([1, 3, 5], True)])
def test_of_two_electrodes_only_a_flat_one_is_told_and_of_three_a_faint_one_too(
    channels: list[int], faint_is_found: bool
) -> None:
    full = made_up(repetitions=2)
    names = np.array(full.classes)[full.label]
    few = make_recording(full.samples[:, channels], full.rate_hz, names, full.repetition)
    model, last = train(few), len(channels) - 1
    flat = silent_electrodes(cut(few, last, 0.0, 0.0), model, "rest")
    assert flat is not None
    assert flat.channels == (last,)
    faint = silent_electrodes(cut(few, last, 0.0, 0.001), model, "rest")
    assert (faint is not None) == faint_is_found
