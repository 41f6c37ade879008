"""Every question that the program can ask, read from its data files in `assets/items`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from sessions.asking.item import ChooseSeveral, Item


@cache
def catalogue() -> Mapping[str, Item]:
    """Return every question by its id, in the order of the files."""
    items: dict[str, Item] = {}
    folder = files("assets") / "items"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        for table in tomllib.loads(file.read_text(encoding="utf-8"))["items"]:
            item = Item.model_validate(table, strict=False)
            if item.id in items:
                raise ValueError(f"{file.name}: the question {item.id} is there twice")
            items[item.id] = item
    return MappingProxyType(items)


def item(item_id: str) -> Item:
    """Return one question; ``quality.burning`` is the rating of one word of ``quality``.

    Raises:
        LookupError: there is none of this id; the message lists those there are.
    """
    whole, _, word = item_id.partition(".")
    found = catalogue().get(whole)
    if found is None:
        raise LookupError(f"there is no such question; allowed: {', '.join(catalogue())}")
    return rating_of(found, word) if word else found


def rating_of(whole: Item, option_id: str) -> Item:
    """Return the question that rates one chosen option, e.g. ``quality.burning``, 0 to 5.

    Raises:
        LookupError: this question has no such option, or its options are not rated.
    """
    ask = whole.ask
    if isinstance(ask, ChooseSeveral) and ask.rated is not None:
        for option in ask.options:
            if option.id == option_id and not option.alone:
                return whole.model_copy(
                    update={
                        "id": f"{whole.id}.{option_id}",
                        "text": option.text,
                        "hint": None,
                        "ask": ask.rated,
                    }
                )
    raise LookupError(f"the question {whole.id} does not rate {option_id}")
