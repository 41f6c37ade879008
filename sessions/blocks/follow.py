"""Follow block: a scripted movement plays on the affected side and the phantom follows it."""

from typing import Literal

from pydantic import Field

from sessions.blocks.fields import Movements
from sessions.plan.document import Document

NOMINAL_CYCLE_S = 8.0
"""What one cycle takes at speed 1, holds included, to estimate the dose; each movement's own file
says exactly."""


class FollowBlock(Document):
    """Visuomotor training: cue, ready, some cycles of the model movement, rest; then the next.

    Default times: cue 2 s, ready 1 s, rest 5 s (proposal after Giraux & Sirigu 2003 and
    Mercier & Sirigu 2009: about ten movements, about ten repetitions each).
    """

    exercise: Literal["follow"]
    movements: Movements
    trials: int = Field(default=2, ge=1, le=20)
    """Trials of each movement."""
    cycles: int = Field(default=5, ge=1, le=20)
    """Times the model movement is played in one trial."""
    speed: float = Field(default=1.0, ge=0.2, le=1.5)
    """Share of the scripted movement's own speed; 1 plays it as written."""
    patient_sets_speed: bool = True
    """Whether the patient may slow it down or speed it up to what the phantom can follow."""
    cue_s: float = Field(default=2.0, ge=0.5, le=10.0)
    ready_s: float = Field(default=1.0, ge=0.0, le=10.0)
    rest_s: float = Field(default=5.0, ge=0.0, le=60.0)
    ask_follow_quality: bool = True
    """Whether "how well did the phantom follow?" (0-10) is asked after each trial."""

    @property
    def ordered_s(self) -> float:
        """How long the block takes at the planned speed, with cycles of `NOMINAL_CYCLE_S`."""
        moving_s = self.cycles * NOMINAL_CYCLE_S / self.speed
        return self.ordered_trials * (self.cue_s + self.ready_s + moving_s + self.rest_s)

    @property
    def ordered_trials(self) -> int:
        """Trials asked for, all movements together."""
        return self.trials * len(self.movements)

    @property
    def ordered_repetitions(self) -> int:
        """Cycles asked for, all movements together."""
        return self.cycles * self.ordered_trials
