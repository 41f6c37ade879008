"""Letters: measured as drawn, in order, in whatever script there is a font for."""

import numpy as np
import pygame
import pytest

from game.render.fonts import font, font_path, missing_scripts, script_of
from game.render.text import coverage, measure

pytestmark = pytest.mark.usefixtures("window")


def ink_columns(picture: np.ndarray) -> np.ndarray:
    return np.flatnonzero(picture.max(axis=0))


@pytest.mark.parametrize("text", ["Cover the limb", "Échappement, ça va ?", "0-10", "שלום 12 (a)"])
def test_a_line_is_as_large_as_it_was_measured(text: str) -> None:
    drawn = coverage(text, 30)
    assert (drawn.shape[1], drawn.shape[0]) == measure(text, 30)
    assert drawn.max() == 255


def test_an_empty_line_has_height_and_no_ink() -> None:
    assert coverage("", 30).max() == 0
    assert measure("", 30)[1] == measure("Ag", 30)[1]


def test_larger_letters_take_more_room() -> None:
    assert measure("Space", 60)[0] > 1.8 * measure("Space", 30)[0]


def test_hebrew_reads_from_the_right_and_its_digits_from_the_left() -> None:
    if not font_path("Hebr"):
        pytest.skip("this computer has no Hebrew font")
    # In "אבג 17" the number comes last, so it stands at the left; drawn alone it looks the same.
    line, number = coverage("אבג 17", 40), coverage("17", 40)
    left = line[:, : number.shape[1]]
    top = (line.shape[0] - number.shape[0]) // 2
    assert left.shape[0] >= number.shape[0]
    overlap = np.abs(left[top : top + number.shape[0]].astype(int) - number.astype(int))
    assert overlap.mean() < 8


def test_a_script_without_a_font_is_named() -> None:
    named = missing_scripts("Hello हिन्दी")
    assert named == (() if font_path("Deva") else ("Devanagari",))
    assert missing_scripts("Plain English, 0-10") == ()


def test_digits_and_signs_belong_to_no_script() -> None:
    assert [script_of(character) for character in "7( ,"] == [None] * 4
    assert script_of("é") == "Latn"
    assert script_of("ש") == "Hebr"


def test_pygames_own_font_serves_where_the_computer_has_none() -> None:
    assert pygame.font.Font(None, 20).size("a")[0] > 0
    assert font("Latn", 20).size("a")[0] > 0
