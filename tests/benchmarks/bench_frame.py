"""What a whole frame costs in Python, against the same scene in moderngl and in Panda3D.

From a pose to the flip: kinematics, one upload, shadow, limb, table, words. Mesa's null graphics
card takes every call and draws nothing, so what is left is the program's own cost, the same with
any graphics. Before each frame there is a pause, as in a game that waits for its display: a loop
without one keeps the processor's caches warm and understates the cost four to five times.

Each way to draw has a process of its own; they take turns, A B C then C B A, in one run. Run it as
``python -m tests.benchmarks.bench_frame``; the exit status is 1 where a limit is missed. The peers
come with ``pip install -e .[bench]``. ``--pictures FOLDER`` draws a frame with each instead, to see
that they draw the same.
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from tests.benchmarks import null_gpu
from tests.benchmarks.frame_drawer import DRAWERS

MOST_MS = 0.5
MOST_OF_PEER = {"moderngl": 1.15, "panda3d": 0.5}
"""Limit of our median over the peer's."""
OURS = "mirrorlimb"
ROUNDS, FRAMES_A_ROUND = 10, 60


@dataclass(frozen=True, slots=True)
class Way:
    """One way of measuring."""

    told: str
    limbs: int
    idle_ms: float
    warmed: bool = False
    judged: bool = False


WAYS = (
    Way("one limb, 16 ms pause", 1, 16.0, judged=True),
    Way("two limbs, 16 ms pause", 2, 16.0),
    Way("one limb, 16 ms pause, warmed up", 1, 16.0, warmed=True),
    Way("one limb, no pause", 1, 0.0),
)


class DrawingProcess:
    """One way to draw, waiting to be asked."""

    def __init__(self, name: str, environment: Mapping[str, str] | None = None) -> None:
        """Start it; on the null graphics card, where no other environment is given."""
        environment = environment or null_gpu.environment()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.frame_drawer", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**environment, "PYGAME_HIDE_SUPPORT_PROMPT": "1"},
        )
        while (line := self._answer()) != "ready":
            print(line)

    def round(self, way: Way, frames: int) -> list[float]:
        """Return the milliseconds of each frame of one round."""
        wanted = asdict(way)
        asked = {key: wanted[key] for key in ("limbs", "idle_ms", "warmed")} | {"frames": frames}
        return self.ask(asked)

    def ask(self, asked: Mapping[str, object]) -> list[float]:
        """Return the milliseconds that the arguments of `draw_round` ask for."""
        assert self._process.stdin is not None
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        costs_ms: list[float] = json.loads(self._answer())
        return costs_ms

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10.0)

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("a drawing process has ended: what it said is above")
        return line.strip()


def installed_peers() -> list[str]:
    """Return the peers that are installed; say how to bring the others."""
    found = [name for name in MOST_OF_PEER if importlib.util.find_spec(name) is not None]
    for name in MOST_OF_PEER:
        if name not in found:
            print(f"{name} is not installed, so not compared: pip install -e .[bench] brings it")
    return found


def compare(names: list[str], way: Way, rounds: int, frames: int) -> dict[str, list[float]]:
    """Return every frame's cost by drawer, from rounds that take turns."""
    processes = {name: DrawingProcess(name) for name in names}
    costs_ms: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        for name in names if turn % 2 == 0 else reversed(names):
            costs_ms[name] += processes[name].round(way, frames)
    for process in processes.values():
        process.close()
    return costs_ms


def report(way: Way, costs_ms: dict[str, list[float]]) -> list[str]:
    """Print one way's figures; return what is missed, where it is judged."""
    ours_ms = float(np.median(costs_ms[OURS]))
    missed = []
    print(f"{way.told}:")
    for name, costs in costs_ms.items():
        median_ms, p95_ms = np.percentile(costs, [50, 95])
        line = f"  {name:11} median {median_ms:.3f} ms, 95 % {p95_ms:.3f} ms"
        measured, most = ours_ms / median_ms, MOST_OF_PEER.get(name, MOST_MS)
        if name == OURS:
            measured = ours_ms
        else:
            line += f", ours / its {measured:.2f}"
        if way.judged:
            line += f", limit {most}: {'met' if measured <= most else 'MISSED'}"
            missed += [name] if measured > most else []
        print(line)
    return missed


def draw_pictures(names: list[str], folder: Path) -> None:
    """Draw a frame with each, on a graphics card that does draw, and say how far they differ."""
    from game.render.screenshot import load_png

    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen"}
    pictures = {}
    for name in names:
        path = folder / f"{name}.png"
        command = [sys.executable, "-m", "tests.benchmarks.frame_drawer", name, "--limbs", "2"]
        subprocess.run([*command, "--picture", str(path)], env=environment, check=True)
        pictures[name] = load_png(path).astype(int)
    for name in names[1:]:
        apart = np.abs(pictures[name] - pictures[OURS]).max(axis=2)
        print(f"{name}: {np.mean(apart > 8):.2%} of pixels differ by more than 8 of 255")


def main() -> int:
    """Read the arguments, measure, and return 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description="Python cost of a frame, ours and its peers'.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--frames", type=int, default=FRAMES_A_ROUND, help="frames in a round")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    names = [OURS, *installed_peers()]
    if arguments.pictures is not None:
        draw_pictures(names, arguments.pictures)
        return 0
    print(null_gpu.describe_machine())
    missed: list[str] = []
    for way in WAYS:
        missed += report(way, compare(names, way, arguments.rounds, arguments.frames))
    print(f"at the end: {null_gpu.describe_machine()}")
    return 1 if missed else 0


if __name__ == "__main__":
    assert set(DRAWERS) == {OURS, *MOST_OF_PEER}
    sys.exit(main())
