"""What the mirror may change of the movement, always on the plan's order: its size, and its delay.

Everything else than the exact mirror is off by default. A delayed hand feels less and less one's
own: at 90 and 190 ms ownership and agency were fine, at 290 to 490 ms agency was weak and ownership
gone, at 590 ms both (Ismail and Shimada 2016). So a delay is for a researcher's question, goes back
to none before each stretch of movement ends, and is never there while pain is rising.
"""

import math
from typing import Literal

from pydantic import Field

from sessions.plan.document import Document

LEAST_DELAYED_S = 10.0
"""A stretch has to leave this for the delay itself."""
STEP_S = 0.05
"""What one step back takes off the delay, at most: our own choice, less than is noticed."""


class MirrorChange(Document):
    """Fields of every block whose limb mirrors the hand."""

    visuomotor_gain: float = Field(default=1.0, ge=1.0, le=1.2)
    """How much larger the shown movement may be; 1 is the exact mirror image."""
    visuomotor_delay_s: float = Field(default=0.0, ge=0.0, le=0.6)
    """How long the shown limb waits behind the hand, on purpose; needs `bounds.incongruent`."""
    delay_returns: Literal["fade", "steps"] = "fade"
    """How the delay goes back to none: evenly, or by steps of 50 ms."""
    delay_return_s: float = Field(default=10.0, ge=5.0, le=120.0)
    """How long it takes to go back."""
    delay_exact_last_s: float = Field(default=10.0, ge=5.0, le=600.0)
    """The last seconds of each stretch of movement, in which the mirror is exact again."""
    delay_told: bool = True
    """Whether the patient reads that the limb waits on purpose; false where the design is blind."""

    def delay_at(self, active_s: float, stretch_s: float, most_s: float) -> float:
        """Return the delay meant at a time in a stretch of movement, seconds.

        Args:
            active_s: Since the stretch began.
            stretch_s: How long it lasts.
            most_s: What the plan allows.
        """
        ordered_s = min(self.visuomotor_delay_s, most_s)
        left_s = stretch_s - self.delay_exact_last_s - active_s
        share = min(max(left_s / self.delay_return_s, 0.0), 1.0)
        if self.delay_returns == "fade" or ordered_s == 0.0:
            return share * ordered_s
        steps = math.ceil(ordered_s / STEP_S)
        return math.ceil(share * steps) / steps * ordered_s

    def check_delay_fits(self, stretch_s: float) -> None:
        """Do nothing if a stretch has room for the delay and for the way back.

        Raises:
            ValueError: it has not.
        """
        least_s = LEAST_DELAYED_S + self.delay_return_s + self.delay_exact_last_s
        if self.visuomotor_delay_s > 0.0 and stretch_s < least_s:
            raise ValueError(
                "too short for its delay and the way back to the exact mirror: allowed is at "
                f"least {least_s:g} s for each movement, or a shorter delay_return_s and "
                "delay_exact_last_s"
            )
