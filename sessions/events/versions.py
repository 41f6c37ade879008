"""Old log entries made readable: each format version has a step to the next one.

Version 1 is the first and the present one, so there is no step yet. A step takes the JSON object
of one entry as its version wrote it and returns the same entry as the next version writes it.
"""

import json
from collections.abc import Callable, Mapping

from pydantic import JsonValue

from sessions.events.entry import FORMAT_VERSION

STEPS: Mapping[int, Callable[[dict[str, JsonValue]], dict[str, JsonValue]]] = {}
"""From version -> the step to that version plus one."""


class UnknownVersionError(ValueError):
    """The entry was written by a newer program."""


def upgraded(content: bytes, version: int) -> bytes:
    """Return an entry's JSON as the present version would have written it.

    Raises:
        UnknownVersionError: `version` is not known here.
    """
    if version == FORMAT_VERSION:
        return content
    if not 1 <= version < FORMAT_VERSION:
        raise UnknownVersionError
    entry = json.loads(content)
    for step in range(version, FORMAT_VERSION):
        entry = STEPS[step](entry)
    return json.dumps(entry).encode()
