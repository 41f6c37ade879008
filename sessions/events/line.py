"""One line of the event log: JSON that ends in its own number and checksum.

A line is one JSON object, so any JSON Lines tool reads the file::

    {"v":1,"kind":"rating",...,"n":17,"crc":"8f3a1c02"}

`v` is the format version, `n` counts the lines from 0, and `crc` is the CRC-32 (as in zip) of the
line's bytes up to and without ``,"crc"``. A flipped bit can't pass, a missing line is noticed.
Inside a JSON text a quotation mark is always escaped, so ``,"crc":"`` can't occur in one.
"""

import re
import zlib
from dataclasses import dataclass

from pydantic import ValidationError

from sessions.events.entry import FORMAT_VERSION, LOG_ENTRY, LogEntry
from sessions.events.versions import UnknownVersionError, upgraded

_SEALED = re.compile(rb'(?P<body>\{.*?,"n":(?P<n>\d{1,12})),"crc":"(?P<crc>[0-9a-f]{8})"\}')
_VERSION = re.compile(rb'\{"v":(\d{1,6}),')


class DamagedLineError(ValueError):
    """A line can't be read; says why without repeating any of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sound line."""

    n: int
    entry: LogEntry


def encode_line(entry: LogEntry, n: int) -> bytes:
    """Return the line for one entry, its end of line included."""
    body = f'{{"v":{FORMAT_VERSION},{entry.model_dump_json()[1:-1]},"n":{n}'.encode()
    return body + b',"crc":"%08x"}\n' % zlib.crc32(body)


def decode_line(line: bytes) -> Line:
    """Read one line, without its end of line.

    Raises:
        DamagedLineError: the line is cut, altered, or of a version or kind not known here.
    """
    sealed = _SEALED.fullmatch(line)
    if sealed is None:
        raise DamagedLineError("the line is incomplete")
    body = sealed["body"]
    if zlib.crc32(body) != int(sealed["crc"], 16):
        raise DamagedLineError("the checksum does not match")
    version = _VERSION.match(body)
    if version is None:
        raise DamagedLineError("the format version is missing")
    content = b"{" + body[version.end() : body.rindex(b',"n":')] + b"}"
    try:
        entry = LOG_ENTRY.validate_json(upgraded(content, int(version[1])))
    except UnknownVersionError:
        raise DamagedLineError("it was written by a newer version of the program") from None
    except ValidationError:
        raise DamagedLineError("it is not an entry that this version knows") from None
    return Line(n=int(sealed["n"]), entry=entry)


def sound_pieces(line: bytes) -> list[bytes]:
    """Return the sealed lines within a line whose end is damaged; the line itself if it is not."""
    pieces = [match[0] for match in _SEALED.finditer(line)]
    return pieces or [line]
