"""Reads the body of a request, and stops where it is larger than it may be."""

from django.http import HttpRequest, UnreadablePostError

from sessions.portal.api.refused import RefusedError

_READ_BYTES = 1 << 16


def read_body(request: HttpRequest, *, most: int) -> bytes:
    """Return the whole body.

    Raises:
        RefusedError: it is larger than `most` bytes, or was cut off on the way.
    """
    told = request.headers.get("Content-Length", "")
    if not told.isdecimal():
        raise RefusedError(411, "no_length", "the request does not say how long it is")
    if int(told) > most:
        raise too_large()
    read = bytearray()
    try:
        while block := request.read(_READ_BYTES):
            read += block
            if len(read) > most:
                raise too_large()
    except (UnreadablePostError, OSError) as error:
        raise cut_off() from error
    if len(read) != int(told):
        raise cut_off()
    return bytes(read)


def too_large() -> RefusedError:
    """Return the refusal of too much."""
    return RefusedError(413, "too_large", "this is larger than the portal takes")


def cut_off() -> RefusedError:
    """Return the refusal of too little."""
    return RefusedError(400, "cut_off", "the connection was cut: send it again")
