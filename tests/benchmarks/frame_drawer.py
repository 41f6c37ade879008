"""One way to draw the scene, in a process of its own: ``python -m tests.benchmarks.frame_drawer``.

A process each, because an engine's window cannot share one with another's. It draws when it is told
to and sleeps on its input in between. Each line of input asks for one round, as JSON; each line of
output is the milliseconds of its frames.
"""

import argparse
import gc
import importlib
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from tests.benchmarks import null_gpu
from tests.benchmarks.frame_scene import Drawer, frame_at

DRAWERS: Mapping[str, tuple[str, str]] = {
    "mirrorlimb": ("tests.benchmarks.peers.mirrorlimb_scene", "MirrorlimbScene"),
    "moderngl": ("tests.benchmarks.peers.moderngl_scene", "ModernglScene"),
    "panda3d": ("tests.benchmarks.peers.panda3d_scene", "Panda3dScene"),
}
WARM_UP_FRAMES = 10


def open_drawer(name: str) -> Drawer:
    """Open one way to draw.

    Raises:
        ModuleNotFoundError: its engine is not installed.
    """
    module, drawer = DRAWERS[name]
    return cast(Drawer, getattr(importlib.import_module(module), drawer)())


def draw_round(
    drawer: Drawer,
    *,
    frames: int,
    limbs: int,
    idle_ms: float,
    warmed: bool,
    warm_up_frames: int = WARM_UP_FRAMES,
    processor: bool = False,
) -> list[float]:
    """Return what each frame cost, in milliseconds.

    Args:
        drawer: Draws it.
        frames: How many frames to measure.
        limbs: One or two.
        idle_ms: The pause before each, in which caches go cold as they do in a game.
        warmed: Whether the arithmetic is run through once between pause and measurement.
        warm_up_frames: How many frames go before, unmeasured.
        processor: Whether to measure the time of all processors, not what passes on the wall.
    """
    clock = time.process_time if processor else time.perf_counter
    costs_ms = []
    for i in range(-warm_up_frames, frames):
        frame = frame_at(i, limbs)
        if idle_ms:
            time.sleep(idle_ms / 1000)
        if warmed:
            drawer.warm(frame)
        began_s = clock()
        drawer.draw(frame)
        costs_ms.append((clock() - began_s) * 1000)
    return costs_ms[warm_up_frames:]


def serve(drawer: Drawer) -> None:
    """Answer each line of input with a round."""
    gc.collect()
    gc.freeze()
    gc.disable()
    answers = sys.stdout
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(draw_round(drawer, **json.loads(line))), file=answers, flush=True)


def main() -> None:
    """Serve, or draw one picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=sorted(DRAWERS))
    parser.add_argument("--picture", type=Path, help="draw one frame into this PNG instead")
    parser.add_argument("--limbs", type=int, default=1)
    arguments = parser.parse_args()
    drawer = open_drawer(arguments.name)
    if arguments.picture is None:
        null_gpu.ask_for_priority()
        serve(drawer)
    else:
        from game.render.screenshot import save_png

        for i in range(8):
            drawer.draw(frame_at(i, arguments.limbs))
        save_png(arguments.picture, drawer.picture())


if __name__ == "__main__":
    main()
