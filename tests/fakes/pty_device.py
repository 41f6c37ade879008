"""A device on a pseudo-terminal that can be pulled out and plugged in again, as a hand would.

The system gives a plugged-in device a name; here that is a link to whichever pseudo-terminal the
device is at now. Whoever has the port open when it is pulled out gets the errors that a real port
gives.
"""

import abc
import contextlib
import os
import pty
import select
import threading
import time
import tty
from pathlib import Path
from typing import Self

_TICK_S = 0.002


class PtyDevice(abc.ABC):
    """Answers what it hears and sends what is due, in a thread of its own."""

    def __init__(self, folder: Path, name: str = "ttyDevice") -> None:
        self._link = folder / name
        self._lock = threading.Lock()
        self._ending = threading.Event()
        self._master = -1
        self._slave = -1
        self.heard = b""
        self.plug()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def port(self) -> str:
        return str(self._link)

    @abc.abstractmethod
    def power_up(self) -> None:
        """Forget everything, as a device does that had no power."""

    @abc.abstractmethod
    def answer(self, heard: bytes) -> bytes:
        """Return what the device says to these bytes."""

    @abc.abstractmethod
    def due(self, now_s: float) -> bytes:
        """Return what the device sends by itself until now."""

    def plug(self) -> None:
        with self._lock:
            self.power_up()
            self._master, self._slave = pty.openpty()
            tty.setraw(self._slave)
            os.set_blocking(self._master, False)
            self._link.symlink_to(os.ttyname(self._slave))

    def unplug(self) -> None:
        with self._lock:
            self._link.unlink(missing_ok=True)
            for descriptor in (self._master, self._slave):
                if descriptor >= 0:
                    os.close(descriptor)
            self._master = self._slave = -1

    def close(self) -> None:
        self._ending.set()
        self._thread.join()
        self.unplug()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _run(self) -> None:
        while not self._ending.wait(_TICK_S):
            with self._lock:
                if self._master >= 0:
                    self._serve()

    def _serve(self) -> None:
        if select.select([self._master], [], [], 0)[0]:
            with contextlib.suppress(OSError):
                heard = os.read(self._master, 4096)
                self.heard += heard
                self._say(self.answer(heard))
        self._say(self.due(time.perf_counter()))

    def _say(self, said: bytes) -> None:
        # A port that nobody reads overflows, and what overflows is gone.
        if said:
            with contextlib.suppress(BlockingIOError):
                os.write(self._master, said)


class Pace:
    """How many packets a device that sends `rate_hz` has still to send."""

    def __init__(self, rate_hz: float) -> None:
        self._rate_hz = rate_hz
        self._began_s: float | None = None
        self._sent = 0

    def due(self, now_s: float) -> range:
        """Return the numbers of the packets that are due now, from 0 on."""
        if self._began_s is None:
            self._began_s = now_s
        first, self._sent = self._sent, int((now_s - self._began_s) * self._rate_hz)
        return range(first, self._sent)
