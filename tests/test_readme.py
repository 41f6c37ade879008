"""What the README says is there is there."""

import re
import shlex
from pathlib import Path

import pytest

from game.cli import main, parser

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_link_and_picture_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert len(targets) > 8
    missing = [target for target in targets if not (ROOT / target).exists()]
    assert missing == []


def test_every_command_in_it_is_understood() -> None:
    lines = [line for line in README.splitlines() if line.startswith("mirrorlimb ")]
    assert len(lines) > 5
    for line in lines:
        words = shlex.split(line.split("  ")[0])[1:]
        parser(words[0]).parse_args(words)


def test_the_settings_in_it_can_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from game.home.settings_file import load_home

    (text,) = re.findall(r"```toml\n(.*?)```", README, flags=re.DOTALL)
    path = tmp_path / "room.toml"
    path.write_text(text, encoding="utf-8")
    home = load_home(path)
    assert home.patient is not None
    assert home.patient.language == "fr"
    assert home.sensor is not None
    assert main(["check", "starter-5min"]) == 0
    assert "in order" in capsys.readouterr().out


def test_the_folders_it_names_are_the_folders_there_are() -> None:
    named = set(re.findall(r"^\| `(\w+)/` \|", README, flags=re.MULTILINE))
    assert named == {"sensors", "sessions", "game", "assets", "tests"}
    assert all((ROOT / folder).is_dir() for folder in named)


def test_every_room_is_named_in_the_row_of_its_folder() -> None:
    for folder in ("sensors", "sessions", "game"):
        (row,) = re.findall(rf"^\| `{folder}/` \|.*$", README, flags=re.MULTILINE)
        rooms = {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")}
        assert len(rooms) >= 4
        assert rooms <= set(re.findall(r"`(\w+)`", row))
