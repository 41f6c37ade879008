"""A settings file gives exactly what it says, or one sentence about the first thing wrong in it."""

import contextlib
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensors.device_settings import ArduinoTextSettings, CytonSettings
from sensors.errors import SensorSettingsError
from sensors.registry import DRIVERS
from sensors.settings import (
    PointerSettings,
    ReplaySettings,
    SimulatedSettings,
    WebcamSettings,
    default_settings,
    sensor_settings_in,
)


def _load(tmp_path: Path, text: str) -> object:
    return sensor_settings_in(tomllib.loads(text), name="room.toml", folder=tmp_path)


def test_each_driver_s_settings_are_read(tmp_path: Path) -> None:
    assert _load(tmp_path, '[sensor]\ndriver = "pointer"') == PointerSettings()
    assert _load(tmp_path, '[sensor]\ndriver = "simulated"\nseed = 7') == SimulatedSettings(seed=7)
    assert _load(tmp_path, '[sensor]\ndriver = "webcam"\nsource = 2\nfps = 60') == WebcamSettings(
        source=2, fps=60.0
    )


def test_settings_of_devices_are_read(tmp_path: Path) -> None:
    cyton = _load(tmp_path, '[sensor]\ndriver = "cyton"\nport = "COM3"\ngain = 8')
    assert cyton == CytonSettings(port="COM3", gain=8)
    text = _load(tmp_path, '[sensor]\ndriver = "arduino_text"\nreference_v = 3.3\nbits = 12')
    assert isinstance(text, ArduinoTextSettings)
    assert text.microvolts_per_count == pytest.approx(3.3e6 / 4095)
    with pytest.raises(SensorSettingsError, match=r"sensor\.gain"):
        _load(tmp_path, '[sensor]\ndriver = "cyton"\ngain = 7')


def test_paths_are_relative_to_the_settings_file(tmp_path: Path) -> None:
    webcam = _load(tmp_path, '[sensor]\ndriver = "webcam"\nsource = "clips/a.avi"')
    assert webcam == WebcamSettings(source=tmp_path / "clips" / "a.avi")
    replay = _load(tmp_path, '[sensor]\ndriver = "replay"\nsession = "one"')
    assert replay == ReplaySettings(session=tmp_path / "one")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["room.toml", "sensor", "needed"]),
        ("[sensor]", ["sensor.driver", ", ".join(sorted(DRIVERS))]),
        ('[sensor]\ndriver = "kinect"', ["sensor.driver", ", ".join(sorted(DRIVERS))]),
        ('[sensor]\ndriver = "pointer"\nspeed = 2', ["sensor.speed", "no such key", "driver"]),
        ('[sensor]\ndriver = "webcam"\nsorce = 2', ["sensor.sorce", "allowed", "source"]),
        ('[sensor]\ndriver = "webcam"\nfps = 0', ["sensor.fps", "greater than 0"]),
        ('[sensor]\ndriver = "webcam"\nfps = "fast"', ["sensor.fps", "number"]),
        ('[sensor]\ndriver = "webcam"\nview = "side"', ["sensor.view", "facing", "overhead"]),
        ('[sensor]\ndriver = "webcam"\nsource = -1', ["sensor.source", "greater than or equal"]),
        ('[sensor]\ndriver = "replay"', ["sensor.session", "needed"]),
        ('sensor = "webcam"', ["sensor"]),
        ('[sensor]\ndriver = "pointer"\n[screen]\nwidth = 2', ["screen", "allowed: sensor"]),
    ],
)
def test_what_is_wrong_is_said_with_file_place_and_what_is_allowed(
    tmp_path: Path, text: str, words: list[str]
) -> None:
    with pytest.raises(SensorSettingsError) as told:
        _load(tmp_path, text)
    for word in ["room.toml", *words]:
        assert word in str(told.value)
    assert "\n" not in str(told.value)


@given(
    st.dictionaries(
        st.sampled_from(["driver", "source", "fps", "loop", "session", "speed", "rate_hz", "x"]),
        st.one_of(
            st.sampled_from(["'webcam'", "'replay'", "'simulated'", "'pointer'"]),
            st.integers(-5, 300).map(str),
            st.sampled_from(["true", "nan", "inf", "[]", "{}", "1979-05-27", "'text'"]),
        ),
    )
)
def test_any_table_is_settings_or_a_settings_error(table: dict[str, str]) -> None:
    lines = "\n".join(f"{key} = {value}" for key, value in table.items())
    with contextlib.suppress(SensorSettingsError):
        read = tomllib.loads(f"[sensor]\n{lines}")
        assert sensor_settings_in(read, name="room.toml", folder=Path()).driver in DRIVERS


def test_a_driver_s_name_alone_is_enough_where_nothing_else_is_needed() -> None:
    assert default_settings("webcam") == WebcamSettings()
    assert default_settings("simulated") == SimulatedSettings()
    assert default_settings("pointer") == PointerSettings()
    with pytest.raises(SensorSettingsError, match="which session"):
        default_settings("replay")
    with pytest.raises(SensorSettingsError, match=f"choose one of {', '.join(sorted(DRIVERS))}"):
        default_settings("kinect")


@pytest.mark.parametrize("driver", ["lsl", "brainflow"])
def test_what_tells_no_orientation_is_refused_as_one_of_two_motion_sensors(driver: str) -> None:
    table = {
        "sensor": {"driver": "two_imu", "upper": {"driver": driver}, "lower": {"driver": "bno055"}}
    }
    with pytest.raises(SensorSettingsError, match=r"upper.*must be one of"):
        sensor_settings_in(table, name="room.toml", folder=Path())
