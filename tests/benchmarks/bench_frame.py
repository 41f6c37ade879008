"""What a whole frame costs in Python: kinematics, one upload, every draw and the flip.

Mesa's null graphics card (``GALLIUM_NOOP=1``) takes every call and draws nothing, so what is left
is our own cost, the same on any machine. Between frames there is a pause, as in a game that waits
for its display: a loop without one keeps the processor's caches warm and understates the cost four
to five times.

Run it as ``python -m tests.benchmarks.bench_frame``; other ways to draw the same scene join by
implementing `Drawer` and being listed in `DRAWERS`.
"""

import os

os.environ["GALLIUM_NOOP"] = "1"
os.environ.pop("MIRRORLIMB_GL_CHECKS", None)

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from game.command import Wish
from game.frame import Frame, ShownLimb
from game.limb.limb import Limb, load_limb
from game.render import open_renderer
from game.render.quality import HIGH
from game.screen import Button, Screen
from game.window import Window, WindowSettings
from sensors.pose import INDEX, RESTING, Angles

SIZE_PX = (1280, 720)
FRAMES_A_ROUND, ROUNDS, WARM_UP_FRAMES = 60, 7, 20
TARGET_MS = 0.5
STRIP = Screen(
    "strip",
    title="Open your hand slowly",
    lines=("Let the limb on the screen do it with you.",),
    buttons=(Button("Cover the limb", Wish.COVER, key="Space", prominent=True),),
    progress=0.4,
)


class Drawer(Protocol):
    """One way to draw the scene: a skinned limb with its shadow, a table, words and buttons."""

    name: str

    def warm(self, angles_rad: Angles) -> None:
        """Run through the pose's arithmetic once, as the game does just before it looks."""
        ...

    def draw(self, angles_rad: Angles) -> None:
        """Pose the limb, draw everything, and flip."""
        ...

    def close(self) -> None:
        """Let the window go."""
        ...


class Ours:
    """The product's own renderer."""

    name = "mirrorlimb"

    def __init__(self, limb: Limb) -> None:
        self._window = Window.open(WindowSettings(SIZE_PX, offscreen=True), time.perf_counter)
        self._renderer = open_renderer(self._window, limb, quality=HIGH)

    def warm(self, angles_rad: Angles) -> None:
        """Run through the pose's arithmetic once, as the game does just before it looks."""
        self._renderer.warm(Frame("mirror", (ShownLimb("left", angles_rad),), STRIP))

    def draw(self, angles_rad: Angles) -> None:
        """Pose the limb, draw everything, and flip."""
        self._renderer.draw(Frame("mirror", (ShownLimb("left", angles_rad),), STRIP))
        self._window.flip()

    def close(self) -> None:
        """Let the window go."""
        self._renderer.close()
        self._window.close()


DRAWERS: dict[str, Callable[[Limb], Drawer]] = {"mirrorlimb": Ours}


@dataclass(frozen=True)
class FrameCost:
    """Milliseconds a frame took, over all rounds."""

    median_ms: float
    p95_ms: float


def poses(count: int) -> list[Angles]:
    """Return a hand that opens and closes, one pose a frame."""
    moving = [INDEX[name] for name in INDEX if name.endswith(("_flexion", "abduction"))]
    made = []
    for i in range(count):
        pose = RESTING.copy()
        pose[moving] *= 1.0 + 0.3 * np.sin(i * 0.1)
        made.append(pose)
    return made


def frame_cost(
    drawer: Drawer, *, idle_ms: float, warmed: bool = False, frames: int = FRAMES_A_ROUND
) -> FrameCost:
    """Return what a frame costs with this pause before each.

    Args:
        drawer: Draws it.
        idle_ms: The pause.
        warmed: Whether the arithmetic is run through once between pause and measurement: what is
            measured is then the time from looking at the sensor to the flip.
        frames: How many frames to measure.
    """
    for pose in poses(WARM_UP_FRAMES):
        drawer.draw(pose)
    spent_ms = []
    for pose in poses(frames):
        if idle_ms:
            time.sleep(idle_ms / 1000)
        if warmed:
            drawer.warm(pose)
        began_s = time.perf_counter()
        drawer.draw(pose)
        spent_ms.append((time.perf_counter() - began_s) * 1000)
    return FrameCost(float(np.median(spent_ms)), float(np.percentile(spent_ms, 95)))


def compare(names: list[str], *, idle_ms: float, warmed: bool = False) -> dict[str, FrameCost]:
    """Return the cost of each drawer, from rounds that take turns so that none is favoured."""
    limb = load_limb()
    rounds: dict[str, list[FrameCost]] = {name: [] for name in names}
    for turn in range(ROUNDS):
        for name in names if turn % 2 == 0 else reversed(names):
            drawer = DRAWERS[name](limb)
            rounds[name].append(frame_cost(drawer, idle_ms=idle_ms, warmed=warmed))
            drawer.close()
    return {
        name: FrameCost(
            float(np.median([cost.median_ms for cost in costs])),
            float(np.median([cost.p95_ms for cost in costs])),
        )
        for name, costs in rounds.items()
    }


def main() -> None:
    """Print one line per drawer and way of measuring, each with its ratio to ours."""
    for idle_ms, warmed, told in (
        (0.0, False, "no pause"),
        (16.0, False, "16 ms pause"),
        (16.0, True, "16 ms pause, warmed"),
    ):
        costs = compare(list(DRAWERS), idle_ms=idle_ms, warmed=warmed)
        ours_ms = costs["mirrorlimb"].median_ms
        for name, cost in costs.items():
            print(
                f"{name:12} {told:20} median {cost.median_ms:.3f} ms, 95 % {cost.p95_ms:.3f} ms, "
                f"ours / its {ours_ms / cost.median_ms:.2f}, target / its "
                f"{TARGET_MS / cost.median_ms:.2f}"
            )


if __name__ == "__main__":
    main()
