"""What holds for every driver there is."""

import inspect
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from subprocess import run

import cv2
import numpy as np
import pytest

from game.recorder.rows import sample_row
from sensors.device_settings import (
    ArduinoTextSettings,
    Bno055Settings,
    Bno08xRvcSettings,
    CytonSettings,
    DelsysSettings,
    MyoSettings,
    SerialEmgSettings,
    WitMotionSettings,
)
from sensors.drivers.pointer import PointerSensor
from sensors.errors import SensorError, SensorLostError
from sensors.listing import list_devices
from sensors.pose import JOINT_ANGLES, RESTING
from sensors.recording import read_samples
from sensors.registry import DRIVERS, create_sensor
from sensors.sample import PoseSample
from sensors.sensor import Sensor, SensorIdentity
from sensors.settings import (
    PointerSettings,
    ReplaySettings,
    SensorSettings,
    SimulatedEmgSettings,
    SimulatedSettings,
    TwoImuSettings,
    WebcamSettings,
    default_settings,
)
from sessions.recording.recording import RecordingWriter
from tests.fakes.devices import at_hand

from .drivers.listening import heard


@pytest.fixture(params=sorted(DRIVERS))
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SensorSettings]:
    """Settings for each driver with which it works on any machine, its emulator running."""
    with ExitStack() as stack:
        yield _settings_for(request.param, tmp_path, stack)


def _settings_for(driver: str, tmp_path: Path, stack: ExitStack) -> SensorSettings:
    match driver:
        case "pointer":
            return PointerSettings()
        case "replay":
            writer = RecordingWriter(
                tmp_path / "recording.mcap", software_version="1", joint_angles=JOINT_ANGLES
            )
            for number in range(50):
                writer.add(sample_row(PoseSample(number / 50, number / 50 + 0.01, RESTING)))
            writer.close()
            return ReplaySettings(session=tmp_path)
        case "simulated":
            return SimulatedSettings()
        case "two_imu":
            parts = [
                stack.enter_context(at_hand("bno08x_rvc", _made(tmp_path / name)))
                for name in ("upper", "lower")
            ]
            return TwoImuSettings.model_validate(
                {"upper": parts[0].model_dump(), "lower": parts[1].model_dump()}
            )
        case "simulated_emg":
            return SimulatedEmgSettings()
        case "webcam":
            pictures = tmp_path / "pictures"
            pictures.mkdir()
            cv2.imwrite(str(pictures / "grey.png"), np.full((120, 160, 3), 99, dtype=np.uint8))
            return WebcamSettings(source=pictures, fps=100)
        case _:
            return stack.enter_context(at_hand(driver, tmp_path))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.fixture
def sensor(settings: SensorSettings) -> Sensor:
    return create_sensor(settings, time.perf_counter)


def test_every_driver_offers_what_a_sensor_offers(sensor: Sensor) -> None:
    for name in ("open", "drain", "picture", "close"):
        assert callable(getattr(sensor, name))
        assert inspect.getdoc(getattr(sensor, name))
    assert isinstance(sensor.identity, SensorIdentity)


def test_the_identity_names_the_driver_and_no_folder(
    settings: SensorSettings, sensor: Sensor, tmp_path: Path
) -> None:
    sensor.open()
    assert sensor.identity.driver == settings.driver
    assert sensor.identity.device
    assert str(tmp_path.parent) not in str(sensor.identity)
    sensor.close()


def test_draining_never_waits_and_gives_samples_oldest_first(sensor: Sensor) -> None:
    sensor.open()
    longest_s = 0.0
    taken_at_s: list[float] = []
    for _ in range(200):
        started_s = time.perf_counter()
        samples = sensor.drain()
        longest_s = max(longest_s, time.perf_counter() - started_s)
        taken_at_s.extend(sample.taken_at_s for sample in samples)
        assert all(sample.taken_at_s <= sample.arrived_at_s for sample in samples)
    assert longest_s < 0.25
    assert taken_at_s == sorted(taken_at_s)
    sensor.close()


def test_closing_twice_and_closing_before_opening_do_no_harm(sensor: Sensor) -> None:
    sensor.close()
    sensor.open()
    sensor.close()
    sensor.close()


def test_a_closed_sensor_can_be_opened_again(sensor: Sensor) -> None:
    sensor.open()
    sensor.close()
    sensor.open()
    sensor.drain()
    sensor.close()


@pytest.mark.parametrize(
    "settings",
    [
        WebcamSettings(source=Path("gone.avi")),
        WebcamSettings(source=63),
        ReplaySettings(session=Path("gone")),
        ArduinoTextSettings(port="gone"),
        Bno055Settings(port="gone"),
        Bno08xRvcSettings(port="gone"),
        CytonSettings(port="gone"),
        CytonSettings(port="."),
        DelsysSettings(command_port=1),
        MyoSettings(port="gone"),
        SerialEmgSettings(port="gone"),
        WitMotionSettings(port="gone"),
    ],
    ids=str,
)
def test_what_can_t_be_opened_is_told_in_one_sentence_with_a_next_step(
    settings: SensorSettings,
) -> None:
    with pytest.raises(SensorError) as told:
        create_sensor(settings).open()
    text = str(told.value)
    assert text[0].isupper()
    assert "\n" not in text
    assert any(word in text for word in ("check", "choose", "plug", "close"))


@pytest.mark.parametrize("driver", sorted(set(DRIVERS) - {"pointer", "two_imu"}))
def test_a_sensor_that_is_not_open_says_so(driver: str, tmp_path: Path) -> None:
    settings = ReplaySettings(session=tmp_path) if driver == "replay" else default_settings(driver)
    with pytest.raises(SensorLostError, match="open it first"):
        create_sensor(settings).drain()


def test_what_a_sensor_says_can_be_recorded_and_replayed(sensor: Sensor, tmp_path: Path) -> None:
    sensor.open()
    if isinstance(sensor, PointerSensor):
        sensor.feed(opening=0.5, wrist=0.5, elbow=0.5)
    samples = heard(sensor, lambda samples: len(samples) > 0)
    sensor.close()
    folder = tmp_path / "recorded"
    folder.mkdir()
    writer = RecordingWriter(
        folder / "recording.mcap", software_version="1", joint_angles=JOINT_ANGLES
    )
    for sample in samples:
        writer.add(sample_row(sample))
    writer.close()
    assert [type(sample) for sample in read_samples(folder)] == [type(each) for each in samples]


def test_choosing_a_driver_loads_no_other_driver_s_packages() -> None:
    program = (
        "import sys\n"
        "from sensors.registry import create_sensor\n"
        "from sensors.settings import SimulatedSettings\n"
        "create_sensor(SimulatedSettings()).open()\n"
        "heavy = {'cv2', 'ai_edge_litert', 'mediapipe', 'pygame', 'serial', 'brainflow', 'pylsl'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or None)\n"
    )
    root = Path(__file__).resolve().parents[2]
    assert run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0


def test_the_list_has_every_driver_with_a_sentence() -> None:
    listed = list_devices()
    assert {each.driver for each in listed} == set(DRIVERS)
    assert all(
        each.sentence.endswith((".", "]")) or " install " in each.sentence for each in listed
    )
