"""How many frames a second each quality draws at 1280 x 720: one arm, two, one that goes on, a leg.

Run as ``python -m tests.benchmarks.bench_tiers``, or with the names of tiers. The exit status is 1
where the lowest quality draws fewer than 30 frames a second on a processor. Judged is wall time,
so on an idle machine; processor time is printed beside it, which a busy one stretches less.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from game.display.window import Window, WindowSettings
from game.frame import Frame, ShownLimb
from game.limb.form import LimbForm
from game.limb.limb import load_limb, with_residual
from game.limb.postures import load_postures
from sensors.limbs import LIMBS
from sensors.pose import Angles, LimbKind, Side
from tests.benchmarks.frame_scene import SIZE_PX, STRIP
from tests.benchmarks.null_gpu import describe_machine

LEAST_PER_S = 30.0
FRAMES, WARM_UP_FRAMES = 48, 4
FRAMES_OF_FINER = 6
POSTURES: dict[LimbKind, tuple[str, str]] = {
    "arm": ("open", "fist"),
    "leg": ("neutral", "toes_curled"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """What is shown."""

    told: str
    kind: LimbKind = "arm"
    sides: tuple[Side, ...] = ("left",)
    residual: bool = False


CASES = (
    Case("one arm"),
    Case("two arms", sides=("left", "right")),
    Case("an arm that goes on from its residual limb", residual=True),
    Case("one leg", kind="leg"),
)


def poses(kind: LimbKind, count: int) -> Iterator[Angles]:
    """Yield a movement there and back: a closing hand, curling toes; the limb itself at rest."""
    first, last = (load_postures(kind)[name] for name in POSTURES[kind])
    resting = LIMBS[kind].resting
    for share in 0.5 - 0.5 * np.cos(np.linspace(0.0, 2 * np.pi, count)):
        yield resting + share * (last - first)


def frames(case: Case, count: int) -> Iterator[Frame]:
    """Yield what a session would ask to be drawn, words and buttons too."""
    form = LimbForm(meets_residual=case.residual)
    for angles_rad in poses(case.kind, count):
        limbs = tuple(
            ShownLimb(
                side,
                angles_rad,
                kind=case.kind,
                form=form,
                residual_opacity=float(case.residual),
            )
            for side in case.sides
        )
        yield Frame("mirror", limbs, STRIP)


def main() -> int:
    """Print every figure; return 1 where the lowest quality is too slow on a processor."""
    parser = argparse.ArgumentParser(description="Frames a second of each quality.")
    parser.add_argument("tiers", nargs="*", help="low, medium, high; all where none is named")
    wanted = parser.parse_args().tiers
    print(describe_machine())
    settings = WindowSettings(SIZE_PX, vsync=False, offscreen=True)
    window = Window.open(settings, time.perf_counter)
    from game.render.quality import LOW, TIERS, is_software
    from game.render.scene_renderer import SceneRenderer

    limbs = {kind: load_limb(kind=kind) for kind in POSTURES}
    missed = False
    for tier in reversed(TIERS):
        if wanted and tier.name not in wanted:
            continue
        for case in CASES:
            limb = limbs[case.kind]
            if case.residual:
                limb = with_residual(limb, None)
            renderer = SceneRenderer(window, limb, quality=tier)
            walls_s, cpus_s = [], []
            drawn = FRAMES if tier is LOW else FRAMES_OF_FINER
            for frame in frames(case, WARM_UP_FRAMES + drawn):
                walls_s.append(time.perf_counter())
                cpus_s.append(time.process_time())
                renderer.draw(frame)
                window.flip()
            renderer.close()
            wall_s, cpu_s = (
                statistics.median(np.diff(at_s[WARM_UP_FRAMES:])) for at_s in (walls_s, cpus_s)
            )
            line = f"{tier.name}, {case.told}: {1 / wall_s:.1f} frames a second"
            line += f" ({1000 * wall_s:.1f} ms a frame, {1000 * cpu_s:.1f} ms of processor)"
            if tier is LOW and is_software(window.renderer_name):
                met = 1 / wall_s >= LEAST_PER_S
                line += f", limit {LEAST_PER_S:.0f}: {'met' if met else 'MISSED'}"
                missed |= not met
            print(line, flush=True)
    window.close()
    print(f"at the end: {describe_machine()}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
