"""The settings file says how the patient's limb looks."""

from pathlib import Path

import pytest

from game.home.plan_shelf import find_plan
from game.home.settings import default_home
from game.home.settings_file import SettingsError, load_home
from game.limb.appearance import DEFAULT_APPEARANCE


def test_the_limb_of_the_settings_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "home.toml"
    file.write_text("[limb]\nhand_mm = 172\nwrist_girth_mm = 155.5\nmelanin = 0.6\n")
    limb = load_home(file).limb
    assert (limb.hand_mm, limb.wrist_girth_mm, limb.melanin) == (172.0, 155.5, 0.6)
    assert limb.forearm_mm == DEFAULT_APPEARANCE.forearm_mm


def test_without_a_word_about_it_the_limb_is_the_default_one(tmp_path: Path) -> None:
    file = tmp_path / "home.toml"
    file.write_text("[display]\nfullscreen = true\n")
    assert load_home(file).limb == default_home().limb == DEFAULT_APPEARANCE


def test_the_log_keeps_how_the_limb_looked() -> None:
    home = default_home()
    record = home.as_record(home.patient_for(find_plan("starter-5min").plan))
    assert record["limb"] == DEFAULT_APPEARANCE.model_dump(mode="json")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("hand_mm = 20", "limb.hand_mm: is too small"),
        ("hand_nm = 180", "limb.hand_nm"),
        ("masculine = 'yes'", "limb.masculine: is not a number"),
    ],
)
def test_a_wrong_limb_is_told_with_file_and_place(line: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "home.toml"
    file.write_text(f"[limb]\n{line}\n")
    with pytest.raises(SettingsError, match=f"home.toml: {told}") as caught:
        load_home(file)
    assert "\n" not in str(caught.value)
