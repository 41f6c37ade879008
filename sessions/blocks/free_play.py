"""Free play block: the limb mirrors whatever the hand does, with no task, up to a ceiling."""

from typing import Literal, Self

from pydantic import Field, model_validator

from sessions.blocks.fields import LimbsShown
from sessions.blocks.mirror_change import MirrorChange


class FreePlayBlock(MirrorChange):
    """Time with the mirrored limb and nothing to do; as long as one likes, up to the ceiling."""

    exercise: Literal["free_play"]
    ceiling_s: float = Field(default=180.0, ge=10.0, le=1800.0)
    """The limb goes to rest after this (proposal)."""
    limbs_shown: LimbsShown = "both"

    @model_validator(mode="after")
    def _delay_fits(self) -> Self:
        self.check_delay_fits(self.ceiling_s)
        return self

    @property
    def ordered_s(self) -> float:
        """The ceiling: less is just as well."""
        return self.ceiling_s

    @property
    def ordered_repetitions(self) -> int:
        """None: nothing is asked for."""
        return 0
