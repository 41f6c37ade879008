"""`mirrorlimb sensors watch` and `replay`: the sensor the settings name, losses told once."""

from collections.abc import Callable
from pathlib import Path

import pytest

import game.commands.muscle_watch as muscle_watch
from game.cli import main
from game.display.blank import BlankDisplay
from game.display.gl import GLDisplay
from game.timing.clock import RealClock
from sensors.drivers.simulated_emg import SimulatedMuscles
from sensors.errors import SensorEndedError, SensorLostError
from sensors.sample import EmgSample
from sensors.settings import SimulatedEmgSettings
from tests.fakes.devices import on_a_port


def test_a_muscle_sensor_is_watched_as_the_settings_under_muscles_have_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home.toml"
    with on_a_port("cyton", tmp_path):
        home.write_text(f'[muscles]\ndriver = "cyton"\nport = "{tmp_path / "ttyDevice"}"\n')
        for named in (["cyton"], []):
            line = ["sensors", "watch", *named, "--settings", str(home), "--seconds", "0.6"]
            assert main(line) == 0
            assert "Watching cyton, ttyDevice" in capsys.readouterr().out


def test_how_packets_came_through_is_told_at_the_end_of_a_recording(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, file = tmp_path / "home.toml", tmp_path / "rvc.mcap"
    with on_a_port("bno08x_rvc", tmp_path):
        home.write_text(f'[sensor]\ndriver = "bno08x_rvc"\nport = "{tmp_path / "ttyDevice"}"\n')
        line = ["sensors", "record", "bno08x_rvc", str(file), "--settings", str(home)]
        assert main([*line, "--seconds", "0.5"]) == 0
    told = next(each for each in capsys.readouterr().out.splitlines() if "Packets:" in each)
    assert int(told.split()[1]) > 10
    assert told.endswith("whole, 0 damaged, 0 missing.")


def test_a_recording_is_replayed_by_its_name_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kept.mcap"
    assert main(["sensors", "record", "simulated_emg", str(file), "--seconds", "0.8"]) == 0
    assert "mirrorlimb sensors replay shows them" in capsys.readouterr().out
    assert main(["sensors", "replay", str(file), "--speed", "2"]) == 0
    told = capsys.readouterr().out
    assert "RMS in uV" in told
    assert told.endswith("The recording has been played to its end\n")
    assert main(["sensors", "replay", str(file), "--speed", "0"]) == 2
    assert "--speed must be more than 0" in capsys.readouterr().err


_GONE, _ENDED = "The board is unplugged: plug it in again", "That was all"


class _ComesAndGoes(SimulatedMuscles):
    """There for four looks and gone for four, three times over; then it has ended."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__(SimulatedEmgSettings(), clock)
        self._asked = 0

    def drain(self) -> tuple[EmgSample, ...]:
        if self._asked == 24:
            raise SensorEndedError(_ENDED)
        gone = self._asked // 4 % 2
        self._asked += 1
        if gone:
            raise SensorLostError(_GONE)
        return super().drain()


def test_the_plot_says_once_each_time_that_the_device_is_gone_and_shows_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(muscle_watch, "display_available", lambda: True)
    display = BlankDisplay(RealClock(), "right")
    monkeypatch.setattr(GLDisplay, "open", lambda *_: display)
    shown: list[tuple[str, ...]] = []
    monkeypatch.setattr(display, "draw", lambda frame, _: shown.append(frame.screen.lines))
    monkeypatch.setattr(display, "close", lambda: None, raising=False)
    sensor = _ComesAndGoes(RealClock())
    sensor.open()
    muscle_watch.plot(sensor, 600.0, None)
    assert capsys.readouterr().out.splitlines() == [_GONE, _GONE, _GONE, _ENDED]
    assert shown.count((_GONE,)) >= 12
    assert shown[0] != (_GONE,) != shown[8]
