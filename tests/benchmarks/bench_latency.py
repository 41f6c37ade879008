"""How old what is shown is, from taking the sample to the flip: our loop against the usual one.

A second process sends joint angles 100 or 500 times a second, each stamped when it is taken. Both
loops run the same director, the same exercise, the same renderer, the same recording, on the same
simulated 60 Hz display; they differ only in when they look at the sensor. The usual loop does so
right after the last flip and then waits for the display, as games, pyglet's and Panda3D's own loops
do. They take turns, A B then B A, so that neither has the quieter machine.

Run it as ``python -m tests.benchmarks.bench_latency``; the exit status is 1 where a limit is
missed.
"""

import argparse
import gc
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from game.director import Director
from game.display.gl import GLDisplay
from game.display.window import WindowSettings
from game.exercises.mirroring.mirror_scene import MirrorScene, MirrorSetting
from game.frame import Frame
from game.input.controls import Controls
from game.limb.limb import load_limb
from game.loop import Loop
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.recorder.pose_trace import PoseTrace
from game.recorder.session_recorder import SessionRecorder
from game.scenes.scene import Play, play
from game.shown.measured_arm import MeasuredArm
from game.timing.clock import RealClock
from game.timing.pacing import Pacer
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.pose import JOINT_ANGLES
from sessions.events.log import EventLog
from sessions.recording.recording import RecordingWriter
from tests.benchmarks import null_gpu
from tests.benchmarks.sample_sender import UdpSensor

REFRESH_HZ = 60.0
SIZE_PX = (1280, 720)
MOST_OF_USUAL = {100.0: 0.5, 500.0: 0.3}
"""Limit of our median over the usual one's, by the sensor's rate."""
ROUNDS, FRAMES_A_ROUND, WARM_UP_FRAMES = 6, 240, 60


@dataclass(frozen=True, slots=True)
class Run:
    """One loop's frames in one round."""

    to_flip_ms: list[float]
    dropped_frames: int


class UsualLoop:
    """Read, update, draw, wait for the display, flip: what a game loop does."""

    def __init__(
        self,
        clock: RealClock,
        display: GLDisplay,
        director: Director,
        arm: MeasuredArm,
        on_frame: Callable[[Frame, float, float], None],
    ) -> None:
        self.dropped_frames = 0
        self._clock, self._display, self._director, self._arm = clock, display, director, arm
        self._on_frame = on_frame
        self._controls = Controls()
        self._deadline_s = 0.0

    def begin(self) -> None:
        """Bring the scene on."""
        self._director.begin(self._clock())
        self._deadline_s = self._clock() + 1.0 / REFRESH_HZ

    def turn(self) -> None:
        """Make and show one frame."""
        for command in self._controls.commands(self._display.poll(), self._display.layout):
            self._director.handle(command)
        now_s = self._clock()
        self._arm.drain()
        arm = self._arm.at(now_s)
        self._director.update(now_s, arm)
        frame = self._director.frame(now_s, arm)
        self._display.draw(frame, self._controls.focus)
        # What a display with vsync does inside the flip.
        self._clock.wait_until(self._deadline_s)
        flip_s = self._display.flip()
        missed = max(0, round((flip_s - self._deadline_s) * REFRESH_HZ))
        self.dropped_frames += missed
        self._deadline_s += (1 + missed) / REFRESH_HZ
        self._on_frame(frame, now_s, flip_s)


class OurLoop:
    """The product's loop, a turn at a time."""

    def __init__(
        self,
        clock: RealClock,
        display: GLDisplay,
        director: Director,
        arm: MeasuredArm,
        on_frame: Callable[[Frame, float, float], None],
    ) -> None:
        self._clock, self._director = clock, director
        self._pacer = Pacer(clock, REFRESH_HZ)
        self._loop = Loop(
            clock=clock,
            pacer=self._pacer,
            display=display,
            director=director,
            arm=arm,
            controls=Controls(),
            on_frame=on_frame,
        )

    @property
    def dropped_frames(self) -> int:
        """Refreshes at which nothing new was ready."""
        return self._pacer.dropped_frames

    def begin(self) -> None:
        """Bring the scene on."""
        self._director.begin(self._clock())
        self._pacer.resynchronise()

    def turn(self) -> None:
        """Make and show one frame."""
        self._loop.turn()


LOOPS: dict[str, type[UsualLoop] | type[OurLoop]] = {"usual": UsualLoop, "ours": OurLoop}


def mirror_for_long() -> Play[None]:
    """Yield one exercise that outlasts every round."""
    movement = load_movements().get("hand_open_close")
    setting = MirrorSetting(
        "left", 3600.0, "affected", phantom_joins=False, gain=1.0, repetitions=8
    )
    yield from play(MirrorScene(MovementPlayer(movement), setting, PoseTrace()))


