"""What the sorting game looks like: two trays with the cards in them, and the one on its way."""

import math

from game.display.limb_picture import LimbPicture, Painted
from game.drawing import Box, Colour, Drawing, Label, Place, Shape, Sprite
from game.exercises.judging.laterality_scene import banner
from game.language import tr
from sensors.pose import Side

TRAY_X, TRAY_Y = 1.5, -0.02
_TRAY_WIDTH, _TRAY_HEIGHT = 1.05, 1.75
_CARD, _SMALL = 1.45, 0.72
_WAITS: Place = (0.0, 0.1)
_ABOVE: Place = (0.0, 1.9)
_MOST_LYING = 4
_TURNS_RAD = (0.07, -0.11, 0.16, -0.05, 0.1, -0.15)
_SHIFTS = ((0.0, 0.0), (0.05, -0.16), (-0.06, -0.08), (0.03, 0.04), (-0.04, -0.22), (0.06, -0.05))


def tray_at(place: Place) -> Side | None:
    """Return which tray a place lies on; None for the middle."""
    if abs(place[0]) < TRAY_X - _TRAY_WIDTH / 2:
        return None
    return "left" if place[0] < 0 else "right"


class SortTable:
    """Keeps where every card lies; a new drawing only where something moved."""

    def __init__(self) -> None:
        self._trays: Drawing = _trays()
        self._lying: dict[Side, list[Sprite]] = {"left": [], "right": []}
        self._settled = 0
        self._face: Painted | None = None
        self._name = ""
        self._from: Place = _ABOVE
        self._to: Place = _WAITS
        self._turn_rad = 0.0
        self._banner: Drawing = ()
        self._waiting: Drawing | None = None
        self.lying: Drawing = self._trays

    def bring(self, card: LimbPicture, face: Painted) -> None:
        """Let a card come from above."""
        self._face, self._name = face, f"{card.side} {card.view} {card.angle_deg:g}"
        self._from, self._to, self._banner = _ABOVE, _WAITS, ()
        self._waiting = None

    def carry(self, place: Place) -> None:
        """Put the card under the mouse."""
        self._from = self._to = place
        self._waiting = None

    def put_back(self, place: Place) -> None:
        """Let the card glide back to the middle."""
        self._from, self._to = place, _WAITS
        self._waiting = None

    def send(self, side: Side, words: str, *, right: bool) -> None:
        """Let the card go to a tray, and say what it is."""
        shift = _SHIFTS[self._settled % len(_SHIFTS)]
        x = -TRAY_X if side == "left" else TRAY_X
        self._from = self._to
        self._to = (x + shift[0], TRAY_Y + shift[1])
        self._turn_rad = _TURNS_RAD[self._settled % len(_TURNS_RAD)]
        self._banner = banner(words, right=right)

    def settle(self, card: LimbPicture, face: Painted) -> None:
        """Let the card lie where it went."""
        lying = self._lying[card.side]
        lying.append(Sprite(self._to, _SMALL, _SMALL, face, self._turn_rad))
        del lying[:-_MOST_LYING]
        self._settled += 1
        self.lying = (*self._trays, *self._lying["left"], *self._lying["right"])

    def on_card(self, place: Place) -> bool:
        """Return whether a place lies on the card that waits."""
        return max(abs(place[0] - self._to[0]), abs(place[1] - self._to[1])) <= _CARD / 2

    def with_card_waiting(self, share: float) -> Drawing:
        """Return the table with the card coming or waiting; the same object once it has come."""
        if share < 1.0:
            return (*self.lying, self._card_at(share, _CARD, 0.0))
        if self._waiting is None:
            self._waiting = (*self.lying, self._card_at(1.0, _CARD, 0.0))
        return self._waiting

    def with_card_going(self, share: float) -> Drawing:
        """Return the table with the card on its way to the tray."""
        eased = _eased(share)
        size = _CARD + eased * (_SMALL - _CARD)
        return (*self.lying, self._card_at(share, size, eased * self._turn_rad), *self._banner)

    def _card_at(self, share: float, size: float, turn_rad: float) -> Sprite:
        assert self._face is not None
        eased = _eased(share)
        x = self._from[0] + eased * (self._to[0] - self._from[0])
        y = self._from[1] + eased * (self._to[1] - self._from[1])
        return Sprite((x, y), size, size, self._face, turn_rad, self._name)


def _eased(share: float) -> float:
    """Return how far along a way: it starts and ends at rest."""
    share = min(max(share, 0.0), 1.0)
    return (1.0 - math.cos(math.pi * share)) / 2.0


def _trays() -> Drawing:
    colours: tuple[Colour, Colour] = ("sky", "amber")
    shapes: list[Shape] = []
    for x, name, colour in zip((-TRAY_X, TRAY_X), (tr("Left"), tr("Right")), colours, strict=True):
        shapes += [
            Box((x, TRAY_Y), _TRAY_WIDTH, _TRAY_HEIGHT, colour, corner=0.14, rim="stone"),
            Box(
                (x, TRAY_Y), _TRAY_WIDTH - 0.12, _TRAY_HEIGHT - 0.12, "white", corner=0.1,
                opacity=0.45,
            ),
            Label((x, TRAY_Y + _TRAY_HEIGHT / 2 - 0.22), name, 0.26),
        ]  # fmt: skip
    return tuple(shapes)
