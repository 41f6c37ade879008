"""BDF+ files read by two independent programs."""

from pathlib import Path

import edfio
import numpy as np
import pyedflib
import pytest

from sessions.errors import ExportError
from sessions.export.edf import LOST, write_bdf

from .conftest import FS_HZ, LASTS_S, MakeSession, emg_signal


@pytest.fixture
def path(make_session: MakeSession, tmp_path: Path) -> Path:
    path = tmp_path / "muscles.bdf"
    write_bdf(make_session(), path)
    return path


def test_another_reader_finds_every_sample_at_its_place(path: Path) -> None:
    signal = emg_signal()
    with pyedflib.EdfReader(str(path)) as reader:
        assert reader.getSampleFrequencies().tolist() == [FS_HZ] * signal.shape[1]
        assert reader.getSignalLabels() == [f"EMG{i + 1}" for i in range(signal.shape[1])]
        assert {reader.getPhysicalDimension(i) for i in range(signal.shape[1])} == {"uV"}
        read = np.stack([reader.readSignal(i) for i in range(signal.shape[1])], axis=1)
        assert reader.getStartdatetime().isoformat().startswith("2026-11-23T09:05:01")
    assert len(read) == LASTS_S * FS_HZ
    kept = np.r_[0:400, 440 : len(signal)]
    np.testing.assert_allclose(read[kept], signal[kept], atol=0.01)


def test_lost_rows_and_what_happened_stand_as_annotations(path: Path) -> None:
    notes = {(n.text, n.onset, n.duration) for n in edfio.read_bdf(path).annotations}
    assert (LOST, 2.0, 0.2) in notes
    assert ("trial pinch", 0.75, 4.0) in notes
    assert ("cover key", 1.75, None) in notes


def test_a_session_without_muscles_is_told(make_session: MakeSession, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="holds no muscle signals"):
        write_bdf(make_session(emg=False), tmp_path / "none.bdf")
