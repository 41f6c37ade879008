"""Breaks a text into lines that fit a width; measuring letters is the caller's."""

import re
from collections.abc import Callable
from typing import TypeAlias

from game.layout.typeset import typeset

Measure: TypeAlias = Callable[[str, int], tuple[int, int]]
"""Text and font size in pixels to the width and height of that one line, in pixels."""

_ELLIPSIS = "…"


def wrapped(text: str, size_px: int, width_px: int, measure: Measure) -> tuple[str, ...]:
    """Return `text` in lines no wider than `width_px`.

    Lines break at spaces, but never at a no-break space; a word wider than a line breaks inside. A
    character that is wider than the line all by itself stands alone.
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in _words(paragraph):
            joined = f"{line} {word}" if line else word
            if measure(joined, size_px)[0] <= width_px:
                line = joined
                continue
            if line:
                lines.append(line)
            *broken, line = _broken(word, size_px, width_px, measure)
            lines.extend(broken)
        if line:
            lines.append(line)
    return tuple(lines)


def shortened(
    lines: tuple[str, ...], most: int, size_px: int, width_px: int, measure: Measure
) -> tuple[str, ...]:
    """Return at most `most` lines, the last ending in an ellipsis where something is left out."""
    if len(lines) <= most:
        return lines
    if most <= 0:
        return ()
    last = lines[most - 1]
    while last and measure(last + _ELLIPSIS, size_px)[0] > width_px:
        last = last[:-1]
    return (*lines[: most - 1], last.rstrip() + _ELLIPSIS)


def longest_word_px(text: str, size_px: int, measure: Measure) -> int:
    """Return the width of the widest word: a narrower line would break it."""
    return max((measure(word, size_px)[0] for word in _words(text)), default=0)


def _words(text: str) -> list[str]:
    # Python's own splitting takes a no-break space for a space as well.
    return [word for word in re.split(r"[ \t\r\n]+", typeset(text)) if word]


def _broken(word: str, size_px: int, width_px: int, measure: Measure) -> list[str]:
    pieces = []
    piece = ""
    for character in word:
        if piece and measure(piece + character, size_px)[0] > width_px:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]
