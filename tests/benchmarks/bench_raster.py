"""What it costs to really draw a frame of the highest quality, against moderngl and Panda3D.

The same meshes, textures and shaders, the same 1280 x 720 of four samples: `bench_frame --pictures`
shows that the pictures agree. Here they are rasterised, on a machine without a graphics card by
Mesa's llvmpipe, and the time of all processors is counted, which other work on the machine
stretches less than the wall's. Each way to draw has a process of its own; they take turns, A B C
then C B A.

Run as ``python -m tests.benchmarks.bench_raster``; the exit status is 1 where our median is above
the peer's by more than twice the standard error of the ratio.
"""

import argparse
import os
import sys

import numpy as np

from tests.benchmarks.bench_frame import OURS, DrawingProcess, installed_peers
from tests.benchmarks.null_gpu import describe_machine

MOST_OF_PEER = 1.0
ROUNDS, FRAMES_A_ROUND = 8, 3


def measure(names: list[str], limbs: int, rounds: int) -> dict[str, list[float]]:
    """Return the median of every round by drawer, milliseconds of processor."""
    environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen"}
    processes = {name: DrawingProcess(name, environment) for name in names}
    asked = {
        "frames": FRAMES_A_ROUND,
        "limbs": limbs,
        "idle_ms": 0.0,
        "warmed": False,
        "warm_up_frames": 1,
        "processor": True,
    }
    costs_ms: dict[str, list[float]] = {name: [] for name in names}
    for process in processes.values():
        process.ask(asked)  # the first frames compile what the driver has put off
    for turn in range(rounds):
        for name in names if turn % 2 == 0 else reversed(names):
            costs_ms[name].append(float(np.median(processes[name].ask(asked))))
    for process in processes.values():
        process.close()
    return costs_ms


def main() -> int:
    """Measure, print, and return 1 where a peer draws the same for less."""
    parser = argparse.ArgumentParser(description="Raster time of a frame, ours and its peers'.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--limbs", type=int, default=1, choices=(1, 2))
    arguments = parser.parse_args()
    names = [OURS, *installed_peers()]
    print(describe_machine())
    costs_ms = measure(names, arguments.limbs, arguments.rounds)
    ours_ms = np.array(costs_ms[OURS])
    low_ms, high_ms = np.percentile(ours_ms, [25, 75])
    print(
        f"{OURS}: {np.median(ours_ms):.0f} ms of processor (quartiles {low_ms:.0f} {high_ms:.0f})"
    )
    missed = False
    for name in names[1:]:
        # Round by round: what slows the machine for a while slows neighbours in the turn alike.
        ratios = ours_ms / np.array(costs_ms[name])
        ratio = float(np.median(ratios))
        error = float(ratios.std(ddof=1) / np.sqrt(len(ratios)))
        above = ratio - 2 * error > MOST_OF_PEER
        missed |= above
        print(
            f"{name}: {np.median(costs_ms[name]):.0f} ms, ours / its {ratio:.3f} +- {error:.3f}, "
            f"limit {MOST_OF_PEER}: {'MISSED' if above else 'met'}"
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
