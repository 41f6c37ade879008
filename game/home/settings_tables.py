"""Tables of a settings file, written anew while the rest of the file stays as it is."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from game.home.settings_file import SettingsError
from sessions.folder.durable import replace_file

_HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\"' -]+?)\s*\]?\]\s*(#.*)?$")

Values = Mapping[str, object]


def write_tables(path: Path, tables: Mapping[str, Values | None]) -> None:
    """Put tables into a settings file; a reader sees the old file or the new one, never half.

    Comments and other tables are kept to the letter; within a table that is written, lines of
    settings are replaced and comment lines stay. None takes the table away.

    Raises:
        SettingsError: the file can't be read or written, or says it in a way that can't be kept.
    """
    try:
        mode = path.stat().st_mode if path.exists() else None
        # Read as bytes: line ends stay as they are.
        text = path.read_bytes().decode("utf-8-sig") if mode is not None else ""
        for name, values in tables.items():
            text = with_table(text, name, values)
        _check(text, path.name, tables)
        replace_file(path, text.encode())
        if mode is not None:
            path.chmod(mode)
    except OSError as error:
        reason = error.strerror or "it can't be written"
        raise SettingsError(f"{path.name}: {reason}; check its folder") from error


def with_table(text: str, name: str, values: Values | None) -> str:
    """Return a settings file's text with this table in it, or without it where it is None."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    written = [f"{key} = {_toml(value)}" for key, value in (values or {}).items()]
    start = next((i for i, line in enumerate(lines) if _table(line) == name), None)
    if start is None:
        if not written:
            return text
        apart = [""] if lines and lines[-1].strip() else []
        return end.join([*lines, *apart, f"[{name}]", *written]) + end
    stop = next((i for i in range(start + 1, len(lines)) if _table(lines[i])), len(lines))
    kept = [line for line in lines[start + 1 : stop] if _stays(line)]
    while kept and not kept[-1].strip():
        kept.pop()
    head = [lines[start]] if values is not None else []
    blank = [""] if stop < len(lines) and (head or kept) else []
    return end.join([*lines[:start], *head, *written, *kept, *blank, *lines[stop:]]) + end


def _check(text: str, name: str, tables: Mapping[str, Values | None]) -> None:
    """Refuse a text that would not be read back as it is meant."""
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        read = {}
    for table, values in tables.items():
        if read.get(table, None if values is None else {}) != values:
            raise SettingsError(
                f"{name}: [{table}] can't be changed there; write it as a table of its own, "
                "a line for each setting. Nothing was changed"
            )


def _table(line: str) -> str:
    found = _HEADER.match(line)
    return found.group(1).strip("\"' ") if found else ""


def _stays(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