def nothing_hurts() -> Play[None]:
    """Yield nothing."""
    yield from ()


@contextmanager
def recorder_in(folder: Path, clock: RealClock) -> Iterator[SessionRecorder]:
    """Keep what happens as a session does."""
    with (
        EventLog.create(folder / "events.jsonl") as log,
        RecordingWriter(
            folder / "recording.mcap", software_version="benchmark", joint_angles=JOINT_ANGLES
        ) as recording,
    ):
        yield SessionRecorder(
            log, recording, clock=clock, wall_clock=lambda: datetime.now().astimezone()
        )


def run(name: str, rate_hz: float, display: GLDisplay, clock: RealClock, frames: int) -> Run:
    """Run one loop for some frames and return what was measured after the first second."""
    ages_ms: list[float] = []
    sensor = UdpSensor(rate_hz)
    with tempfile.TemporaryDirectory() as folder, recorder_in(Path(folder), clock) as recorder:
        arm = MeasuredArm(
            sensor,
            IntactLimbEstimator("right"),
            on_sample=recorder.sample,
            on_pose=recorder.pose,
            on_device=recorder.device,
        )

        def shown(frame: Frame, latched_s: float, flip_s: float) -> None:
            recorder.frame_shown(frame, latched_s, flip_s)
            recorder.arm_seen(arm.tracking, lambda: arm.counts)
            if frame.sample_taken_at_s is not None:
                ages_ms.append((flip_s - frame.sample_taken_at_s) * 1000.0)

        director = Director(
            mirror_for_long(),
            hurts=nothing_hurts,
            wrong=nothing_hurts,
            on_scene=recorder.scene,
            on_command=recorder.command,
        )
        loop = LOOPS[name](clock, display, director, arm, shown)
        sensor.open()
        gc.collect()
        gc.freeze()
        gc.disable()
        try:
            loop.begin()
            for _ in range(WARM_UP_FRAMES):
                loop.turn()
            ages_ms.clear()
            dropped_before = loop.dropped_frames
            for _ in range(frames):
                loop.turn()
        finally:
            gc.enable()
            gc.unfreeze()
            sensor.close()
    return Run(ages_ms, loop.dropped_frames - dropped_before)


def describe(name: str, rate_hz: float, runs: list[Run]) -> float:
    """Print one loop's figures over all rounds; return its median."""
    ages_ms = np.concatenate([r.to_flip_ms for r in runs])
    median_ms, p95_ms = np.percentile(ages_ms, [50, 95])
    dropped = sum(r.dropped_frames for r in runs)
    print(
        f"{rate_hz:4.0f} Hz  {name:6} sample to flip: median {median_ms:6.2f} ms, "
        f"95 % {p95_ms:6.2f} ms, longest {ages_ms.max():6.2f} ms; "
        f"dropped {dropped} of {dropped + len(ages_ms)}"
    )
    return float(median_ms)


def measure(rounds: int, frames: int) -> int:
    """Measure both loops at both rates; return 1 where a limit is missed."""
    null_gpu.ask_for_priority()
    print(null_gpu.describe_machine())
    clock = RealClock()
    window = WindowSettings(SIZE_PX, vsync=False, offscreen=True)
    display = GLDisplay.open(window, load_limb(), "right", clock)
    missed = []
    for rate_hz, most in MOST_OF_USUAL.items():
        runs: dict[str, list[Run]] = {name: [] for name in LOOPS}
        for turn in range(rounds):
            for name in LOOPS if turn % 2 == 0 else reversed(LOOPS):
                runs[name].append(run(name, rate_hz, display, clock, frames))
        medians_ms = {name: describe(name, rate_hz, runs[name]) for name in LOOPS}
        ratio = medians_ms["ours"] / medians_ms["usual"]
        met = ratio <= most
        print(f"{rate_hz:4.0f} Hz  ours / usual {ratio:.3f}, limit {most}: {_verdict(met)}")
        if not met:
            missed.append(rate_hz)
    display.close()
    print(f"at the end: {null_gpu.describe_machine()}")
    return 1 if missed else 0


def _verdict(met: bool) -> str:
    return "met" if met else "MISSED"


def main() -> int:
    """Read the arguments, and measure in a child process with a null graphics card."""
    parser = argparse.ArgumentParser(description="Sample to flip, our loop against the usual one.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--frames", type=int, default=FRAMES_A_ROUND, help="frames in a round")
    arguments = parser.parse_args()
    if not null_gpu.inside():
        return null_gpu.run_again("tests.benchmarks.bench_latency", sys.argv[1:])
    return measure(arguments.rounds, arguments.frames)


if __name__ == "__main__":
    sys.exit(main())
