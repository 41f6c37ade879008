"""From the muscles to the picture, in real time: a step of EMG until the shown limb has moved.

A second process is the board: it writes checked frames of 8 channels a thousand times a second into
a pseudo-terminal, and says by the computer's monotonic clock when each burst began. The product
does the rest as in a session: driver, calibration, decoder at its defaults, exercise, renderer (on
a null graphics card), recording, loop at 60 Hz. Three moments are told from the burst's first row:
the end of the first window that was taken for the movement (what physics of windows cost), its
decision (the controller's delay), and the flip of the first frame in which a joint has moved.

Run it as ``python -m tests.benchmarks.bench_muscle_delay [STEPS]``; the exit status is 1 where the
controller's median is beyond its limit.
"""

import gc
import os
import pty
import subprocess
import sys
import tempfile
import threading
import time
import tty
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.director import Director
from game.display.gl import GLDisplay
from game.display.window import WindowSettings
from game.exercises.by_muscles.execution_scene import ExecutionScene, ExecutionSetting
from game.frame import Frame
from game.input.controls import Controls
from game.limb.limb import load_limb
from game.loop import Loop
from game.movements.attempts import REST, attempts_named
from game.muscles.source import MuscleSource
from game.scenes.scene import Play, play
from game.shown.arms import Arms
from game.shown.measured_arm import MeasuredArm
from game.timing.clock import RealClock
from game.timing.pacing import Pacer
from sensors.device_settings import SerialEmgSettings
from sensors.drivers.serial_emg import SerialEmg
from sensors.emg.control import TimedDecision
from sensors.emg.model import EmgModel, train
from sensors.emg.recording import make_recording
from sensors.emg.windows import live_windows
from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.pose import RESTING
from tests.benchmarks import null_gpu
from tests.benchmarks.bench_latency import nothing_hurts, recorder_in
from tests.fakes.emg_board import emg_frame

RATE_HZ, REFRESH_HZ = 1000.0, 60.0
CONTROLLER_LIMIT_S = 0.125
STEPS, BURST_S, REST_S = 40, 0.6, 3.0
_MOVEMENTS = ("close_hand", "open_hand")
_AT_REST, _AT_WORK = 8.0, 90.0
_MOVED_RAD, _STILL_RAD = np.radians(0.1), np.radians(0.5)
_MODULE = "tests.benchmarks.bench_muscle_delay"
Shown: TypeAlias = list[tuple[float, float]]
"""Each flip's time, and how far the limb's farthest joint was from rest in it."""
_SETTINGS = SerialEmgSettings(port="none", reference_v=0.001023)
"""A count of the converter is a microvolt."""


def strengths(movement: str) -> NDArray[np.float64]:
    """Return how strong each of eight channels is in a movement."""
    around = {REST: None, "close_hand": 1.5, "open_hand": 5.5}[movement]
    if around is None:
        return np.full(8, _AT_REST)
    strong: NDArray[np.float64] = np.exp(-((np.arange(8) - around) ** 2) / 2.0)
    return _AT_REST + _AT_WORK * strong


def be_the_board(descriptor: int, steps: int) -> None:
    """Send rest and bursts at their time; print when each burst's first row was written."""
    random, pause = np.random.default_rng(5), threading.Event()
    number, began_s = 0, time.perf_counter()
    for _ in range(steps):
        for movement, for_s in ((REST, REST_S + float(random.random())), ("close_hand", BURST_S)):
            rows = random.standard_normal((round(for_s * RATE_HZ), 8)) * strengths(movement)
            for at, row in enumerate(rows.round().astype(int).tolist()):
                pause.wait(max(0.0, began_s + number / RATE_HZ - time.perf_counter()))
                if at == 0 and movement != REST:
                    print(time.perf_counter(), flush=True)
                os.write(descriptor, emg_frame(number, tuple(row)))
                number += 1


def calibrated() -> EmgModel:
    """Learn from three repetitions of 3 s of each movement, as a session's calibration does."""
    random, held = np.random.default_rng(1), round(3.0 * RATE_HZ)
    names = [name for _ in range(3) for name in (*_MOVEMENTS, REST)]
    rows = [random.standard_normal((held, 8)) * strengths(name) for name in names]
    recording = make_recording(
        np.concatenate(rows), RATE_HZ, np.repeat(names, held), np.repeat(np.arange(9), held)
    )
    return train(recording, live_windows(RATE_HZ))


def attempt_for_long() -> Play[None]:
    """Yield one attempt that outlasts everything; the limb follows the muscles throughout."""
    attempts = attempts_named(_MOVEMENTS)
    setting = ExecutionSetting("left", 0.0, 0.0, 3600.0, 3600.0, 1.0, 2.0, 0.0)
    yield from play(ExecutionScene(attempts[0], attempts, setting))


