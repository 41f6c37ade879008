"""French marks stay with their words, whatever the width; nothing else is changed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.display.blank import rough_measure
from game.language import tr, use
from game.layout.typeset import NARROW, typeset
from game.layout.wrapping import wrapped


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Gauche : Relever. Prêt ?", f"Gauche{NARROW}: Relever. Prêt{NARROW}?"),
        ("Doucement ; ici !", f"Doucement{NARROW}; ici{NARROW}!"),
        ("Dites « oui »", f"Dites «{NARROW}oui{NARROW}»"),
        ("l'anneau, can't", "l\u2019anneau, can\u2019t"),
        ("8:30, a:b, ':' and x ;y", "8:30, a:b, ':' and x ;y"),
    ],
)
def test_marks_have_a_narrow_space_that_does_not_break(typed: str, set_: str) -> None:
    assert typeset(typed) == set_
    assert typeset(set_) == set_


@given(st.integers(60, 900), st.integers(12, 40))
def test_no_line_begins_with_a_mark_at_any_width(width_px: int, size_px: int) -> None:
    use("fr")
    said = tr("Up: {up}. Down: {down}. Gently; it stays where you leave it.")
    text = said.format(up="Ouvrir la main", down="Fermer la main") + " Est-ce clair ?"
    lines = wrapped(text, size_px, width_px, rough_measure)
    words = [word for word in re.split(r"[ \n]", typeset(text)) if word]
    widest_px = max(rough_measure(word, size_px)[0] for word in words)
    if widest_px <= width_px:
        assert not any(line[0] in ":;!?" for line in lines)
        assert " ".join(lines) == typeset(text)


def test_french_says_vous_and_never_tu() -> None:
    said = Path("assets/locale/fr/LC_MESSAGES/mirrorlimb.po").read_text(encoding="utf-8")
    assert not re.search(r"\b(tu|toi|ton|tes)\b", re.sub(r'(?m)^msgid .*(\n".*")*', "", said))
