"""Late frames lower the quality in the next rest, never in a movement, and the log says so."""

import time

import pytest

from game.display.blank import BlankDisplay
from game.display.error import DisplayError
from game.display.gl import GLDisplay
from game.display.window import WindowSettings
from game.frame import Frame, ShownLimb
from game.limb.limb import Limb
from game.limb.plain import make_plain_limb
from game.screen import Screen
from game.timing.clock import RealClock
from game.timing.frame_budget import LEAST_FRAMES, FrameBudget
from game.timing.pacing import Pacer
from sensors.pose import RESTING


class Tiers(BlankDisplay):
    """A display with two lower qualities."""

    def __init__(self) -> None:
        super().__init__(RealClock(), "right")
        self.left = ["medium", "low"]

    def lower_quality(self) -> str | None:
        return self.left.pop(0) if self.left else None


def played(budget: FrameBudget, pacer: Pacer, *, frames: int, late: int) -> None:
    for _ in range(frames):
        budget.frame_shown()
    pacer.dropped_frames += late


def test_late_frames_lower_the_quality_in_the_next_rest_and_the_log_says_so() -> None:
    pacer, display, notes = Pacer(RealClock(), 60.0), Tiers(), []
    budget = FrameBudget(pacer, display, lambda about, text: notes.append((about, text)))
    played(budget, pacer, frames=LEAST_FRAMES, late=60)
    for scene in ("mirror", "cover", "follow", "ask_intensity"):
        budget.scene_shown(scene)
    assert display.left == ["medium", "low"]
    budget.scene_shown("rest")
    assert display.left == ["low"]
    assert notes == [("quality_lowered", "to medium: 33% of frames were late")]
    played(budget, pacer, frames=LEAST_FRAMES, late=5)
    budget.scene_shown("rest")
    played(budget, pacer, frames=20, late=20)
    budget.scene_shown("rest")
    assert len(notes) == 1
    for _ in range(3):
        played(budget, pacer, frames=LEAST_FRAMES, late=60)
        budget.scene_shown("rest")
    assert len(notes) == 2


def test_the_real_display_goes_down_tier_by_tier_and_still_draws_the_limb() -> None:
    limb = Limb(*make_plain_limb(), textured=False)
    settings = WindowSettings(size_px=(800, 600), vsync=False, offscreen=True)
    try:
        display = GLDisplay.open(settings, limb, "right", time.perf_counter)
    except DisplayError as error:
        pytest.skip(f"no OpenGL here: {error}")
    from game.render.quality import HIGH

    display.renderer = display.renderer.at_quality(HIGH)
    frame = Frame("mirror", (ShownLimb("left", RESTING),), Screen("strip"))
    names, pictures = [], []
    while True:
        display.draw(frame, None)
        pictures.append(display.renderer.screenshot().astype(int))
        display.flip()
        name = display.lower_quality()
        if name is None:
            break
        names.append(name)
    display.close()
    assert names == ["medium", "low"]
    for lower in pictures[1:]:
        assert abs(lower - pictures[0]).mean() < 8
