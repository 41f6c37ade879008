"""Rest block: a calm scene, and the place to ask how the pain is."""

from typing import Literal

from pydantic import Field

from sessions.plan.document import Document


class RestBlock(Document):
    """Rest of 20-30 s between blocks unless the plan says otherwise (proposal after Finn 2017)."""

    exercise: Literal["rest"]
    duration_s: float = Field(default=25.0, ge=5.0, le=600.0)
    ask_pain: bool = True
    """Whether pain intensity is asked; without it the safety rules see nothing here."""

    @property
    def ordered_s(self) -> float:
        """How long the rest is meant to last."""
        return self.duration_s

    @property
    def ordered_repetitions(self) -> int:
        """None: nothing moves."""
        return 0
