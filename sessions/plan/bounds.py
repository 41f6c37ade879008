"""How far anything that adapts may go: gain, delay and difficulty, set by the therapist.

The mirror shows what the hand does, when it does it. Anything else is incongruent: it can bring
peculiar sensations, more so in people who have pain (PMC3690352). So it is off unless the plan
turns it on, and then the last exercise of the session is congruent again.
"""

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, Field, model_validator

from sessions.blocks.mirror_change import MirrorChange
from sessions.blocks.registry import AT_REST
from sessions.plan.document import Document

CONGRUENT_GAIN = 1.2
"""Up to here a larger movement still counts as the mirror's own (proposal: 20 % at most)."""


class Bounds(Document):
    """What the plan allows; an exercise may stay below, never go beyond."""

    gain_most: float = Field(default=CONGRUENT_GAIN, ge=1.0, le=1.5)
    """How much larger the shown movement may be than the measured one."""
    delay_most_s: float = Field(default=0.0, ge=0.0, le=0.6)
    """How long the shown movement may wait on purpose; at 0.2 s and more the limb feels less one's
    own (Ismail and Shimada 2016)."""
    difficulty_least: float = Field(default=0.0, ge=0.0, le=1.0)
    """Where adaptive difficulty begins and cannot fall below: 0 the easiest."""
    difficulty_most: float = Field(default=1.0, ge=0.0, le=1.0)
    """What adaptive difficulty cannot exceed: 1 the hardest."""
    incongruent: bool = False
    """Whether the mirror may knowingly show something else than the hand does."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.difficulty_least > self.difficulty_most:
            raise ValueError("difficulty_least is above difficulty_most; exchange the two")
        if not self.incongruent and (self.delay_most_s > 0.0 or self.gain_most > CONGRUENT_GAIN):
            raise ValueError(
                f"a delay, or a gain above {CONGRUENT_GAIN:g}, shows something else than the hand "
                "does; allowed with incongruent = true only"
            )
        return self

    def difficulty(self, level: float) -> float:
        """Return the level that is played where an exercise asks for `level`, both 0 to 1."""
        return min(max(level, self.difficulty_least), self.difficulty_most)


def knowingly_incongruent(block: BaseModel) -> str:
    """Say how a block shows something else than the hand does; empty where it does not."""
    gain = float(getattr(block, "visuomotor_gain", 1.0))
    said = [f"{gain:g} times as large"] if gain > CONGRUENT_GAIN else []
    if isinstance(block, MirrorChange) and block.visuomotor_delay_s > 0.0:
        told = "the patient is told" if block.delay_told else "the patient is not told"
        said.append(
            f"{1000 * block.visuomotor_delay_s:.0f} ms late, {told}; back by "
            f"{'a fade' if block.delay_returns == 'fade' else 'steps'} of "
            f"{block.delay_return_s:g} s, exact for the last {block.delay_exact_last_s:g} s"
        )
    return "incongruent on purpose: " + " and ".join(said) if said else ""


def beyond(bounds: Bounds, blocks: Iterable[BaseModel]) -> str:
    """Say which block goes beyond the bounds and how; empty where none does."""
    last_incongruent = False
    for index, block in enumerate(blocks):
        gain = float(getattr(block, "visuomotor_gain", 1.0))
        delay_s = float(getattr(block, "visuomotor_delay_s", 0.0))
        if gain > bounds.gain_most:
            return (
                f"blocks[{index}].visuomotor_gain: is beyond the plan's bounds; allowed: up to "
                f"{bounds.gain_most:g} (bounds.gain_most)"
            )
        if delay_s > bounds.delay_most_s:
            return (
                f"blocks[{index}].visuomotor_delay_s: is beyond the plan's bounds; allowed: up to "
                f"{bounds.delay_most_s:g} (bounds.delay_most_s)"
            )
        if getattr(block, "exercise", "rest") not in AT_REST:
            last_incongruent = gain > CONGRUENT_GAIN or delay_s > 0.0
    if last_incongruent:
        return (
            "the last exercise shows something else than the hand does; a session always returns "
            "to the exact mirror: end with a block without delay and with a gain of "
            f"{CONGRUENT_GAIN:g} at most"
        )
    return ""
