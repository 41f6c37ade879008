"""Deals the pictures of a block: balanced, in an order that a seed settles.

Left and right limbs come in the very same views, angles, postures and tones, so that a difference
between the sides is never a difference between the pictures.
"""

import random
from itertools import cycle, groupby, islice, product

from game.display.limb_picture import LimbPicture
from sensors.pose import Side
from sessions.blocks.pictures import Limb, View

LIGHT_TO_DARK = (0.2, 0.35, 0.6, 0.95)
"""Shares of melanin where skins vary; see `game.limb.appearance`."""
_LONGEST_RUN = 4
"""As many pictures of one side may follow each other; more would look like a pattern."""
_TRIES = 200


def deal(
    rng: random.Random,
    *,
    limb: Limb,
    pairs: int,
    views: tuple[View, ...],
    angles_deg: tuple[float, ...],
    postures: tuple[str, ...],
    tones: tuple[float, ...],
) -> tuple[LimbPicture, ...]:
    """Return `pairs` pictures of left limbs and the same of right ones, shuffled together.

    A right limb is shown at the mirrored angle, so that both point alike to the midline or away.
    """
    left = one_side(
        rng, "left", limb=limb, count=pairs, views=views, angles_deg=angles_deg,
        postures=postures, tones=tones,
    )  # fmt: skip
    cards = [*left, *(mirrored(card) for card in left)]
    for _ in range(_TRIES):
        rng.shuffle(cards)
        if max(len(list(run)) for _, run in groupby(cards, lambda c: c.side)) <= _LONGEST_RUN:
            break
    return tuple(cards)


def one_side(
    rng: random.Random,
    side: Side,
    *,
    limb: Limb,
    count: int,
    views: tuple[View, ...],
    angles_deg: tuple[float, ...],
    postures: tuple[str, ...],
    tones: tuple[float, ...],
) -> tuple[LimbPicture, ...]:
    """Return `count` pictures of one side: each view and angle once before any comes again."""
    seen: list[tuple[View, float]] = []
    while len(seen) < count:
        whole = list(product(views, angles_deg))
        rng.shuffle(whole)
        seen += whole
    shapes, skins = list(postures), list(tones)
    rng.shuffle(shapes)
    rng.shuffle(skins)
    return tuple(
        LimbPicture(side, view=view, angle_deg=angle, posture=shape, melanin=skin, limb=limb)
        for (view, angle), shape, skin in zip(
            islice(seen, count), cycle(shapes), cycle(skins), strict=False
        )
    )


def mirrored(card: LimbPicture) -> LimbPicture:
    """Return the other side's picture that is this one's mirror image."""
    other: Side = "right" if card.side == "left" else "left"
    return LimbPicture(
        other,
        view=card.view,
        angle_deg=-card.angle_deg % 360.0,
        posture=card.posture,
        melanin=card.melanin,
        limb=card.limb,
    )


def named(card: LimbPicture) -> str:
    """Return what a picture shows, for the log: ``left dorsal 90 relaxed 0.35``."""
    return f"{card.side} {card.view} {card.angle_deg:g} {card.posture} {card.melanin:g}"
