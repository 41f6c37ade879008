"""What recording a session costs: a 20-minute session at full rate, replayed fast.

Prints CPU time as a share of one core over the session's own length, the file's size, and how long
`add` keeps the real-time loop. Run it: ``python tests/benchmarks/bench_recording.py [MINUTES]``.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from sessions.recording.frame_row import FrameRow, LimbRow
from sessions.recording.reader import RecordingReader
from sessions.recording.recording import BLOCK_S, RecordingWriter
from sessions.recording.rows import HandRow, HandSampleRow, PoseRow

FRAMES_PER_S = 60
SAMPLES_PER_S = 30
CPU_SHARE_TARGET = 0.02
SIZE_TARGET_MB = 80.0


def main(minutes: float) -> int:
    """Measure and print; return 1 where a target is missed."""
    random = np.random.default_rng(1)
    joints = [f"joint_{i}" for i in range(28)]
    # A hand never stands still: slow movement, tremor and tracker noise over the last digits.
    phases = random.uniform(0, 6.28, 28)
    add_s: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recording.mcap"
        cpu_before = _cpu_s()
        setup_cpu_s = 0.0
        writer = RecordingWriter(
            path, software_version="bench", joint_angles=joints, block_s=3600.0
        )
        frames = int(minutes * 60 * FRAMES_PER_S)
        for frame in range(frames):
            made_at = _cpu_s()
            at_s = frame / FRAMES_PER_S
            angles = 0.5 * np.sin(at_s + phases) + random.normal(0, 0.002, 28)
            limbs = (LimbRow("left", 1.0, angles), LimbRow("right", 1.0, angles))
            rows = [FrameRow(frame, "mirror", at_s, at_s - 0.01, at_s - 0.03, 0.03, False, limbs)]
            extra = []
            if frame % (FRAMES_PER_S // SAMPLES_PER_S) == 0:
                hand = HandRow(
                    0.98,
                    0.97,
                    random.normal(300, 80, (21, 2)).astype(np.float32),
                    random.normal(0, 0.05, (21, 3)).astype(np.float32),
                )
                extra = [
                    HandSampleRow(at_s - 0.03, at_s - 0.02, (640, 480), 0.5, (hand,)),
                    PoseRow(at_s - 0.03, 0.9, angles),
                ]
            setup_cpu_s += _cpu_s() - made_at
            for row in (*rows, *extra):
                began_s = time.perf_counter()
                writer.add(row)
                add_s.append(time.perf_counter() - began_s)
            if frame % int(FRAMES_PER_S * BLOCK_S) == 0:
                writer.flush()
        writer.close()
        cpu_s = _cpu_s() - cpu_before - setup_cpu_s
        size_mb = path.stat().st_size / 1e6
        condition = RecordingReader(path).condition()
    share = cpu_s / (minutes * 60)
    size_20_mb = size_mb * 20 / minutes
    add_us = np.percentile(np.array(add_s) * 1e6, [50, 99, 100])
    print(f"rows                      {condition.rows} sound: {condition.sound}")
    print(
        f"CPU per 20 min            {share * 1200:8.2f} s   {share / CPU_SHARE_TARGET:.3f} x target"
    )
    print(f"share of one core         {share * 100:8.3f} %")
    size_ratio = size_20_mb / SIZE_TARGET_MB
    print(f"size per 20 min           {size_20_mb:8.2f} MB  {size_ratio:.3f} x target")
    print("add(), median / p99 / max {:8.2f} / {:.2f} / {:.2f} us".format(*add_us))
    met = condition.sound and share <= CPU_SHARE_TARGET and size_20_mb <= SIZE_TARGET_MB
    return 0 if met else 1


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0))
