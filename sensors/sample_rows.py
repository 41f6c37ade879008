"""One row of a session's recording, back to the sample that it was.

A recording's messages are JSON objects; these topics matter here:

=================  ==========================================================================
topic              keys
=================  ==========================================================================
``sample/hand``    taken_s, arrived_s, image_size_px [w, h], brightness, hands: a list of
                   {presence, right_probability, landmarks_px [21][2], world_m [21][3]}
``sample/pointer`` taken_s, arrived_s, opening, wrist, elbow
``sample/pose``    taken_s, arrived_s, confidence, angles_rad: one for each angle of the limb
``sample/emg``     taken_s, arrived_s, device_s or null, fs_hz, lost_before,
                   microvolts [k][channels]
``sample/imu``     taken_s, arrived_s, device_s or null, and each [n] or null:
                   orientation_wxyz [4], gyro_rad_s [3], accel_m_s2 [3]; segment;
                   held: the calibration pose taken just before, or empty
``pose``           taken_s, confidence, angles_rad: stands in where there are no samples
=================  ==========================================================================
"""

from typing import Annotated, Literal, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from sensors.errors import SensorDataError
from sensors.limbs import LIMBS
from sensors.sample import (
    EmgSample,
    HandSample,
    HeldPose,
    ImuSample,
    PointerSample,
    PoseSample,
    Sample,
    TrackedHand,
)

POSE_TOPIC = "pose"

_Finite: TypeAlias = Annotated[float, Field(allow_inf_nan=False)]
_Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
_Pixels: TypeAlias = Annotated[int, Field(gt=0)]
_Pair: TypeAlias = tuple[_Finite, _Finite]
_Triple: TypeAlias = tuple[_Finite, _Finite, _Finite]
_Electrodes: TypeAlias = Annotated[list[_Finite], Field(min_length=1)]
_LENGTHS = frozenset(len(limb.names) for limb in LIMBS.values())


def _of_a_limb(angles: list[float]) -> list[float]:
    if len(angles) not in _LENGTHS:
        raise ValueError(f"must have {' or '.join(str(n) for n in sorted(_LENGTHS))} angles")
    return angles


_Angles: TypeAlias = Annotated[list[_Finite], AfterValidator(_of_a_limb)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _HandRow(_Row):
    presence: _Share
    right_probability: _Share
    landmarks_px: Annotated[list[_Pair], Field(min_length=21, max_length=21)]
    world_m: Annotated[list[_Triple], Field(min_length=21, max_length=21)]

    def hand(self) -> TrackedHand:
        return TrackedHand(
            landmarks_px=np.array(self.landmarks_px, dtype=np.float32),
            world_m=np.array(self.world_m, dtype=np.float32),
            presence=self.presence,
            right_probability=self.right_probability,
        )


class _HandSampleRow(_Row):
    taken_s: _Finite
    arrived_s: _Finite
    image_size_px: tuple[_Pixels, _Pixels]
    brightness: _Share
    hands: list[_HandRow]

    def sample(self) -> HandSample:
        return HandSample(
            taken_at_s=self.taken_s,
            arrived_at_s=self.arrived_s,
            image_size_px=self.image_size_px,
            hands=tuple(row.hand() for row in self.hands),
            brightness=self.brightness,
        )


class _PointerSampleRow(_Row):
    taken_s: _Finite
    arrived_s: _Finite
    opening: _Share
    wrist: _Share
    elbow: _Share

    def sample(self) -> PointerSample:
        return PointerSample(self.taken_s, self.arrived_s, self.opening, self.wrist, self.elbow)


class _PoseSampleRow(_Row):
    taken_s: _Finite
    arrived_s: _Finite
    confidence: _Share
    angles_rad: _Angles

    def sample(self) -> PoseSample:
        angles = np.array(self.angles_rad)
        return PoseSample(self.taken_s, self.arrived_s, angles, self.confidence)


class _EmgSampleRow(_Row):
    taken_s: _Finite
    arrived_s: _Finite
    device_s: _Finite | None
    fs_hz: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    lost_before: Annotated[int, Field(ge=0)]
    microvolts: Annotated[list[_Electrodes], Field(min_length=1)]

    @model_validator(mode="after")
    def _same_electrodes(self) -> Self:
        if len({len(row) for row in self.microvolts}) > 1:
            raise ValueError("every row must have as many electrodes")
        return self

    def sample(self) -> EmgSample:
        return EmgSample(
            taken_at_s=self.taken_s,
            arrived_at_s=self.arrived_s,
            device_time_s=self.device_s,
            microvolts=np.array(self.microvolts, dtype=np.float32),
            fs_hz=self.fs_hz,
            lost_before=self.lost_before,
        )


class _ImuSampleRow(_Row):
    taken_s: _Finite
    arrived_s: _Finite
    device_s: _Finite | None
    orientation_wxyz: tuple[_Finite, _Finite, _Finite, _Finite] | None
    gyro_rad_s: _Triple | None
    accel_m_s2: _Triple | None
    segment: Literal["", "upper", "lower"] = ""
    held: HeldPose | Literal[""] = ""

    def sample(self) -> ImuSample:
        return ImuSample(
            taken_at_s=self.taken_s,
            arrived_at_s=self.arrived_s,
            device_time_s=self.device_s,
            orientation_wxyz=_maybe_array(self.orientation_wxyz),
            gyro_rad_s=_maybe_array(self.gyro_rad_s),
            accel_m_s2=_maybe_array(self.accel_m_s2),
            segment=self.segment,
            held=self.held,
        )


def _maybe_array(values: tuple[float, ...] | None) -> NDArray[np.float64] | None:
    return None if values is None else np.array(values)


class _PoseRow(_Row):
    taken_s: _Finite
    confidence: _Share
    angles_rad: _Angles

    def sample(self) -> PoseSample:
        angles = np.array(self.angles_rad)
        return PoseSample(self.taken_s, self.taken_s, angles, self.confidence)


_AnyRow: TypeAlias = (
    _HandSampleRow | _PointerSampleRow | _PoseSampleRow | _EmgSampleRow | _ImuSampleRow | _PoseRow
)
_ROWS: dict[str, type[_AnyRow]] = {
    "sample/hand": _HandSampleRow,
    "sample/pointer": _PointerSampleRow,
    "sample/pose": _PoseSampleRow,
    "sample/emg": _EmgSampleRow,
    "sample/imu": _ImuSampleRow,
    POSE_TOPIC: _PoseRow,
}
SAMPLE_TOPICS = frozenset(_ROWS) - {POSE_TOPIC}


def from_row(topic: str, row: bytes) -> Sample:
    """Return the sample that a message of the topic holds.

    Raises:
        SensorDataError: the topic holds no samples, or the message is not one of its rows; the
            text does not repeat any of it.
    """
    model = _ROWS.get(topic)
    if model is None:
        raise SensorDataError(f"{topic} is not a topic of samples")
    try:
        return model.model_validate_json(row).sample()
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        reason = f"{place}: {fault['msg']}" if place else str(fault["msg"])
        raise SensorDataError(f"A row of {topic} can't be read: {reason}") from None
