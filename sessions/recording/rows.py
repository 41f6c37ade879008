"""What one row of a recording holds, and its JSON: one small class per topic.

A row keeps the arrays it is given and rounds them only when it is written, on another thread:
arrays must not be changed after they were handed over. Rows that are made for every frame are not
frozen: those take three times as long to make.
"""

from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeAlias

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json as dump_json

from sessions.recording.device_rows import DecisionRow, EmgSampleRow, ImuSampleRow
from sessions.recording.frame_row import FrameRow
from sessions.recording.row_values import (
    ANGLE_DIGITS,
    METRE_DIGITS,
    PIXEL_DIGITS,
    SHARE_DIGITS,
    Floats,
    Number,
    rounded,
    rounded_time,
)


class Row(Protocol):
    """One row: knows its topic, its time and its JSON."""

    topic: ClassVar[str]

    @property
    def at_s(self) -> float:
        """The row's own time on the session's monotonic clock."""
        ...

    def content(self) -> dict[str, object]:
        """Return the row as a JSON object, rounded."""
        ...


def to_json(row: Row) -> bytes:
    """Return the row's JSON; a number that is not finite becomes null."""
    return dump_json(row.content(), inf_nan_mode="null")


@dataclass(slots=True)
class PoseRow:
    """Topic ``pose``: what the intact limb was doing, after smoothing and clamping."""

    topic: ClassVar[str] = "pose"
    taken_s: Number
    confidence: Number
    angles_rad: Floats
    """In the order that the recording names."""

    @property
    def at_s(self) -> float:
        """When the sample behind it was taken."""
        return self.taken_s

    def content(self) -> dict[str, object]:
        """Return the row as a JSON object, rounded."""
        return {
            "taken_s": rounded_time(self.taken_s),
            "confidence": round(self.confidence, SHARE_DIGITS),
            "angles_rad": rounded(self.angles_rad, ANGLE_DIGITS),
        }


@dataclass(frozen=True, slots=True)
class HandRow:
    """One hand in one picture, as the tracker said."""

    presence: Number
    right_probability: Number
    landmarks_px: Floats
    """Shape (21, 2)."""
    world_m: Floats
    """Shape (21, 3)."""

    def content(self) -> dict[str, object]:
        """Return the hand as a JSON object, rounded."""
        return {
            "presence": round(float(self.presence), SHARE_DIGITS),
            "right_probability": round(float(self.right_probability), SHARE_DIGITS),
            "landmarks_px": rounded(self.landmarks_px, PIXEL_DIGITS),
            "world_m": rounded(self.world_m, METRE_DIGITS),
        }


@dataclass(frozen=True, slots=True)
class HandSampleRow:
    """Topic ``sample/hand``: every hand seen in one picture."""

    topic: ClassVar[str] = "sample/hand"
    taken_s: Number
    arrived_s: Number
    image_size_px: tuple[int, int]
    """Width, height."""
    brightness: Number
    hands: tuple[HandRow, ...]

    @property
    def at_s(self) -> float:
        """When the picture was taken."""
        return self.taken_s

    def content(self) -> dict[str, object]:
        """Return the row as a JSON object, rounded."""
        return {
            "taken_s": rounded_time(self.taken_s),
            "arrived_s": rounded_time(self.arrived_s),
            "image_size_px": list(self.image_size_px),
            "brightness": round(float(self.brightness), SHARE_DIGITS),
            "hands": [hand.content() for hand in self.hands],
        }


@dataclass(slots=True)
class PointerSampleRow:
    """Topic ``sample/pointer``: where mouse or keys have put the limb."""

    topic: ClassVar[str] = "sample/pointer"
    taken_s: Number
    arrived_s: Number
    opening: Number
    wrist: Number
    elbow: Number

    @property
    def at_s(self) -> float:
        """When it was read."""
        return self.taken_s

    def content(self) -> dict[str, object]:
        """Return the row as a JSON object, rounded."""
        return {
            "taken_s": rounded_time(self.taken_s),
            "arrived_s": rounded_time(self.arrived_s),
            "opening": round(self.opening, SHARE_DIGITS),
            "wrist": round(self.wrist, SHARE_DIGITS),
            "elbow": round(self.elbow, SHARE_DIGITS),
        }


@dataclass(slots=True)
class PoseSampleRow:
    """Topic ``sample/pose``: joint angles straight from a source that knows them."""

    topic: ClassVar[str] = "sample/pose"
    taken_s: Number
    arrived_s: Number
    confidence: Number
    angles_rad: Floats
    """In the order that the recording names."""

    @property
    def at_s(self) -> float:
        """When the source says it was so."""
        return self.taken_s

    def content(self) -> dict[str, object]:
        """Return the row as a JSON object, rounded."""
        return {
            "taken_s": rounded_time(self.taken_s),
            "arrived_s": rounded_time(self.arrived_s),
            "confidence": round(self.confidence, SHARE_DIGITS),
            "angles_rad": rounded(self.angles_rad, ANGLE_DIGITS),
        }


AnyRow: TypeAlias = (
    FrameRow
    | PoseRow
    | HandSampleRow
    | PointerSampleRow
    | PoseSampleRow
    | EmgSampleRow
    | ImuSampleRow
    | DecisionRow
)

_READERS: dict[str, TypeAdapter[AnyRow]] = {
    row.topic: TypeAdapter(row)
    for row in (
        FrameRow,
        PoseRow,
        HandSampleRow,
        PointerSampleRow,
        PoseSampleRow,
        EmgSampleRow,
        ImuSampleRow,
        DecisionRow,
    )
}


def from_json(topic: str, data: bytes) -> AnyRow:
    """Return the row that `to_json` wrote; null becomes NaN.

    Raises:
        ValueError: it is no row of that topic; does not repeat any of it.
    """
    try:
        return _READERS[topic].validate_json(data)
    except ValidationError:
        raise ValueError(f"this is no row of topic {topic}") from None
