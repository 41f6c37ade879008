"""A bad file is one sentence that names the file and the key."""

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.movements.errors import MovementFileError, UnknownMovementError
from game.movements.library import load_movements
from game.movements.movement_file import read_movement
from sensors.pose import INDEX, RESTING

GOOD = """
id = "wave"
cycle_s = 6.0

[name]
en = "Wave"
fr = "Saluer"

[instruction]
en = "Wave your hand."
fr = "Faites signe de la main."

[[path]]
posture = "up"
move = 0.4
hold = 0.1

[[path]]
posture = "resting"
move = 0.4
hold = 0.1

[postures.up.degrees]
wrist_flexion = -30.0

[postures.up_and_bent]
base = "up"
degrees = { elbow_flexion = 90.0 }
"""


def test_a_good_file_is_read() -> None:
    movement = read_movement(GOOD, file="wave.toml")
    assert movement.id == "wave"
    assert movement.name.in_language("fr_CA.UTF-8") == "Saluer"
    assert movement.name.in_language("de") == "Wave"
    up = movement.path[0].angles_rad
    assert np.degrees(up[INDEX["wrist_flexion"]]) == pytest.approx(-30.0)
    others = np.arange(len(RESTING)) != INDEX["wrist_flexion"]
    np.testing.assert_array_equal(up[others], RESTING[others])


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        ("cycle_s = 6.0", "", "cycle_s", "Field required"),
        ("cycle_s = 6.0", "cycle_s = -6.0", "cycle_s", "greater than 0"),
        ("cycle_s = 6.0", "cycle_s = nan", "cycle_s", "finite"),
        ("cycle_s = 6.0", 'cycle_s = "slow"', "cycle_s", "number"),
        ("cycle_s = 6.0", "cycle_s = 0.2", "cycle_s", "too fast"),
        ("cycle_s = 6.0", "cycle_s = 6.0\nspeed = 1", "speed", "not permitted"),
        ('fr = "Saluer"', "", "name.fr", "required"),
        ("move = 0.4\nhold = 0.1\n\n[[path]]", "move = 0.9\n\n[[path]]", "path", "add up to 1"),
        ("hold = 0.1\n\n[[path]]", "hold = 0.1\npassing = true\n[[path]]", "path.0", "held"),
        ('posture = "resting"', 'posture = "up"', "path", "last posture must be 'resting'"),
        ('posture = "up"', 'posture = "down"', "path.0.posture", "no posture 'down'"),
        ('base = "up"', 'base = "later"', "postures.up_and_bent.base", "no posture 'later'"),
        ("[postures.up.", "[postures.resting.", "postures.resting", "taken"),
        ("wrist_flexion", "wrist_bend", "postures.up.degrees", "'wrist_bend' is not a joint"),
        ("-30.0", "-300.0", "postures.up.degrees", "from -70 to 80"),
        ("-30.0", "inf", "postures.up.degrees.wrist_flexion", "finite"),
        ('id = "wave"', 'id = "Wave!"', "id", "pattern"),
    ],
)
def test_a_bad_key_is_one_sentence_that_names_file_and_key(
    old: str, new: str, key: str, says: str
) -> None:
    assert old in GOOD
    with pytest.raises(MovementFileError) as caught:
        read_movement(GOOD.replace(old, new, 1), file="wave.toml")
    message = str(caught.value)
    assert message.startswith(f"wave.toml, key '{key}': ")
    assert says in message
    assert "\n" not in message
    assert caught.value.key == key


def test_a_passed_posture_that_swings_beyond_a_limit_is_refused() -> None:
    swinging = GOOD.replace("-30.0", "-69.9").replace(
        "move = 0.4\nhold = 0.1\n\n[[path]]",
        'move = 0.1\npassing = true\n[[path]]\nposture = "up"\nmove = 0.4\n\n[[path]]',
    )
    with pytest.raises(MovementFileError, match=r"wrist_flexion goes .* beyond its limit"):
        read_movement(swinging, file="wave.toml")


def test_text_that_is_not_toml_names_the_file() -> None:
    with pytest.raises(MovementFileError, match=r"^wave\.toml: not valid TOML: "):
        read_movement("id = ", file="wave.toml")


@given(text=st.text())
def test_any_text_at_all_gives_a_movement_error_and_nothing_else(text: str) -> None:
    with pytest.raises(MovementFileError, match=r"wave\.toml"):
        read_movement(text, file="wave.toml")


@given(start=st.integers(0, len(GOOD)), length=st.integers(1, 40), put=st.text(max_size=3))
def test_a_damaged_file_is_read_or_refused_with_nothing_but_a_movement_error(
    start: int, length: int, put: str
) -> None:
    damaged = GOOD[:start] + put + GOOD[start + length :]
    with suppress(MovementFileError):
        read_movement(damaged, file="wave.toml")


def test_a_folder_gives_its_movements_by_name(tmp_path: Path) -> None:
    (tmp_path / "wave.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "README.md").write_text("not a movement", encoding="utf-8")
    library = load_movements(tmp_path)
    assert library.ids == ("wave",)
    assert library.get("wave").cycle_s == 6.0


def test_a_file_named_otherwise_than_its_movement_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hello.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(MovementFileError, match=r"hello\.toml, key 'id': .* wave\.toml"):
        load_movements(tmp_path)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wave.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MovementFileError, match=r"wave\.toml: not UTF-8"):
        load_movements(tmp_path)


def test_an_unknown_movement_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownMovementError, match=r"no movement 'wav': choose one of .*pinch"):
        load_movements().get("wav")
