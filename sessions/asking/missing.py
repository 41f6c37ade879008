"""Which regions of the body map are phantom: where the limb is no longer, as far as is known."""

from collections.abc import Mapping
from types import MappingProxyType

from sessions.asking.answer import RegionId
from sessions.body.body_map import regions
from sessions.plan.plan import Plan
from sessions.plan.residual import AmputationLevel, ResidualLimb

_HAND = ("hand", "thumb", "index_finger", "middle_finger", "ring_finger", "little_finger")
_PARTS: Mapping[AmputationLevel, tuple[str, ...]] = MappingProxyType(
    {
        "transradial": ("wrist", *_HAND),
        "transhumeral": ("elbow", "forearm", "wrist", *_HAND),
        "transtibial": ("ankle", "foot", "toes"),
        "transfemoral": ("knee", "lower_leg", "ankle", "foot", "toes"),
    }
)
"""Parts that are wholly gone; the one that is cut through is drawn as what is left of it."""


def missing_regions(
    plan: Plan, residual: ResidualLimb | None, *, hand_missing: bool
) -> frozenset[RegionId]:
    """Return the regions on the plan's affected side that are missing; none where nobody said so.

    Args:
        plan: Names the affected side.
        residual: The level of amputation, where it was measured.
        hand_missing: Whether at least the hand is known to be missing.
    """
    parts: tuple[str, ...] = ()
    if residual is not None:
        parts = _PARTS[residual.level]
    elif hand_missing and plan.limb == "arm":
        parts = _HAND
    return frozenset(
        region.id
        for region in regions().values()
        if region.part in parts and region.side in plan.shown_sides
    )
