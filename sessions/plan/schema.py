"""JSON Schemas of plans and courses, for editors that complete and check what a therapist writes.

What each key means is taken from the models' own docstrings, so that it is written once.
"""

import ast
import inspect
import itertools
import textwrap
from typing import Any, TypeAlias

from pydantic import BaseModel

from sessions.course.course import Course
from sessions.plan.document import models_in
from sessions.plan.plan import Plan

Schema: TypeAlias = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TAGS = {"exercise": "Which exercise this is.", "rule": "Which rule this is."}
"""What tells the members of a choice apart needs no docstring in each of them."""
_SAID_FOR_ALL = ("schema_version", "name", "title", "affected_side")
"""What a session of a course is given by the course."""


def plan_schema() -> Schema:
    """Return the schema of the plan of one session."""
    return _described(Plan)


def course_schema() -> Schema:
    """Return the schema of a course."""
    schema = _described(Course)
    session = schema["$defs"]["Plan"]
    session["required"] = [key for key in session["required"] if key not in _SAID_FOR_ALL]
    return schema


def _described(model: type[BaseModel]) -> Schema:
    schema: Schema = {"$schema": _DIALECT, **model.model_json_schema()}
    _describe(schema, model)
    known = {found.__name__: found for found in _all_models(model)}
    for name, part in schema.get("$defs", {}).items():
        if name in known:
            _describe(part, known[name])
    return schema


def _describe(schema: Schema, model: type[BaseModel]) -> None:
    """Put into each key what the model's source says below it, before what is allowed."""
    for key, meaning in _TAGS.items():
        if "const" in (part := schema.get("properties", {}).get(key, {})):
            part["description"] = meaning
    for base in reversed(model.__mro__):
        if not (issubclass(base, BaseModel) and base is not BaseModel):
            continue
        for key, meaning in _docstrings(base).items():
            if key in schema.get("properties", {}):
                part = schema["properties"][key]
                allowed = part.get("description", "")
                part["description"] = f"{meaning} Allowed: {allowed}." if allowed else meaning


def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(model)))
    except (OSError, TypeError):
        return {}  # A model made while running has no source.
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found: dict[str, str] = {}
    for field, below in itertools.pairwise(body):
        is_text = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and is_text:
            found[field.target.id] = " ".join(str(below.value.value).split())  # type: ignore[attr-defined]
    return found


def _all_models(model: type[BaseModel]) -> set[type[BaseModel]]:
    found, waiting = {model}, [model]
    while waiting:
        for field in waiting.pop().model_fields.values():
            for part in models_in(field.annotation):
                if part not in found:
                    found.add(part)
                    waiting.append(part)
    return found
