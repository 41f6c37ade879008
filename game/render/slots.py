"""Slots of the frame block: one for every limb that is shown, then one for its residual limb.

`assets/shaders/frame_block.glsl` counts the same.
"""

MOST_LIMBS = 2
SLOTS = 2 * MOST_LIMBS


def residual_slot(place: int) -> int:
    """Return the slot of the residual limb that a shown limb goes on from."""
    return MOST_LIMBS + place
