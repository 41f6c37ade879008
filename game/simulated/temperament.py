"""What kind of person the simulated patient is: numbers for pain, tiring and manner.

They are plausible, not published: they make a session go through its ordinary and its rarer paths,
and say nothing about real patients.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Temperament:
    """One kind of person. Pain is on the 0 to 10 scale; a minute is one with the limb in sight."""

    name: str
    pain_at_start: float
    unpleasantness_above_pain: float
    pain_per_exercise_min: float
    pain_per_rest_min: float
    """Negative: rest helps."""
    tiring_per_exercise_min: float
    """Tiredness is 0 fresh to 1 exhausted."""
    recovery_per_rest_min: float
    skips_a_question: float
    """Probability, for each question asked."""
    covers_per_exercise_min: float
    """How often they cover the limb for no other reason than wanting a moment."""
    ends_when_covered: float
    """Probability of ending the session from under the cover; the first time excepted."""
    says_it_hurts_after_rise: float
    """Says so when pain has risen by this since it was last asked."""
    practised: float = 0.5
    """How well they can do what is trained: 0 a beginner, 1 as well as they ever will."""
    affected_side: str = ""
    """Their own; empty where nothing depends on it."""


_COOPERATIVE = Temperament(
    name="cooperative",
    pain_at_start=4.3,
    unpleasantness_above_pain=0.6,
    pain_per_exercise_min=-0.08,
    pain_per_rest_min=-0.02,
    tiring_per_exercise_min=0.06,
    recovery_per_rest_min=0.12,
    skips_a_question=0.05,
    covers_per_exercise_min=0.12,
    ends_when_covered=0.05,
    says_it_hurts_after_rise=2.0,
)
_HURTING = Temperament(
    name="hurting",
    pain_at_start=4.8,
    unpleasantness_above_pain=1.4,
    pain_per_exercise_min=1.3,
    pain_per_rest_min=-0.15,
    tiring_per_exercise_min=0.10,
    recovery_per_rest_min=0.06,
    skips_a_question=0.0,
    covers_per_exercise_min=0.2,
    ends_when_covered=0.1,
    says_it_hurts_after_rise=2.2,
)
_STOPPING = Temperament(
    name="stopping",
    pain_at_start=3.6,
    unpleasantness_above_pain=1.0,
    pain_per_exercise_min=0.1,
    pain_per_rest_min=-0.05,
    tiring_per_exercise_min=0.15,
    recovery_per_rest_min=0.05,
    skips_a_question=0.15,
    covers_per_exercise_min=1.5,
    ends_when_covered=1.0,
    says_it_hurts_after_rise=3.0,
)
TEMPERAMENTS: Mapping[str, Temperament] = MappingProxyType(
    {kind.name: kind for kind in (_COOPERATIVE, _HURTING, _STOPPING)}
)
