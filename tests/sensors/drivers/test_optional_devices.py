"""BrainFlow and the lab streaming layer: real where installed, told in a sentence where not."""

import sys
from pathlib import Path

import numpy as np
import pytest

from sensors.device_settings import BrainFlowSettings, DriverSettings, LslSettings
from sensors.errors import (
    MissingPartError,
    SensorLostError,
    SensorNotFoundError,
    SensorSettingsError,
)
from sensors.registry import create_sensor
from tests.fakes.cyton_board import CytonBoard
from tests.fakes.lsl_outlet import LslOutlet

from .listening import emg_of, heard, imu_of, is_lost, rows_in, speaks, until


@pytest.fixture
def _brainflow() -> None:
    pytest.importorskip("brainflow", reason="BrainFlow, an optional extra, is not installed")


@pytest.mark.parametrize(
    ("settings", "package"), [(BrainFlowSettings(), "brainflow"), (LslSettings(), "pylsl")]
)
def test_where_the_package_is_missing_the_line_that_brings_it_is_told(
    settings: DriverSettings, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (package, f"{package}.board_shim"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingPartError, match=r"pip --python .* install"):
        create_sensor(settings).open()


@pytest.mark.usefixtures("_brainflow")
def test_brainflow_s_own_board_is_read_at_its_rate() -> None:
    sensor = create_sensor(BrainFlowSettings(board="SYNTHETIC_BOARD"))
    sensor.open()
    samples = heard(sensor, lambda samples: rows_in(samples) > 300)
    sensor.close()
    blocks, motions = emg_of(samples), imu_of(samples)
    assert {block.microvolts.shape[1] for block in blocks} == {16}
    span_s = blocks[-1].taken_at_s - blocks[0].taken_at_s
    assert rows_in(list(blocks[1:])) / span_s == pytest.approx(250, rel=0.1)
    assert all(block.taken_at_s <= block.arrived_at_s for block in blocks)
    assert motions[0].accel_m_s2 is not None


@pytest.mark.usefixtures("_brainflow")
def test_brainflow_s_own_cyton_driver_hears_our_emulator_as_we_do(tmp_path: Path) -> None:
    with CytonBoard(tmp_path) as board:
        sensor = create_sensor(BrainFlowSettings(board="CYTON_BOARD", port=board.port))
        sensor.open()
        samples = heard(sensor, lambda samples: rows_in(samples) > 300)
        sensor.close()
    rows = np.concatenate([block.microvolts for block in emg_of(samples)])
    number = np.round(rows[:, :1])
    assert np.diff(number[:, 0]).max() == 1
    # BrainFlow's volts per count differ from 4.5 V / (2^23 - 1) by less than a count.
    assert rows == pytest.approx(number + 1000.0 * np.arange(8), abs=0.3)
    accel = [m.accel_m_s2 for m in imu_of(samples) if m.accel_m_s2 is not None]
    assert accel[-1] / 9.80665 == pytest.approx([0.05, -0.05, 1.0], abs=1e-3)


@pytest.mark.usefixtures("_brainflow")
def test_a_board_that_brainflow_does_not_know_or_find_is_told() -> None:
    with pytest.raises(SensorSettingsError, match="choose a name from its BoardIds"):
        create_sensor(BrainFlowSettings(board="KITCHEN_BOARD")).open()
    with pytest.raises(SensorNotFoundError, match="check its power, port"):
        create_sensor(BrainFlowSettings(board="CYTON_BOARD", port="gone")).open()


def test_a_stream_is_read_in_microvolts_without_loss(tmp_path: Path) -> None:
    with LslOutlet(tmp_path) as outlet:
        sensor = create_sensor(LslSettings(name=outlet.name))
        sensor.open()
        assert sensor.identity.detail == "emulated, 8 channels at 500 Hz"
        blocks = emg_of(heard(sensor, lambda samples: rows_in(samples) > 300))
        sensor.close()
    rows = np.concatenate([block.microvolts for block in blocks])
    assert np.diff(rows[:, 0]).tolist() == [1000.0] * (len(rows) - 1)
    assert rows[0, 1:].tolist() == [1000.0 * channel for channel in range(1, 8)]
    for block in blocks:
        assert block.device_time_s is not None
        assert 0 <= block.arrived_at_s - block.taken_at_s < 0.5


def test_rows_without_a_number_are_counted_as_damaged_and_never_arrive(tmp_path: Path) -> None:
    with LslOutlet(tmp_path, "with holes", nan_every=100) as outlet:
        sensor = create_sensor(LslSettings(name=outlet.name))
        sensor.open()
        samples = heard(sensor, lambda samples: rows_in(samples) > 450)
        counts = sensor.counts  # type: ignore[attr-defined]
        sensor.close()
    blocks = emg_of(samples)
    assert all(np.isfinite(block.microvolts).all() for block in blocks)
    lost = sum(block.lost_before for block in blocks)
    assert lost >= 4
    assert counts.damaged == counts.lost >= lost
    rows = np.concatenate([block.microvolts[:, 0] for block in blocks]) / 1000
    assert set(np.diff(rows).tolist()) <= {1.0, 2.0, -998.0, -999.0}


def test_a_stream_of_nothing_but_nan_is_told(tmp_path: Path) -> None:
    with LslOutlet(tmp_path, "all holes", nan_every=1) as outlet:
        sensor = create_sensor(LslSettings(name=outlet.name))
        sensor.open()
        until(lambda: is_lost(sensor))
        with pytest.raises(SensorLostError, match="no numbers"):
            sensor.drain()
        sensor.close()


def test_a_stream_that_ends_is_told_and_goes_on_when_it_is_back(tmp_path: Path) -> None:
    with LslOutlet(tmp_path, "coming and going") as outlet:
        sensor = create_sensor(LslSettings(name=outlet.name))
        sensor.open()
        until(lambda: speaks(sensor))
        outlet.stop()
        until(lambda: is_lost(sensor))
        outlet.start()
        until(lambda: speaks(sensor))
        sensor.close()


def test_a_stream_that_nobody_sends_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sensors.drivers.lsl_stream._FOUND_WITHIN_S", 0.2)
    with (
        LslOutlet(tmp_path),
        pytest.raises(SensorNotFoundError, match="start the program that does"),
    ):
        create_sensor(LslSettings(name="nobody")).open()
