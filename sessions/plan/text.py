"""From a plan file to JSON text, with the line number of anything that is not TOML or JSON."""

import json
import re
import tomllib
from pathlib import Path

from pydantic import JsonValue

from sessions.errors import PlanError

LARGEST_PLAN_BYTES = 1_000_000


class _WrittenTwiceError(ValueError):
    """A key stands twice in one JSON table."""


def read_plan_text(path: Path) -> str:
    """Return the file's text.

    Raises:
        PlanError: the file is missing, unreadable, too large or not text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_PLAN_BYTES + 1)
    except FileNotFoundError:
        problem = "there is no such plan file; check its name and folder"
    except IsADirectoryError:
        problem = "this is a folder; name a plan file in it"
    except OSError:
        problem = "this file can't be read; check that you may open it"
    else:
        if len(data) <= LARGEST_PLAN_BYTES:
            return _decode(data, path.name)
        problem = f"this file is too large for a plan; allowed: up to {LARGEST_PLAN_BYTES} bytes"
    raise PlanError(source_name=path.name, place="", problem=problem)


def parse_plan_text(text: str, *, source_name: str) -> str:
    """Return the plan as JSON text, whatever it was written in.

    Raises:
        PlanError: the text is neither; says the line where it can.
    """
    is_json = source_name.lower().endswith(".json")
    language = "JSON" if is_json else "TOML"
    try:
        # tomllib and json differ in their types, pydantic reads JSON strictly: one way for both.
        if is_json:
            document: object = json.loads(text, object_pairs_hook=_no_key_twice)
        else:
            document = tomllib.loads(text)
        return json.dumps(document, default=_never_allowed)
    except _WrittenTwiceError:
        problem = "a key is written twice in the same table; leave one out"
        raise PlanError(source_name=source_name, place="", problem=problem) from None
    except json.JSONDecodeError as error:
        place, problem = f"line {error.lineno}", "this is not valid JSON"
    except tomllib.TOMLDecodeError as error:
        place, problem = _toml_place(str(error), text), _toml_problem(str(error))
    except (ValueError, OverflowError):
        place, problem = "", f"a number in it is too long to be read as {language}"
    except RecursionError:
        place, problem = "", "tables or lists are nested too deeply"
    raise PlanError(source_name=source_name, place=place, problem=problem)


def _decode(data: bytes, source_name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problem = "this is not UTF-8 text; save the file as UTF-8"
        raise PlanError(source_name=source_name, place=f"line {line}", problem=problem) from None


def _no_key_twice(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise _WrittenTwiceError
    return table


def _never_allowed(value: object) -> list[JsonValue]:
    """Put an empty list where TOML had a date or time, so that the model names the place."""
    return []


def _toml_place(message: str, text: str) -> str:
    # tomllib tells the line only inside its message until Python 3.14.
    match = re.search(r"\(at line (\d+)", message)
    return f"line {match[1] if match else max(1, len(text.splitlines()))}"


def _toml_problem(message: str) -> str:
    if "overwrite" in message or "twice" in message:
        return "a key or table is written twice; leave one out"
    if "end of document" in message or "Unclosed" in message or "Unterminated" in message:
        return "the file ends too early; a bracket or quotation mark may not be closed"
    return "this is not valid TOML; texts need quotation marks, keys an equals sign"
