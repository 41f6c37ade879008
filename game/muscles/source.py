"""The muscles: one EMG device, and what its signal means once it is calibrated.

Beside `MeasuredArm` and like it: it takes in what has arrived and never waits. A device that goes
away is said once; the muscles then count as resting, and the same session goes on when it is back.
A window never spans a gap. Every sample and every decision goes into the recording.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.movements.attempts import REST
from game.muscles.control import ControlChoice, kind_of, make_control
from game.muscles.reading import MuscleReading, MuscleState
from game.muscles.signal_tail import SignalTail
from sensors.emg.control import TimedDecision, controller_delay_s
from sensors.emg.live import LiveDecoder
from sensors.emg.model import EmgModel
from sensors.emg.window_control import ControlKind
from sensors.emg.windows import RATE_TOLERANCE
from sensors.errors import SensorDataError, SensorEndedError, SensorLostError
from sensors.sample import EmgSample, Sample
from sensors.sensor import Sensor, SensorIdentity

_KEPT_DECISIONS = 80
_SILENT_S = 0.5
# After a stall of the program only the newest second is decided: the rest is over.
_DECIDED_S = 1.0


@dataclass(frozen=True, slots=True)
class ControllerDelay:
    """From intention to command, over one session: by design plus what processing added."""

    decisions: int
    median_s: float
    p95_s: float


class MuscleSource:
    """One EMG device in one session.

    Args:
        sensor: Open already.
        clock: The session's clock.
        on_sample: Called with every sample, for the recording.
        on_decision: Called with every decision, for the recording.
        on_device: Called with a sentence when the device goes away, and with None when it is back.
        control: How the muscles steer; "auto" goes by the number of electrodes.
    """

    def __init__(
        self,
        sensor: Sensor,
        *,
        clock: Callable[[], float],
        on_sample: Callable[[Sample], None] = lambda _: None,
        on_decision: Callable[[TimedDecision], None] = lambda _: None,
        on_device: Callable[[str | None], None] = lambda _: None,
        control: ControlChoice = "auto",
    ) -> None:
        self._sensor = sensor
        self._clock = clock
        self._on_sample = on_sample
        self._on_decision = on_decision
        self._on_device = on_device
        self._control = control
        self._decoder: LiveDecoder | None = None
        self._model: EmgModel | None = None
        self._lost_because = ""
        self._ended = False
        self._unfit = ""
        self._heard_at_s: float | None = None
        self._tail = SignalTail()
        self._listeners: list[Callable[[EmgSample], None]] = []
        self._recent: deque[TimedDecision] = deque(maxlen=_KEPT_DECISIONS)
        self._count = 0
        self._delays_s: list[float] = []

    @property
    def identity(self) -> SensorIdentity:
        """Which device this is."""
        return self._sensor.identity

    @property
    def model(self) -> EmgModel | None:
        """What turns the signal into movements; None before calibration."""
        return self._model

    @property
    def control(self) -> ControlKind:
        """How these muscles steer: by what was chosen, else by the number of electrodes."""
        model = self._model
        channels = self.signal(0.1)[0].shape[1] if model is None else model.features.channels
        return kind_of(self._control, channels)

    @property
    def trouble(self) -> str:
        """A sentence about what is wrong, and what to do; empty where all is well."""
        return self._lost_because or self._unfit

    def use(self, model: EmgModel | None) -> None:
        """Decide by this model from now on.

        Raises:
            SensorDataError: the model has no class for rest, or does not serve for this control.
        """
        decoder = None
        if model is not None:
            control = make_control(kind_of(self._control, model.features.channels), model)
            decoder = LiveDecoder(model, rest=REST, clock=self._clock, control=control)
        self._decoder, self._model, self._unfit = decoder, model, ""
        self._recent.clear()
        self._count = 0

    def choose(self, movement: str) -> None:
        """Say which movement is asked for: one electrode alone can't tell it from others."""
        if self._decoder is not None:
            self._decoder.control.choose(movement)

    def listen(self, listener: Callable[[EmgSample], None]) -> Callable[[], None]:
        """Hand every block of samples to `listener` too; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def drain(self) -> None:
        """Take in every sample that has arrived, and decide what is due; never waits."""
        if self._ended:
            return
        try:
            samples = self._sensor.drain()
        except SensorEndedError as ended:
            self._ended = True
            self._gone(str(ended))
            return
        except SensorLostError as lost:
            if not self._lost_because:
                self._gone(str(lost))
            return
        if samples and self._lost_because:
            self._lost_because = ""
            self._on_device(None)
        for sample in samples:
            self._on_sample(sample)
            if isinstance(sample, EmgSample):
                self._take(sample)

    def reading(self, now_s: float) -> MuscleReading:
        """Return what the muscles say now."""
        state = self._state(now_s)
        newest = self._recent[-1] if self._recent else None
        if newest is None or self._decoder is None or self._model is None:
            movements = self._model.decoder.classes if self._model is not None else ()
            return MuscleReading(state, movements)
        return MuscleReading(
            state=state,
            movements=self._model.decoder.classes,
            movement=newest.decision.movement,
            speed=newest.speed,
            at_once=newest.at_once,
            confidence=newest.decision.confidence,
            effort=self._decoder.effort.effort(newest.activity),
            taken_at_s=newest.window_end_s,
            count=self._count,
            recent=tuple(self._recent),
        )

    def signal(self, for_s: float) -> tuple[NDArray[np.float64], float]:
        """Return the newest seconds of all channels, (samples, channels), and their rate."""
        return self._tail.newest(for_s)

    def delay(self) -> ControllerDelay | None:
        """Return the controller's delay so far; None where nothing was decided."""
        if self._model is None or not self._delays_s:
            return None
        windows = self._model.windows
        by_design_s = controller_delay_s(windows.window_s, windows.step_s)
        median_s, p95_s = np.percentile(self._delays_s, [50, 95])
        return ControllerDelay(
            len(self._delays_s), by_design_s + float(median_s), by_design_s + float(p95_s)
        )

    def close(self) -> None:
        """Let the device go."""
        self._sensor.close()

    def _gone(self, sentence: str) -> None:
        self._lost_because = sentence
        if self._decoder is not None:
            self._decoder.reset()
        self._on_device(sentence)

    def _state(self, now_s: float) -> MuscleState:
        if self._lost_because:
            return "lost"
        if self._heard_at_s is None or now_s - self._heard_at_s > _SILENT_S:
            return "silent"
        if self._decoder is None:
            return "not_calibrated"
        return "unfit" if self._unfit else "live"

    def _take(self, sample: EmgSample) -> None:
        self._heard_at_s = sample.arrived_at_s
        self._tail.add(sample)
        for listener in tuple(self._listeners):
            listener(sample)
        if self._decoder is None or self._model is None:
            return
        rate_hz = self._model.rate_hz
        if abs(sample.fs_hz - rate_hz) > RATE_TOLERANCE * rate_hz:
            self._unfit = (
                f"The muscle sensor sends {sample.fs_hz:g} times a second, the calibration was "
                f"made at {rate_hz:g}: check its settings, or calibrate again."
            )
            return
        newest = round(_DECIDED_S * rate_hz)
        if sample.lost_before or len(sample.microvolts) > newest:
            self._decoder.reset()
        self._decide(self._decoder, sample.microvolts[-newest:], sample.taken_at_s)

    def _decide(self, decoder: LiveDecoder, rows: NDArray[np.float32], taken_at_s: float) -> None:
        try:
            made: Sequence[TimedDecision] = decoder.push(rows.astype(np.float64), taken_at_s)
        except SensorDataError as error:
            self._unfit = str(error)
            return
        self._unfit = ""
        for decision in made:
            self._count += 1
            self._recent.append(decision)
            self._delays_s.append(max(0.0, decision.processing_s))
            self._on_decision(decision)
