"""The `[limb]` table of a settings file, written anew while the rest of the file stays as it is."""

import os
import re
from pathlib import Path

from game.limb.appearance import Appearance
from game.limb.fitting import differing

_HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\"' -]+?)\s*\]?\]\s*(#.*)?$")


def write_limb_table(path: Path, appearance: Appearance) -> None:
    """Put the limb into a settings file; a reader sees the old file or the new one, never half.

    Comments and tables of others are kept to the letter; within `[limb]`, lines of settings are
    replaced and comment lines stay.

    Raises:
        OSError: the file can't be read or written.
    """
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.write(with_limb_table(text, appearance))
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            unfinished.chmod(path.stat().st_mode)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def with_limb_table(text: str, appearance: Appearance) -> str:
    """Return a settings file's text with this limb in it."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    values = [f"{name} = {_toml(value)}" for name, value in differing(appearance).items()]
    start = next((i for i, line in enumerate(lines) if _table(line) == "limb"), None)
    if start is None:
        if not values:
            return text
        apart = [""] if lines and lines[-1].strip() else []
        return end.join([*lines, *apart, "[limb]", *values]) + end
    stop = next((i for i in range(start + 1, len(lines)) if _table(lines[i])), len(lines))
    kept = [line for line in lines[start + 1 : stop] if _stays(line)]
    while kept and not kept[-1].strip():
        kept.pop()
    blank = [""] if stop < len(lines) else []
    return end.join([*lines[: start + 1], *values, *kept, *blank, *lines[stop:]]) + end


def _table(line: str) -> str:
    found = _HEADER.match(line)
    return found.group(1).strip("\"' ") if found else ""


def _stays(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
