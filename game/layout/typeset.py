"""Texts as they are set: no line begins with a French colon, and apostrophes are round.

Texts come from translators, therapists' plans and files of movements, typed with plain spaces and
straight apostrophes; French sets a narrow space that does not break before ; : ! ? and within « ».
"""

import re

NARROW = "\u202f"
"""A narrow space at which no line breaks."""

_BEFORE_MARK = re.compile(r"[ \u00a0](?=[;:!?»](?:\s|$))")
_AFTER_QUOTE = re.compile(r"(?<=«)[ \u00a0]")
_BETWEEN_LETTERS = re.compile(r"(?<=\w)'(?=\w)")


def typeset(text: str) -> str:
    """Return the text with no-break spaces where French wants them, and round apostrophes."""
    text = _AFTER_QUOTE.sub(NARROW, _BEFORE_MARK.sub(NARROW, text))
    return _BETWEEN_LETTERS.sub("\u2019", text)
