"""The limb as it is felt, and how a course leads from there to the neutral limb.

Many feel the phantom shortened (telescoped), larger or smaller, held in one posture or stiff
(docs/sources.md). A session may begin with a limb that looks as the phantom feels, and lead towards
the neutral limb session by session; only where the plan says so, and telescoping never decides who
is treated: it went with less relief in one trial and with more in another.
"""

from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from sessions.plan.document import Document

PostureId: TypeAlias = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]{0,31}$",
        description="the name of a posture such as fist; `mirrorlimb picture --help` lists them",
    ),
]


class FeltPhantom(Document):
    """What the patient says the phantom is like; each default is that of an intact limb."""

    telescoping: float = Field(default=0.0, ge=0.0, le=1.0)
    """0 full length; 1 the hand, or the foot, sits at the end of the residual limb."""
    size: float = Field(default=1.0, ge=0.6, le=1.4)
    """How large the hand or foot feels; 1 is as large as the other one."""
    posture: PostureId | None = None
    """The posture in which it is held; None where it is free."""
    stiffness: float = Field(default=0.0, ge=0.0, le=1.0)
    """Share of each movement that is held back towards the posture; 1 does not move at all."""
    transparency: float = Field(default=0.0, ge=0.0, le=0.8)
    """How faint it is; 0 is solid. It is never invisible: covering is another thing."""

    @model_validator(mode="after")
    def _stiff_in_some_posture(self) -> Self:
        if self.stiffness > 0.0 and self.posture is None:
            raise ValueError("a stiff phantom is stiff in some posture: name the posture too")
        return self

    def towards_neutral(self, share: float) -> "FeltPhantom":
        """Return what to show once `share` (0 to 1) of the way to the neutral limb is made."""
        left = 1.0 - min(max(share, 0.0), 1.0)
        return self.model_copy(
            update={
                "telescoping": self.telescoping * left,
                "size": 1.0 + (self.size - 1.0) * left,
                "stiffness": self.stiffness * left,
                "transparency": self.transparency * left,
            }
        )


NEUTRAL = FeltPhantom()


class PhantomRule(Document):
    """What the plan says about showing the limb as it is felt."""

    begin_as_felt: bool = False
    """Whether the first session shows the limb as the phantom is felt; otherwise it is neutral."""
    ask: bool = True
    """Whether such a session first asks how the phantom feels today; see `felt_answers`."""
    sessions_to_neutral: int = Field(default=15, ge=1, le=200)
    """After so many sessions the limb is neutral (proposal: a course of 15 to 20 sessions)."""
    hold_sessions: int = Field(default=2, ge=0, le=200)
    """Sessions at the beginning in which nothing changes yet."""
    most_stiffness: float = Field(default=0.7, ge=0.0, le=1.0)
    """The shown limb always moves at least the rest of this with what is attempted."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.hold_sessions >= self.sessions_to_neutral:
            raise ValueError(
                "hold_sessions leaves no session to lead in: allowed is less than "
                "sessions_to_neutral"
            )
        return self

    def share_at(self, sessions_before: int) -> float:
        """Return how much of the way to neutral is made after so many earlier sessions, 0 to 1."""
        if not self.begin_as_felt:
            return 1.0
        leading = self.sessions_to_neutral - self.hold_sessions
        return min(max((sessions_before - self.hold_sessions) / leading, 0.0), 1.0)

    def shown(self, felt: FeltPhantom, sessions_before: int) -> FeltPhantom:
        """Return the phantom to show in a session, within the rule's bounds."""
        share = self.share_at(sessions_before)
        if share >= 1.0:
            return NEUTRAL
        bounded = min(felt.stiffness, self.most_stiffness)
        return felt.model_copy(update={"stiffness": bounded}).towards_neutral(share)
