"""A measured rate: a crystal that is off, or bytes that come unevenly, must not unfit a model."""

from pathlib import Path

import numpy as np
import pytest

from game.muscles.source import MuscleSource
from sensors.device_settings import ArduinoTextSettings
from sensors.emg.model import EmgModel, train
from sensors.emg.recording import make_recording
from sensors.emg.windows import live_windows
from sensors.registry import create_sensor
from tests.fakes.printing_arduino import PrintingArduino

from .listening import until


@pytest.fixture(scope="module")
def model() -> EmgModel:
    rng = np.random.default_rng(1)
    label = np.tile(np.repeat([0, 1], 1500), 3)
    samples = rng.standard_normal((len(label), 2)) * (1 + 9 * label)[:, None]
    names = np.array(["rest", "close_hand"])[label]
    recording = make_recording(samples, 1000.0, names, np.arange(len(label)) // 1500)
    return train(recording, live_windows(1000.0))


@pytest.mark.parametrize("rate_hz", [980, 1000, 1020])
def test_a_model_serves_an_arduino_whose_rate_is_a_little_off(
    rate_hz: int, model: EmgModel, tmp_path: Path
) -> None:
    with PrintingArduino(tmp_path, rate_hz=rate_hz) as board:
        sensor = create_sensor(ArduinoTextSettings(port=board.port, starts_up_s=0))
        source = MuscleSource(sensor, clock=sensor._clock)  # type: ignore[attr-defined]
        source.use(model)
        sensor.open()

        def decided() -> bool:
            source.drain()
            return source.delay() is not None or source.trouble != ""

        until(decided)
        assert source.trouble == ""
        source.close()
