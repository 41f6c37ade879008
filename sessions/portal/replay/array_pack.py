"""Arrays on their way to the browser: a JSON head that says where each stands, then their bytes.

Layout: the head's length as a little-endian uint32, the head, spaces up to a multiple of 4; then
the arrays one after the other, each from a multiple of 4 on. Offsets count from the first array.
"""

import json
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray


def pack(head: Mapping[str, object], arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    """Return head and arrays as one piece of bytes."""
    places: dict[str, dict[str, object]] = {}
    parts: list[bytes] = []
    offset = 0
    for name, array in arrays.items():
        data = np.ascontiguousarray(array).tobytes()
        places[name] = {"type": array.dtype.name, "shape": array.shape, "offset": offset}
        padded = data + b"\0" * (-len(data) % 4)
        parts.append(padded)
        offset += len(padded)
    text = json.dumps({**head, "arrays": places}).encode()
    text += b" " * (-len(text) % 4)
    return len(text).to_bytes(4, "little") + text + b"".join(parts)


def unpack(data: bytes) -> tuple[dict[str, object], dict[str, NDArray[np.generic]]]:
    """Return what `pack` packed."""
    length = int.from_bytes(data[:4], "little")
    head = json.loads(data[4 : 4 + length])
    start = 4 + length
    arrays = {
        name: np.frombuffer(
            data,
            np.dtype(place["type"]),
            int(np.prod(place["shape"])),
            start + place["offset"],
        ).reshape(place["shape"])
        for name, place in head.pop("arrays").items()
    }
    return head, arrays
