"""A model on disk: plain arrays and a JSON header in one npz file; nothing in it can run.

The header carries the format's version, the settings and the hash of the data that the model was
learnt from; a hash over the arrays tells a damaged file from a whole one.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sensors.emg.classifier import LinearDecoder, TrainingSet
from sensors.emg.covariance import CovarianceForm
from sensors.emg.features import Features
from sensors.emg.filter import FilterSettings
from sensors.emg.model import EmgModel, Method
from sensors.emg.recording import read_arrays
from sensors.emg.signal_kind import SignalKind
from sensors.emg.windows import WindowSettings
from sensors.errors import SensorDataError

VERSION = 1
_ARRAYS = ("weights", "bias", "features", "label", "group", "weight")


class _Header(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["mirrorlimb EMG model"]
    version: Literal[1]
    rate_hz: float = Field(gt=0)
    window_s: float = Field(gt=0)
    step_s: float = Field(gt=0)
    high_pass_hz: float | None
    low_pass_hz: float | None
    mains_hz: float | None
    kind: SignalKind
    form: CovarianceForm
    window: int = Field(gt=0)
    step: int = Field(gt=0)
    offset: tuple[float, ...]
    scale: tuple[float, ...]
    dead_band: float
    channel_order: tuple[int, ...]
    classes: tuple[str, ...]
    temperature: float = Field(gt=0)
    method: Method
    data_sha256: str
    arrays_sha256: str


def save_model(model: EmgModel, path: Path) -> None:
    """Write the model; the file appears whole or not at all.

    Raises:
        SensorDataError: the folder can't be written to.
    """
    arrays: dict[str, NDArray[np.generic]] = {
        "weights": model.decoder.weights,
        "bias": model.decoder.bias,
        "features": model.training.features.astype(np.float32),
        "label": model.training.label,
        "group": model.training.group,
        "weight": model.training.weight,
    }
    header = _header(model, _digest(arrays)).model_dump_json()
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("wb") as file:
            np.savez_compressed(
                file,
                header=np.frombuffer(header.encode(), np.uint8),
                weights=arrays["weights"],
                bias=arrays["bias"],
                features=arrays["features"],
                label=arrays["label"],
                group=arrays["group"],
                weight=arrays["weight"],
            )
        unfinished.replace(path)
    except OSError as error:
        raise SensorDataError(
            f"{path.name} can't be written: check that its folder exists and has room."
        ) from error


def load_model(path: Path) -> EmgModel:
    """Read a model.

    Raises:
        SensorDataError: the file is missing, damaged, or of a version this program can't read.
    """
    arrays = read_arrays(path)
    if "header" not in arrays or any(name not in arrays for name in _ARRAYS):
        raise SensorDataError(f"{path.name} is no EMG model: calibrate again.")
    header = _read_header(arrays["header"], path)
    found = {name: arrays[name] for name in _ARRAYS}
    if _digest(found) != header.arrays_sha256:
        raise SensorDataError(f"{path.name} has been changed or damaged: calibrate again.")
    features = Features(
        header.kind,
        header.window,
        header.step,
        header.offset,
        header.scale,
        header.form,
        header.dead_band,
    )
    training = TrainingSet(
        found["features"].astype(np.float64),
        found["label"].astype(np.int64),
        found["group"].astype(np.int64),
        found["weight"].astype(np.float64),
        header.classes,
        features.waves,
    )
    weights, bias = found["weights"].astype(np.float64), found["bias"].astype(np.float64)
    if weights.shape != (training.features.shape[-1], len(header.classes)):
        raise SensorDataError(f"{path.name} does not fit together: calibrate again.")
    return EmgModel(
        header.rate_hz,
        WindowSettings(header.window_s, header.step_s),
        FilterSettings(header.high_pass_hz, header.low_pass_hz, header.mains_hz),
        features,
        header.channel_order,
        LinearDecoder(header.classes, weights, bias, header.temperature),
        header.method,
        training,
        header.data_sha256,
    )


def _header(model: EmgModel, arrays_sha256: str) -> _Header:
    features = model.features
    return _Header(
        format="mirrorlimb EMG model",
        version=1,
        rate_hz=model.rate_hz,
        window_s=model.windows.window_s,
        step_s=model.windows.step_s,
        high_pass_hz=model.filters.high_pass_hz,
        low_pass_hz=model.filters.low_pass_hz,
        mains_hz=model.filters.mains_hz,
        kind=features.kind,
        form=features.form,
        window=features.window,
        step=features.step,
        offset=features.offset,
        scale=features.scale,
        dead_band=features.dead_band,
        channel_order=model.channel_order,
        classes=model.decoder.classes,
        temperature=model.decoder.temperature,
        method=model.method,
        data_sha256=model.data_hash,
        arrays_sha256=arrays_sha256,
    )


def _read_header(raw: NDArray[np.generic], path: Path) -> _Header:
    try:
        text = raw.tobytes().decode()
        version = json.loads(text).get("version")
        if version != VERSION:
            raise SensorDataError(
                f"{path.name} was written in another version of the format: update the program, "
                "or calibrate again."
            )
        header = _Header.model_validate_json(text)
    except (UnicodeDecodeError, json.JSONDecodeError, AttributeError, ValidationError) as error:
        raise SensorDataError(f"{path.name} has a damaged header: calibrate again.") from error
    if sorted(header.channel_order) != list(range(len(header.scale))) or len(header.offset) != len(
        header.scale
    ):
        raise SensorDataError(f"{path.name} has a damaged header: calibrate again.")
    return header


def _digest(arrays: Mapping[str, NDArray[np.generic]]) -> str:
    digest = hashlib.sha256()
    for name in _ARRAYS:
        array = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {array.dtype.str} {array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()
