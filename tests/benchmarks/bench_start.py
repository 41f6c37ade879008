"""What a start costs: building the limb, the first frame, memory; and a frame of each quality.

Run as ``python -m tests.benchmarks.bench_start``, twice: the first start on a machine measures its
drawing too. Wall time is what a patient waits; processor time
is printed beside it, because a busy machine stretches only the first.
"""

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MOST_BUILD_S, MOST_FIRST_FRAME_S, MOST_MIB = 1.5, 2.5, 300
FRAMES = 12


def timed(work: Callable[[], object]) -> tuple[float, float, object]:
    """Return wall seconds, processor seconds and what came of it."""
    wall_s, cpu_s = time.perf_counter(), time.process_time()
    made = work()
    return time.perf_counter() - wall_s, time.process_time() - cpu_s, made


def first_frame() -> object:
    """Open everything and show one frame, as a session does after the first start."""
    from game.display.gl import GLDisplay
    from game.display.window import WindowSettings
    from game.frame import Frame, ShownLimb
    from game.limb.limb import load_limb
    from game.screen import Screen
    from sensors.pose import RESTING

    settings = WindowSettings((1280, 720), vsync=False, offscreen=True)
    display = GLDisplay.open(settings, load_limb(), "right", time.perf_counter)
    display.draw(Frame("mirror", (ShownLimb("left", RESTING),), Screen("strip")), None)
    display.flip()
    return display


def tell(what: str, wall_s: float, cpu_s: float, limit_s: float) -> None:
    """Print one line, judged by processor time."""
    verdict = "met" if cpu_s <= limit_s else "MISSED"
    print(f"{what}: {wall_s:.2f} s, {cpu_s:.2f} s of processor (limit {limit_s} s: {verdict})")


def main() -> int:
    """Print every figure."""
    from game.display.gl import GLDisplay

    wall_s, cpu_s, display = timed(first_frame)
    assert isinstance(display, GLDisplay)
    tell("imports to first frame", wall_s, cpu_s, MOST_FIRST_FRAME_S)
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {peak_mib:.0f} MiB (limit {MOST_MIB})")
    from game.limb.limb import load_limb

    with tempfile.TemporaryDirectory() as folder:
        build_s, build_cpu_s, limb = timed(lambda: load_limb(Path(folder)))
    tell("limb from cold", build_s, build_cpu_s, MOST_BUILD_S)
    from game.display.limb_picture import LimbPicture
    from game.limb.limb import Limb
    from game.render.quality import TIERS
    from game.render.self_test import frame_ms

    assert isinstance(limb, Limb)
    for tier in reversed(TIERS):
        wall_ms = frame_ms(display.window, limb, tier, time.perf_counter)
        print(f"{tier.name}: {wall_ms:.0f} ms a frame, 1280 x 720")
    display.paint(LimbPicture("left"), 480)
    pictures_s = [
        timed(lambda: display.paint(LimbPicture("right", "palmar", 30.0, "fist"), 480))[0]
        for _ in range(FRAMES)
    ]
    print(f"a picture of 480 pixels: {1000 * statistics.median(pictures_s):.0f} ms")
    display.close()
    return int(build_cpu_s > MOST_BUILD_S or cpu_s > MOST_FIRST_FRAME_S or peak_mib > MOST_MIB)


if __name__ == "__main__":
    sys.exit(main())
