"""A camera as a sensor: its own process looks at the pictures, this side hands over what it saw."""

import contextlib
import dataclasses
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from typing import IO

from sensors.drivers.camera_worker import CameraMessage, CameraOpened
from sensors.errors import SensorError, SensorLostError
from sensors.sample import CameraPicture, HandSample
from sensors.sensor import SensorIdentity
from sensors.settings import WebcamSettings

_OPEN_WITHIN_S = 30.0
_CLOSE_WITHIN_S = 2.0
_SILENT_AFTER_S = 1.0
_RESTART_PERIOD_S = 2.0
_ASK_FOR_PICTURES_PERIOD_S = 0.5
# Two seconds of a fast camera: whoever does not drain for longer has no use for older samples.
_KEPT_SAMPLES = 240


class _Mailbox:
    """What one camera process has sent, taken in by a thread as it arrives."""

    def __init__(self, messages: IO[bytes], clock: Callable[[], float]) -> None:
        self._messages = messages
        self._clock = clock
        self._lock = threading.Lock()
        self._samples: deque[HandSample] = deque(maxlen=_KEPT_SAMPLES)
        self._trouble: SensorError | None = None
        self.opened_or_failed = threading.Event()
        self.detail = ""
        self.picture: CameraPicture | None = None
        self.heard_at_s: float | None = None
        self.ended = False
        self._thread = threading.Thread(target=self._receive, name="camera", daemon=True)
        self._thread.start()

    def _receive(self) -> None:
        while True:
            try:
                message: CameraMessage = pickle.load(self._messages)
            except (EOFError, OSError, ValueError, pickle.UnpicklingError):
                break
            with self._lock:
                self._take(message)
        self.ended = True
        self.opened_or_failed.set()

    def _take(self, message: CameraMessage) -> None:
        now_s = self._clock()
        match message:
            case HandSample():
                self._samples.append(dataclasses.replace(message, arrived_at_s=now_s))
                self.heard_at_s = now_s
                self._trouble = None
            case CameraPicture():
                self.picture = message
            case CameraOpened(detail=detail):
                self.detail = detail
                self.opened_or_failed.set()
            case SensorError():
                self._trouble = message
                self.opened_or_failed.set()

    def drained(self) -> tuple[HandSample, ...]:
        """Return the samples that came since the last call."""
        with self._lock:
            samples = tuple(self._samples)
            self._samples.clear()
        return samples

    @property
    def trouble(self) -> SensorError | None:
        """What the camera process last complained of, unless it has recovered."""
        with self._lock:
            return self._trouble

    def join(self) -> None:
        """Wait for the thread, once the process has gone."""
        self._thread.join(_CLOSE_WITHIN_S)
        self._messages.close()


class _CameraChild:
    """One run of the camera's own process."""

    def __init__(self, settings: WebcamSettings, clock: Callable[[], float]) -> None:
        # The same search path as here: the program may have been started from anywhere.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sensors.drivers.camera_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise SensorLostError("The camera's own process could not be started")
        self._requests = self._process.stdin
        self.mailbox = _Mailbox(self._process.stdout, clock)
        self._write(settings.model_dump_json().encode())

    def ask_for_pictures(self) -> None:
        self._write(b"pictures")

    def _write(self, line: bytes) -> None:
        try:
            self._requests.write(line + b"\n")
            self._requests.flush()
        except OSError:
            # The process has gone; the mailbox says so, and why.
            return

    def end(self) -> None:
        """Close the process's input, on which it ends; kill it if it does not."""
        with contextlib.suppress(OSError):
            self._requests.close()
        try:
            self._process.wait(_CLOSE_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.mailbox.join()

    @property
    def process_id(self) -> int:
        return self._process.pid


class Webcam:
    """Hands as a camera sees them, or as a clip or folder of pictures shows them.

    Args:
        settings: which camera, file or folder.
        clock: seconds on `time.perf_counter`, which the camera's process stamps with.
    """

    def __init__(self, settings: WebcamSettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._child: _CameraChild | None = None
        self._started_at_s = 0.0
        self._asked_at_s: float | None = None
        self._silent_after_s = max(_SILENT_AFTER_S, 3.0 / (settings.fps or 30.0))

    @property
    def identity(self) -> SensorIdentity:
        """Which camera or clip this is."""
        source = self._settings.source
        device = f"camera {source}" if isinstance(source, int) else source.name
        detail = "" if self._child is None else self._child.mailbox.detail
        return SensorIdentity(driver="webcam", device=device, detail=detail)

    @property
    def process_id(self) -> int | None:
        """The number of the camera's own process, or None while closed."""
        return None if self._child is None else self._child.process_id

    def open(self) -> None:
        """Start the camera's process and wait until it gives pictures.

        Raises:
            SensorError: no such camera or file, camera in use, models or packages missing.
        """
        self.close()
        child = self._start()
        if not child.mailbox.opened_or_failed.wait(_OPEN_WITHIN_S):
            self.close()
            raise SensorLostError("The camera does not answer: unplug it, plug it in and try again")
        trouble = child.mailbox.trouble
        if trouble is not None and not child.mailbox.detail:
            self.close()
            raise trouble
        if not child.mailbox.detail:
            self.close()
            raise SensorLostError("The camera's own process has stopped: try again")

    def _start(self) -> _CameraChild:
        self._started_at_s = self._clock()
        self._child = _CameraChild(self._settings, self._clock)
        return self._child

    def drain(self) -> tuple[HandSample, ...]:
        """Return every sample since the last call, oldest first; never waits.

        Raises:
            SensorEndedError: a clip that does not loop is over.
            SensorLostError: the camera went away or is silent; it is looked for meanwhile.
            SensorDataError: a picture of the folder can't be read.
        """
        child = self._child
        if child is None:
            raise SensorLostError("The camera is closed: open it first")
        samples = child.mailbox.drained()
        if samples:
            return samples
        trouble = child.mailbox.trouble
        if trouble is not None:
            raise type(trouble)(str(trouble))
        if child.mailbox.ended:
            self._restart(child)
            raise SensorLostError("The camera's own process has stopped; it is being started again")
        heard_at_s = child.mailbox.heard_at_s
        if heard_at_s is not None and self._clock() - heard_at_s > self._silent_after_s:
            raise SensorLostError(
                "The camera has stopped sending pictures: check that it is plugged in"
            )
        return ()

    def _restart(self, child: _CameraChild) -> None:
        if self._clock() - self._started_at_s >= _RESTART_PERIOD_S:
            child.end()
            self._start()

    def picture(self) -> CameraPicture | None:
        """Return the newest small picture; asking for it is what makes pictures come."""
        child = self._child
        if child is None:
            return None
        now_s = self._clock()
        if self._asked_at_s is None or now_s - self._asked_at_s >= _ASK_FOR_PICTURES_PERIOD_S:
            self._asked_at_s = now_s
            child.ask_for_pictures()
        return child.mailbox.picture

    def close(self) -> None:
        """End the camera's process; safe to call twice."""
        child, self._child = self._child, None
        self._asked_at_s = None
        if child is not None:
            child.end()
