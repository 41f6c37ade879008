"""Many small pictures with captions on one sheet."""

from collections.abc import Sequence

import numpy as np
import pygame
from numpy.typing import NDArray

_COLUMNS = 4
_WIDTH_PX = 400
_GAP_PX = 10
_CAPTION_PX = 26
_PAPER = (236, 238, 240)
_INK = (40, 44, 48)


def contact_sheet(pictures: Sequence[tuple[str, NDArray[np.uint8]]]) -> NDArray[np.uint8]:
    """Return one picture with all of them, four to a row, in order.

    Args:
        pictures: Caption and picture, shape (height, width, 3), all of one size; at least one.
    """
    height, width = pictures[0][1].shape[:2]
    small_px = (_WIDTH_PX, round(_WIDTH_PX * height / width))
    rows = -(-len(pictures) // _COLUMNS)
    step_x, step_y = _WIDTH_PX + _GAP_PX, small_px[1] + _CAPTION_PX + _GAP_PX
    columns = min(_COLUMNS, len(pictures))
    sheet = pygame.Surface((columns * step_x + _GAP_PX, rows * step_y + _GAP_PX))
    sheet.fill(_PAPER)
    if not pygame.font.get_init():
        pygame.font.init()
    font = pygame.font.Font(None, _CAPTION_PX - 4)
    for i, (caption, picture) in enumerate(pictures):
        x_px = _GAP_PX + (i % _COLUMNS) * step_x
        y_px = _GAP_PX + (i // _COLUMNS) * step_y
        surface = pygame.surfarray.make_surface(np.ascontiguousarray(picture.swapaxes(0, 1)))
        sheet.blit(pygame.transform.smoothscale(surface, small_px), (x_px, y_px))
        sheet.blit(font.render(caption, True, _INK), (x_px + 2, y_px + small_px[1] + 5))
    pixels: NDArray[np.uint8] = pygame.surfarray.array3d(sheet).swapaxes(0, 1)
    return np.ascontiguousarray(pixels)
