"""Visualisation block: eyes closed, a movement is imagined from one press to the next."""

from typing import Literal

from pydantic import Field

from sessions.blocks.fields import Movements
from sessions.plan.document import Document

NOMINAL_MOVEMENT_S = 4.0
"""What one movement takes in the mind or in the hand, to estimate the dose (proposal)."""
_EXPLAINING_S = 5.0


class VisualisationBlock(Document):
    """Mental visualisation with its time taken.

    Chan 2007 used closed eyes and imagined movement of the missing limb as a comparison arm, in
    which 4 of 6 had more pain (recalled): not a harmless stand-in for treatment. The time from the
    first press to the second is the imagined time; beside the time of really moving it is mental
    chronometry (Tong 2020 took a shorter imagined time as better movement). How often is a
    proposal.
    """

    exercise: Literal["visualisation"]
    movements: Movements
    trials: int = Field(default=3, ge=1, le=20)
    """Times each movement's series is imagined."""
    repetitions: int = Field(default=3, ge=1, le=20)
    """Movements imagined from one press to the next; more make the time more exact."""
    executed_trials: int = Field(default=1, ge=0, le=10)
    """Series really made with the hand that can move, to compare times with; 0 leaves it out."""
    longest_s: float = Field(default=90.0, ge=5.0, le=300.0)
    """A series that takes longer is over, and its time is not measured."""
    pause_s: float = Field(default=5.0, ge=0.0, le=60.0)
    ask_ease: bool = True
    """Whether ease of imagining (0-10) is asked at the end."""

    @property
    def ordered_s(self) -> float:
        """How long the block takes at `NOMINAL_MOVEMENT_S` for each movement."""
        series_s = min(self.longest_s, self.repetitions * NOMINAL_MOVEMENT_S)
        each_s = series_s + self.pause_s + _EXPLAINING_S
        return len(self.movements) * (self.trials + self.executed_trials) * each_s

    @property
    def ordered_repetitions(self) -> int:
        """Movements to be imagined; really made ones are not counted."""
        return len(self.movements) * self.trials * self.repetitions
