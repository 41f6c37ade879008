"""Pictures of one hand: the right hand, the right way round, and the same every time."""

from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.limb.limb import Limb
from game.limb.postures import load_postures
from game.window import Window
from sensors.pose import Side

from .golden import assert_like_golden

SIZE_PX = 256
POSTURES = load_postures()


def picture(
    limb: Limb, side: Side = "left", view: str = "palmar", angle_deg: float = 0.0
) -> np.ndarray:
    from game.render.hand_picture import VIEWS, HandView, draw_hand
    from game.render.skin import SkinTone

    chosen = next(name for name in VIEWS if name == view)
    wanted = HandView(side, chosen, angle_deg, POSTURES["relaxed"], SkinTone(), (255, 255, 255))
    return draw_hand(limb, wanted, SIZE_PX)


def skin(rgb: np.ndarray) -> np.ndarray:
    return np.asarray((rgb < 250).any(axis=2))


@pytest.mark.usefixtures("window")
def test_the_same_wish_gives_the_same_picture(plain_limb: Limb) -> None:
    np.testing.assert_array_equal(picture(plain_limb), picture(plain_limb))


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("view", ["dorsal", "palmar", "radial", "ulnar"])
@pytest.mark.parametrize("angle_deg", [0.0, 120.0])
def test_a_right_hand_is_the_mirror_image_of_a_left_one(
    view: str, angle_deg: float, plain_limb: Limb
) -> None:
    left = picture(plain_limb, "left", view, angle_deg)
    right = picture(plain_limb, "right", view, -angle_deg)[:, ::-1]
    assert skin(left).mean() > 0.04
    assert np.abs(left.astype(int) - right.astype(int)).mean() < 0.5


@pytest.mark.usefixtures("window")
def test_a_left_palm_with_fingers_up_has_its_thumb_on_the_viewers_left(plain_limb: Limb) -> None:
    upper = skin(picture(plain_limb, "left", "palmar"))
    rows = np.flatnonzero(upper.any(axis=1))
    assert rows.min() > 0
    assert rows.max() == SIZE_PX - 1, "the forearm leaves the picture below"
    lower_edge = np.flatnonzero(upper[-1])
    all_columns = np.flatnonzero(upper.any(axis=0))
    assert lower_edge.min() - all_columns.min() > all_columns.max() - lower_edge.max()


@pytest.mark.usefixtures("window")
def test_turned_by_a_quarter_clockwise_the_fingers_point_to_the_right(plain_limb: Limb) -> None:
    upright = skin(picture(plain_limb, "left", "dorsal"))
    turned = skin(picture(plain_limb, "left", "dorsal", 90.0))
    assert turned[:, 0].any(), "the forearm leaves the picture on the left"
    agree = (np.rot90(upright, -1) == turned).mean()
    assert agree > 0.99


@pytest.mark.usefixtures("software")
def test_a_palm_looks_as_it_did(window: Window, lifelike_limb: Limb, tmp_path: Path) -> None:
    assert window.visible is False
    assert_like_golden(picture(lifelike_limb, "right", "palmar", 30.0), "hand_palmar", tmp_path)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--posture", "claw"], "there are open, flat, relaxed"),
        (["--size", "9"], "choose 64 to 2048 pixels"),
        (["--background", "sky"], "white, grey, black"),
        (["--angle", "nan"], "give degrees"),
    ],
)
def test_a_wrong_wish_is_told_with_what_there_is(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["picture", str(tmp_path / "hand.png"), *words]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert len(error.strip().splitlines()) == 1


def test_a_picture_that_is_no_png_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["picture", str(tmp_path / "hand.jpg")]) == 2
    assert "end the name with .png" in capsys.readouterr().err
