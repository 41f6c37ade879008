"""The sketch in `assets/firmware` as an Uno runs it: its pace, its voltages, through the driver."""

import time
from pathlib import Path

import numpy as np
import pytest

from sensors.device_settings import SerialEmgSettings
from sensors.drivers.serial_device import SerialDevice
from sensors.drivers.serial_emg import SerialEmg
from sensors.packets.emg_frame import EmgFrameParser
from tests.fakes.simulated_uno import CLOCK_HZ, UnoToolchain
from tests.sensors.drivers.listening import emg_of, heard, rows_in

_SKETCH = (
    Path(__file__).resolve().parents[3] / "assets" / "firmware" / "emg_frame" / "emg_frame.ino"
).read_text()
_SIX_PINS = "{A0, A1, A2, A3, A4, A5}"
_MS = 1000
_STARTS_WITHIN_MS = 5


def _with_pins(channels: int) -> str:
    assert _SIX_PINS in _SKETCH
    pins = ", ".join(f"A{pin % 8}" for pin in range(channels))
    return _SKETCH.replace(_SIX_PINS, "{" + pins + "}")


@pytest.fixture(scope="module")
def uno(tmp_path_factory: pytest.TempPathFactory) -> UnoToolchain:
    return UnoToolchain(tmp_path_factory.mktemp("uno"))


@pytest.mark.parametrize("channels", [6, 8])
def test_an_uno_keeps_a_thousand_samples_a_second(uno: UnoToolchain, channels: int) -> None:
    program = uno.build(_with_pins(channels), f"with_{channels}")
    sent, converted = uno.run(program, _MS)
    parser = EmgFrameParser()
    rows = parser.feed(sent)
    assert rows is not None
    assert (parser.counts.damaged, parser.counts.lost) == (0, 0)
    assert _MS - _STARTS_WITHIN_MS <= len(rows.indexes) <= _MS
    steps = np.diff(converted.of_pin(0).cycle)
    assert steps.mean() == pytest.approx(CLOCK_HZ / 1000, abs=1)
    # A look at the clock is good for 4 us, and the system's own interrupts take some too.
    assert np.abs(steps - CLOCK_HZ / 1000).max() < 20e-6 * CLOCK_HZ
    for channel in range(channels):
        counts = converted.of_pin(channel).counts[: len(rows.counts)]
        assert np.array_equal(rows.counts[:, channel], counts)
    assert rows.counts.shape == (len(rows.indexes), channels)


def test_the_driver_reads_the_voltages_at_an_unos_pins(
    uno: UnoToolchain, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However long a busy machine takes to begin.
    monkeypatch.setattr(SerialDevice, "quiet_after_s", 20.0)
    program = uno.build(_with_pins(6), "on_a_port")
    with uno.on_a_port(program, _MS + _STARTS_WITHIN_MS) as (port, power_up):
        sensor = SerialEmg(SerialEmgSettings(port=port), time.perf_counter)
        sensor.open()
        power_up()
        blocks = emg_of(heard(sensor, lambda samples: rows_in(samples) >= _MS))
        counts = sensor.counts
        sensor.close()
    assert (counts.damaged, counts.lost, {block.fs_hz for block in blocks}) == (0, 0, {1000.0})
    microvolts = np.concatenate([block.microvolts for block in blocks])
    converted = uno.converted(program)
    step_uv = 5e6 / 1023
    for channel in range(6):
        fed_uv = 1000.0 * converted.of_pin(channel).mv[: len(microvolts)]
        off_uv = fed_uv - microvolts[: len(fed_uv), channel]
        assert 0 <= off_uv.min() <= off_uv.max() < step_uv
    assert microvolts.shape == (len(microvolts), 6)


def test_more_pins_than_a_frame_has_room_for_do_not_compile(uno: UnoToolchain) -> None:
    with pytest.raises(AssertionError, match="a frame holds 8 readings"):
        uno.build(_with_pins(9), "with_9")
