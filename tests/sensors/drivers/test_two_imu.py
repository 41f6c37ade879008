"""Two motion sensors read as one, on pseudo-terminals, up to the arm's pose."""

import math
import time
import tomllib
from pathlib import Path

import pytest

from sensors.device_settings import Bno08xRvcSettings
from sensors.drivers.two_imu import TwoImu
from sensors.errors import SensorError, SensorLostError, SensorSettingsError
from sensors.motion.two_imu_pose import TwoImuPose
from sensors.pose import INDEX
from sensors.sample import ImuSample
from sensors.settings import TwoImuSettings, default_settings, sensor_settings_in
from tests.fakes.pty_device import Pace, PtyDevice
from tests.fakes.rvc_sensor import rvc_packet

SETTINGS = """
[sensor]
driver = "two_imu"
[sensor.upper]
driver = "bno08x_rvc"
port = "/dev/ttyUSB0"
[sensor.lower]
driver = "witmotion"
port = "/dev/ttyUSB1"
"""


class HeldRvc(PtyDevice):
    """A BNO08x held as it is told, with a heading of its own; degrees."""

    def __init__(self, folder: Path, name: str, yaw: float) -> None:
        self.yaw, self.pitch, self.roll = yaw, 0.0, 0.0
        super().__init__(folder, name)

    def power_up(self) -> None:
        self._pace = Pace(100.0)

    def answer(self, heard: bytes) -> bytes:
        return b""

    def due(self, now_s: float) -> bytes:
        angles = tuple(round(100 * a) for a in (self.yaw, self.pitch, self.roll))
        return b"".join(
            rvc_packet(number, angles)  # type: ignore[arg-type]
            for number in self._pace.due(now_s)
        )


def test_settings_name_two_sensors() -> None:
    settings = sensor_settings_in(tomllib.loads(SETTINGS), name="room.toml", folder=Path())
    assert isinstance(settings, TwoImuSettings)
    assert (settings.upper.driver, settings.lower.driver) == ("bno08x_rvc", "witmotion")
    with pytest.raises(SensorSettingsError, match="upper"):
        default_settings("two_imu")
    with pytest.raises(SensorSettingsError, match=r"sensor\.lower"):
        sensor_settings_in(
            tomllib.loads(SETTINGS[: SETTINGS.index("[sensor.lower]")]), name="r", folder=Path()
        )


def test_two_sensors_on_ports_give_the_arms_pose(tmp_path: Path) -> None:
    with HeldRvc(tmp_path, "ttyA", 30.0) as upper, HeldRvc(tmp_path, "ttyB", -100.0) as lower:
        sensor = TwoImu(
            TwoImuSettings(
                upper=Bno08xRvcSettings(port=upper.port), lower=Bno08xRvcSettings(port=lower.port)
            ),
            time.perf_counter,
        )
        sensor.open()
        pose = TwoImuPose("right")

        def hear(for_s: float) -> float:
            ends_s, elbow = time.perf_counter() + for_s, math.nan
            while time.perf_counter() < ends_s:
                time.sleep(0.01)
                for sample in sensor.drain():
                    assert isinstance(sample, ImuSample)
                    found = pose.update(sample)
                    if found is not None:
                        elbow = math.degrees(found.angles_rad[INDEX["elbow_flexion"]])
            return elbow

        hear(0.6)
        pose.take("first")
        # The sensors' own axes lie as the body's do: pitch... roll turns about x.
        upper.roll = lower.roll = 90.0
        hear(0.6)
        pose.take("second")
        assert pose.calibrated
        upper.roll, lower.roll = 0.0, 75.0
        assert hear(0.8) == pytest.approx(75.0, abs=0.5)
        assert sensor.identity.device == "bno08x_rvc at ttyA and bno08x_rvc at ttyB"
        lower.unplug()
        assert "lower segment" in told_within(sensor, 3.0)
        sensor.close()


def told_within(sensor: TwoImu, for_s: float) -> str:
    ends_s = time.perf_counter() + for_s
    while time.perf_counter() < ends_s:
        try:
            sensor.drain()
        except SensorLostError as lost:
            return str(lost)
        time.sleep(0.01)
    return ""


def test_a_missing_one_is_named(tmp_path: Path) -> None:
    with HeldRvc(tmp_path, "ttyA", 0.0) as upper:
        sensor = TwoImu(
            TwoImuSettings(
                upper=Bno08xRvcSettings(port=upper.port), lower=Bno08xRvcSettings(port="gone")
            ),
            time.perf_counter,
        )
        with pytest.raises(SensorError, match="lower segment"):
            sensor.open()
