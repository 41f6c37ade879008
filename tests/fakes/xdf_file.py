"""Writes small XDF files, byte by byte as its specification says (XDF 1.0)."""

import struct
from pathlib import Path

import numpy as np


def _chunk(tag: int, content: bytes) -> bytes:
    body = struct.pack("<H", tag) + content
    return b"\x04" + struct.pack("<I", len(body)) + body


def _header(
    stream: int, name: str, kind: str, channels: int, fs_hz: float, fmt: str, unit: str
) -> bytes:
    described = "".join(f"<channel><unit>{unit}</unit></channel>" for _ in range(channels))
    desc = f"<desc><channels>{described}</channels></desc>" if unit else "<desc/>"
    xml = (
        f'<?xml version="1.0"?><info><name>{name}</name><type>{kind}</type>'
        f"<channel_count>{channels}</channel_count><nominal_srate>{fs_hz}</nominal_srate>"
        f"<channel_format>{fmt}</channel_format>{desc}</info>"
    )
    return _chunk(2, struct.pack("<I", stream) + xml.encode())


def _footer(stream: int, first: float, last: float, count: int) -> bytes:
    xml = (
        f'<?xml version="1.0"?><info><first_timestamp>{first}</first_timestamp>'
        f"<last_timestamp>{last}</last_timestamp><sample_count>{count}</sample_count></info>"
    )
    return _chunk(6, struct.pack("<I", stream) + xml.encode())


def _count(n: int) -> bytes:
    return b"\x04" + struct.pack("<I", n)


def write_xdf(
    path: Path,
    emg: np.ndarray,
    fs_hz: float,
    marks: list[tuple[float, str]],
    *,
    unit: str = "microvolts",
    kind: str = "EMG",
) -> None:
    """Write one stream of float samples and one of markers, times from 50 s on."""
    times = 50.0 + np.arange(len(emg)) / fs_hz
    samples = b"".join(
        b"\x08" + struct.pack("<d", at) + struct.pack(f"<{len(row)}f", *row)
        for at, row in zip(times, emg, strict=True)
    )
    words = b"".join(
        b"\x08" + struct.pack("<d", at) + b"\x04" + struct.pack("<I", len(what)) + what.encode()
        for at, what in marks
    )
    path.write_bytes(
        b"XDF:"
        + _chunk(1, b'<?xml version="1.0"?><info><version>1.0</version></info>')
        + _header(1, "Armband", kind, emg.shape[1], fs_hz, "float32", unit)
        + _header(2, "Cues", "Markers", 1, 0.0, "string", "")
        + _chunk(3, struct.pack("<I", 1) + _count(len(emg)) + samples)
        + _chunk(3, struct.pack("<I", 2) + _count(len(marks)) + words)
        + _footer(1, times[0], times[-1], len(emg))
        + _footer(2, marks[0][0], marks[-1][0], len(marks))
    )
