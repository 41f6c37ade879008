"""What is drawn beside a limb that muscles move lies beside it, not on it."""

import numpy as np
import pytest

from game.drawing import Box, Disc, Drawing
from game.drawing import Ring as ShapeRing
from game.exercises.by_muscles import kite_picture, stream_picture
from game.exercises.by_muscles.below_picture import below_picture
from game.exercises.by_muscles.cursor import Cursor, MuscleCursor, PointerCursor
from game.exercises.by_muscles.dial import dial
from game.exercises.by_muscles.fitts_ring import ring_places
from game.exercises.by_muscles.fitts_scene import FittsScene
from game.frame import Frame, ShownLimb
from game.layout.shapes import limb_area
from game.limb.limb import Limb
from game.movements.attempts import attempts_named, stance_of
from game.muscles.effort_bar import effort_bar
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import Angles, Side, clamp
from sessions.blocks.fitts_ring import FittsRingBlock

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


def ring(cursor: Cursor, block: FittsRingBlock) -> Drawing:
    """Return the circles and the dot of a ring as it begins."""
    scene = FittsScene(
        cursor, ring_places(block), block.widths[0], affected_side=LEFT, dwell_s=1.0, limit_s=9.0,
        progress_from=0.0, progress_to=1.0, on_reached=lambda _: None,
    )  # fmt: skip
    arm = FollowedArm(cursor.pose, Tracking.WAITING, None, 0.0)
    drawn = scene.frame(Moment(0.0, 0.0), arm).drawing
    return tuple(shape for shape in drawn if isinstance(shape, (Disc, ShapeRing)))


@pytest.mark.parametrize("down_up", [("close_hand", "open_hand"), None])
@pytest.mark.parametrize("width", [0.12, 0.36])
def test_no_circle_of_a_ring_lies_where_the_hand_is(
    down_up: tuple[str, str] | None, width: float
) -> None:
    block = FittsRingBlock.model_validate(
        {"exercise": "fitts_ring", "down_up": down_up, "widths": (width,)}
    )
    left_right = ("bend_wrist", "lift_wrist")
    circles = ring(MuscleCursor(left_right, down_up, below=True), block)
    lowest = min(stream_picture.BOTTOM, kite_picture.BOTTOM)
    assert min(shape.at[1] - shape.radius for shape in circles) >= lowest
    assert max(shape.at[1] + shape.radius for shape in circles) <= 1.0
    # By a pointer there is no hand, and the ring lies where the pointer goes.
    free = ring(PointerCursor(both=down_up is not None), block)
    assert {tuple(np.round(shape.at, 6)) for shape in free if isinstance(shape, ShapeRing)} == {
        tuple(np.round(place, 6)) for place in ring_places(block)
    }


@pytest.mark.parametrize("size_px", [(800, 600), (1024, 768), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("hand", ["left", "right"])
def test_dial_and_effort_bar_lie_beside_the_buttons_at_any_shape_of_window(
    size_px: tuple[int, int], hand: Side
) -> None:
    area = limb_area(size_px, hand)
    half = area.width_px / min(area.width_px, area.height_px)
    rim = next(shape for shape in dial(0.5) if isinstance(shape, ShapeRing))
    bar = next(shape for shape in effort_bar(0.5) if isinstance(shape, Box))
    assert rim.at[0] + rim.radius + 0.03 < half
    assert bar.at[0] - bar.width / 2 - 0.03 > -half


def test_a_hand_bent_back_is_beside_the_effort_bar(studio: Studio, plain_limb: Limb) -> None:
    bar = next(shape for shape in effort_bar(0.5) if isinstance(shape, Box))
    half_px = np.array([bar.width, bar.height]) / 2 * UNIT_PX
    at_px = np.array([MIDDLE_PX[0] + bar.at[0] * UNIT_PX, MIDDLE_PX[1] - bar.at[1] * UNIT_PX])
    (left, top), (right, bottom) = (at_px - half_px).astype(int), (at_px + half_px).astype(int)
    gap_px = round(0.1 * UNIT_PX)
    seen = covered(studio, plain_limb, stance_of(FOUR), "lift_wrist")
    assert seen[top:bottom].any()
    assert not seen[top:bottom, left : right + gap_px].any()
