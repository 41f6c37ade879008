"""Lines of text already drawn, side by side in one texture: a word is shaped and uploaded once."""

from dataclasses import dataclass

import numpy as np

from game.render.text import coverage
from game.render.texture import Texture

_BORDER_PX = 1


class AtlasFullError(Exception):
    """There is no room for another line: clear the atlas and put in what is needed now."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Where a line of text is in the atlas; the corners as shares of its width and height."""

    left: float
    top: float
    right: float
    bottom: float
    width_px: int
    height_px: int


class TextAtlas:
    """A texture filled shelf by shelf from its first row."""

    def __init__(self, size_px: tuple[int, int], unit: int) -> None:
        self._size_px = size_px
        self._texture = Texture(np.zeros((size_px[1], size_px[0]), dtype=np.uint8), unit)
        self._placed: dict[tuple[str, int], PlacedText] = {}
        self._next_x_px = self._next_y_px = self._shelf_px = 0

    def clear(self) -> None:
        """Forget every line."""
        self._placed.clear()
        self._next_x_px = self._next_y_px = self._shelf_px = 0

    def delete(self) -> None:
        """Free its memory on the card."""
        self._texture.delete()

    def place(self, text: str, size_px: int) -> PlacedText:
        """Return where a line of text is, drawing it on first use.

        Raises:
            AtlasFullError: it does not fit beside what is already there.
        """
        placed = self._placed.get((text, size_px))
        if placed is None:
            placed = self._placed[(text, size_px)] = self._drawn(text, size_px)
        return placed

    def _drawn(self, text: str, size_px: int) -> PlacedText:
        letters = coverage(text, size_px)
        height_px, width_px = letters.shape
        atlas_width_px, atlas_height_px = self._size_px
        if self._next_x_px + width_px + _BORDER_PX > atlas_width_px:
            self._next_x_px = 0
            self._next_y_px += self._shelf_px + _BORDER_PX
            self._shelf_px = 0
        if width_px > atlas_width_px or self._next_y_px + height_px > atlas_height_px:
            raise AtlasFullError(f"no room for a line {width_px} pixels wide")
        x_px, y_px = self._next_x_px, self._next_y_px
        self._texture.replace(letters, x_px, y_px)
        self._next_x_px += width_px + _BORDER_PX
        self._shelf_px = max(self._shelf_px, height_px)
        return PlacedText(
            x_px / atlas_width_px,
            y_px / atlas_height_px,
            (x_px + width_px) / atlas_width_px,
            (y_px + height_px) / atlas_height_px,
            width_px,
            height_px,
        )
