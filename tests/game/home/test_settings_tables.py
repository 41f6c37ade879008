"""Tables of a settings file are written while everything else in it stays to the letter."""

import tomllib
from pathlib import Path

import pytest

from game.commands.limb import fitted_of, keep
from game.home.settings_file import SettingsError, load_home
from game.home.settings_tables import with_table
from game.limb.appearance import Appearance
from game.limb.fitted import Fitted
from sessions.plan.phantom import FeltPhantom
from sessions.plan.residual import ResidualLimb

FILE = """# our home
[patient]
code = "P001"  # made up
usable_hand = "right"

[limb]  # measured on Monday
# the tape was short
hand_mm = 172
melanin = 0.5

[residual]
# by Anna
level = "transradial"
length_mm = 115

[display]
fullscreen = true  # please
"""
MINE = Fitted(
    appearance=Appearance(hand_mm=180, sleeve="long", hair=0.5),
    phantom=FeltPhantom(telescoping=0.4, posture="fist", stiffness=0.5),
    residual=ResidualLimb(level="transhumeral", length_mm=160, shown=False),
)


def test_what_is_fitted_is_read_back_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "room.toml"
    path.write_text(FILE)
    keep(path, fitted_of(load_home(path)), MINE)
    home = load_home(path)
    assert fitted_of(home) == MINE
    written = path.read_text().splitlines()
    ours = ("hand_mm", "melanin", "level", "length_mm")
    assert [line for line in FILE.splitlines() if line and not line.startswith(ours)] == [
        line for line in written if line in FILE.splitlines() and line
    ]
    assert [entry.name for entry in tmp_path.iterdir()] == ["room.toml"]
    before = path.read_bytes()
    keep(path, MINE, MINE)
    assert path.read_bytes() == before


def test_a_residual_limb_that_is_none_any_more_leaves_the_file_in_order(tmp_path: Path) -> None:
    path = tmp_path / "room.toml"
    path.write_text(FILE)
    begun = fitted_of(load_home(path))
    keep(path, begun, begun.anew("residual"))
    assert load_home(path).residual is None
    assert "# by Anna" in path.read_text()
    assert "[display]" in path.read_text()


def test_a_file_that_does_not_exist_yet_is_made(tmp_path: Path) -> None:
    path = tmp_path / "room.toml"
    keep(path, Fitted(), MINE)
    assert fitted_of(load_home(path)) == MINE


@pytest.mark.parametrize("text", ["", "# nothing yet", FILE.replace("\n", "\r\n")])
def test_any_file_takes_a_table_and_gives_it_back(text: str) -> None:
    values = {"melanin": 0.7, "age_years": 61, "sleeve": "long", "shown": False}
    written = with_table(text, "limb", values)
    assert tomllib.loads(written)["limb"] == values
    assert tomllib.loads(with_table(written, "limb", {}))["limb"] == {}
    assert "limb" not in tomllib.loads(with_table(written, "limb", None))
    if "\r\n" in text:
        assert written.count("\n") == written.count("\r\n")


@pytest.mark.parametrize("text", ["limb = { melanin = 0.5 }\n", "limb.melanin = 0.5\n"])
def test_a_limb_written_on_one_line_is_refused_and_the_file_stays(
    text: str, tmp_path: Path
) -> None:
    path = tmp_path / "room.toml"
    path.write_text(text)
    begun = fitted_of(load_home(path))
    with pytest.raises(SettingsError, match=r"room\.toml: \[limb\] .* table of its own"):
        keep(path, begun, MINE)
    assert path.read_text() == text
    assert [entry.name for entry in tmp_path.iterdir()] == ["room.toml"]


def test_a_file_that_is_missing_or_no_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml: .*check its name"):
        load_home(tmp_path / "gone.toml")
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"binary\.toml: .*UTF-8"):
        load_home(binary)
    with pytest.raises(SettingsError):
        load_home(tmp_path)
