"""Takes what was typed into the form back into the document, and what a button asks for."""

import copy
from collections.abc import Mapping
from typing import Any

from sessions.portal.editing.fields import LANGUAGES, Field, Group, Several, form_of, place_of
from sessions.portal.editing.schema import Place, Schema, at, choices_of_groups, options, tag_key

_MOST_NAME = 32


def taken(whole: Schema, document: dict[str, Any], posted: Mapping[str, str]) -> dict[str, Any]:
    """Return the document with everything that was changed.

    What is left as it was shown is not written down: a default stays a default, and a session of a
    course goes on taking what the course says for all. What cannot be a value of its kind is kept
    as it was typed: checking then says what is wrong.
    """
    changed = copy.deepcopy(document)
    for field in _fields(form_of(whole, document)):
        if field.kind == "texts":
            words = {
                language: posted.get(f"{field.name}.{language}", "").strip()
                for language in LANGUAGES
            }
            if words != dict(field.value):
                written = {language: text for language, text in words.items() if text}
                _set(changed, field.place, written or None)
        elif field.kind == "yes":
            # A box that is not ticked is not sent; its twin says that it was on the page.
            ticked = field.name in posted
            if f"{field.name}.asked" in posted and ticked != bool(field.value):
                _set(changed, field.place, ticked)
        elif field.name in posted:
            value = _value(field, posted[field.name])
            if value != _value(field, "" if field.value is None else str(field.value)):
                _set(changed, field.place, value)
    return changed


def acted(whole: Schema, document: dict[str, Any], action: str, extra: str = "") -> dict[str, Any]:
    """Return the document after a button: ``add``, ``remove``, ``up`` or ``down`` and a place.

    Args:
        whole: The schema of the whole document.
        document: As it is.
        action: E.g. ``up blocks.2``.
        extra: What is to be added: the kind of block, or a name.

    Raises:
        ValueError: there is no such thing to do.
    """
    verb, _, name = action.partition(" ")
    place = place_of(name)
    changed = copy.deepcopy(document)
    try:
        match verb:
            case "add":
                _add(whole, changed, place, extra)
            case "remove":
                _remove(changed, place)
            case "up" | "down":
                _move(changed, place, -1 if verb == "up" else 1)
            case _:
                raise ValueError(f"there is no {verb}")
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError(f"there is nothing to {verb} there") from error
    return changed


def _fields(part: Group | Several) -> list[Field]:
    if isinstance(part, Several):
        return [field for group in part.groups for field in _fields(group)]
    if not part.there:
        return []
    return [*part.fields, *(field for inner in part.inner for field in _fields(inner))]


def _value(field: Field, typed: str) -> Any:
    text = typed.strip()
    if field.kind == "lines":
        lines = [line.strip() for line in typed.replace(",", "\n").splitlines()]
        found = [_number(line) if field.of_numbers else line for line in lines if line]
        return found or None
    if not text:
        return None
    try:
        if field.kind == "whole":
            return int(text)
        if field.kind == "number":
            return float(text.replace(",", "."))
    except ValueError:
        return text
    return text


def _number(text: str) -> Any:
    try:
        value = float(text)
    except ValueError:
        return text
    return int(value) if value.is_integer() else value


def _set(document: Any, place: Place, value: Any) -> None:
    """Put a value at a place, making the groups on the way; None leaves the setting out."""
    *way, last = place
    for step in way:
        if isinstance(document, dict) and document.get(step) is None:
            if value is None:
                return
            document[step] = {}
        document = document[step]
    if value is None:
        document.pop(last, None)
    else:
        document[last] = value


def _get(document: Any, place: Place) -> Any:
    for step in place:
        document = document[step]
    return document


def _add(whole: Schema, document: dict[str, Any], place: Place, extra: str) -> None:
    members, _ = options(whole, at(whole, place, document))
    node = members[0]
    if node.get("type") == "array":
        items = document
        for step in place[:-1]:
            items = items[step]  # type: ignore[index]
        items.setdefault(place[-1], []).append(_new(whole, node["items"], extra))  # type: ignore[arg-type]
    elif "properties" not in node and node.get("type") == "object":
        key = extra.strip().lower().replace(" ", "-")[:_MOST_NAME]
        if not key:
            raise ValueError("give it a name")
        holder = _get(document, place[:-1])
        holder.setdefault(place[-1], {}).setdefault(key, {"blocks": []})
    else:
        _set(document, place, _new(whole, node, extra))


def _new(whole: Schema, node: Schema, kind: str) -> dict[str, Any]:
    """Return a new group with nothing but its tag and what it must have."""
    groups = choices_of_groups(whole, node)
    members, _ = options(whole, node)
    group = groups.get(kind) if groups else members[0]
    if group is None:
        raise ValueError("choose what to add")
    tag = tag_key(group)
    return {tag: kind} if tag is not None else {}


def _remove(document: Any, place: Place) -> None:
    holder = _get(document, place[:-1])
    last = place[-1]
    if isinstance(holder, list):
        holder.pop(int(last))
    else:
        holder.pop(last, None)


def _move(document: Any, place: Place, by: int) -> None:
    holder, index = _get(document, place[:-1]), int(place[-1])
    other = index + by
    if 0 <= other < len(holder):
        holder[index], holder[other] = holder[other], holder[index]
