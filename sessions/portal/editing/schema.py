"""Finds its way in the JSON Schema of a plan or a course."""

from functools import cache
from typing import Any, Literal, TypeAlias

from sessions.course.course import Course
from sessions.plan.plan import Plan

Schema: TypeAlias = dict[str, Any]
Kind: TypeAlias = Literal["plan", "course"]
Place: TypeAlias = tuple[str | int, ...]

TAGS = ("exercise", "rule")
"""What tells the members of a choice of groups apart."""


@cache
def root(kind: Kind) -> Schema:
    """Return the schema of a whole document."""
    model = Plan if kind == "plan" else Course
    return model.model_json_schema()


def resolved(whole: Schema, node: Schema) -> Schema:
    """Follow a reference."""
    while "$ref" in node:
        node = whole["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return node


def options(whole: Schema, node: Schema) -> tuple[list[Schema], bool]:
    """Return what a node can be besides nothing, and whether it can be nothing."""
    node = resolved(whole, node)
    members = [resolved(whole, member) for member in node.get("anyOf", [node])]
    real = [member for member in members if member.get("type") != "null"]
    return real, len(real) < len(members)


def is_texts(members: list[Schema]) -> bool:
    """Tell whether it is a text in several languages."""
    return any(by_name(member).get("type") == "string" for member in members)


def by_name(node: Schema) -> Schema:
    """Return what each named part of a table is; empty where parts have no names of their own."""
    pattern: dict[str, Schema] = node.get("patternProperties", {})
    found = next(iter(pattern.values()), node.get("additionalProperties"))
    return found if isinstance(found, dict) else {}


def choices_of_groups(whole: Schema, node: Schema) -> dict[str, Schema]:
    """Return the groups that a node can be, by their tag; empty where it is no such choice."""
    node = resolved(whole, node)
    mapping = node.get("discriminator", {}).get("mapping", {})
    return {tag: resolved(whole, {"$ref": place}) for tag, place in mapping.items()}


def tag_key(group: Schema) -> str | None:
    """Return the name of a group's tag, ``exercise`` for a block."""
    return next((key for key in TAGS if "const" in group.get("properties", {}).get(key, {})), None)


def group_for(whole: Schema, node: Schema, value: object) -> Schema:
    """Return the group that a value is, where the node is a choice of groups."""
    groups = choices_of_groups(whole, node)
    if not groups:
        return resolved(whole, node)
    for key in TAGS:
        if isinstance(value, dict) and value.get(key) in groups:
            return groups[str(value[key])]
    return next(iter(groups.values()))


def at(whole: Schema, place: Place, document: object) -> Schema:
    """Return the schema of what stands at a place of a document.

    Raises:
        KeyError: nothing can stand there.
    """
    node, value = whole, document
    for step in place:
        members, _ = options(whole, node)
        node = group_for(whole, members[0], value)
        if isinstance(step, int):
            node = node["items"]
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            inside = node.get("properties", {})
            node = inside[step] if step in inside else _named(node)
            value = value.get(step) if isinstance(value, dict) else None
    return node


def _named(node: Schema) -> Schema:
    found = by_name(node)
    if not found:
        raise KeyError("nothing can stand there")
    return found
