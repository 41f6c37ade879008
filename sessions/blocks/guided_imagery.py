"""Guided imagery block: a calm script to follow with eyes closed, spoken where there is a voice."""

from typing import Literal

from pydantic import Field, model_validator

from sessions.plan.document import Document

SCAN_STEPS, MOVEMENT_STEPS, RETURN_STEPS = 7, 8, 2
"""How many passages each part of the script has; a test holds them against the script."""


class GuidedImageryBlock(Document):
    """A body scan, imagined comfortable movement and rest, and the way back.

    After MacIver 2008: six weekly guided sessions of body scan and imagined comfortable movement of
    the phantom, 40 minutes of practice a day at home (recalled, medium confidence); constant pain
    and exacerbations were told apart, and only constant pain went with the change in the brain. The
    script is our own; how long each passage lasts is a setting.
    """

    exercise: Literal["guided_imagery"]
    body_scan: bool = True
    comfortable_movement: bool = True
    passage_s: float = Field(default=30.0, ge=10.0, le=180.0)
    """How long each passage stays, its reading included."""
    ask_ease: bool = True
    """Whether ease of imagining (0-10) is asked at the end."""
    ask_constant_and_exacerbation: bool = True
    """Whether constant pain and flare-ups are asked about, apart, at the end."""

    @model_validator(mode="after")
    def _has_a_part(self) -> "GuidedImageryBlock":
        if not (self.body_scan or self.comfortable_movement):
            raise ValueError(
                "has neither body_scan nor comfortable_movement: allowed is one of them or both"
            )
        return self

    @property
    def passages(self) -> int:
        """Passages of the script that are read."""
        return (
            SCAN_STEPS * self.body_scan + MOVEMENT_STEPS * self.comfortable_movement + RETURN_STEPS
        )

    @property
    def ordered_s(self) -> float:
        """How long the script lasts."""
        return self.passages * self.passage_s

    @property
    def ordered_repetitions(self) -> int:
        """None: nothing is counted."""
        return 0
