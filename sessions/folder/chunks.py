"""A recording as it travels: in pieces of 4 MiB, each named by its own hash.

A piece that arrived is never sent again, whatever cuts the line; the whole is checked at the end.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

CHUNK_BYTES = 4 << 20
MAX_RECORDING_BYTES = 4 << 30
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ChunkList(BaseModel):
    """A file as a list of pieces, in order; all but the last are `CHUNK_BYTES` long."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: int = Field(ge=0, le=MAX_RECORDING_BYTES)
    sha256: Sha256
    chunks: tuple[Sha256, ...] = Field(max_length=MAX_RECORDING_BYTES // CHUNK_BYTES)

    @property
    def complete(self) -> bool:
        """Whether there are as many pieces as the size says."""
        return len(self.chunks) == -(-self.bytes // CHUNK_BYTES)


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of a file."""

    sha256: str
    data: bytes


def list_chunks(path: Path) -> ChunkList:
    """Measure a file.

    Raises:
        OSError: it can't be read.
    """
    whole, size, names = hashlib.sha256(), 0, []
    for chunk in read_chunks(path):
        whole.update(chunk.data)
        size += len(chunk.data)
        names.append(chunk.sha256)
    return ChunkList(bytes=size, sha256=whole.hexdigest(), chunks=tuple(names))


def read_chunks(path: Path) -> Iterator[Chunk]:
    """Yield a file's pieces.

    Raises:
        OSError: it can't be read.
    """
    with path.open("rb") as file:
        while data := file.read(CHUNK_BYTES):
            yield Chunk(hashlib.sha256(data).hexdigest(), data)
