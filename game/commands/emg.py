"""Judge how well recorded muscle signals are told apart: `mirrorlimb emg evaluate`."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from sensors.emg.adaptation import adapt
from sensors.emg.model import EmgModel, train, window_features
from sensors.emg.recording import Recording, load_recording
from sensors.emg.windows import WindowSettings, window_labels
from sensors.errors import SensorDataError, SensorError, SensorSettingsError

_TIMED_WINDOWS = 400


def evaluate(
    train_path: Path, test_path: Path, adapt_path: Path | None, window_s: float, step_s: float
) -> int:
    """Learn from one recording, judge every window of another, print the result as JSON.

    Returns:
        0 done, 1 a recording that can't be used, 2 windows that make no sense.
    """
    try:
        print(json.dumps(_judged(train_path, test_path, adapt_path, window_s, step_s)))
    except SensorSettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except SensorError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


@dataclass(frozen=True, slots=True)
class _Adapted:
    model: EmgModel
    rotation: int | None
    agreement: float | None


def _judged(
    train_path: Path, test_path: Path, adapt_path: Path | None, window_s: float, step_s: float
) -> dict[str, object]:
    settings = WindowSettings(window_s, step_s)
    learnt_from, test = load_recording(train_path), load_recording(test_path)
    started_s = perf_counter()
    fitted = _fitted(train(learnt_from, settings), adapt_path)
    trained_s = perf_counter() - started_s
    model = fitted.model
    started_s = perf_counter()
    vectors = window_features(model, test)
    if len(vectors) == 0:
        raise SensorDataError(f"{test_path.name}: no stretch is as long as a window.")
    chances = model.decoder.probabilities(vectors)
    batch_s = perf_counter() - started_s
    truth, seen = window_labels(test, settings).label, chances.argmax(axis=1)
    names = _all_names(model.decoder.classes, test.classes)
    rows = np.array([names.index(name) for name in test.classes], np.int64)[truth]
    columns = np.array([names.index(name) for name in model.decoder.classes], np.int64)[seen]
    matrix = np.zeros((len(names), len(names)), np.int64)
    np.add.at(matrix, (rows, columns), 1)
    right = rows == columns
    named = [int(name) if _whole(name) else name for name in names]
    return {
        "accuracy": float(right.mean()),
        "balanced_accuracy": float(np.mean([right[rows == k].mean() for k in np.unique(rows)])),
        "confusion": {"labels": named, "matrix": matrix.tolist()},
        "windows": len(right),
        "window_s": window_s,
        "step_s": step_s,
        "time_per_window_ms": 1e3 * _live_window_s(model, test),
        "batch_time_per_window_ms": 1e3 * batch_s / len(right),
        "training_time_s": trained_s,
        "training_windows": len(model.training.label),
        "channels": test.channels,
        "signal": model.features.kind,
        "mean_confidence": float(chances.max(axis=1).mean()),
        "rotation": fitted.rotation,
        "agreement_before_adapting": fitted.agreement,
        "model_data_sha256": model.data_hash,
    }


def _fitted(model: EmgModel, adapt_path: Path | None) -> _Adapted:
    if adapt_path is None:
        return _Adapted(model, None, None)
    today = adapt(model, load_recording(adapt_path))
    return _Adapted(today.model, today.rotation, today.agreement)


def _live_window_s(model: EmgModel, recording: Recording) -> float:
    """Median time of feature and decision for one window, as the live path does it."""
    window = model.features.window
    starts: NDArray[np.int64] = np.linspace(
        0, len(recording.samples) - window, _TIMED_WINDOWS
    ).astype(np.int64)
    order = list(model.channel_order)
    taken_s = []
    for start in starts:
        samples = recording.samples[start : start + window, order]
        started_s = perf_counter()
        model.decoder.probabilities(model.features.of_window(samples))
        taken_s.append(perf_counter() - started_s)
    return float(np.median(taken_s))


def _all_names(known: tuple[str, ...], tested: tuple[str, ...]) -> tuple[str, ...]:
    return known + tuple(name for name in tested if name not in known)


def _whole(name: str) -> bool:
    return name.removeprefix("-").isdecimal()
