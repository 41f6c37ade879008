"""The icon: something to click that starts relief, on each kind of computer."""

import os
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from game.commands import icon
from game.home.settings import HomeSettings
from sessions.patient import Patient


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_it_starts_relief_with_this_python_and_these_settings(
    platform: str, tmp_path: Path, home: HomeSettings
) -> None:
    settings = tmp_path / "my room.toml"
    settings.touch()
    path = icon.write_icon(tmp_path / "Desktop", settings, home, platform)
    text = path.read_text(encoding="utf-8")
    assert os.access(path, os.X_OK)
    for word in (sys.executable, "relief", str(settings)):
        assert word in text


def test_the_desktop_entry_has_its_picture_and_its_name_in_the_patients_language(
    tmp_path: Path, home: HomeSettings
) -> None:
    french = replace(home, patient=Patient(code="P1", usable_hand="left", language="fr"))
    path = icon.write_icon(tmp_path, None, french, "linux")
    fields = dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    assert fields["Name"] == "J'ai mal maintenant"
    assert fields["Type"] == "Application"
    assert Path(fields["Icon"]).read_bytes().startswith(b"<svg")
    words = shlex.split(fields["Exec"])
    help_text = subprocess.run([*words, "--help"], capture_output=True, text=True, check=True)
    assert "I hurt now" in help_text.stdout
