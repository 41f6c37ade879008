"""Fonts of this computer, found by name: Noto first, then DejaVu, then the one pygame brings.

Each writing system has its own list. The computer's fonts are listed once, when the first text is
drawn, which takes a fraction of a second.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache

import pygame

from game.layout.typeset import NARROW

LATIN = "Latn"
_CANDIDATES: Mapping[str, tuple[str, ...]] = {
    LATIN: ("notosans", "dejavusans", "segoeui", "helveticaneue", "liberationsans", "arial"),
    "Arab": ("notosansarabic", "notosansarabicui", "dejavusans", "segoeui", "geezapro"),
    "Hebr": ("notosanshebrew", "dejavusans", "segoeui", "arialhebrew"),
    "Deva": ("notosansdevanagari", "nirmalaui", "kohinoordevanagari", "mangal"),
    "Taml": ("notosanstamil", "nirmalaui", "tamilsangammn", "latha"),
    "Thai": ("notosansthai", "leelawadeeui", "thonburi", "tahoma"),
    "Hani": ("notosanscjksc", "notosanscjkjp", "microsoftyahei", "pingfangsc", "wenquanyimicrohei"),
    "Hang": ("notosanscjkkr", "malgungothic", "applesdgothicneo", "nanumgothic"),
    "Kana": ("notosanscjkjp", "yugothic", "hiraginosans", "takaogothic"),
}
# Unicode blocks that decide which list a character belongs to; anything else is drawn with the
# Latin font, which in Noto and DejaVu also holds Greek and Cyrillic.
_BLOCKS = (
    ("Hebr", 0x0590, 0x05FF),
    ("Arab", 0x0600, 0x06FF),
    ("Arab", 0x0750, 0x077F),
    ("Deva", 0x0900, 0x097F),
    ("Taml", 0x0B80, 0x0BFF),
    ("Thai", 0x0E00, 0x0E7F),
    ("Kana", 0x3040, 0x30FF),
    ("Hani", 0x4E00, 0x9FFF),
    ("Hang", 0xAC00, 0xD7A3),
)
_SCRIPT_NAMES = {
    "Arab": "Arabic",
    "Hebr": "Hebrew",
    "Deva": "Devanagari",
    "Taml": "Tamil",
    "Thai": "Thai",
    "Hani": "Chinese",
    "Hang": "Korean",
    "Kana": "Japanese",
}


def script_of(character: str) -> str | None:
    """Return the four-letter script of a letter or mark; None for digits, signs and spaces."""
    code = ord(character)
    for script, first, last in _BLOCKS:
        if first <= code <= last and not unicodedata.category(character).startswith("N"):
            return script
    return None if unicodedata.category(character)[0] in "ZPNSMC" else LATIN


@cache
def font_path(script: str) -> str | None:
    """Return the file of this script's font; None where this computer has none."""
    for name in _CANDIDATES[script]:
        path = pygame.font.match_font(name)
        if path is not None:
            return path
    return None


@cache
def font(script: str, size_px: int) -> pygame.font.Font:
    """Return the font of a script at a size; pygame's own where the computer has none."""
    made = pygame.font.Font(font_path(script), size_px)
    if script not in {LATIN, "Hani", "Hang", "Kana"}:
        made.set_script(script)
    return made


@cache
def narrow_space() -> str:
    """Return the narrow no-break space, or a usual one where the font lacks it."""
    return NARROW if font(LATIN, 20).metrics(NARROW)[0] is not None else "\u00a0"


def missing_scripts(text: str) -> tuple[str, ...]:
    """Return the English names of the scripts in `text` that this computer has no font for."""
    scripts = {script_of(character) for character in text} - {None, LATIN}
    return tuple(
        sorted(_SCRIPT_NAMES[script] for script in scripts if script and not font_path(script))
    )
