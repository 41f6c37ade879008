"""What is drawn beside a limb that muscles move lies beside it, not on it."""

import numpy as np
import pytest

from game.drawing import Box
from game.exercises.by_muscles import kite_picture, stream_picture
from game.exercises.by_muscles.below_picture import below_picture
from game.frame import Frame, ShownLimb
from game.layout.shapes import limb_area
from game.limb.limb import Limb
from game.movements.attempts import attempts_named, stance_of
from game.muscles.effort_bar import effort_bar
from sensors.pose import Angles, Side, clamp

from .conftest import BARE, SIZE_PX, Studio

FOUR = attempts_named(("close_hand", "open_hand", "bend_wrist", "lift_wrist"))
LEFT: Side = "left"
"""The side on which the bar is."""
CANVAS = limb_area(SIZE_PX, "right")
MIDDLE_PX = (CANVAS.x_px + CANVAS.width_px / 2, CANVAS.y_px + CANVAS.height_px / 2)
UNIT_PX = min(CANVAS.width_px, CANVAS.height_px) / 2


def covered(studio: Studio, limb: Limb, stance: Angles, name: str) -> np.ndarray:
    """Return which pixels a limb that has made this movement, or its shadow, changes."""
    made = next(attempt for attempt in FOUR if attempt.id == name)
    shown = ShownLimb(LEFT, clamp(stance + made.turned_at(1.0)))
    bare, seen = (
        studio.picture(Frame("any", limbs, BARE), limb).astype(int) for limbs in ((), (shown,))
    )
    return np.asarray(np.abs(seen - bare).max(axis=2) > 12)


@pytest.mark.parametrize("name", ["open_hand", "lift_wrist"])
def test_no_finger_is_behind_the_picture_of_a_game(
    studio: Studio, plain_limb: Limb, name: str
) -> None:
    lowest = min(stream_picture.BOTTOM, kite_picture.BOTTOM)
    ends_px = int(MIDDLE_PX[1] - lowest * UNIT_PX) - 1
    stance = stance_of(FOUR)
    below = covered(studio, plain_limb, below_picture(stance), name)
    assert below[ends_px:].any()
    assert not below[:ends_px].any()
    # As in the tests, where nothing is above it, it would be.
    assert covered(studio, plain_limb, stance, name)[:ends_px].any()


def test_a_hand_bent_back_is_beside_the_effort_bar(studio: Studio, plain_limb: Limb) -> None:
    bar = next(shape for shape in effort_bar(0.5) if isinstance(shape, Box))
    half_px = np.array([bar.width, bar.height]) / 2 * UNIT_PX
    at_px = np.array([MIDDLE_PX[0] + bar.at[0] * UNIT_PX, MIDDLE_PX[1] - bar.at[1] * UNIT_PX])
    (left, top), (right, bottom) = (at_px - half_px).astype(int), (at_px + half_px).astype(int)
    gap_px = round(0.1 * UNIT_PX)
    seen = covered(studio, plain_limb, stance_of(FOUR), "lift_wrist")
    assert seen[top:bottom].any()
    assert not seen[top:bottom, left : right + gap_px].any()
