"""The steps by which a limb is fitted to its patient: one setting at a time, a little each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from annotated_types import Ge, Le

from game.limb.appearance import DEFAULT_APPEARANCE, Appearance, ClothColour, Sleeve


@dataclass(frozen=True, slots=True)
class Step:
    """How one number changes at a press, and what it starts from where it was left to the build."""

    by: float
    first: float | None = None


STEPS: Mapping[str, Step] = {
    "melanin": Step(0.05),
    "blood": Step(0.1),
    "hand_mm": Step(3.0),
    "forearm_mm": Step(5.0),
    "forearm_girth_mm": Step(10.0, 250.0),
    "wrist_girth_mm": Step(5.0, 165.0),
    "weight": Step(0.2),
    "muscle": Step(0.25),
    "masculine": Step(0.175),
    "age_years": Step(5.0),
    "hair": Step(0.25),
    "freckles": Step(0.25),
    "veins": Step(0.25),
    "nails": Step(0.25),
}
"""What is seen most comes first; sleeves are words, not numbers."""

SETTINGS: tuple[str, ...] = (*tuple(STEPS)[:2], "sleeve", "sleeve_colour", *tuple(STEPS)[2:])
_WORDS: Mapping[str, tuple[str, ...]] = {
    "sleeve": get_args(Sleeve),
    "sleeve_colour": get_args(ClothColour),
}


def bounds(setting: str) -> tuple[float, float]:
    """Return the least and the most that a number may be."""
    metadata = Appearance.model_fields[setting].metadata
    low = next(part.ge for part in metadata if isinstance(part, Ge))
    high = next(part.le for part in metadata if isinstance(part, Le))
    assert isinstance(low, int | float)
    assert isinstance(high, int | float)
    return float(low), float(high)


def changed(appearance: Appearance, setting: str, *, more: bool) -> Appearance:
    """Return the appearance with one setting a step up or down; at its bound it stays."""
    way = 1 if more else -1
    here = getattr(appearance, setting)
    if setting in _WORDS:
        words = _WORDS[setting]
        there: object = words[(words.index(here) + way) % len(words)]
    else:
        step, (low, high) = STEPS[setting], bounds(setting)
        if here is None:
            moved = float(step.first if step.first is not None else low)
        else:
            moved = min(max(float(here) + way * step.by, low), high)
        there = round(moved) if setting == "age_years" else round(moved, 3)
    return Appearance.model_validate(appearance.model_dump() | {setting: there})


def differing(appearance: Appearance) -> dict[str, object]:
    """Return what differs from the default limb, in the order of the fields: what is kept."""
    usual = DEFAULT_APPEARANCE.model_dump()
    mine = appearance.model_dump()
    return {name: value for name, value in mine.items() if value != usual[name]}
