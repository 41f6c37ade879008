"""A program that sends 8 channels at 500 Hz on the lab streaming layer of this computer alone."""

import math
import os
import threading
import time
from pathlib import Path
from typing import Self

import pytest

from tests.fakes.pty_device import Pace

_CONFIGURATION = """[multicast]
ResolveScope = machine
[lab]
KnownPeers = {127.0.0.1}
"""
_TICK_S = 0.004


class LslOutlet:
    """Its first channel counts, in millivolts; every so many rows hold NaN and inf, if told so."""

    def __init__(self, folder: Path, name: str = "emulated", nan_every: int = 0) -> None:
        configuration = folder / "lsl_api.cfg"
        configuration.write_text(_CONFIGURATION)
        # Read once, when the library is first used.
        os.environ.setdefault("LSLAPICFG", str(configuration))
        self._lsl = pytest.importorskip(
            "pylsl", reason="pylsl, an optional extra, is not installed"
        )
        self.name = name
        self._nan_every = nan_every
        self.start()

    def start(self) -> None:
        info = self._lsl.StreamInfo(self.name, "EMG", 8, 500, "float32", self.name)
        channels = info.desc().append_child("channels")
        for _ in range(8):
            channels.append_child("channel").append_child_value("unit", "millivolts")
        self._outlet = self._lsl.StreamOutlet(info)
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._send, daemon=True)
        self._thread.start()

    def _send(self) -> None:
        pace = Pace(500.0)
        while not self._ending.wait(_TICK_S):
            for number in pace.due(time.perf_counter()):
                missed = self._nan_every > 0 and number % self._nan_every == 0
                first = math.nan if missed else number % 1000
                self._outlet.push_sample([first, 1, 2, 3, 4, 5, 6, math.inf if missed else 7])

    def stop(self) -> None:
        self._ending.set()
        self._thread.join()
        self._outlet = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stop()
