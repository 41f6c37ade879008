"""The form of a document: fields, groups and lists, each at its place."""

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from sessions.portal.editing.preview import lasting
from sessions.portal.editing.schema import (
    Place,
    Schema,
    by_name,
    choices_of_groups,
    group_for,
    is_texts,
    options,
    tag_key,
)

FieldKind: TypeAlias = Literal["number", "whole", "yes", "choice", "text", "texts", "lines"]
_UNITS = {"_s": "seconds", "_deg": "degrees", "_px": "pixels", "_m": "metres", "_hz": "per second"}
_HIDDEN = ("schema_version", "exercise", "rule", "key_sha256")
LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Field:
    """One setting."""

    place: Place
    label: str
    kind: FieldKind
    value: Any
    """For ``texts`` pairs of language and words; for ``lines`` one entry a line."""
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    hint: str = ""
    may_be_empty: bool = False
    of_numbers: bool = False
    """Whether the entries of ``lines`` are numbers."""

    @property
    def name(self) -> str:
        """Its name in the form."""
        return name_of(self.place)


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together."""

    place: Place
    label: str
    about: str
    fields: tuple[Field, ...]
    inner: "tuple[Group | Several, ...]"
    removable: bool = False
    there: bool = True
    """False where it is left out and can be added."""
    kinds: tuple[str, ...] = ()
    """What it can be added as; empty where there is one kind."""

    @property
    def name(self) -> str:
        """Its name in the form."""
        return name_of(self.place)

    @property
    def brief(self) -> str:
        """What a block comes to, for its line while it is folded: how long, which movements."""
        values = {field.place[-1]: field.value for field in self.fields}
        lasts_s, movements = values.get("duration_s"), str(values.get("movements") or "")
        said = (
            lasting(lasts_s) if isinstance(lasts_s, (int, float)) else "",
            ", ".join(movements.replace("_", " ").split("\n")),
        )
        return ": ".join(part for part in said if part)


@dataclass(frozen=True, slots=True)
class Several:
    """A list of groups, or groups by their names."""

    place: Place
    label: str
    groups: tuple[Group, ...]
    kinds: tuple[str, ...]
    """What can be added; empty where there is one kind."""
    by_name: bool = False
    """Whether each has a name of its own rather than a number."""

    @property
    def name(self) -> str:
        """Its name in the form."""
        return name_of(self.place)


@dataclass(slots=True)
class _Parts:
    fields: list[Field] = field(default_factory=list)
    inner: list[Group | Several] = field(default_factory=list)


def name_of(place: Place) -> str:
    """Return a place as one word: ``blocks.0.duration_s``."""
    return ".".join(str(step) for step in place)


def place_of(name: str) -> Place:
    """Return the place that a name says."""
    return tuple(int(step) if step.isdigit() else step for step in name.split("."))


def form_of(whole: Schema, document: dict[str, Any]) -> Group:
    """Return the form of a document."""
    return _group(whole, whole, document, (), "")


def _group(
    whole: Schema, node: Schema, value: dict[str, Any], place: Place, label: str, **more: Any
) -> Group:
    group = group_for(whole, node, value)
    parts = _Parts()
    for key, inside in group.get("properties", {}).items():
        if key not in _HIDDEN:
            _put(parts, whole, inside, value.get(key), (*place, key))
    tag = tag_key(group)
    words = _plain(str(value[tag])) if tag is not None and tag in value else label
    about = str(group.get("description", "")).split("\n", 1)[0]
    return Group(place, words, about, tuple(parts.fields), tuple(parts.inner), **more)


def _put(parts: _Parts, whole: Schema, node: Schema, value: Any, place: Place) -> None:
    members, may_be_empty = options(whole, node)
    first = members[0]
    label = _label(str(place[-1]))
    if is_texts(members):
        words = {"en": value} if isinstance(value, str) else dict(value or {})
        texts = [(language, words.get(language, "")) for language in LANGUAGES]
        parts.fields.append(Field(place, label, "texts", texts, may_be_empty=may_be_empty))
    elif choices_of_groups(whole, first) or (
        first.get("type") == "object" and "properties" in first
    ):
        parts.inner.append(_maybe_group(whole, node, first, value, place, may_be_empty))
    elif first.get("type") == "object":
        parts.inner.append(_by_name(whole, first, value or {}, place, label))
    elif first.get("type") == "array" and _holds_groups(whole, first):
        parts.inner.append(_list(whole, first, value or [], place, label))
    else:
        default = node.get("default", first.get("default"))
        parts.fields.append(
            _field(first, default if value is None else value, place, label, may_be_empty)
        )


def _maybe_group(
    whole: Schema, node: Schema, first: Schema, value: Any, place: Place, may_be_empty: bool
) -> Group:
    kinds = tuple(choices_of_groups(whole, first))
    label = _label(str(place[-1]))
    if value is None and (may_be_empty or kinds):
        return Group(place, label, "", (), (), there=False, kinds=kinds)
    given = value if value is not None else node.get("default") or {}
    return _group(whole, first, given, place, label, removable=may_be_empty)


def _holds_groups(whole: Schema, node: Schema) -> bool:
    members, _ = options(whole, node.get("items", {}))
    return bool(choices_of_groups(whole, members[0])) or members[0].get("type") == "object"


def _list(whole: Schema, node: Schema, value: list[Any], place: Place, label: str) -> Several:
    groups = tuple(
        _group(whole, node["items"], item, (*place, i), f"{i + 1}", removable=True)
        for i, item in enumerate(value)
    )
    return Several(place, label, groups, tuple(choices_of_groups(whole, node["items"])))


def _by_name(
    whole: Schema, node: Schema, value: dict[str, Any], place: Place, label: str
) -> Several:
    members, _ = options(whole, by_name(node))
    groups = tuple(
        _group(whole, members[0], item, (*place, key), key, removable=True)
        for key, item in value.items()
        if isinstance(item, dict)
    )
    return Several(place, label, groups, (), by_name=True)


def _field(node: Schema, value: Any, place: Place, label: str, may_be_empty: bool) -> Field:
    kind: FieldKind
    choices: tuple[str, ...] = ()
    match node.get("type"):
        case "boolean":
            kind = "yes"
        case "integer":
            kind = "whole"
        case "number":
            kind = "number"
        case "array":
            kind, value = "lines", "\n".join(str(item) for item in value or ())
        case _ if "enum" in node:
            kind, choices = "choice", tuple(str(choice) for choice in node["enum"])
        case _:
            kind = "text"
    return Field(
        place,
        label,
        kind,
        value,
        choices,
        node.get("minimum"),
        node.get("maximum"),
        str(node.get("description", "")),
        may_be_empty,
        node.get("items", {}).get("type") in ("number", "integer"),
    )


def _label(key: str) -> str:
    for ending, unit in _UNITS.items():
        if key.endswith(ending):
            return f"{_plain(key.removesuffix(ending))} ({unit})"
    return _plain(key)


def _plain(key: str) -> str:
    return key.replace("_", " ").capitalize()
