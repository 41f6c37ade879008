"""A session is read whole, and what is missing stays missing."""

from pathlib import Path

import numpy as np
import pytest

from sensors.pose import JOINT_ANGLES
from sessions.errors import ExportError
from sessions.export.session_data import read_session

from .conftest import CHANNELS, FS_HZ, STARTS_S, MakeSession, emg_signal


def test_muscle_rows_stand_at_their_time_and_lost_ones_are_missing_not_closed_up(
    make_session: MakeSession,
) -> None:
    emg = make_session().emg
    assert emg is not None
    assert emg.fs_hz == FS_HZ
    assert emg.starts_at_s == pytest.approx(STARTS_S)
    signal = emg_signal()
    assert emg.microvolts.shape == signal.shape
    lost = np.isnan(emg.microvolts).all(axis=1)
    assert np.flatnonzero(lost).tolist() == list(range(400, 440))
    np.testing.assert_allclose(emg.microvolts[~lost], signal[~lost])
    assert emg.microvolts.shape[1] == CHANNELS


def test_what_was_covered_was_not_shown(make_session: MakeSession) -> None:
    shown = make_session().shown["left"]
    assert shown.names == JOINT_ANGLES
    hidden = np.isnan(shown.values).all(axis=1)
    assert np.flatnonzero(hidden).tolist() == list(range(50, 60))
    assert shown.rate_hz == pytest.approx(30.0, rel=1e-3)


def test_the_patients_own_clock_keeps_its_offset(make_session: MakeSession) -> None:
    session = make_session()
    assert session.wall(STARTS_S + 1.0).isoformat() == "2026-11-23T09:05:02.250000+01:00"


def test_a_folder_without_a_session_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"is no session folder: give folders named ses-"):
        read_session(tmp_path)
