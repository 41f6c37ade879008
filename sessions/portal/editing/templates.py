"""The ready plans and courses to begin from, and the movements that exist."""

import json
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from sessions.portal.editing.schema import Kind


@cache
def ready() -> tuple[tuple[str, Kind, str], ...]:
    """Return every ready document: its name, its kind, its title."""
    found: list[tuple[str, Kind, str]] = []
    for kind, folder in (("course", "courses"), ("plan", "plans")):
        for file in sorted((resources.files("assets") / folder).iterdir(), key=lambda f: f.name):
            if file.name.endswith(".toml"):
                document = tomllib.loads(file.read_text(encoding="utf-8"))
                title = document.get("title", {})
                words = title.get("en", "") if isinstance(title, dict) else str(title)
                name = file.name.removesuffix(".toml")
                found.append((name, "course" if kind == "course" else "plan", words))
    return tuple(found)


def ready_document(name: str) -> tuple[Kind, dict[str, Any]]:
    """Return a ready document.

    Raises:
        LookupError: there is none of that name.
    """
    for known, kind, _ in ready():
        if known == name:
            file = resources.files("assets") / f"{kind}s" / f"{name}.toml"
            # Through JSON: dates and the like are nothing that a plan may hold.
            document = tomllib.loads(file.read_text(encoding="utf-8"))
            return kind, json.loads(json.dumps(document))
    raise LookupError(f"there is no ready plan or course {name}")


@cache
def movements() -> tuple[str, ...]:
    """Return the names of all movements."""
    folder = resources.files("assets") / "movements"
    names = [f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")]
    return tuple(sorted(names))
