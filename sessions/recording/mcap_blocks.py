"""Write an MCAP file in blocks that each stand alone: one checksummed, compressed chunk each."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, FileIO
from pathlib import Path

from mcap.writer import CompressionType, Writer

from sessions.folder.durable import write_whole
from sessions.recording.format import (
    CHANNEL_IDS,
    MESSAGE_ENCODING,
    METADATA_NAME,
    PROFILE,
    SCHEMA_ENCODING,
    TOPICS,
)

_NEVER_BY_SIZE = 1 << 62


@dataclass(slots=True)
class Message:
    """One row, encoded."""

    at_ns: int
    sequence: int
    """Counts the rows of its topic from 0; a gap tells how many were lost."""
    data: bytes


class _Pending(BytesIO):
    """What the MCAP writer has made and the file has not got yet; tells offsets in the file."""

    taken = 0

    def tell(self) -> int:
        return self.taken + super().tell()

    def take(self) -> bytes:
        data = self.getvalue()
        self.taken += len(data)
        self.seek(0)
        self.truncate()
        return data


class BlockFile:
    """An MCAP file being written; after an `OSError` it must not be written any more."""

    def __init__(self, path: Path, *, library: str, metadata: Mapping[str, str]) -> None:
        """Make the file.

        Raises:
            OSError: it is there already or can't be made.
        """
        self._pending = _Pending()
        self._writer = Writer(
            self._pending,
            # A chunk ends where a block ends and nowhere else: see `write_block`.
            chunk_size=_NEVER_BY_SIZE,
            compression=CompressionType.ZSTD,
            enable_crcs=True,
            enable_data_crcs=True,
        )
        self._file = FileIO(path, "xb")
        self._writer.start(profile=PROFILE, library=library)
        self._writer.add_metadata(METADATA_NAME, dict(metadata))
        for topic in TOPICS:
            schema_id = self._writer.register_schema(
                topic.schema_name, SCHEMA_ENCODING, topic.schema.encode()
            )
            self._writer.register_channel(topic.name, MESSAGE_ENCODING, schema_id, dict(metadata))
        self._write_out()

    def write_block(self, topic: str, messages: Sequence[Message]) -> None:
        """Add one block; `sync` brings it to the disk.

        Raises:
            OSError: the disk is full or gone.
        """
        for message in messages:
            self._writer.add_message(
                CHANNEL_IDS[topic],
                log_time=message.at_ns,
                data=message.data,
                publish_time=message.at_ns,
                sequence=message.sequence,
            )
        self._writer.flush()  # type: ignore[no-untyped-call]  # mcap leaves it untyped
        self._write_out()

    def sync(self) -> None:
        """Wait until the disk has everything written so far.

        Raises:
            OSError: the disk is full or gone.
        """
        os.fsync(self._file.fileno())

    def finish(self) -> None:
        """Write the index, bring everything to the disk, close.

        Raises:
            OSError: the disk is full or gone.
        """
        try:
            self._writer.finish()  # type: ignore[no-untyped-call]  # mcap leaves it untyped
            self._write_out()
            self.sync()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close without an index; what was written stays readable. Safe to call twice."""
        self._file.close()

    def _write_out(self) -> None:
        write_whole(self._file, self._pending.take())
