"""A patient's decoder and all that is needed to use it, to add to it and to judge it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensors.emg.classifier import (
    Fit,
    LinearDecoder,
    TrainingSet,
    fit_blend,
    fit_lda,
    fit_softmax,
    thinned,
)
from sensors.emg.confidence import with_temperature
from sensors.emg.covariance import CovarianceForm
from sensors.emg.features import Features, measure_features
from sensors.emg.filter import FilterSettings, StreamFilter, suggest_filter
from sensors.emg.recording import Recording
from sensors.emg.signal_kind import detect_kind
from sensors.emg.windows import RATE_TOLERANCE, WindowSettings, runs, window_labels
from sensors.errors import SensorDataError

Array = NDArray[np.float64]
Method: TypeAlias = Literal["blend", "softmax", "lda"]
FITS: dict[Method, Fit] = {"blend": fit_blend, "softmax": fit_softmax, "lda": fit_lda}

# An extra day never makes a model file grow without bound: about 20 minutes at the default step.
KEPT_WINDOWS = 24_000


@dataclass(frozen=True, slots=True)
class EmgModel:
    """How to turn this patient's EMG into movements."""

    rate_hz: float
    windows: WindowSettings
    filters: FilterSettings
    features: Features
    channel_order: tuple[int, ...]
    """Which incoming channel stands at each place of the model; changes when an armband turns."""
    decoder: LinearDecoder
    method: Method
    training: TrainingSet
    """What the decoder was learnt from, so that later days can be pooled with it."""
    data_hash: str
    """SHA-256 of the recordings it was learnt from."""


def train(
    recording: Recording,
    windows: WindowSettings | None = None,
    *,
    method: Method = "blend",
    form: CovarianceForm = "curved",
) -> EmgModel:
    """Learn a decoder from a calibration recording.

    Raises:
        SensorDataError: too little was recorded.
        SensorSettingsError: the window does not suit the sampling rate.
    """
    chosen = windows or WindowSettings()
    window, step = chosen.lengths(recording.rate_hz)
    if len(recording.samples) < window:
        raise SensorDataError("The calibration is shorter than one window: record it again.")
    kind = detect_kind(recording.samples, recording.rate_hz)
    filters = (
        suggest_filter(recording.samples, recording.rate_hz) if kind == "raw" else FilterSettings()
    )
    clean = filtered(recording, filters)
    features = measure_features(clean, kind, window, step, form)
    order = tuple(range(recording.channels))
    data = training_set(recording, chosen, filters, features, order)
    if len(data.label) == 0:
        raise SensorDataError(
            "No stretch of one movement is as long as a window: record each movement for longer."
        )
    decoder = fit_decoder(data, method)
    return EmgModel(
        recording.rate_hz,
        chosen,
        filters,
        features,
        order,
        decoder,
        method,
        data,
        recording.data_hash(),
    )


def fit_decoder(data: TrainingSet, method: Method) -> LinearDecoder:
    """Fit by the named method and calibrate the confidence on held-out repetitions."""
    fit = FITS[method]
    return with_temperature(fit(data), data, fit)


def training_set(
    recording: Recording,
    windows: WindowSettings,
    filters: FilterSettings,
    features: Features,
    order: tuple[int, ...],
) -> TrainingSet:
    """Return the settled windows of a recording as a training set, thinned where very long."""
    labels = window_labels(recording, windows)
    settled = np.flatnonzero(labels.settled)
    every = max(1, -(-len(settled) // KEPT_WINDOWS))
    keep = settled[::every]
    vectors = _vectors(recording, filters, features, order)
    data = TrainingSet(
        vectors,
        labels.label,
        labels.run,
        np.ones(len(vectors)),
        recording.classes,
        features.waves,
    )
    return thinned(data, keep)


def window_features(model: EmgModel, recording: Recording) -> Array:
    """Return the feature vector of every window of a recording; shape (windows, features).

    Raises:
        SensorDataError: the recording has other channels or another rate than the model.
    """
    check_fits(model, recording)
    return _vectors(recording, model.filters, model.features, model.channel_order)


def check_fits(model: EmgModel, recording: Recording) -> None:
    """Refuse a recording that another device or setting made.

    Raises:
        SensorDataError: it has other channels or another rate than the model.
    """
    if recording.channels != model.features.channels:
        raise SensorDataError(
            f"This recording has {recording.channels} channels, the calibration "
            f"{model.features.channels}: use the same device for both."
        )
    if abs(recording.rate_hz - model.rate_hz) > RATE_TOLERANCE * model.rate_hz:
        raise SensorDataError(
            f"This recording was taken at {recording.rate_hz:g} Hz, the calibration at "
            f"{model.rate_hz:g} Hz: use the same device settings for both."
        )


def filtered(recording: Recording, filters: FilterSettings) -> Array:
    """Return the samples of a recording after the filters."""
    if filters.empty:
        return recording.samples
    return StreamFilter.of(filters, recording.rate_hz, recording.channels).push(recording.samples)


def _vectors(
    recording: Recording, filters: FilterSettings, features: Features, order: tuple[int, ...]
) -> Array:
    clean = filtered(recording, filters)
    if order != tuple(range(recording.channels)):
        clean = clean[:, list(order)]
    stretches = runs(recording)
    parts = [
        features.of_run(clean[start:stop])
        for start, stop in zip(stretches.start, stretches.stop, strict=True)
        if stop - start >= features.window
    ]
    if not parts:
        return np.zeros((0, 0))
    return np.concatenate(parts)
