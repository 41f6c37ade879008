"""What is drawn of a limb is found once, and anew whenever something but the pose changes."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from game.display.window import Window
from game.frame import ShownLimb
from game.limb.form import LimbForm
from game.limb.limb import Limb
from sensors.pose import RESTING

if TYPE_CHECKING:
    from game.render.limb_surfaces import LimbSurfaces

WHOLE = ShownLimb("left", RESTING)


@pytest.fixture
def surfaces(window: Window, plain_limb: Limb) -> "LimbSurfaces":
    from game.render.limb_surfaces import LimbSurfaces

    return LimbSurfaces(replace(plain_limb, residual=plain_limb.mesh), coarse=False)


def test_another_pose_is_drawn_with_the_same_parts(surfaces: "LimbSurfaces") -> None:
    first = surfaces.parts((WHOLE,))
    assert surfaces.parts((replace(WHOLE, angles_rad=RESTING + 0.1),)) is first


@pytest.mark.parametrize(
    "change",
    [
        {"side": "right"},
        {"opacity": 0.5},
        {"residual_opacity": 1.0},
        {"form": LimbForm(telescoping=0.5)},
    ],
    ids=str,
)
def test_whatever_else_changes_is_drawn_from_the_next_frame_on(
    surfaces: "LimbSurfaces", change: dict[str, object]
) -> None:
    before = surfaces.parts((WHOLE,))
    after = surfaces.parts((replace(WHOLE, **change),))  # type: ignore[arg-type]
    assert after != before
    assert surfaces.parts((WHOLE,)) == before


def test_a_limb_that_is_not_opaque_at_all_is_not_drawn(surfaces: "LimbSurfaces") -> None:
    assert surfaces.parts((replace(WHOLE, opacity=0.0),)) == []


def test_a_reshaped_limb_and_one_seen_close_up_are_drawn_by_other_surfaces(
    surfaces: "LimbSurfaces", plain_limb: Limb
) -> None:
    usual = surfaces.parts((WHOLE,))[0].mesh
    surfaces.reshape(plain_limb)
    reshaped = surfaces.parts((WHOLE,))[0].mesh
    assert reshaped is not usual
    surfaces.come_close(close=True)
    close_up = surfaces.parts((WHOLE,))[0].mesh
    assert close_up is not reshaped
    surfaces.come_close(close=False)
    assert surfaces.parts((WHOLE,))[0].mesh is reshaped
