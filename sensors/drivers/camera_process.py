"""The camera's own process: pictures in, hands out, so that tracking never holds up the display.

Started by `sensors.drivers.webcam` as ``python -m sensors.drivers.camera_process``. It reads the
settings as one line of JSON from its standard input and writes pickled `CameraMessage` values to
its standard output. Each further input line asks for camera pictures for a while. When the input
closes, because the program has ended in whatever way, the process ends itself.

A process of its own, not `multiprocessing`'s: that would import the game's main module again here.
"""

import os
import pickle
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO

from sensors.drivers.camera_worker import CameraMessage, CameraWorker
from sensors.drivers.hand_tracking.network import load_opencv
from sensors.errors import SensorError
from sensors.settings import WebcamSettings

_PREVIEW_ASKED_FOR_S = 2.0


class _PreviewRequests(threading.Thread):
    """Listens to the program, and ends the process when the program has gone."""

    def __init__(self, requests: BinaryIO, clock: Callable[[], float]) -> None:
        super().__init__(daemon=True, name="camera preview requests")
        self._requests = requests
        self._clock = clock
        self._until_s = clock()

    def wanted(self) -> bool:
        """Return whether somebody asked for pictures lately."""
        return self._clock() < self._until_s

    def run(self) -> None:
        """Note each request; when there can be no more, leave at once, whatever hangs."""
        while self._requests.readline():
            self._until_s = self._clock() + _PREVIEW_ASKED_FOR_S
        os._exit(0)


def _private_output() -> BinaryIO:
    """Return the standard output for messages alone; libraries' chatter then goes nowhere."""
    messages = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return messages


def main() -> None:
    """Serve one camera until its pictures or the program end."""
    output = _private_output()
    requests = sys.stdin.buffer
    settings = WebcamSettings.model_validate_json(requests.readline())
    clock = time.perf_counter
    previews = _PreviewRequests(requests, clock)
    previews.start()

    def send(message: CameraMessage) -> None:
        pickle.dump(message, output, protocol=pickle.HIGHEST_PROTOCOL)
        output.flush()

    try:
        try:
            load_opencv().setNumThreads(1)
            CameraWorker(settings, send, previews.wanted, clock).run()
        except SensorError as error:
            send(error)
    except BrokenPipeError:
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
