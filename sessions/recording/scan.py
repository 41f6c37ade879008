"""Find every sound block of a recording, whatever happened to the rest of the file.

MCAP is a row of records, each with its length in front. One wrong length would lead a plain reader
astray for good. So every record's length is checked against its own content, and where something
is wrong the search goes on at the next chunk, which is known by its eight bytes that say ``zstd``
and proven by its length and checksum.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import zstandard
from mcap.opcode import Opcode
from mcap.records import Chunk, Message
from mcap.stream_reader import breakup_chunk
from mcap.writer import MCAP0_MAGIC

from sessions.errors import RecordingError

_HEAD = struct.Struct("<BQ")
_CHUNK = struct.Struct("<QQQI8sQ")
_ZSTD = b"\x04\x00\x00\x00zstd"
_ZSTD_AT = _HEAD.size + 28
_DATA_END = _HEAD.pack(Opcode.DATA_END, 4)
_FOOTER = struct.Struct("<BQQQI")
_LARGEST_BLOCK_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Block:
    """One sound block: the messages of one topic."""

    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """A place that can't be read; none of its content."""

    offset: int
    reason: str
    block_lost: bool
    """Whether rows were lost here, as far as can be told."""


@dataclass(frozen=True, slots=True)
class Label:
    """A metadata record: what the file says about itself."""

    name: str
    metadata: dict[str, str]


@dataclass(frozen=True, slots=True)
class FileEnd:
    """Always the last found."""

    finished: bool
    """Whether the file has its index at the end; False where the program was cut off."""
    sound: bool
    """Whether the file is finished and every checksum in it holds."""


Found: TypeAlias = Block | Damage | Label | FileEnd


def scan(path: Path) -> Iterator[Found]:
    """Go through a recording from front to back; never stops at damage.

    Raises:
        RecordingError: the file can't be opened at all.
    """
    try:
        # At most 80 MB, so it is read whole: a file mapped into memory could be cut under us.
        data = path.read_bytes()
    except OSError as error:
        raise RecordingError(
            f"the recording {path.name} can't be read ({error.strerror}): "
            "check that the session folder is complete"
        ) from error
    yield from _Scanner(data).found()


class _Scanner:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def found(self) -> Iterator[Found]:
        data, at, damaged = self._data, len(MCAP0_MAGIC), False
        if data[:at] != MCAP0_MAGIC:
            damaged = True
            yield Damage(0, "it does not begin like an MCAP file", block_lost=False)
        rows_due = False  # whether a block should begin at `at`
        while at < len(data) and not data.startswith(_DATA_END, at):
            end = self._record_end(at)
            if end is None:
                damaged = True
                yield Damage(at, "it is cut or altered", block_lost=rows_due)
                at, rows_due = self._next_sound_place(at + 1), True
                continue
            opcode, body = data[at], data[at + _HEAD.size : end]
            if opcode == Opcode.CHUNK:
                block = _block(at, body)
                damaged = damaged or isinstance(block, Damage)
                yield block
            elif opcode == Opcode.METADATA and (label := _label(body)) is not None:
                yield label
            at, rows_due = end, opcode in {Opcode.MESSAGE_INDEX, Opcode.METADATA}
        finished = at < len(data) and data.endswith(MCAP0_MAGIC)
        sound = finished and not damaged and self._checksums_hold(at)
        if finished and not damaged and not sound:
            yield Damage(at, "its index or a checksum is altered", block_lost=False)
        yield FileEnd(finished=finished, sound=sound)

    def _record_end(self, at: int) -> int | None:
        """Return where the record at `at` ends, or None unless its length agrees with itself."""
        data = self._data
        if at + _HEAD.size > len(data):
            return None
        opcode, length = _HEAD.unpack_from(data, at)
        end = at + _HEAD.size + length
        if end > len(data):
            return None
        body = data[at + _HEAD.size : end]
        match opcode:
            case Opcode.CHUNK:
                agrees = len(body) >= _CHUNK.size and _chunk_agrees(body)
            case Opcode.MESSAGE_INDEX:
                listed = int.from_bytes(body[2:6], "little")
                agrees = length == 6 + listed and listed % 16 == 0
            case Opcode.HEADER:
                agrees = _strings(body) is not None
            case Opcode.METADATA:
                agrees = _label(body) is not None
            case _:
                agrees = False
        return end if agrees else None

    def _next_sound_place(self, start: int) -> int:
        """Return where the next whole chunk or the end of the rows begins."""
        data = self._data
        data_end = data.find(_DATA_END, start)
        marker = data.find(_ZSTD, start)
        while marker >= 0:
            at = marker - _ZSTD_AT
            if at >= start and data[at] == Opcode.CHUNK and self._record_end(at) is not None:
                break
            marker = data.find(_ZSTD, marker + 1)
        places = [at for at in (marker - _ZSTD_AT if marker >= 0 else -1, data_end) if at >= 0]
        return min(places, default=len(data))

    def _checksums_hold(self, data_end: int) -> bool:
        data = memoryview(self._data)
        summary = data_end + len(_DATA_END) + 4
        footer = len(data) - len(MCAP0_MAGIC) - _FOOTER.size
        if footer < summary:
            return False
        opcode, length, summary_start, _, summary_crc = _FOOTER.unpack_from(data, footer)
        return bool(
            int.from_bytes(data[summary - 4 : summary], "little") == zlib.crc32(data[:data_end])
            and (opcode, length, summary_start) == (Opcode.FOOTER, 20, summary)
            and summary_crc == zlib.crc32(data[summary : footer + _FOOTER.size - 4])
        )


def _chunk_agrees(body: bytes) -> bool:
    *_, compression, size = _CHUNK.unpack_from(body)
    return bool(compression == _ZSTD and size == len(body) - _CHUNK.size)


def _block(at: int, body: bytes) -> Block | Damage:
    _, _, size, crc, _, _ = _CHUNK.unpack_from(body)
    packed = body[_CHUNK.size :]
    try:
        if zstandard.frame_content_size(packed) != size or size > _LARGEST_BLOCK_BYTES:
            return Damage(at, "a block's size is altered", block_lost=True)
        data = zstandard.decompress(packed, max_output_size=size)
    except zstandard.ZstdError:
        return Damage(at, "a block can't be unpacked", block_lost=True)
    if len(data) != size or zlib.crc32(data) != crc:
        return Damage(at, "a block's checksum does not match", block_lost=True)
    records = breakup_chunk(Chunk("", data, 0, 0, crc, size))
    return Block(tuple(record for record in records if isinstance(record, Message)))


def _label(body: bytes) -> Label | None:
    """Return a metadata record's content, or None unless it fills the record exactly."""
    name_end = 4 + int.from_bytes(body[:4], "little")
    listed = int.from_bytes(body[name_end : name_end + 4], "little")
    name = _strings(body[:name_end])
    pairs = _strings(body[name_end + 4 :])
    if not name or pairs is None or len(pairs) % 2 or listed != len(body) - name_end - 4:
        return None
    return Label(name[0], dict(zip(pairs[::2], pairs[1::2], strict=True)))


def _strings(body: bytes) -> list[str] | None:
    """Return a row of texts with their lengths in front, or None unless they fill it exactly."""
    texts: list[str] = []
    at = 0
    while at < len(body):
        end = at + 4 + int.from_bytes(body[at : at + 4], "little")
        if end > len(body):
            return None
        try:
            texts.append(body[at + 4 : end].decode())
        except UnicodeDecodeError:
            return None
        at = end
    return texts
