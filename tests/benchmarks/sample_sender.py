"""A sensor in a process of its own: joint angles at a steady rate, each stamped when it is taken.

Run as ``python -m tests.benchmarks.sample_sender PORT RATE_HZ``; sends UDP datagrams to that port
of this machine until its standard input closes. `time.perf_counter` is the system's monotonic
clock, so that stamps of two processes can be compared.
"""

import socket
import struct
import subprocess
import sys
import threading
import time

import numpy as np

from sensors.pose import INDEX, JOINT_ANGLES, RESTING, clamp
from sensors.sample import PoseSample
from sensors.sensor import SensorIdentity

_DATAGRAM = struct.Struct(f"<d{len(JOINT_ANGLES)}d")
_MOVING = [INDEX[name] for name in JOINT_ANGLES if name.endswith("_flexion")]
_MOVES_HZ = 0.7


class UdpSensor:
    """The receiving end: a `sensors.sensor.Sensor` that starts its own sender."""

    def __init__(self, rate_hz: float) -> None:
        self.identity = SensorIdentity("udp", f"{rate_hz:.0f} Hz")
        self._rate_hz = rate_hz
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self._sender: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        """Start the sender, and wait for its first sample."""
        port = self._socket.getsockname()[1]
        command = [sys.executable, "-m", "tests.benchmarks.sample_sender"]
        self._sender = subprocess.Popen(
            [*command, str(port), str(self._rate_hz)], stdin=subprocess.PIPE
        )
        self._socket.settimeout(30.0)
        self._socket.recv(_DATAGRAM.size)
        self._socket.setblocking(False)

    def drain(self) -> tuple[PoseSample, ...]:
        """Return every sample since the last call."""
        samples = []
        while True:
            try:
                datagram = self._socket.recv(_DATAGRAM.size)
            except BlockingIOError:
                return tuple(samples)
            taken_at_s, *angles_rad = _DATAGRAM.unpack(datagram)
            samples.append(PoseSample(taken_at_s, time.perf_counter(), np.array(angles_rad)))

    def picture(self) -> None:
        """There is no camera."""

    def close(self) -> None:
        """Stop the sender."""
        if self._sender is not None and self._sender.stdin is not None:
            self._sender.stdin.close()
            self._sender.wait(10.0)
        self._socket.close()


def send(port: int, rate_hz: float) -> None:
    """Send samples until the standard input closes."""
    over = threading.Event()

    def listen() -> None:
        sys.stdin.buffer.read()
        over.set()

    threading.Thread(target=listen, daemon=True).start()
    channel = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    address = ("127.0.0.1", port)
    due_s = time.perf_counter()
    while not over.is_set():
        due_s += 1.0 / rate_hz
        left_s = due_s - time.perf_counter()
        if left_s > 0:
            time.sleep(left_s)
        taken_at_s = time.perf_counter()
        angles_rad = RESTING.copy()
        angles_rad[_MOVING] *= 1.0 + 0.4 * np.sin(2.0 * np.pi * _MOVES_HZ * taken_at_s)
        channel.sendto(_DATAGRAM.pack(taken_at_s, *clamp(angles_rad)), address)


if __name__ == "__main__":
    send(int(sys.argv[1]), float(sys.argv[2]))
