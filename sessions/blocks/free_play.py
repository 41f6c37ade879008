"""Free play block: the limb mirrors whatever the hand does, with no task, up to a ceiling."""

from typing import Literal

from pydantic import Field

from sessions.blocks.fields import LimbsShown
from sessions.document import Document


class FreePlayBlock(Document):
    """Time with the mirrored limb and nothing to do; as long as one likes, up to the ceiling."""

    exercise: Literal["free_play"]
    ceiling_s: float = Field(default=180.0, ge=10.0, le=1800.0)
    """The limb goes to rest after this (proposal)."""
    limbs_shown: LimbsShown = "both"
    visuomotor_gain: float = Field(default=1.0, ge=1.0, le=1.2)
    """How much larger the shown movement may be; 1 is the exact mirror image."""

    @property
    def ordered_s(self) -> float:
        """The ceiling: less is just as well."""
        return self.ceiling_s

    @property
    def ordered_repetitions(self) -> int:
        """None: nothing is asked for."""
        return 0
