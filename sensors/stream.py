"""A device read by a thread of its own: samples stamped as they come, replugged without a word.

A driver gives a `Device`, which knows the device's protocol; `DeviceSensor` makes a `Sensor` of it.
While the device is away its thread looks for it and goes on in the same session when it is back;
meanwhile `drain` says in a sentence what is wrong.
"""

import dataclasses
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from sensors.emg_blocks import joined
from sensors.errors import SensorError, SensorLostError
from sensors.finite_samples import FiniteSamples
from sensors.packets.counts import PacketCounts
from sensors.sample import CameraPicture, EmgSample, Sample
from sensors.sensor import SensorIdentity

LOOK_AGAIN_S = 0.2
"""How often a device that went away is looked for: it must be back within a second."""
_CLOSE_WITHIN_S = 5.0
_NO_NUMBERS = (
    "The device sends, but no numbers (NaN): check its electrodes, or leave out the channel that "
    "is not connected in the program that sends it"
)
# Some 15 seconds of reads at 1 kHz: whoever does not drain for longer has no use for older ones.
_KEPT_SAMPLES = 16_000


class Device(Protocol):
    """One device and its protocol. Its methods are called by one thread at a time."""

    quiet_after_s: float
    """Silence of more than this means that the device is off or out of reach."""
    settles_s: float
    """Silence that is usual just after connecting, on top."""
    begins_again_when_quiet: bool
    """Whether a quiet device must be told once more to send."""
    quiet_sentence: str

    @property
    def place(self) -> str:
        """Where the device is: a port without its folder, an address."""
        ...

    @property
    def counts(self) -> PacketCounts:
        """How packets came through since the last `connect`."""
        ...

    def connect(self) -> str:
        """Find the device, make it send, and return what tells it from others of its kind.

        Raises:
            SensorError: in a sentence with the next step.
        """
        ...

    def read(self) -> Sequence[Sample]:
        """Wait for a few hundredths of a second at most; return what has come.

        Raises:
            SensorLostError: the device went away.
        """
        ...

    def disconnect(self) -> None:
        """Let the device go, whatever state it is in; safe to call twice."""
        ...


class _Inbox:
    """What the thread has read and the loop has not yet taken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs: deque[Sample] = deque()
        self._earlier: list[Sample] = []
        self._rows_dropped = 0

    def put(self, samples: Sequence[Sample]) -> None:
        with self._lock:
            self._runs.extend(samples)
            while len(self._runs) > _KEPT_SAMPLES:
                dropped = self._runs.popleft()
                if isinstance(dropped, EmgSample):
                    self._rows_dropped += len(dropped.microvolts) + dropped.lost_before

    def end_run(self) -> None:
        """Keep what comes from now on apart from what came before: there is a gap between."""
        with self._lock:
            self._earlier.extend(_joined(self._runs))
            self._runs.clear()

    def take(self) -> tuple[Sample, ...]:
        with self._lock:
            runs, self._runs = self._runs, deque()
            earlier, self._earlier = self._earlier, []
            dropped, self._rows_dropped = self._rows_dropped, 0
        samples = [*earlier, *_joined(runs)]
        if dropped:
            _tell_dropped(samples, dropped)
        samples.sort(key=lambda sample: sample.taken_at_s)
        return tuple(samples)


def _joined(samples: deque[Sample]) -> list[Sample]:
    emg = [sample for sample in samples if isinstance(sample, EmgSample)]
    others = [sample for sample in samples if not isinstance(sample, EmgSample)]
    return [*joined(emg), *others]


def _tell_dropped(samples: list[Sample], rows: int) -> None:
    for place, sample in enumerate(samples):
        if isinstance(sample, EmgSample):
            samples[place] = dataclasses.replace(sample, lost_before=sample.lost_before + rows)
            return


class DeviceSensor:
    """A `Sensor` around a `Device`."""

    def __init__(self, *, driver: str, device: Device, clock: Callable[[], float]) -> None:
        """Take the device, not yet connected.

        Args:
            driver: the driver's name in the registry.
            device: what speaks to it.
            clock: seconds on the program's one monotonic clock.
        """
        self._driver = driver
        self._device = device
        self._clock = clock
        self._detail = ""
        self._inbox = _Inbox()
        self._finite = FiniteSamples()
        self._trouble: SensorError | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._counts_before = PacketCounts()

    @property
    def identity(self) -> SensorIdentity:
        """Which device this is."""
        return SensorIdentity(driver=self._driver, device=self._device.place, detail=self._detail)

    @property
    def counts(self) -> PacketCounts:
        """How packets came through since `open`, over every replug."""
        return self._counts_before + self._device.counts + self._finite.counts

    def open(self) -> None:
        """Connect and begin to read.

        Raises:
            SensorError: the device is not there, is in use or does not answer.
        """
        self.close()
        self._counts_before = PacketCounts()
        self._inbox = _Inbox()
        self._finite = FiniteSamples()
        self._trouble = None
        try:
            self._detail = self._device.connect()
        except SensorError:
            self._device.disconnect()
            raise
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=self._driver, daemon=True)
        self._thread.start()

    def drain(self) -> tuple[Sample, ...]:
        """Return every sample since the last call, oldest first; never waits.

        Raises:
            SensorLostError: the device went away or is silent; it is looked for meanwhile.
        """
        thread = self._thread
        if thread is None:
            raise SensorLostError(f"The sensor at {self._device.place} is closed: open it first")
        samples = self._inbox.take()
        if samples:
            return samples
        trouble = self._trouble
        if trouble is not None:
            raise SensorLostError(str(trouble))
        if not thread.is_alive():
            raise SensorLostError(
                f"Reading {self._device.place} has stopped: check the device and start again"
            )
        return ()

    def picture(self) -> CameraPicture | None:
        """Return None: there is no camera."""
        return None

    def close(self) -> None:
        """Stop reading and let the device go; safe to call twice."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping.set()
            thread.join(_CLOSE_WITHIN_S)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._read_until_lost()
                self._device.disconnect()
                self._inbox.end_run()
                while not self._stopping.wait(LOOK_AGAIN_S) and not self._reconnected():
                    pass
        finally:
            self._device.disconnect()

    def _read_until_lost(self) -> None:
        device = self._device
        heard_at_s = self._clock() + device.settles_s
        said = False
        while not self._stopping.is_set():
            try:
                read = device.read()
            except SensorLostError as lost:
                self._trouble = lost
                return
            samples = self._finite.of(read)
            said = said or (bool(read) and not samples)
            if samples:
                self._inbox.put(samples)
                self._trouble = None
                said, heard_at_s = False, self._clock()
            elif self._clock() - heard_at_s > device.quiet_after_s:
                self._trouble = SensorLostError(_NO_NUMBERS if said else device.quiet_sentence)
                if device.begins_again_when_quiet:
                    return

    def _reconnected(self) -> bool:
        counts = self._device.counts
        try:
            self._detail = self._device.connect()
        except SensorError:
            # What went wrong first says more than that it is still so.
            self._device.disconnect()
            return False
        self._counts_before += counts
        return True
