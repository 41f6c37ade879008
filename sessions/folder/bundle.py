"""A session as it travels: a ZIP of its seal and its log, the same bytes each time it is made.

Both ends use this file: the home makes bundles, the portal reads them, distrustfully. Whatever
else is in the session folder (the recording) travels in pieces, see `sessions.folder.chunks`.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from sessions.errors import FolderError, SessionsError
from sessions.folder.manifest import MANIFEST_NAME, Manifest
from sessions.folder.session_folder import EVENTS_NAME

MAX_BUNDLE_BYTES = 8 << 20
"""Fifty times the log of a session of 90 minutes."""
MAX_LINES = 50_000
MAX_READING_STEPS = 200_000_000
"""How long one may search damaged lines for what is left of them; see `_reading_steps`."""
_NAMES = (MANIFEST_NAME, EVENTS_NAME)
_EPOCH = (1980, 1, 1, 0, 0, 0)


class BundleError(SessionsError):
    """These bytes are no session's bundle.

    Attributes:
        code: The same in one word, for programs.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle holds."""

    manifest: Manifest
    events: bytes


def make_bundle(folder: Path) -> bytes:
    """Return a sealed session folder's bundle.

    Raises:
        FolderError: it can't be read.
    """
    out = io.BytesIO()
    try:
        # Stored, not compressed: another version of zlib would make other bytes of it.
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bundle:
            for name in _NAMES:
                entry = zipfile.ZipInfo(name, date_time=_EPOCH)
                entry.create_system = 3
                bundle.writestr(entry, (folder / name).read_bytes())
    except OSError as error:
        raise FolderError(
            f"{folder.name} can't be read ({error.strerror}): it stays here"
        ) from error
    return out.getvalue()


def read_bundle(data: bytes) -> Bundle:
    """Read a bundle that may be anything.

    Raises:
        BundleError: it is not a bundle, too large, or built to exhaust whoever reads it.
    """
    if len(data) > MAX_BUNDLE_BYTES:
        raise BundleError("too_large", "the session is too large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            parts = {name: _part(bundle, name) for name in _names(bundle)}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BundleError("no_bundle", "this is no session's bundle") from error
    try:
        manifest = Manifest.model_validate_json(parts[MANIFEST_NAME])
    except ValidationError:
        raise BundleError("no_manifest", "the session's seal can't be read") from None
    if manifest.crc != manifest.checked():
        raise BundleError("no_manifest", "the session's seal is damaged")
    events = parts[EVENTS_NAME]
    if events.count(b"\n") > MAX_LINES:
        raise BundleError("too_large", "the session's log has too many lines")
    if _reading_steps(events) > MAX_READING_STEPS:
        raise BundleError("no_log", "the session's log is damaged beyond reading")
    return Bundle(manifest, events)


def _names(bundle: zipfile.ZipFile) -> tuple[str, ...]:
    names = [entry.filename for entry in bundle.infolist()]
    # Other ways of packing unpack without a limit.
    plain = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    packed = {entry.compress_type for entry in bundle.infolist()}
    if sorted(names) != sorted(_NAMES) or not packed <= plain:
        raise BundleError("no_bundle", "this is no session's bundle")
    return _NAMES


def _part(bundle: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one file, and stop where it is larger than it may be, whatever it claims."""
    with bundle.open(name) as file:
        data = file.read(MAX_BUNDLE_BYTES + 1)
    if len(data) > MAX_BUNDLE_BYTES:
        raise BundleError("too_large", "the session is too large")
    return data


def _reading_steps(events: bytes) -> int:
    """Return about how long damaged lines take to read.

    A line without its checksum is searched for one from each opening brace on.
    """
    return sum(
        line.count(b"{") * len(line)
        for line in events.split(b"\n")
        if not line.endswith(b'"}') or b',"crc":"' not in line[-24:]
    )
