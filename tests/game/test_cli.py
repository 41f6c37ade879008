"""What can go wrong at the command line: one sentence with the next step, no traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.app import Theatre, play_session
from game.cli import main
from game.frame import Frame
from game.home.plan_shelf import READY_PLANS
from game.home.settings import HomeSettings
from game.input.command import Command, Wish
from sessions.plan.plan import LoadedPlan

MakeTheatre = Callable[..., Theatre]


class EndsAtOnce:
    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        return (Command(Wish.END, now_s),)


def test_every_ready_plan_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    for name in READY_PLANS.names():
        assert main(["check", name]) == 0
    assert capsys.readouterr().out.count("is in order") == len(READY_PLANS.names())


def test_help_is_there_for_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("demo", "play", "check", "plan", "sensors", "picture", "log", "emg"):
        with pytest.raises(SystemExit) as stop:
            main([command, "--help"])
        assert stop.value.code == 0
    assert capsys.readouterr().out.count("usage: mirrorlimb") == 8


def sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what stands on the error output, which must be one line and no traceback."""
    told = capsys.readouterr().err.strip()
    assert told
    assert "Traceback" not in told
    assert len(told.splitlines()) == 1
    return told


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("affected_side = left", "line "),
        ('affected_side = "up"', 'affected_side: is not one of the choices; allowed: "left"'),
        ('afected_side = "left"', "did you mean affected_side"),
        ("affected_side = 1", "affected_side"),
    ],
)
def test_a_wrong_plan_is_told_with_file_place_and_what_is_allowed(
    line: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = READY_PLANS.text("starter-5min")
    (old,) = (row for row in text.splitlines() if row.startswith("affected_side"))
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, line), encoding="utf-8")
    assert main(["check", str(path)]) == 2
    told = sentence(capsys)
    assert told.startswith("mine.toml")
    assert words in told


def test_a_plan_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.toml"]) == 2
    assert "nowhere.toml" in sentence(capsys)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[patient]\ncode = 'P 1'\nusable_hand = 'left'\n", "patient.code"),
        ("[pacient]\ncode = 'P1'\n", "pacient"),
        ("[sensor]\ndriver = 'kinect'\n", "sensor.driver: must be one of"),
        ("[sensor]\ndriver = 'webcam'\nsorce = 1\n", "sensor.sorce: there is no such key"),
        ("[display]\nfullscreen = 'yes'\n", "display.fullscreen"),
        ("[display\n", "not valid TOML"),
    ],
)
def test_wrong_settings_are_told_with_file_and_place(
    text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "room.toml"
    path.write_text(text, encoding="utf-8")
    assert main(["play", "starter-5min", "--settings", str(path)]) == 2
    told = sentence(capsys)
    assert "room.toml" in told
    assert words in told


def test_settings_that_are_not_there_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "starter-5min", "--settings", "nowhere.toml"]) == 2
    assert "nowhere.toml" in sentence(capsys)


def test_an_unknown_sensor_is_told_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["play", "starter-5min", "--sensor", "kinect"]) == 2
    assert "pointer" in sentence(capsys)


def test_a_session_folder_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "show", "nowhere"]) == 1
    assert "nowhere" in sentence(capsys)


def test_a_session_is_shown_from_its_folder_alone(
    short_plan: LoadedPlan,
    home: HomeSettings,
    make_theatre: MakeTheatre,
    capsys: pytest.CaptureFixture[str],
) -> None:
    played = play_session(short_plan, home, make_theatre(onlooker=EndsAtOnce()))
    assert main(["log", "show", str(played.folder)]) == 0
    shown = capsys.readouterr().out
    assert "stopped by patient" in shown
    assert "not asked" in shown
    assert "sealed and unchanged" in shown


def test_a_damaged_session_is_shown_with_what_is_damaged(
    short_plan: LoadedPlan,
    home: HomeSettings,
    make_theatre: MakeTheatre,
    capsys: pytest.CaptureFixture[str],
) -> None:
    played = play_session(short_plan, home, make_theatre(onlooker=EndsAtOnce()))
    events = played.folder / "events.jsonl"
    data = bytearray(events.read_bytes())
    data[len(data) // 2] ^= 0x04
    events.write_bytes(data)
    assert main(["log", "show", str(played.folder)]) == 0
    shown = capsys.readouterr().out
    assert "events.jsonl, line" in shown
    assert "altered since it was sealed" in shown


def test_a_ready_plan_is_copied_for_the_side_asked_for_and_never_over_another_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.toml"
    assert main(["plan", "copy", "mirror-15min", str(path), "--side", "right"]) == 0
    assert main(["check", str(path)]) == 0
    assert "affected side  right" in capsys.readouterr().out
    before = path.read_bytes()
    assert main(["plan", "copy", "starter-5min", str(path), "--side", "left"]) == 1
    assert path.read_bytes() == before


def test_words_that_this_computer_has_no_letters_for_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.toml"
    assert main(["plan", "copy", "mirror-15min", str(path), "--side", "left"]) == 0
    text = path.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("en = "))
    path.write_text(text.replace(title, 'en = "दर्पण"', 1), encoding="utf-8")
    monkeypatch.setattr("game.render.fonts.font_path", lambda script: None)

    assert main(["check", str(path)]) == 0

    assert "no letters for: Devanagari" in capsys.readouterr().out


def run_child(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "game", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )


def test_sessions_that_cannot_be_kept_are_told_before_anything_starts(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    done = run_child("demo", "--off-screen", XDG_DATA_HOME=str(blocked))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "sessions folder" in done.stderr


def test_a_machine_without_opengl_gets_the_one_line_that_brings_it(tmp_path: Path) -> None:
    done = run_child(
        "demo",
        "--off-screen",
        XDG_DATA_HOME=str(tmp_path),
        MESA_GL_VERSION_OVERRIDE="2.1",
        MESA_LOADER_DRIVER_OVERRIDE="none",
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "apt-get install" in done.stderr or "driver" in done.stderr


def test_landmarks_are_json_and_a_broken_picture_stops_no_other(tmp_path: Path) -> None:
    pytest.importorskip("cv2", reason="the webcam extra is not installed")
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"not a picture")
    done = run_child("sensors", "landmarks", str(broken), str(tmp_path / "nowhere.jpg"))
    assert done.returncode == 1
    results = json.loads(done.stdout)
    assert [Path(r["picture"]).name for r in results] == ["broken.jpg", "nowhere.jpg"]
    assert all(r["error"] for r in results)