def session(steps: int, clock: RealClock) -> tuple[list[float], list[TimedDecision], Shown]:
    """Play it; return when the bursts began, every decision, and what each flip showed."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    sensor = SerialEmg(_SETTINGS.model_copy(update={"port": os.ttyname(slave)}), clock)
    decisions: list[TimedDecision] = []
    shown: Shown = []
    window = WindowSettings((1280, 720), vsync=False, offscreen=True)
    display = GLDisplay.open(window, load_limb(), "right", clock)
    with tempfile.TemporaryDirectory() as folder, recorder_in(Path(folder), clock) as recorder:

        def decided(made: TimedDecision) -> None:
            decisions.append(made)
            recorder.decision(made)

        def flipped(frame: Frame, latched_s: float, flip_s: float) -> None:
            recorder.frame_shown(frame, latched_s, flip_s)
            moved = float(np.abs(frame.limbs[0].angles_rad - RESTING).max()) if frame.limbs else 0.0
            shown.append((flip_s, moved))

        muscles = MuscleSource(sensor, clock=clock, on_sample=recorder.sample, on_decision=decided)
        muscles.use(calibrated())
        arm = MeasuredArm(
            None,
            IntactLimbEstimator("right"),
            on_sample=recorder.sample,
            on_pose=recorder.pose,
            on_device=recorder.device,
        )
        director = Director(
            attempt_for_long(),
            hurts=nothing_hurts,
            wrong=nothing_hurts,
            on_scene=recorder.scene,
            on_command=recorder.command,
        )
        pacer = Pacer(clock, REFRESH_HZ)
        loop = Loop(
            clock=clock,
            pacer=pacer,
            display=display,
            director=director,
            arm=Arms(arm, muscles, muscles_move_it=False),
            controls=Controls(),
            on_frame=flipped,
        )
        sensor.open()
        board = subprocess.Popen(
            [sys.executable, "-m", _MODULE, "board", str(master), str(steps)],
            pass_fds=(master,),
            stdout=subprocess.PIPE,
            text=True,
        )
        gc.collect()
        gc.disable()
        try:
            director.begin(clock())
            pacer.resynchronise()
            while board.poll() is None:
                loop.turn()
        finally:
            gc.enable()
            sensor.close()
            display.close()
        told, _ = board.communicate()
    os.close(master)
    os.close(slave)
    print(f"dropped frames: {pacer.dropped_frames} of {pacer.dropped_frames + len(shown)}")
    return [float(line) for line in told.split()], decisions, shown


def measure(steps: int) -> int:
    """Measure, print, and return 1 where the controller is too late."""
    null_gpu.ask_for_priority()
    print(null_gpu.describe_machine())
    clock = RealClock()
    bursts_s, decisions, shown = session(steps, clock)
    window_s, controller_s, picture_s = [], [], []
    for burst_s in bursts_s:
        within = (burst_s, burst_s + BURST_S)
        still = [moved for flip_s, moved in shown if within[0] - 0.05 <= flip_s < within[0]]
        made = [
            one
            for one in decisions
            if within[0] < one.decided_at_s < within[1] and one.decision.movement == _MOVEMENTS[0]
        ]
        moved = [
            flip_s
            for flip_s, by in shown
            if within[0] < flip_s < within[1] and by > max(still, default=0.0) + _MOVED_RAD
        ]
        if not made or not moved or not still or max(still) > _STILL_RAD:
            continue
        window_s.append(made[0].window_end_s - burst_s)
        controller_s.append(made[0].decided_at_s - burst_s)
        picture_s.append(moved[0] - burst_s)
    if not controller_s:
        print("no burst moved the limb")
        return 1
    print(f"{len(controller_s)} of {len(bursts_s)} bursts found the limb at rest and moved it")
    for name, delays_s in (
        ("burst to the end of the window that tells it", window_s),
        ("burst to the decision (the controller)", controller_s),
        ("burst to the flip in which the limb moves", picture_s),
    ):
        median_ms, p95_ms = 1e3 * np.percentile(delays_s, [50, 95])
        print(f"{name:46} median {median_ms:6.1f} ms, 95 % {p95_ms:6.1f} ms")
    met = float(np.median(controller_s)) <= CONTROLLER_LIMIT_S
    print(f"controller, limit {1e3 * CONTROLLER_LIMIT_S:.0f} ms: {'met' if met else 'MISSED'}")
    print(f"at the end: {null_gpu.describe_machine()}")
    return 0 if met else 1


def main() -> int:
    """Be the board, or measure in a child process with a null graphics card."""
    if sys.argv[1:2] == ["board"]:
        be_the_board(int(sys.argv[2]), int(sys.argv[3]))
        return 0
    if not null_gpu.inside():
        return null_gpu.run_again(_MODULE, sys.argv[1:])
    return measure(int(sys.argv[1]) if len(sys.argv) > 1 else STEPS)


if __name__ == "__main__":
    sys.exit(main())
