"""What a muscle sensor on a serial port costs: 8 channels at 1 kHz through a pseudo-terminal.

The board is a process of its own, so that only the reading side is measured. Each row carries the
time at which it was written, so latency is from the write to when the reader has stamped
it; a loop drains at 60 Hz. Run it: ``python -m tests.benchmarks.bench_serial [SECONDS]``.
"""

import os
import pty
import subprocess
import sys
import threading
import time
import tty

import numpy as np

from sensors.device_settings import SerialEmgSettings
from sensors.drivers.serial_emg import SerialEmg
from sensors.errors import SensorLostError
from sensors.sample import EmgSample
from tests.fakes.emg_board import emg_frame

RATE_HZ = 1000.0
LOOP_HZ = 60.0
CPU_SHARE_TARGET = 0.10
_TICKS = 30_000
_MODULE = "tests.benchmarks.bench_serial"
# Burst of an FTDI adapter with its usual latency timer.
_BURST_S = {"every row at once": 0.0, "bursts of 16 ms": 0.016}


def send(descriptor: int, seconds: float, burst_s: float) -> None:
    """Be the board: write rows at their time; channels 0 and 1 say when, in tenths of a ms."""
    began_s = time.perf_counter()
    rest = threading.Event()
    pending, sent_at_s = b"", began_s
    for number in range(int(seconds * RATE_HZ)):
        rest.wait(max(0.0, began_s + number / RATE_HZ - time.perf_counter()))
        tenths = int(time.perf_counter() * 1e4)
        pending += emg_frame(number, (tenths % _TICKS, 0, 1, 2, 3, 4, 5, 6))
        if time.perf_counter() - sent_at_s >= burst_s:
            os.write(descriptor, pending)
            pending, sent_at_s = b"", time.perf_counter()


def measure(seconds: float, burst_s: float) -> tuple[float, int, list[float]]:
    """Return CPU share of a core, rows missing, and latency in ms: median, p95, p99."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    sensor = SerialEmg(
        SerialEmgSettings(port=os.ttyname(slave), reference_v=0.001023), time.perf_counter
    )
    sensor.open()
    board = subprocess.Popen(
        [sys.executable, "-m", _MODULE, str(seconds), str(master), str(burst_s)],
        pass_fds=(master,),
    )
    blocks: list[EmgSample] = []
    rest = threading.Event()
    cpu_s, began_s = time.process_time(), time.perf_counter()
    while board.poll() is None:
        rest.wait(1 / LOOP_HZ)
        blocks.extend(sample for sample in _drained(sensor))
    share = (time.process_time() - cpu_s) / (time.perf_counter() - began_s)
    counts = sensor.counts
    sensor.close()
    os.close(master)
    os.close(slave)
    return share, counts.lost + counts.damaged, _latency_ms(blocks)


def _drained(sensor: SerialEmg) -> list[EmgSample]:
    try:
        return [sample for sample in sensor.drain() if isinstance(sample, EmgSample)]
    except SensorLostError:
        return []


def _latency_ms(blocks: list[EmgSample]) -> list[float]:
    """Of each block's newest row, from its writing to its arrival; steps of 0.1 ms."""
    late_ms = []
    for block in blocks:
        tenths = round(float(block.microvolts[-1, 0]))
        late = (block.arrived_at_s * 1e4 - tenths) % _TICKS
        late_ms.append(late / 10 if late < _TICKS / 2 else 0.0)
    return [float(value) for value in np.percentile(late_ms, [50, 95, 99])]


def main(seconds: float) -> int:
    """Measure and print; return 1 where a target is missed."""
    worst = 0.0
    for name, burst_s in _BURST_S.items():
        share, missing, (median, p95, p99) = measure(seconds, burst_s)
        worst = max(worst, share)
        print(
            f"8 channels at {RATE_HZ:g} Hz, {name}: {share:.1%} of a core, "
            f"{missing} rows missing, write to stamp {median:.1f} ms median, "
            f"{p95:.1f} p95, {p99:.1f} p99"
        )
    verdict = "met" if worst < CPU_SHARE_TARGET else "MISSED"
    print(f"target: < {CPU_SHARE_TARGET:.0%} of a core: {verdict}")
    return 0 if worst < CPU_SHARE_TARGET else 1


if __name__ == "__main__":
    if len(sys.argv) == 4:
        send(int(sys.argv[2]), float(sys.argv[1]), float(sys.argv[3]))
    else:
        sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0))
