"""Samples from a session's recording, so that a session can be played again as if live.

The recording is an MCAP file; `sensors.sample_rows` knows what its messages hold.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

import zstandard
from mcap.exceptions import McapError
from mcap.reader import NonSeekingReader

from sensors.errors import SensorDataError
from sensors.sample import Sample
from sensors.sample_rows import POSE_TOPIC, SAMPLE_TOPICS, from_row


def _messages(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield topic and content of every message up to the first damaged place."""
    with path.open("rb") as stream:
        # A session that was cut short has no index, so the file is read as it was written.
        reader = NonSeekingReader(stream, validate_crcs=True)
        try:
            for _, channel, message in reader.iter_messages(log_time_order=False):
                yield channel.topic, message.data
        except (McapError, struct.error, zstandard.ZstdError, ValueError, KeyError):
            return


def read_samples(path: Path) -> tuple[Sample, ...]:
    """Return the samples of a recording in the order they were taken.

    Where a recording holds no samples, its poses stand in for them. A row that can't be read is
    left out, and so is whatever comes after a damaged place in the file.

    Args:
        path: a session's folder, or the recording itself.

    Raises:
        SensorDataError: there is no recording, or none of it can be read.
    """
    file = path / "recording.mcap" if path.is_dir() else path
    samples: list[Sample] = []
    poses: list[Sample] = []
    try:
        for topic, content in _messages(file):
            if topic in SAMPLE_TOPICS:
                samples.extend(_readable(topic, content))
            elif topic == POSE_TOPIC:
                poses.extend(_readable(topic, content))
    except OSError as error:
        reason = error.strerror or "it can't be read"
        raise SensorDataError(
            f"The recording {file.name} can't be opened: {reason}; choose the folder of a session"
        ) from error
    found = samples or poses
    if not found:
        raise SensorDataError(
            f"{file.name} holds no samples and no poses: choose another session to replay"
        )
    return tuple(sorted(found, key=lambda sample: sample.taken_at_s))


def _readable(topic: str, content: bytes) -> tuple[Sample, ...]:
    try:
        return (from_row(topic, content),)
    except SensorDataError:
        return ()
