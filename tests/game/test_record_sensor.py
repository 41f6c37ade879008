"""`mirrorlimb sensors record`: what a device says ends up in a file that replays."""

from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from sensors.recording import read_samples
from sensors.sample import EmgSample
from tests.fakes.devices import on_a_port


def test_every_row_of_a_muscle_sensor_is_in_the_recording(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, home = tmp_path / "muscles.mcap", tmp_path / "home.toml"
    with on_a_port("cyton", tmp_path) as (_, settings):
        home.write_text(f'[sensor]\ndriver = "cyton"\nport = "{tmp_path / "ttyDevice"}"\n')
        line = ["sensors", "record", settings.driver, str(file)]
        assert main([*line, "--settings", str(home), "--seconds", "0.6"]) == 0
    assert "samples are in muscles.mcap" in capsys.readouterr().out
    blocks = [sample for sample in read_samples(file) if isinstance(sample, EmgSample)]
    first = np.round(np.concatenate([block.microvolts[:, 0] for block in blocks]))
    assert len(first) > 50
    assert np.array_equal(first, np.arange(len(first)))


def test_a_recording_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kept.mcap"
    file.write_bytes(b"dear")
    assert main(["sensors", "record", "simulated", str(file), "--seconds", "0.1"]) == 1
    told = capsys.readouterr().err.strip()
    assert len(told.splitlines()) == 1
    assert "Traceback" not in told
    assert file.read_bytes() == b"dear"
