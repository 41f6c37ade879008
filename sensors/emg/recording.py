"""A labelled EMG recording: what calibration gives and what decoders learn from."""

import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from sensors.errors import SensorDataError


@dataclass(frozen=True, slots=True)
class Recording:
    """EMG of all channels with the movement that was asked for at every sample."""

    samples: NDArray[np.float64]
    """Shape (samples, channels), in whatever unit the device gives."""
    rate_hz: float
    classes: tuple[str, ...]
    label: NDArray[np.int64]
    """Index into `classes`, one per sample."""
    repetition: NDArray[np.int64]
    """Which repetition a sample belongs to; all zero where the recording does not say."""

    @property
    def channels(self) -> int:
        """How many electrodes."""
        return int(self.samples.shape[1])

    def data_hash(self) -> str:
        """SHA-256 of samples, rate and labels: names the data that a model was learnt from."""
        digest = hashlib.sha256()
        digest.update(repr((self.samples.shape, self.rate_hz, self.classes)).encode())
        for array in (self.samples, self.label, self.repetition):
            digest.update(np.ascontiguousarray(array).tobytes())
        return digest.hexdigest()


def make_recording(
    samples: NDArray[np.generic],
    rate_hz: float,
    label: NDArray[np.generic],
    repetition: NDArray[np.generic] | None = None,
    *,
    name: str = "The recording",
) -> Recording:
    """Check the arrays and return them as a recording; labels may be numbers or words.

    Raises:
        SensorDataError: the arrays do not fit together or hold something that is no signal.
    """
    if samples.ndim != 2 or samples.shape[1] == 0:
        raise SensorDataError(f"{name}: x must have the shape samples x channels.")
    if samples.dtype.kind not in "iuf":
        raise SensorDataError(f"{name}: x must hold numbers.")
    if not np.isfinite(rate_hz) or rate_hz <= 0:
        raise SensorDataError(f"{name}: fs_hz must be a sampling rate above zero.")
    if label.shape != (len(samples),):
        raise SensorDataError(f"{name}: label must hold one value for each row of x.")
    if repetition is None:
        repetition = np.zeros(len(samples), np.int64)
    if repetition.shape != (len(samples),):
        raise SensorDataError(f"{name}: repetition must hold one value for each row of x.")
    values = samples.astype(np.float64)
    if not np.isfinite(values).all():
        raise SensorDataError(f"{name}: x holds values that are not finite numbers.")
    classes, index = _classes(label, f"{name}: label")
    _, repetition_index = _classes(repetition, f"{name}: repetition")
    return Recording(values, float(rate_hz), classes, index, repetition_index)


def load_recording(path: Path) -> Recording:
    """Read an npz file with `x`, `fs_hz`, `label` and, where known, `repetition`.

    Raises:
        SensorDataError: the file is missing, damaged, or lacks a key.
    """
    arrays = read_arrays(path)
    missing = [key for key in ("x", "fs_hz", "label") if key not in arrays]
    if missing:
        raise SensorDataError(f"{path.name} has no {' and no '.join(missing)}: record it again.")
    rate = arrays["fs_hz"]
    if rate.size != 1 or rate.dtype.kind not in "iuf":
        raise SensorDataError(f"{path.name}: fs_hz must be one number.")
    return make_recording(
        arrays["x"],
        float(rate.reshape(())),
        _one_row(arrays["label"]),
        _one_row(arrays["repetition"]) if "repetition" in arrays else None,
        name=path.name,
    )


def read_arrays(path: Path) -> dict[str, NDArray[np.generic]]:
    """Read every array of an npz file; pickled objects are refused.

    Raises:
        SensorDataError: the file is missing, damaged, or not plain arrays.
    """
    try:
        with path.open("rb") as file:
            archive = np.load(file, allow_pickle=False)
            if not isinstance(archive, np.lib.npyio.NpzFile):
                raise SensorDataError(f"{path.name} is not an npz file: give a recording.")
            with archive:
                return {key: cast("NDArray[np.generic]", archive[key]) for key in archive.files}
    except OSError as error:
        raise SensorDataError(f"{path.name} can't be read: check that it is there.") from error
    except (ValueError, EOFError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise SensorDataError(
            f"{path.name} is damaged or not a plain npz file: record or export it again."
        ) from error


def save_recording(recording: Recording, path: Path) -> None:
    """Write a recording as `load_recording` reads it; the file appears whole or not at all.

    Raises:
        SensorDataError: the folder can't be written to.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("wb") as file:
            np.savez_compressed(
                file,
                x=recording.samples.astype(np.float32),
                fs_hz=np.float64(recording.rate_hz),
                label=np.array(recording.classes)[recording.label],
                repetition=recording.repetition,
            )
        unfinished.replace(path)
    except OSError as error:
        raise SensorDataError(
            f"{path.name} can't be written: check that its folder exists and has room."
        ) from error


def select(recording: Recording, keep: NDArray[np.bool_]) -> Recording:
    """Return the samples where `keep` is true, in order; classes stay as they are."""
    return Recording(
        recording.samples[keep],
        recording.rate_hz,
        recording.classes,
        recording.label[keep],
        recording.repetition[keep],
    )


def _one_row(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """Accept a column or a row of a matrix, as Matlab exports every list."""
    return values.reshape(-1) if values.ndim == 2 and 1 in values.shape else values


def _classes(values: NDArray[np.generic], name: str) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    if values.dtype.kind == "f":
        numbers = values.astype(np.float64)
        whole = np.isfinite(numbers) & (numbers == np.floor(numbers))
        if not whole.all():
            raise SensorDataError(f"{name} holds values that are neither whole numbers nor words.")
        values = numbers.astype(np.int64)
    elif values.dtype.kind not in "iubUS":
        raise SensorDataError(f"{name} holds values that are neither whole numbers nor words.")
    if values.dtype.kind == "S":
        values = np.char.decode(values.astype(np.bytes_), "utf-8", "replace")
    names, index = np.unique(values, return_inverse=True)
    return tuple(str(name) for name in names.tolist()), index.astype(np.int64).reshape(-1)
