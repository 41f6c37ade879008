"""What a picture of a limb shows: the stimulus of a left-right judgement, as a value.

An exercise asks for pictures when a block begins and shows them as sprites:

```python
wanted = LimbPicture("left", view="palmar", angle_deg=120.0, posture="fist", melanin=0.5)
picture = stage.paint(wanted, 480)
sprite = Sprite((0.0, 0.0), 1.6, 1.6, picture)
```

`stage.paint` draws in the window's own graphics context with the patient's own limb, on nothing
(alpha 0) unless a background is named. The same wish gives the same bytes on one graphics driver
at one quality (from 480 pixels on, the highest draws a finer surface).
A picture of 480 pixels took 160 ms on two processor cores that draw, busy with other work: paint a
block's pictures one a frame while its instruction is on, and keep them (a sprite is uploaded once).
`game.render.hand_picture.HandPainter` does the same in a window of one's own; the command
``mirrorlimb picture`` writes one to a file.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.limb.appearance import DEFAULT_APPEARANCE, ClothColour, Sleeve
from sensors.pose import LimbKind as SkeletonKind
from sensors.pose import Side

LimbKind: TypeAlias = Literal["hand", "foot"]
PAINTED: frozenset[LimbKind] = frozenset({"hand", "foot"})
"""Limbs that the painter knows; a plan that asks for pictures of another is refused at once."""
View: TypeAlias = Literal["dorsal", "palmar", "radial", "ulnar"]
"""The side of the hand that is seen: its back, its palm, the thumb's, the little finger's.

Of a foot: its back, its sole, the great toe's side, the little toe's.
"""
Rgb: TypeAlias = tuple[int, int, int]
Painted: TypeAlias = NDArray[np.uint8]
"""Shape (size, size, 4), straight alpha, upper row first."""

SHOWN_BY: dict[LimbKind, SkeletonKind] = {"hand": "arm", "foot": "leg"}
"""The limb whose mesh each is part of."""

VIEWS: tuple[View, ...] = ("dorsal", "palmar", "radial", "ulnar")


@dataclass(frozen=True, slots=True)
class LimbPicture:
    """One picture of one limb alone."""

    side: Side
    view: View = "dorsal"
    angle_deg: float = 0.0
    """Turned clockwise from fingers, or toes, up."""
    posture: str = "relaxed"
    """A name of `game.limb.postures.load_postures`."""
    melanin: float = DEFAULT_APPEARANCE.melanin
    """About 0.2 for light, 0.5 for medium and 1 for dark skin."""
    blood: float = DEFAULT_APPEARANCE.blood
    sleeve: Sleeve = "none"
    sleeve_colour: ClothColour = "navy"
    background: Rgb | None = None
    """None leaves it transparent."""
    limb: LimbKind = "hand"


def blank_picture(size_px: int) -> Painted:
    """Return a picture with nothing on it, for displays that draw nothing."""
    return np.zeros((size_px, size_px, 4), np.uint8)
