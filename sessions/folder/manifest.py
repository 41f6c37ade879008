"""The seal of a session folder: every file with its size and hash, and how the session ended."""

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sessions.events.entry import Ended
from sessions.folder.durable import replace_file

MANIFEST_NAME = "manifest.json"
_READ_BYTES = 1 << 20


class SealedFile(BaseModel):
    """One file as it was when the folder was sealed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[^/\\]+$")
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What `manifest.json` says; `crc` guards the manifest itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format_version: Literal[1] = 1
    session_id: UUID | None
    """None where the log was too damaged to tell."""
    ended: Ended
    files: tuple[SealedFile, ...]
    crc: str = ""
    """CRC-32 of this manifest's compact JSON with an empty `crc`."""

    def checked(self) -> str:
        """Return what `crc` must be."""
        bare = self.model_copy(update={"crc": ""}).model_dump_json()
        return f"{zlib.crc32(bare.encode()):08x}"


def seal_file(path: Path) -> SealedFile:
    """Measure one file.

    Raises:
        OSError: it can't be read.
    """
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_READ_BYTES):
            digest.update(block)
            size += len(block)
    return SealedFile(name=path.name, bytes=size, sha256=digest.hexdigest())


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in place in one step.

    Raises:
        OSError: it can't be written.
    """
    whole = manifest.model_copy(update={"crc": manifest.checked()})
    replace_file(folder / MANIFEST_NAME, (whole.model_dump_json(indent=2) + "\n").encode())


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest, or None where there is none or it is damaged."""
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST_NAME).read_bytes())
    except (OSError, ValidationError):
        return None
    return manifest if manifest.crc == manifest.checked() else None


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether a session folder still is what was sealed."""

    sealed: bool
    """Whether there is a sound manifest at all."""
    problems: tuple[str, ...]
    """One sentence for each thing that is wrong; none of the content."""

    @property
    def sound(self) -> bool:
        """True when everything is there and unchanged."""
        return self.sealed and not self.problems


def verify(folder: Path) -> Verification:
    """Compare a session folder with its manifest."""
    manifest = read_manifest(folder)
    if manifest is None:
        if (folder / MANIFEST_NAME).exists():
            return Verification(False, (f"{MANIFEST_NAME} is damaged",))
        return Verification(False, ("the session was not sealed; the next start does it",))
    return Verification(True, tuple(filter(None, (_fault(folder, f) for f in manifest.files))))


def _fault(folder: Path, sealed: SealedFile) -> str:
    try:
        found = seal_file(folder / sealed.name)
    except FileNotFoundError:
        return f"{sealed.name} is missing"
    except OSError as error:
        return f"{sealed.name} can't be read ({error.strerror})"
    if found.bytes != sealed.bytes:
        return f"{sealed.name} has {found.bytes} bytes, {sealed.bytes} were sealed"
    return "" if found == sealed else f"{sealed.name} has been altered since it was sealed"
