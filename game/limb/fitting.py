"""The steps by which a limb is fitted to its patient: one setting at a time, a little each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from annotated_types import Ge, Le
from pydantic import BaseModel

from game.limb.appearance import Appearance, ClothColour, Sleeve
from sensors.pose import LimbKind


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
    "foot_mm": Step(5.0),
    "shank_mm": Step(10.0),
    "calf_girth_mm": Step(10.0, 350.0),
    "ankle_girth_mm": Step(5.0, 220.0),
    "weight": Step(0.2),
    "muscle": Step(0.25),
    "masculine": Step(0.175),
    "age_years": Step(5.0),
    "hair": Step(0.25),
    "freckles": Step(0.25),
    "veins": Step(0.25),
    "nails": Step(0.25),
}
"""Sleeves are words, not numbers."""

_OF_ONE_KIND: Mapping[LimbKind, tuple[str, ...]] = {
    "arm": ("hand_mm", "forearm_mm", "forearm_girth_mm", "wrist_girth_mm"),
    "leg": ("foot_mm", "shank_mm", "calf_girth_mm", "ankle_girth_mm"),
}
_MARKS = ("hair", "freckles", "veins", "nails")
SETTINGS: Mapping[LimbKind, tuple[str, ...]] = {
    kind: (
        "melanin",
        "blood",
        "sleeve",
        "sleeve_colour",
        *sizes,
        "weight",
        "muscle",
        "masculine",
        "age_years",
        *_MARKS,
    )
    for kind, sizes in _OF_ONE_KIND.items()
}
"""What is seen most comes first."""
_WORDS: Mapping[str, tuple[str, ...]] = {
    "sleeve": get_args(Sleeve),
    "sleeve_colour": get_args(ClothColour),
}


def bounds_of(model: type[BaseModel], setting: str) -> tuple[float, float]:
    """Return the least and the most that a number of a document may be."""
    metadata = model.model_fields[setting].metadata
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
        step, (low, high) = STEPS[setting], bounds_of(Appearance, setting)
        if here is None:
            moved = float(step.first if step.first is not None else low)
        else:
            moved = min(max(float(here) + way * step.by, low), high)
        there = round(moved) if setting == "age_years" else round(moved, 3)
    return Appearance.model_validate(appearance.model_dump() | {setting: there})
