"""Samples to and from the rows of a recording, and a recording read back in order.

A row is what one MCAP message holds as JSON; its topic says which kind of sample it is:

=================  =========================================================================
topic              row
=================  =========================================================================
``sample/hands``   taken_at_s, arrived_at_s, image_size_px [w, h], brightness, hands: a list of
                   landmarks_px [[x, y] x 21], world_m [[x, y, z] x 21], presence,
                   right_probability
``sample/pointer`` taken_at_s, arrived_at_s, opening, wrist, elbow
``sample/pose``    taken_at_s, arrived_at_s, angles_rad [28], confidence
``pose``           taken_at_s, angles_rad [28], and optionally confidence: read only
=================  =========================================================================

Camera pictures have no row: they are never recorded.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeAlias

import numpy as np
from mcap.exceptions import McapError
from mcap.reader import NonSeekingReader
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from sensors.errors import SensorDataError
from sensors.pose import JOINT_ANGLES
from sensors.sample import HandSample, PointerSample, PoseSample, Sample, TrackedHand

Row: TypeAlias = dict[str, JsonValue]

HANDS_TOPIC = "sample/hands"
POINTER_TOPIC = "sample/pointer"
POSE_SAMPLE_TOPIC = "sample/pose"
SHARED_POSE_TOPIC = "pose"
SAMPLE_TOPICS = (HANDS_TOPIC, POINTER_TOPIC, POSE_SAMPLE_TOPIC)

_Finite: TypeAlias = Annotated[float, Field(allow_inf_nan=False)]
_Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
_Pair: TypeAlias = tuple[_Finite, _Finite]
_Triple: TypeAlias = tuple[_Finite, _Finite, _Finite]
_Angles: TypeAlias = Annotated[
    list[_Finite], Field(min_length=len(JOINT_ANGLES), max_length=len(JOINT_ANGLES))
]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    taken_at_s: _Finite
    arrived_at_s: _Finite


class _HandRow(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    landmarks_px: Annotated[list[_Pair], Field(min_length=21, max_length=21)]
    world_m: Annotated[list[_Triple], Field(min_length=21, max_length=21)]
    presence: _Share
    right_probability: _Share

    def hand(self) -> TrackedHand:
        return TrackedHand(
            landmarks_px=np.array(self.landmarks_px, dtype=np.float32),
            world_m=np.array(self.world_m, dtype=np.float32),
            presence=self.presence,
            right_probability=self.right_probability,
        )


class _HandsRow(_Row):
    image_size_px: tuple[Annotated[int, Field(gt=0)], Annotated[int, Field(gt=0)]]
    hands: list[_HandRow]
    brightness: _Share


class _PointerRow(_Row):
    opening: _Share
    wrist: _Share
    elbow: _Share


class _PoseRow(_Row):
    angles_rad: _Angles
    confidence: _Share


class _SharedPoseRow(BaseModel):
    """A pose as the game recorded it; what else it says about it doesn't matter here."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    taken_at_s: _Finite
    angles_rad: _Angles
    confidence: _Share = 1.0


def _hand_row(hand: TrackedHand) -> JsonValue:
    return {
        # A hundredth of a pixel and of a millimetre: well below what the tracker can tell.
        "landmarks_px": np.round(hand.landmarks_px.astype(np.float64), 2).tolist(),
        "world_m": np.round(hand.world_m.astype(np.float64), 5).tolist(),
        "presence": round(hand.presence, 4),
        "right_probability": round(hand.right_probability, 4),
    }


def to_row(sample: Sample) -> tuple[str, Row]:
    """Return the topic and row that hold a sample."""
    row: Row = {"taken_at_s": sample.taken_at_s, "arrived_at_s": sample.arrived_at_s}
    match sample:
        case HandSample():
            row["image_size_px"] = list(sample.image_size_px)
            row["hands"] = [_hand_row(hand) for hand in sample.hands]
            row["brightness"] = round(sample.brightness, 4)
            return HANDS_TOPIC, row
        case PointerSample():
            row |= {"opening": sample.opening, "wrist": sample.wrist, "elbow": sample.elbow}
            return POINTER_TOPIC, row
        case PoseSample():
            row["angles_rad"] = np.round(sample.angles_rad, 6).tolist()
            row["confidence"] = sample.confidence
            return POSE_SAMPLE_TOPIC, row


def from_row(topic: str, row: JsonValue) -> Sample:
    """Return the sample that a row of the topic holds.

    Raises:
        SensorDataError: no such topic, or a row that does not hold what the topic's rows hold.
    """
    try:
        match topic:
            case "sample/hands":
                seen = _HandsRow.model_validate(row)
                return HandSample(
                    taken_at_s=seen.taken_at_s,
                    arrived_at_s=seen.arrived_at_s,
                    image_size_px=seen.image_size_px,
                    hands=tuple(each.hand() for each in seen.hands),
                    brightness=seen.brightness,
                )
            case "sample/pointer":
                fed = _PointerRow.model_validate(row)
                return PointerSample(
                    fed.taken_at_s, fed.arrived_at_s, fed.opening, fed.wrist, fed.elbow
                )
            case "sample/pose":
                told = _PoseRow.model_validate(row)
                angles = np.array(told.angles_rad)
                return PoseSample(told.taken_at_s, told.arrived_at_s, angles, told.confidence)
            case "pose":
                shared = _SharedPoseRow.model_validate(row)
                angles = np.array(shared.angles_rad)
                return PoseSample(shared.taken_at_s, shared.taken_at_s, angles, shared.confidence)
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise SensorDataError(f"A row of {topic} can't be read: {place}: {fault['msg']}") from error
    raise SensorDataError("A recording holds a kind of row that is not a sample")


def _messages(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield topic and content of every whole message; a torn end ends the recording there."""
    with path.open("rb") as stream:
        try:
            # A session that was cut short has no index, so the file is read as it was written.
            reader = NonSeekingReader(stream, validate_crcs=True)
            for _, channel, message in reader.iter_messages(log_time_order=False):
                yield channel.topic, message.data
        except McapError:
            return


def read_samples(path: Path) -> tuple[Sample, ...]:
    """Return the samples of a recording in the order they were taken.

    Where a recording holds no samples, its poses stand in for them. What comes after a damaged
    place is left out.

    Args:
        path: a session's folder, or the recording itself.

    Raises:
        SensorDataError: there is no recording, or none of it can be read.
    """
    file = path / "recording.mcap" if path.is_dir() else path
    rows: dict[bool, list[Sample]] = {True: [], False: []}
    try:
        for topic, content in _messages(file):
            if topic in SAMPLE_TOPICS or topic == SHARED_POSE_TOPIC:
                rows[topic in SAMPLE_TOPICS].append(from_row(topic, json.loads(content)))
    except OSError as error:
        reason = error.strerror or "it can't be read"
        raise SensorDataError(f"Recording {file.name} in {path.name}: {reason}") from error
    except ValueError as error:
        raise SensorDataError(f"{file.name} holds a row that is not JSON") from error
    samples = rows[True] or rows[False]
    if not samples:
        raise SensorDataError(
            f"{file.name} holds no samples and no poses: choose another session to replay"
        )
    return tuple(sorted(samples, key=lambda sample: sample.taken_at_s))
