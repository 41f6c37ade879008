"""`mirrorlimb sensors record`: what a device says ends up in a file that replays."""

import json
import math
from pathlib import Path
from threading import Event, Timer

import numpy as np
import pytest

from game.cli import main
from sensors.drivers.replay import ReplaySensor
from sensors.errors import SensorEndedError
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.pose import INDEX
from sensors.recording import read_samples
from sensors.sample import EmgSample, ImuSample, Sample
from sensors.settings import ReplaySettings
from tests.fakes.devices import at_hand, on_a_port
from tests.sensors.drivers.test_two_imu import HeldRvc


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


@pytest.mark.parametrize("driver", ["myo", "serial_emg", "arduino_text", "delsys"])
def test_what_a_muscle_sensor_said_replays_row_for_row(
    driver: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, home = tmp_path / "muscles.mcap", tmp_path / "home.toml"
    with at_hand(driver, tmp_path) as settings:
        fields = settings.model_dump(mode="json", exclude_defaults=True) | {"driver": driver}
        home.write_text(
            "[sensor]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in fields.items())
        )
        line = ["sensors", "record", driver, str(file), "--settings", str(home)]
        assert main([*line, "--seconds", "1.5"]) == 0
    kept = [sample for sample in read_samples(file) if isinstance(sample, EmgSample)]
    replayed = [sample for sample in played(file) if isinstance(sample, EmgSample)]
    assert sum(len(sample.microvolts) for sample in kept) > 20
    assert len(replayed) == len(kept)
    for one, other in zip(kept, replayed, strict=True):
        assert np.array_equal(one.microvolts, other.microvolts)
        assert (one.fs_hz, one.lost_before) == (other.fs_hz, other.lost_before)


def played(file: Path) -> list[Sample]:
    """Return what a replay says, from its first sample to its end."""
    now_s = 0.0
    sensor = ReplaySensor(ReplaySettings(session=file), lambda: now_s)
    sensor.open()
    samples: list[Sample] = []
    while True:
        now_s += 0.02
        try:
            samples += sensor.drain()
        except SensorEndedError:
            return samples


def test_two_motion_sensors_replay_as_poses_because_their_calibration_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, home = tmp_path / "arm.mcap", tmp_path / "home.toml"
    with HeldRvc(tmp_path, "ttyA", 30.0) as upper, HeldRvc(tmp_path, "ttyB", -100.0) as lower:
        asked: list[str] = []

        def held_as_asked(words: str) -> str:
            """Hold the sensors as the command asks, long enough for it to be heard."""
            asked.append(words)
            upper.roll = lower.roll = 0.0 if len(asked) == 1 else 90.0
            Event().wait(0.3)
            if len(asked) == 2:
                Timer(0.3, lambda: upper.__setattr__("roll", 0.0)).start()
                Timer(0.3, lambda: lower.__setattr__("roll", 75.0)).start()
            return ""

        monkeypatch.setattr("builtins.input", held_as_asked)
        parts = "".join(
            f'[sensor.{name}]\ndriver = "bno08x_rvc"\nport = "{device.port}"\n'
            for name, device in (("upper", upper), ("lower", lower))
        )
        home.write_text(f'[sensor]\ndriver = "two_imu"\n{parts}')
        line = ["sensors", "record", "two_imu", str(file), "--settings", str(home)]
        assert main([*line, "--calibrate", "--seconds", "1.0"]) == 0
    assert len(asked) == 2
    marks = [s.held for s in read_samples(file) if isinstance(s, ImuSample) and s.held]
    assert marks == ["first", "second"]
    estimator = IntactLimbEstimator("right")
    poses = [pose for pose in map(estimator.update, played(file)) if pose is not None]
    assert estimator.motion.calibrated
    elbow = math.degrees(poses[-1].angles_rad[INDEX["elbow_flexion"]])
    assert elbow == pytest.approx(75.0, abs=1.0)
