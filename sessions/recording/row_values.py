"""The numbers in the rows of a recording: how they are read, and to how many digits kept."""

from typing import Annotated, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, PlainValidator


def _array(values: object) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)  # null becomes NaN


def _number(value: object) -> object:
    return np.nan if value is None else value


Floats: TypeAlias = Annotated[NDArray[np.float32] | NDArray[np.float64], PlainValidator(_array)]
Number: TypeAlias = Annotated[float, BeforeValidator(_number)]

ANGLE_DIGITS = 5
"""1e-5 rad is 0.0006 degrees: far below what any tracker resolves."""
PIXEL_DIGITS = 2
METRE_DIGITS = 5
SHARE_DIGITS = 4
TIME_DIGITS = 6
MICROVOLT_DIGITS = 3
"""A twentieth of the finest step of the converters in use (0.022 microvolts at a gain of 24)."""
MOTION_DIGITS = 5
"""Parts of a quaternion, rad/s and m/s2: below one step of 16-bit motion sensors."""


def rounded(values: Floats, digits: int) -> object:
    """Return an array as nested lists, rounded."""
    return values.astype(np.float64, copy=False).round(digits).tolist()


def rounded_time(at_s: float | None) -> float | None:
    """Return a time to the microsecond."""
    return None if at_s is None else round(at_s, TIME_DIGITS)
