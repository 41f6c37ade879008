"""A line of words in any script, as a picture of its letters.

SDL_ttf shapes the letters of one run; what it does not do is put runs of different directions in
order or find a font for each script. Both are done here: the line is split where the direction
(Unicode's bidirectional algorithm, by python-bidi) or the script changes, the runs are put in order
(rule L2 of that algorithm), and each is drawn with its own font and direction.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pygame
from bidi.algorithm import (
    calc_level_runs,
    explicit_embed_and_overrides,
    get_base_level,
    get_embedding_levels,
    get_empty_storage,
    resolve_implicit_levels,
    resolve_neutral_types,
    resolve_weak_types,
)
from numpy.typing import NDArray

from game.layout.typeset import NARROW
from game.render.fonts import LATIN, font, narrow_space, script_of

_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters of one script and one direction; odd levels run from right to left."""

    script: str
    level: int
    text: str


@lru_cache(maxsize=4096)
def measure(text: str, size_px: int) -> tuple[int, int]:
    """Return the width and height in pixels of one line of text."""
    height_px = font(LATIN, size_px).get_linesize()
    if not text:
        return 0, height_px
    width_px = 0
    for run in _runs(text):
        run_width_px, run_height_px = _run_font(run, size_px).size(run.text)
        width_px += run_width_px
        height_px = max(height_px, run_height_px)
    return width_px, height_px


def coverage(text: str, size_px: int) -> NDArray[np.uint8]:
    """Return how much of each pixel the letters of one line cover, 0 to 255, upper row first."""
    parts = []
    for run in _in_visual_order(_runs(text)):
        run_font = _run_font(run, size_px)
        parts.append((run_font.render(run.text, True, _WHITE), run_font.get_ascent()))
    width_px, height_px = measure(text, size_px)
    baseline_px = max((ascent_px for _, ascent_px in parts), default=0)
    line = np.zeros((height_px, max(1, width_px)), dtype=np.uint8)
    x_px = 0
    for surface, ascent_px in parts:
        letters = pygame.surfarray.array_alpha(surface).T
        top_px = baseline_px - ascent_px
        rows = min(letters.shape[0], height_px - top_px)
        columns = min(letters.shape[1], line.shape[1] - x_px)
        line[top_px : top_px + rows, x_px : x_px + columns] = letters[:rows, :columns]
        x_px += letters.shape[1]
    return line


def _run_font(run: _Run, size_px: int) -> pygame.font.Font:
    run_font = font(run.script, size_px)
    run_font.set_direction(pygame.DIRECTION_RTL if run.level & 1 else pygame.DIRECTION_LTR)
    return run_font


def _runs(text: str) -> list[_Run]:
    runs: list[_Run] = []
    text = text.replace(NARROW, narrow_space())
    for character, level in zip(text, _levels(text), strict=True):
        last = runs[-1] if runs else None
        script = script_of(character)
        if script is None:
            # Fonts for other scripts often lack digits and brackets: those come from the Latin one.
            stays = last is not None and last.level == level and character == " "
            script = last.script if last is not None and stays else LATIN
        if last is not None and last.script == script and last.level == level:
            runs[-1] = _Run(script, level, last.text + character)
        else:
            runs.append(_Run(script, level, character))
    return runs


def _levels(text: str) -> list[int]:
    """Return the embedding level of each character, 0 for text that runs left to right."""
    if all(ord(character) < 0x0590 for character in text):
        return [0] * len(text)
    storage = get_empty_storage()
    base = get_base_level(text)
    storage["base_level"] = base
    storage["base_dir"] = ("L", "R")[base]
    get_embedding_levels(text, storage)
    explicit_embed_and_overrides(storage)
    calc_level_runs(storage)
    resolve_weak_types(storage)
    resolve_neutral_types(storage, False)
    resolve_implicit_levels(storage, False)
    levels = [int(character["level"]) for character in storage["chars"]]
    # The algorithm takes marks of direction out (rule X9); text with them is left as it stands.
    return levels if len(levels) == len(text) else [base] * len(text)


def _in_visual_order(runs: list[_Run]) -> list[_Run]:
    """Reverse each stretch of runs at or above each level, highest first (rule L2)."""
    ordered = list(runs)
    for level in range(max((run.level for run in runs), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end].level >= level:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            start = max(end, start + 1)
    return ordered
