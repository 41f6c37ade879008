"""Models on disk: read back the same, never run anything, fail in a sentence."""

import contextlib
import io
import json
from pathlib import Path

import numpy as np
import pytest

from sensors.emg.adaptation import adapt
from sensors.emg.covariance import WAVES
from sensors.emg.model import EmgModel, train, window_features
from sensors.emg.model_file import load_model, save_model
from sensors.emg.recording import Recording, load_recording
from sensors.errors import SensorDataError
from tests.sensors.emg.conftest import made_up


@pytest.fixture(scope="module")
def model() -> EmgModel:
    return adapt(train(made_up()), made_up(seed=3, repetitions=1, rotation=2)).model


def test_a_model_read_back_decides_as_before(model: EmgModel, tmp_path: Path) -> None:
    save_model(model, tmp_path / "arm.npz")
    again = load_model(tmp_path / "arm.npz")
    fresh = made_up(seed=9, rotation=2)
    before = model.decoder.probabilities(window_features(model, fresh))
    assert again.decoder.probabilities(window_features(again, fresh)) == pytest.approx(before)
    assert (again.channel_order, again.data_hash) == (model.channel_order, model.data_hash)
    assert (again.features, again.windows, again.filters) == (
        model.features,
        model.windows,
        model.filters,
    )
    assert not list(tmp_path.glob("*.part"))


def test_a_model_read_back_can_be_adapted_again(model: EmgModel, tmp_path: Path) -> None:
    save_model(model, tmp_path / "arm.npz")
    found = adapt(load_model(tmp_path / "arm.npz"), made_up(seed=4, repetitions=1, rotation=3))
    assert found.rotation == 1
    assert found.model.training.waves == model.training.waves == WAVES


def test_a_model_from_before_there_were_waves_is_read_and_adapted_as_it_was(tmp_path: Path) -> None:
    old = train(made_up(), form="pairs")
    save_model(old, tmp_path / "arm.npz")
    again = load_model(tmp_path / "arm.npz")
    fresh = made_up(seed=9)
    assert again.training.waves == 0
    assert again.decoder.probabilities(window_features(again, fresh)) == pytest.approx(
        old.decoder.probabilities(window_features(old, fresh))
    )
    adapted = adapt(again, made_up(seed=4, repetitions=1, rotation=3))
    assert adapted.rotation == 3
    assert adapted.model.features.form == "pairs"


def test_the_file_holds_plain_arrays_and_a_readable_header(model: EmgModel, tmp_path: Path) -> None:
    save_model(model, tmp_path / "arm.npz")
    with np.load(tmp_path / "arm.npz", allow_pickle=False) as file:
        assert all(file[name].dtype.kind in "iuf" for name in file.files)
        header = json.loads(file["header"].tobytes())
    assert header["version"] == 1
    assert header["data_sha256"] == model.data_hash


def test_a_file_cut_or_changed_anywhere_gives_a_sentence(model: EmgModel, tmp_path: Path) -> None:
    path = tmp_path / "arm.npz"
    save_model(model, path)
    whole = path.read_bytes()
    for size in (0, 1, 10, 100, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        with pytest.raises(SensorDataError, match=r"arm\.npz"):
            load_model(path)
    rng = np.random.default_rng(1)
    for at in rng.integers(0, len(whole), 40):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :])
        # A changed byte between the parts of the archive may do no harm; then nothing is said.
        with contextlib.suppress(SensorDataError):
            assert load_model(path).data_hash == model.data_hash


def test_another_version_is_told_apart_from_damage(model: EmgModel, tmp_path: Path) -> None:
    path = tmp_path / "arm.npz"
    save_model(model, path)
    with np.load(path) as file:
        arrays = dict(file)
    header = json.loads(arrays["header"].tobytes()) | {"version": 2}
    arrays["header"] = np.frombuffer(json.dumps(header).encode(), np.uint8)
    np.savez(path, **arrays)  # type: ignore[arg-type]
    with pytest.raises(SensorDataError, match="another version"):
        load_model(path)


def test_changed_weights_are_noticed(model: EmgModel, tmp_path: Path) -> None:
    path = tmp_path / "arm.npz"
    save_model(model, path)
    with np.load(path) as file:
        arrays = dict(file)
    arrays["weights"] = arrays["weights"] * 1.01
    np.savez(path, **arrays)  # type: ignore[arg-type]
    with pytest.raises(SensorDataError, match="changed or damaged"):
        load_model(path)


def test_pickled_objects_are_refused(tmp_path: Path) -> None:
    for name in ("header", "x"):
        objects = np.array([{"a": 1}], dtype=object)
        np.savez(tmp_path / "bad.npz", **{name: objects})  # type: ignore[arg-type]
        with pytest.raises(SensorDataError, match=r"bad\.npz"):
            load_model(tmp_path / "bad.npz")
        with pytest.raises(SensorDataError, match=r"bad\.npz"):
            load_recording(tmp_path / "bad.npz")


def test_a_folder_that_is_not_there_gives_a_sentence(model: EmgModel, tmp_path: Path) -> None:
    with pytest.raises(SensorDataError, match="folder"):
        save_model(model, tmp_path / "nowhere" / "arm.npz")
    with pytest.raises(SensorDataError, match="check that it is there"):
        load_model(tmp_path / "arm.npz")


def test_recordings_are_read_with_numbers_or_words_as_labels(
    recording: Recording, tmp_path: Path
) -> None:
    path = tmp_path / "day.npz"
    words = np.array(recording.classes)[recording.label]
    for label in (words, recording.label + 3, recording.label.astype(float), words.astype("S")):
        np.savez(path, x=recording.samples, fs_hz=200, label=label)
        read = load_recording(path)
        assert len(read.classes) == 5
        assert (np.diff(read.label) != 0).sum() == (np.diff(recording.label) != 0).sum()


@pytest.mark.parametrize(
    "change",
    [
        {"x": np.zeros(10)},
        {"x": np.full((10, 2), np.nan)},
        {"x": np.array([["a", "b"]] * 10)},
        {"fs_hz": 0},
        {"fs_hz": np.nan},
        {"fs_hz": np.array([1.0, 2.0])},
        {"label": np.zeros(9)},
        {"label": np.full(10, 0.5)},
        {"label": np.full(10, np.nan)},
        {"repetition": np.zeros((10, 2))},
    ],
)
def test_a_recording_that_makes_no_sense_is_refused_by_name(
    change: dict[str, object], tmp_path: Path
) -> None:
    arrays = {"x": np.zeros((10, 2)), "fs_hz": 200.0, "label": np.zeros(10)} | change
    np.savez(tmp_path / "day.npz", **arrays)  # type: ignore[arg-type]
    with pytest.raises(SensorDataError, match=r"day\.npz"):
        load_recording(tmp_path / "day.npz")


def test_missing_keys_are_named(tmp_path: Path) -> None:
    np.savez(tmp_path / "day.npz", x=np.zeros((10, 2)))
    with pytest.raises(SensorDataError, match="no fs_hz and no label"):
        load_recording(tmp_path / "day.npz")
    buffer = io.BytesIO()
    np.save(buffer, np.zeros(3))
    (tmp_path / "one.npz").write_bytes(buffer.getvalue())
    with pytest.raises(SensorDataError, match="not an npz"):
        load_recording(tmp_path / "one.npz")
