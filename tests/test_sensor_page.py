"""What docs/sensors.md says of settings and commands can be used as it stands there."""

import re
import shlex
from pathlib import Path

import pytest

from game.cli import parser
from game.home.settings_file import load_home
from sensors.registry import DRIVERS, READS_MUSCLES, create_sensor

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "sensors.md").read_text(encoding="utf-8")
LINES = re.findall(r"`((?:sensor|muscles) = \{.*?\})`", PAGE)
TABLES = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)


def _driver_in(settings: str, folder: Path) -> str:
    path = folder / "room.toml"
    path.write_text(settings, encoding="utf-8")
    home = load_home(path)
    (sensor,) = (each for each in (home.sensor, home.muscles) if each is not None)
    return create_sensor(sensor).identity.driver


@pytest.mark.parametrize("settings", [*LINES, *TABLES])
def test_settings_in_it_make_the_sensor_that_they_name(settings: str, tmp_path: Path) -> None:
    assert f'driver = "{_driver_in(settings, tmp_path)}"' in settings


def test_every_driver_of_a_device_has_settings_in_it() -> None:
    named = set(re.findall(r'driver = "(\w+)"', " ".join([*LINES, *TABLES])))
    assert named == set(DRIVERS) - {"simulated", "simulated_emg"}


def test_muscles_stand_where_muscles_are_read() -> None:
    named = {re.findall(r'"(\w+)"', line)[0] for line in LINES if line.startswith("muscles")}
    assert named == READS_MUSCLES - {"replay", "simulated_emg"}


def test_every_command_in_it_is_understood() -> None:
    commands = re.findall(r"`mirrorlimb (.*?)`", PAGE)
    assert {shlex.split(command)[1] for command in commands} == {
        "list",
        "watch",
        "record",
        "replay",
    }
    for command in commands:
        words = shlex.split(command)
        parser(words[0]).parse_args(words)
