"""French is complete, placeholders survive translation, and the compiled file is up to date."""

import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from game import language

ROOT = Path(__file__).resolve().parents[2]
CATALOG = ROOT / "assets" / "locale" / "fr" / "LC_MESSAGES" / "mirrorlimb.po"


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    language.use("en")


def said() -> set[str]:
    """Return every text that the program's source says through gettext."""
    found = extract_from_dir(
        ROOT / "game", method_map=[("**.py", "python")], keywords={"tr": None, "tr_n": (1, 2)}
    )
    return {m[0] if isinstance(m, tuple) else m for _, _, m, _, _ in found}


def translated() -> dict[str, tuple[str, ...]]:
    with CATALOG.open("rb") as file:
        catalog = read_po(file, locale="fr")
    texts: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        if message.id:
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            value = message.string
            texts[key] = tuple(value) if isinstance(value, (tuple, list)) else (value,)
    return texts


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_text_has_its_french() -> None:
    french = translated()
    assert said()
    lacking = [text for text in said() if not all(french.get(text, ("",)))]
    assert lacking == []


def test_no_placeholder_is_lost_in_french() -> None:
    for text, french in translated().items():
        for form in french:
            assert fields(form) == fields(text), text


def test_the_compiled_french_is_what_the_readable_one_says() -> None:
    with CATALOG.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    for text, french in translated().items():
        message = compiled.get(text)
        assert message is not None, text
        value = message.string
        assert (tuple(value) if isinstance(value, (tuple, list)) else (value,)) == french


def test_plurals_follow_the_language() -> None:
    language.use("fr")
    assert language.tr_n("You made {n} movement.", "You made {n} movements.", 1).endswith(
        "mouvement."
    )
    assert language.tr_n("You made {n} movement.", "You made {n} movements.", 5).endswith(
        "mouvements."
    )


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANGUAGE": "fr:en", "LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "ja_JP.UTF-8"}, "en"),
    ],
)
def test_the_computers_own_language_is_spoken_where_it_is_known(
    environment: dict[str, str], code: str
) -> None:
    assert language.system_language(environment) == code


@pytest.mark.parametrize("code", ["de", "xx", ""])
def test_a_language_that_is_not_there_falls_back_to_english(code: str) -> None:
    language.use(code)
    assert language.tr("Go on") == "Go on"
    assert language.current() == "en"
