"""Phantom tapping block: the phantom taps, and the usable hand presses a key in step with it."""

from typing import Literal

from pydantic import Field

from sessions.blocks.tapping import READY_S
from sessions.plan.document import Document


class PhantomTappingBlock(Document):
    """Tapping of the phantom fingers, told by a key in step.

    Slower phantom tapping went with worse chronic phantom limb pain and was steady over weeks
    (Kikkert and others 2017). How it was timed there we could not read: the key in step, the 15 s
    and the number of trials are ours. The intact hand alone, at the same key, is the yardstick.
    """

    exercise: Literal["phantom_tapping"]
    trials: int = Field(default=3, ge=1, le=10)
    """With the phantom."""
    intact_trials: int = Field(default=1, ge=0, le=5)
    """With the intact hand alone, first; without one there is no ratio."""
    duration_s: float = Field(default=15.0, ge=5.0, le=60.0)
    rest_s: float = Field(default=15.0, ge=0.0, le=120.0)
    limb_shown: Literal["in_step", "still"] = "in_step"
    """Whether the shown limb taps with each press, or lies still."""

    @property
    def ordered_s(self) -> float:
        """How long the block takes."""
        return self.ordered_repetitions * (READY_S + self.duration_s + self.rest_s)

    @property
    def ordered_repetitions(self) -> int:
        """Trials asked for."""
        return self.trials + self.intact_trials
