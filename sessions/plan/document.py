"""Models of files that people write: strict, frozen, and with errors a person can act on.

A therapist who mistypes a key gets one sentence: the file, the place in it, what is wrong and
what is allowed. Values are never repeated, because a value may be anything, a name included.
"""

import difflib
from types import NoneType, UnionType
from typing import Annotated, Literal, TypeAlias, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

Place: TypeAlias = tuple[int | str, ...]

_LONGEST_KEY_SHOWN = 40
_TAGS = ("exercise", "rule")
"""The keys that tell the members of a union apart."""
_PROBLEMS = {
    "missing": "is missing",
    "union_tag_not_found": "is missing",
    "union_tag_invalid": "is not known",
    "literal_error": "is not one of the choices",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
    "too_short": "is empty",
    "too_long": "is too long",
    "string_too_short": "is empty",
    "string_too_long": "is too long",
    "string_pattern_mismatch": "is not written in the right way",
    "string_type": "is not text",
    "bool_type": "is neither true nor false",
    "int_type": "is not a whole number",
    "int_from_float": "is not a whole number",
    "float_type": "is not a number",
    "tuple_type": "is not a list",
    "dict_type": "is of the wrong kind",
    "model_type": "is not a table",
    "model_attributes_type": "is not a table",
}


class Document(BaseModel):
    """Part of a file from outside: unknown keys, wrong types and odd numbers are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def explain(error: ValidationError, model: type[BaseModel]) -> tuple[str, str]:
    """Return the place and the problem of the first fault, in words.

    Args:
        error: What validating the file against `model` raised.
        model: The model of the whole file.

    Returns:
        The place, e.g. ``blocks[2].duration_s``, and a phrase saying what is wrong and allowed.
    """
    # A misspelt key is reported both as unknown and as missing: the first helps more.
    faults = sorted(_faults(error), key=lambda fault: fault["type"] != "extra_forbidden")
    fault = faults[0]
    kind, more = fault["type"], len(faults) - 1
    place, owner, field = _walk(model, fault["loc"])
    rest = f" ({more} more to mend after this)" if more else ""
    if kind == "extra_forbidden" and owner is not None:
        return _text(place), _unknown_key(str(place[-1]), owner) + rest
    if kind == "value_error":
        return _text(place), str(fault["ctx"]["error"]) + rest
    allowed = _allowed(field)
    if kind in {"union_tag_not_found", "union_tag_invalid"}:
        place, allowed = (*place, _tag_key(field)), _tags(field)
    problem = _PROBLEMS.get(kind, "can't be used")
    return _text(place), (f"{problem}; allowed: {allowed}" if allowed else problem) + rest


def _faults(error: ValidationError) -> list[ErrorDetails]:
    faults = error.errors(include_url=False, include_input=False)
    # A list with a faulty item is reported a second time, as too short: not news.
    places = [fault["loc"] for fault in faults]
    return [
        fault
        for fault in faults
        if fault["type"] != "too_short"
        or not any(
            len(p) > len(fault["loc"]) and p[: len(fault["loc"])] == fault["loc"] for p in places
        )
    ]


def _text(place: Place) -> str:
    text = ""
    for part in place:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            shown = part if len(part) <= _LONGEST_KEY_SHOWN else part[:_LONGEST_KEY_SHOWN] + "..."
            text += f".{shown}" if text else shown
    return text


def _unknown_key(key: str, owner: type[BaseModel]) -> str:
    keys = list(owner.model_fields)
    near = difflib.get_close_matches(key, keys, n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]}" if near else ""
    return f"is not a key of this table{hint}; allowed: {', '.join(keys)}"


def _tags(field: FieldInfo | None) -> str:
    models = models_in(field.annotation) if field is not None else []
    return " or ".join(f'"{tag}"' for model in models for tag in _tag_of(model))


def _tag_key(field: FieldInfo | None) -> str:
    """Return the name of the key that tells a union's members apart."""
    models = models_in(field.annotation) if field is not None else []
    return next((tag for model in models for tag in _TAGS if tag in model.model_fields), _TAGS[0])


def models_in(annotation: object) -> list[type[BaseModel]]:
    """Return every model an annotation may hold, however deep it is wrapped."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in models_in(part)]


def _walk(
    model: type[BaseModel], loc: Place
) -> tuple[Place, type[BaseModel] | None, FieldInfo | None]:
    """Follow pydantic's location; drop the tags of unions, which stand in no file."""
    owner: type[BaseModel] | None = model
    candidates: list[type[BaseModel]] = [model]
    field: FieldInfo | None = None
    place: list[int | str] = []
    keyed = False
    for part in loc:
        if isinstance(part, int):
            place.append(part)
            continue
        tagged = [c for c in candidates if part in _tag_of(c)]
        if tagged and len(candidates) > 1:
            candidates = tagged
            continue
        if part == "[key]":
            continue
        if keyed:
            # A table of tables: this is one of its own keys, and names no field.
            keyed = False
            place.append(part)
            continue
        owner = candidates[0] if candidates else None
        place.append(part)
        if owner is not None and part in owner.model_fields:
            field = owner.model_fields[part]
            candidates = models_in(field.annotation)
            keyed = bool(candidates) and get_origin(field.annotation) is dict
        else:
            candidates = []
    return tuple(place), owner, field


def _tag_of(model: type[BaseModel]) -> tuple[str, ...]:
    fields = [model.model_fields[tag] for tag in _TAGS if tag in model.model_fields]
    return get_args(fields[0].annotation) if fields else ()


def _allowed(field: FieldInfo | None) -> str:
    if field is None:
        return ""
    if field.description:
        return field.description
    return _allowed_type(field.annotation, tuple(field.metadata))


def _allowed_type(annotation: object, metadata: tuple[object, ...]) -> str:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _allowed_type(inner, (*metadata, *more))
    if origin is Literal:
        return " or ".join(
            f'"{choice}"' if isinstance(choice, str) else str(choice)
            for choice in get_args(annotation)
        )
    if origin in {Union, UnionType}:
        parts = [part for part in get_args(annotation) if part is not NoneType]
        return " or ".join(filter(None, (_allowed_type(part, metadata) for part in parts)))
    if annotation is bool:
        return "true or false"
    if annotation in {int, float}:
        return _allowed_number(annotation is int, metadata)
    if annotation is str:
        return "text"
    return "a table" if models_in(annotation) and origin is None else ""


def _allowed_number(whole: bool, metadata: tuple[object, ...]) -> str:
    lows = [m.ge for m in metadata if isinstance(m, annotated_types.Ge)]
    highs = [m.le for m in metadata if isinstance(m, annotated_types.Le)]
    noun = "a whole number" if whole else "a number"
    if not (lows and highs):
        return noun
    return f"{noun} from {_plain(lows[0])} to {_plain(highs[0])}"


def _plain(bound: object) -> str:
    return str(bound).removesuffix(".0")
