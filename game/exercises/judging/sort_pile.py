"""The pile of cards of the sorting game: gives one of the wanted side that is about so hard."""

from collections import deque
from collections.abc import Sequence

import numpy as np

from game.display.limb_picture import LimbPicture, Painted
from game.drawing import Sprite
from game.exercises.judging.deck import named
from sensors.pose import Side
from sessions.blocks.pictures import distance_from_upright_deg

_UNUSUAL_VIEW = {"dorsal": 0.0, "palmar": 0.1, "radial": 0.2, "ulnar": 0.25}
_NOT_AGAIN_WITHIN = 5
_PAPER = (252, 250, 245)
_EDGE = (186, 180, 168)
_CORNER, _BORDER = 0.09, 0.012
"""As shares of the card's side."""


def hardness(card: LimbPicture) -> float:
    """Return how hard a picture is to judge, 0 to 1: mostly by its angle, a little by its side.

    Judging takes longer the further a hand is turned from upright; how much the view adds is our
    guess, and only orders the cards.
    """
    return 0.75 * distance_from_upright_deg(card.angle_deg) / 180.0 + _UNUSUAL_VIEW[card.view]


class SortPile:
    """Cards with their pictures, and the order of sides in which they come."""

    def __init__(
        self, cards: Sequence[LimbPicture], sprites: Sequence[Sprite], sides: Sequence[Side]
    ) -> None:
        self._sides = deque(sides)
        self._faces = {
            card: on_paper(sprite.rgba) for card, sprite in zip(cards, sprites, strict=True)
        }
        self._of_side: dict[Side, list[LimbPicture]] = {
            side: sorted(
                {c for c in cards if c.side == side}, key=lambda c: (hardness(c), named(c))
            )
            for side in ("left", "right")
        }
        self._lately: deque[LimbPicture] = deque(maxlen=_NOT_AGAIN_WITHIN)

    @property
    def left(self) -> int:
        """Cards still to come."""
        return len(self._sides)

    def draw(self, level: float) -> LimbPicture:
        """Return the next card, about as hard as `level` (0 to 1) has it.

        Raises:
            IndexError: no card is left.
        """
        of_side = self._of_side[self._sides.popleft()]
        fresh = [card for card in of_side if card not in self._lately] or of_side
        # Cards lie in order of hardness, so a share of the pile is a share of its range.
        card = fresh[round(level * (len(fresh) - 1))]
        self._lately.append(card)
        return card

    def face(self, card: LimbPicture) -> Painted:
        """Return the card's picture on its paper."""
        return self._faces[card]


def on_paper(picture: Painted) -> Painted:
    """Return a picture laid on a card with round corners and a thin edge."""
    rows, columns = picture.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns]
    half = np.array((columns / 2, rows / 2))
    corner = _CORNER * rows
    away = np.stack((np.abs(x + 0.5 - half[0]), np.abs(y + 0.5 - half[1])), axis=-1)
    outside = np.maximum(away - (half - corner), 0.0)
    depth = corner - np.hypot(outside[..., 0], outside[..., 1])
    depth = np.minimum(depth, (half - away).min(axis=-1))
    inside = np.clip(depth + 0.5, 0.0, 1.0)
    edge = (depth < _BORDER * rows)[..., None]
    paper = np.where(edge, np.array(_EDGE), np.array(_PAPER)).astype(np.float64)
    share = picture[..., 3:].astype(np.float64) / 255.0 * ~edge
    colours = share * picture[..., :3] + (1.0 - share) * paper
    alpha = (255.0 * inside)[..., None]
    return np.concatenate((colours, alpha), axis=-1).round().astype(np.uint8)
