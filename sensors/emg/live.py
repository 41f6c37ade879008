"""The live path: samples as they arrive, a decision as each window completes."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sensors.emg.control import TimedDecision, activity_of, controller_delay_s, fit_effort
from sensors.emg.filter import StreamFilter
from sensors.emg.model import EmgModel
from sensors.emg.window_control import REJECT_BELOW, ClassifierControl, WindowControl
from sensors.errors import SensorDataError

Array = NDArray[np.float64]

_CAPACITY_WINDOWS = 8


class LiveDecoder:
    """Feed it chunks of any size; it holds one window, filters once, decides on the step grid."""

    def __init__(
        self,
        model: EmgModel,
        *,
        rest: str,
        clock: Callable[[], float],
        reject_below: float = REJECT_BELOW,
        votes: int = 1,
        control: WindowControl | None = None,
    ) -> None:
        """Start with an empty window; `control` stands in for the model's classifier.

        Raises:
            SensorDataError: the model has no class for rest, which control always needs.
        """
        if rest not in model.decoder.classes:
            raise SensorDataError("This calibration has no rest: record rest and calibrate again.")
        self._model, self._clock = model, clock
        self._votes = votes
        self.control: WindowControl = control or ClassifierControl(
            model, rest, reject_below=reject_below, votes=votes
        )
        features = model.features
        self._window, self._step = features.window, features.step
        self._order = list(model.channel_order)
        self._turned = self._order != list(range(features.channels))
        self.effort = fit_effort(features, model.training, rest)
        self._buffer = np.zeros((_CAPACITY_WINDOWS * features.window, features.channels))
        self.reset()

    def reset(self) -> None:
        """Forget all samples: after a gap no window may span it."""
        self._filled, self._until_next = 0, self._window
        self._filter = StreamFilter.of(
            self._model.filters, self._model.rate_hz, self._model.features.channels
        )
        self.control.reset()

    @property
    def mean_delay_s(self) -> float:
        """The controller's mean delay by design, without processing."""
        settings = self._model.windows
        return controller_delay_s(settings.window_s, settings.step_s, self._votes)

    def push(self, samples: Array, taken_at_s: float) -> tuple[TimedDecision, ...]:
        """Take samples (n, channels), the last of them taken at `taken_at_s`; decide what is due.

        Raises:
            SensorDataError: the samples have another number of channels than the model.
        """
        if samples.ndim != 2 or samples.shape[1] != self._model.features.channels:
            raise SensorDataError(
                f"The device must send {self._model.features.channels} channels as calibrated: "
                "check it, or calibrate again."
            )
        clean = samples if self._model.filters.empty else self._filter.push(samples)
        if self._turned:
            clean = clean[:, self._order]
        made: list[TimedDecision] = []
        at = 0
        while at < len(clean):
            take = min(self._until_next, len(clean) - at)
            self._store(clean[at : at + take])
            at += take
            self._until_next -= take
            if self._until_next == 0:
                self._until_next = self._step
                made.append(self._decided(taken_at_s - (len(clean) - at) / self._model.rate_hz))
        return tuple(made)

    def _store(self, samples: Array) -> None:
        n = len(samples)
        if n >= self._window:
            samples, n = samples[-self._window :], self._window
        if self._filled + n > len(self._buffer):
            self._buffer[: self._window] = self._buffer[self._filled - self._window : self._filled]
            self._filled = self._window
        self._buffer[self._filled : self._filled + n] = samples
        self._filled += n

    def _decided(self, window_end_s: float) -> TimedDecision:
        model = self._model
        vector = model.features.of_window(self._buffer[self._filled - self._window : self._filled])
        asked = self.control.asked(vector)
        activity = float(activity_of(model.features, vector))
        return TimedDecision(
            window_end_s, self._clock(), asked.decision, asked.speed, activity, asked.at_once
        )
