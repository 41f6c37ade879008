"""Laterality block: pictures of hands (or feet), each judged a left or a right one."""

from typing import Literal, Self

from pydantic import Field, model_validator

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

NOMINAL_ANSWER_S = 2.3
"""What one judgement takes, to estimate the dose: about 2.0 s (norms, recalled) to 2.3 s (adults of
55 to 92 years)."""
FEEDBACK_S = 0.8
"""How long a judgement is answered with "right" or the name of the other side."""


class LateralityBlock(Document):
    """Left-right judgement, the first stage of graded motor imagery.

    Two sides x four views x eight angles, fixation 0.5 to 1 s and 2 to 4 repeats are the usual
    design; a set of 20 to 50 pictures with a limit of 5 s each is the usual home dose (recalled,
    medium confidence). Some patients want up to a minute for a picture, so the limit is a setting.
    """

    exercise: Literal["laterality"]
    limb: Limb = "hand"
    pictures: int = Field(default=40, ge=8, le=128)
    """As many left as right ones, so an odd number is made even."""
    views: Views = ALL_VIEWS
    angles_deg: AnglesDeg = EIGHT_ANGLES_DEG
    postures: PostureIds | None = None
    """None: the easy ones of this limb."""
    varied_skin: bool = True
    """Whether the pictures have several tones of skin, or the patient's own only."""
    fixation_s: float = Field(default=0.75, ge=0.3, le=3.0)
    limit_s: float = Field(default=5.0, ge=1.0, le=60.0)
    """Then the next picture comes; it counts as not answered."""
    feedback: bool = True
    """Whether each judgement is answered, calmly, with what the picture was."""
    fastest_s: float = Field(default=0.3, ge=0.1, le=1.0)
    """A quicker press is no judgement and is left out (usual: 0.3 to 0.5 s)."""
    grows: bool = False
    """Whether it becomes harder from session to session, against the patient's own earlier blocks:
    first more angles, then a shorter limit; never while pain is rising."""
    first_reach_deg: float = Field(default=90.0, ge=0.0, le=180.0)
    """Where it grows: how far from upright pictures are turned at first."""
    shortest_limit_s: float = Field(default=2.5, ge=1.0, le=60.0)
    """Where it grows: the limit never becomes shorter than this."""
    accuracy_to_grow: float = Field(default=0.8, ge=0.5, le=1.0)
    """Where it grows: the share of right judgements that allows the next level."""

    @model_validator(mode="after")
    def _limits_in_order(self) -> Self:
        if self.grows and self.shortest_limit_s > self.limit_s:
            raise ValueError(
                "shortest_limit_s is longer than limit_s: allowed is a shortest_limit_s of at most "
                f"{self.limit_s:g} s"
            )
        return self

    @property
    def ordered_pictures(self) -> int:
        """Pictures shown, an even number."""
        return self.pictures + self.pictures % 2

    @property
    def shown_postures(self) -> tuple[str, ...]:
        """The postures of its pictures."""
        return self.postures or EASY_POSTURES[self.limb]

    @property
    def ordered_s(self) -> float:
        """How long the block takes at `NOMINAL_ANSWER_S` a picture."""
        answer_s = min(NOMINAL_ANSWER_S, self.limit_s)
        feedback_s = FEEDBACK_S if self.feedback else 0.0
        return self.ordered_pictures * (self.fixation_s + answer_s + feedback_s)

    @property
    def ordered_repetitions(self) -> int:
        """Judgements asked for."""
        return self.ordered_pictures
