"""Sort block: the game of left-right judgement, in which cards are carried to two trays."""

from typing import Literal, Self

from pydantic import Field, model_validator

from sessions.blocks.laterality import NOMINAL_ANSWER_S
from sessions.blocks.pictures import (
    ALL_VIEWS,
    EASY_POSTURES,
    EIGHT_ANGLES_DEG,
    AnglesDeg,
    Limb,
    PostureIds,
    Views,
)
from sessions.plan.document import Document

CARRY_S = 1.0
"""What the card's way to its tray and the next card's coming take."""


class SortBlock(Document):
    """Left-right judgement as a game that adapts to about three quarters right.

    The same pictures as the laterality block, without its measures: difficulty moves from picture
    to picture, so its times and accuracy tell nothing about learning. 3 to 5 minutes, several times
    a day, is the usual home dose (recalled, medium confidence).
    """

    exercise: Literal["sort"]
    limb: Limb = "hand"
    cards: int = Field(default=30, ge=6, le=120)
    views: Views = ALL_VIEWS
    angles_deg: AnglesDeg = EIGHT_ANGLES_DEG
    postures: PostureIds | None = None
    """None: the easy ones of this limb."""
    varied_skin: bool = True
    longest_look_s: float = Field(default=20.0, ge=2.0, le=60.0)
    """How long a card waits at the easiest; then it goes to its tray by itself."""
    shortest_look_s: float = Field(default=4.0, ge=1.0, le=60.0)
    """How long a card waits at the hardest."""
    target: float = Field(default=0.75, ge=0.7, le=0.8)
    """Share of cards meant to be sorted right."""

    @model_validator(mode="after")
    def _looks_in_order(self) -> Self:
        if self.shortest_look_s > self.longest_look_s:
            raise ValueError(
                "shortest_look_s is longer than longest_look_s: allowed is a shortest_look_s of at "
                f"most {self.longest_look_s:g} s"
            )
        return self

    @property
    def shown_postures(self) -> tuple[str, ...]:
        """The postures of its pictures."""
        return self.postures or EASY_POSTURES[self.limb]

    @property
    def ordered_s(self) -> float:
        """How long the block takes at the usual time for a picture."""
        return self.cards * (NOMINAL_ANSWER_S + CARRY_S)

    @property
    def ordered_repetitions(self) -> int:
        """Cards to sort."""
        return self.cards
