"""Height above the modelled surface, kept in two pictures: broad forms and fine relief.

The broad form is a quarter the size and has 16 bits, split over two channels; the relief has 8 bits
and full size. Together they take a fifth of one 16-bit picture and show no steps.
"""

import numpy as np
from numpy.typing import NDArray

FORM_RANGE_M = 0.004
RELIEF_RANGE_M = 0.0008
"""Height between the darkest and the brightest value; the middle is zero."""
SHRINK = 4

Picture = NDArray[np.uint8]
Heights = NDArray[np.float32]


def split(height_m: Heights) -> tuple[Picture, Picture]:
    """Return form, shape (h / 4, w / 4, 2): high and low byte, and relief, shape (h, w)."""
    rows, columns = (size // SHRINK for size in height_m.shape)
    small = height_m[: rows * SHRINK, : columns * SHRINK]
    small = small.reshape(rows, SHRINK, columns, SHRINK).mean(axis=(1, 3))
    for _ in range(2):
        small = _softened(small)
    whole = np.clip(small / FORM_RANGE_M + 0.5, 0.0, 1.0) * 65535.0
    words = np.rint(whole).astype(np.uint16)
    form = np.stack([words >> 8, words & 255], axis=-1).astype(np.uint8)
    left = (height_m - _enlarged(_form_m(form), height_m.shape)) / RELIEF_RANGE_M + 0.5
    return form, np.rint(np.clip(left, 0.0, 1.0) * 255.0).astype(np.uint8)


def joined(form: Picture, relief: Picture) -> Heights:
    """Return the height in metres, shape (h, w), for a one-channel float texture.

    Args:
        form: shape (h / 4, w / 4, 2 or more channels).
        relief: shape (h, w).
    """
    fine = (relief.astype(np.float32) / 255.0 - 0.5) * RELIEF_RANGE_M
    return np.asarray(fine + _enlarged(_form_m(form), relief.shape), dtype=np.float32)


def _form_m(form: Picture) -> Heights:
    words = form[..., 0].astype(np.float32) * 256.0 + form[..., 1]
    return np.asarray((words / 65535.0 - 0.5) * FORM_RANGE_M, dtype=np.float32)


def _softened(values: Heights) -> Heights:
    for axis in (0, 1):
        beside = np.roll(values, 1, axis) + np.roll(values, -1, axis)
        values = np.asarray((beside + 2 * values) / 4, dtype=np.float32)
    return values


def _enlarged(values: Heights, shape: tuple[int, ...]) -> Heights:
    """Return bilinear enlargement to a shape."""
    for axis in (0, 1):
        count = values.shape[axis]
        place = np.clip((np.arange(shape[axis]) + 0.5) / SHRINK - 0.5, 0, count - 1)
        low = np.minimum(place.astype(np.intp), count - 2)
        part = (place - low).astype(np.float32)
        part = part[:, None] if axis == 0 else part[None, :]
        near, far = np.take(values, low, axis), np.take(values, low + 1, axis)
        values = near + (far - near) * part
    return values
