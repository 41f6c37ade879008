"""The topics of a recording: fixed numbers and JSON Schemas, so that a damaged file stays readable.

Channel and schema ids are fixed (1 for the first topic, 2 for the second, ...): a file whose first
block is lost has lost its channel records too, and is read by these numbers.
"""

import json
from dataclasses import dataclass

PROFILE = "mirrorlimb"
FORMAT_VERSION = "1"
METADATA_NAME = "mirrorlimb"
MESSAGE_ENCODING = "json"
SCHEMA_ENCODING = "jsonschema"
NS_PER_S = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of row."""

    name: str
    schema_name: str
    schema: str
    """JSON Schema of one message."""


def _object(**properties: object) -> dict[str, object]:
    return {"type": "object", "properties": properties}


def _list(items: object, length: int | None = None) -> dict[str, object]:
    listed: dict[str, object] = {"type": "array", "items": items}
    return listed if length is None else listed | {"minItems": length, "maxItems": length}


def _maybe_list(length: int) -> dict[str, object]:
    return _list({"type": "number"}, length) | {"type": ["array", "null"]}


_NUMBER = {"type": "number"}
_WHOLE = {"type": "integer"}
_MAYBE = {"type": ["number", "null"]}
_TEXT = {"type": "string"}
_ANGLES = _list(_NUMBER)
_LIMB = _object(side=_TEXT, opacity=_NUMBER, angles_rad=_ANGLES)
_HAND = _object(
    presence=_NUMBER,
    right_probability=_NUMBER,
    landmarks_px=_list(_list(_NUMBER, 2), 21),
    world_m=_list(_list(_NUMBER, 3), 21),
)


def _topic(name: str, **properties: object) -> Topic:
    title = "mirrorlimb." + name.replace("/", "_")
    return Topic(name, title, json.dumps({"title": title} | _object(**properties)))


TOPICS: tuple[Topic, ...] = (
    _topic(
        "frame",
        frame=_WHOLE,
        scene=_TEXT,
        flip_s=_NUMBER,
        latched_s=_MAYBE,
        sample_taken_s=_MAYBE,
        horizon_s=_NUMBER,
        covered={"type": "boolean"},
        limbs=_list(_LIMB),
    ),
    _topic("pose", taken_s=_NUMBER, confidence=_NUMBER, angles_rad=_ANGLES),
    _topic(
        "sample/hand",
        taken_s=_NUMBER,
        arrived_s=_NUMBER,
        image_size_px=_list(_WHOLE, 2),
        brightness=_NUMBER,
        hands=_list(_HAND),
    ),
    _topic(
        "sample/pointer",
        taken_s=_NUMBER,
        arrived_s=_NUMBER,
        opening=_NUMBER,
        wrist=_NUMBER,
        elbow=_NUMBER,
    ),
    _topic(
        "sample/pose",
        taken_s=_NUMBER,
        arrived_s=_NUMBER,
        confidence=_NUMBER,
        angles_rad=_ANGLES,
    ),
    _topic(
        "sample/emg",
        taken_s=_NUMBER,
        arrived_s=_NUMBER,
        device_s=_MAYBE,
        fs_hz=_NUMBER,
        lost_before=_WHOLE,
        microvolts=_list(_list(_NUMBER)),
    ),
    _topic(
        "sample/imu",
        taken_s=_NUMBER,
        arrived_s=_NUMBER,
        device_s=_MAYBE,
        orientation_wxyz=_maybe_list(4),
        gyro_rad_s=_maybe_list(3),
        accel_m_s2=_maybe_list(3),
        segment=_TEXT,
        held=_TEXT,
    ),
    _topic(
        "decision",
        window_end_s=_NUMBER,
        decided_s=_NUMBER,
        movement=_TEXT,
        confidence=_NUMBER,
        rejected={"type": "boolean"},
        speed=_NUMBER,
        activity=_NUMBER,
    ),
)
CHANNEL_IDS: dict[str, int] = {topic.name: i for i, topic in enumerate(TOPICS, start=1)}
TOPIC_OF_CHANNEL: dict[int, str] = {i: name for name, i in CHANNEL_IDS.items()}
