"""The words by which somebody is looked for: without case, accents or signs between letters."""

import re
import unicodedata

LONGEST = 40
_WITHIN_A_WORD = re.compile(r"['\u2019\u02bc`.]")
_WORD = re.compile(r"[^\W_]+")


def folded_words(text: str) -> tuple[str, ...]:
    """Return a text's words, each once, as they are kept and looked for.

    ``Zoë O'Brien-Maß`` is found by ``zoe``, by ``obrien`` and by ``mass``.
    """
    plain = unicodedata.normalize("NFKD", _WITHIN_A_WORD.sub("", text).casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(letters)))
