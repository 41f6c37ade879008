"""What LabRecorder wrote is read in, and then replays and teaches like our own recordings."""

from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from sensors.recording import read_samples
from sensors.sample import EmgSample
from sessions.errors import ExportError
from sessions.export.xdf import read_xdf
from tests.fakes.xdf_file import write_xdf

EMG = np.random.default_rng(3).normal(0.0, 20.0, (1000, 4)).astype(np.float32)
MARKS = [(51.0, "fist"), (53.0, "rest")]


@pytest.fixture
def xdf(tmp_path: Path) -> Path:
    path = tmp_path / "lab.xdf"
    write_xdf(path, EMG, 200.0, MARKS)
    return path


def test_samples_rate_and_marks_are_read(xdf: Path) -> None:
    emg = read_xdf(xdf)
    np.testing.assert_allclose(emg.microvolts, EMG, rtol=1e-6)
    assert emg.fs_hz == 200.0
    labels = emg.labels()
    assert [labels[100], labels[300], labels[700]] == ["", "fist", "rest"]


@pytest.mark.parametrize(("unit", "scale"), [("millivolts", 1e3), ("V", 1e6), ("", 1.0)])
def test_units_are_those_of_the_streams_own_description(
    tmp_path: Path, unit: str, scale: float
) -> None:
    path = tmp_path / "lab.xdf"
    write_xdf(path, EMG, 200.0, MARKS, unit=unit)
    np.testing.assert_allclose(read_xdf(path).microvolts, EMG * scale, rtol=1e-6)


def test_the_recording_made_of_it_replays_every_sample_in_order(xdf: Path, tmp_path: Path) -> None:
    assert main(["import-xdf", str(xdf), str(tmp_path / "lab.mcap")]) == 0
    samples = [s for s in read_samples(tmp_path / "lab.mcap") if isinstance(s, EmgSample)]
    joined = np.concatenate([sample.microvolts for sample in samples])
    np.testing.assert_allclose(joined, EMG, atol=0.05)


def test_the_labels_of_a_training_file_are_its_marks(xdf: Path, tmp_path: Path) -> None:
    assert main(["import-xdf", str(xdf), str(tmp_path / "lab.npz")]) == 0
    with np.load(tmp_path / "lab.npz") as made:
        assert set(made["label"]) == {"fist", "rest"}
        assert len(made["x"]) == len(made["label"]) == 800


def test_a_file_without_muscles_says_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "eye.xdf"
    write_xdf(path, EMG, 200.0, MARKS, kind="Gaze")
    with pytest.raises(ExportError, match=r"no stream of type EMG; it holds: Gaze, Markers"):
        read_xdf(path)


def test_a_file_that_is_no_xdf_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.xdf"
    path.write_text("hello")
    with pytest.raises(ExportError, match=r"notes\.xdf"):
        read_xdf(path)
