"""Contrast of every pair of colours that can meet on the screen."""

import pytest

from game.layout.layout import LineRole
from game.render.palette import BEHIND, FOCUS_HALO, FOCUS_RING, LINES, PAGE, PLATES, contrast, over

# The darkest and lightest ground that a plate which is partly clear can lie on.
GROUNDS = ((0, 0, 0, 255), (255, 255, 255, 255), PAGE)


@pytest.mark.parametrize("role", list(LINES))
def test_words_stand_out_from_whatever_they_lie_on(role: LineRole) -> None:
    for plate in BEHIND[role]:
        paper = PAGE if plate is None else PLATES[plate].fill
        for ground in GROUNDS:
            assert contrast(LINES[role], over(paper, ground)) >= 4.5


def test_the_focus_ring_stands_out_from_its_halo_and_the_page() -> None:
    assert contrast(FOCUS_RING, FOCUS_HALO) >= 4.5
    assert contrast(FOCUS_RING, PAGE) >= 4.5


@pytest.mark.parametrize("role", ["button", "prominent", "step", "chosen", "warning"])
def test_the_edge_of_what_matters_stands_out_from_the_page(role: str) -> None:
    colours = {name: plate.border for name, plate in PLATES.items()}
    assert contrast({**colours}[role], PAGE) >= 3.0  # WCAG 2.2, 1.4.11


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0, 255), (255, 255, 255, 255)) == pytest.approx(21.0)
    assert contrast((119, 119, 119, 255), (255, 255, 255, 255)) == pytest.approx(4.48, abs=0.01)
