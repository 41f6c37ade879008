"""Execution block: the phantom is really moved, and the muscles of the residual limb show it.

Phantom motor execution after Ortiz-Catalan 2016 and Lendaro 2018: each movement is attempted
several times, and the shown limb does what the decoded muscles say. In Lendaro 2025 (81 patients)
execution and imagery guided by the same pictures helped alike, so a sensor that fails is no reason
not to train: the block then plays the same movements for the phantom to follow.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from sessions.plan.document import Document

AttemptId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
"""Name of an attempt, e.g. ``close_hand``; which ones exist the game knows."""

Attempts: TypeAlias = Annotated[
    tuple[AttemptId, ...],
    Field(
        min_length=1,
        max_length=12,
        description="a list of 1 to 12 attempts such as close_hand",
    ),
]


class ExecutionBlock(Document):
    """Cue, ready, attempt, hold, relax; then the next.

    Default times: three trials of each movement, 3 s held, 3 s relaxed (the recording of BioPatRec,
    the open software of the same group); up to 10 s to get there (its Motion Test's time-out).
    """

    exercise: Literal["execution"]
    attempts: Attempts
    task: Literal["move", "imagine"] = "move"
    """Really moving, or only imagining: then the limb moves by itself, and the sensor, where there
    is one, checks that the muscles stay quiet."""
    trials: int = Field(default=3, ge=1, le=20)
    """Trials of each movement."""
    cue_s: float = Field(default=2.0, ge=0.5, le=10.0)
    ready_s: float = Field(default=1.0, ge=0.0, le=10.0)
    attempt_s: float = Field(default=10.0, ge=2.0, le=60.0)
    """Time allowed to get there and hold it."""
    reach_share: float = Field(default=0.8, ge=0.2, le=1.0)
    """Share of the way that counts as there."""
    hold_s: float = Field(default=3.0, ge=0.0, le=10.0)
    relax_s: float = Field(default=3.0, ge=1.0, le=30.0)
    other_movements: Literal["held", "shown"] = "held"
    """What the limb does when the muscles say another movement than the one asked for: stay, so
    that only the cued movement is ever seen, or show it as it is. It is logged either way."""
    ask_follow_quality: bool = True
    """Whether "how well did the phantom follow?" (0-10) is asked after each movement's trials."""
    if_sensor_fails: Literal["follow", "skip", "stop"] = "follow"
    """Without a muscle sensor, or when it fails: play the same movements for the phantom to
    follow, leave the block out, or do not begin the session."""

    @property
    def trial_s(self) -> float:
        """How long one trial takes at most; imagined ones take as long as the movement does."""
        return self.cue_s + self.ready_s + self.attempt_s + self.relax_s

    @property
    def ordered_s(self) -> float:
        """How long the block takes where every attempt takes all its time."""
        return self.trials * len(self.attempts) * self.trial_s

    @property
    def ordered_repetitions(self) -> int:
        """Attempts asked for, all movements together."""
        return self.trials * len(self.attempts)
