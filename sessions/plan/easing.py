"""*Ease*: what a safety rule makes of the blocks that follow: slower, smaller, shorter.

Only settings that make an exercise harder are touched, and only within the bounds of the block's
own model; what the plan ordered stays on record as ordered. Steps of a fifth to a quarter are our
own choice.
"""

from collections.abc import Mapping
from types import MappingProxyType

import annotated_types
from pydantic import BaseModel

from sessions.blocks.registry import Block

SHARES: Mapping[str, float] = MappingProxyType(
    {"speed": 0.8, "cycles": 0.75, "trials": 0.75, "repetitions": 0.75, "pictures": 0.75}
)
"""What is left of each setting after one step."""
TO_EXACT: Mapping[str, float] = MappingProxyType(
    {"visuomotor_gain": 1.0, "visuomotor_delay_s": 0.0}
)
"""Settings that go back to the exact mirror image at once."""
LONGER: Mapping[str, float] = MappingProxyType({"rest_s": 1.5, "limit_s": 1.25})
"""What makes it easier by growing."""
MOST_STEPS = 3
SLOWER_PACE = 1.25
"""One step lengthens the patient's own cycle by this."""


def eased(block: Block, steps: int) -> Block:
    """Return the block, eased by some steps; the same block where there is nothing to ease."""
    factor = min(steps, MOST_STEPS)
    if factor <= 0:
        return block
    changed: dict[str, object] = {}
    for name in type(block).model_fields:
        value = getattr(block, name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if name in TO_EXACT:
            changed[name] = TO_EXACT[name]
        elif name in SHARES:
            changed[name] = _within(block, name, value * SHARES[name] ** factor)
        elif name in LONGER and value > 0:
            changed[name] = _within(block, name, value * LONGER[name] ** factor)
    return block.model_copy(update=changed)


def _within(block: BaseModel, name: str, value: float) -> float | int:
    """Return the value within the model's own bounds, whole where the setting is."""
    field = type(block).model_fields[name]
    for limit in field.metadata:
        if isinstance(limit, annotated_types.Ge):
            value = max(value, float(str(limit.ge)))
        elif isinstance(limit, annotated_types.Le):
            value = min(value, float(str(limit.le)))
    return max(1, round(value)) if isinstance(getattr(block, name), int) else value
