"""How the simulated patient feels: pain and tiredness, moved by what is in sight."""

import random

from game.simulated.temperament import Temperament

_MIN_S = 60.0
_RATING_SPREAD = 0.35
"""Standard deviation of a rating about what is felt, in points."""


class Feelings:
    """Pain and tiredness of one session; all chance comes from `chance`."""

    def __init__(self, temperament: Temperament, chance: random.Random) -> None:
        self._temperament = temperament
        self._chance = chance
        self.pain = temperament.pain_at_start + chance.gauss(0.0, 0.5)
        self.tiredness = 0.1
        self._pain_when_asked = self.pain
        self._to_next_cover_s = self._next_cover_s()

    @property
    def slowness(self) -> float:
        """By how much everything takes longer: 1 fresh, 2 exhausted."""
        return 1.0 + self.tiredness

    @property
    def hurts_more(self) -> bool:
        """Whether pain has risen enough since it was asked to say so."""
        return self.pain - self._pain_when_asked >= self._temperament.says_it_hurts_after_rise

    @property
    def wants_cover(self) -> bool:
        """Whether they want the limb out of sight for a moment, or a rest."""
        return self._to_next_cover_s <= 0.0 or self.tiredness >= 1.0

    def exercise(self, passed_s: float) -> None:
        """Let time pass with a limb in sight."""
        minutes = passed_s / _MIN_S
        self._change(
            self._temperament.pain_per_exercise_min * minutes,
            self._temperament.tiring_per_exercise_min * minutes,
        )
        self._to_next_cover_s -= passed_s

    def rest(self, passed_s: float) -> None:
        """Let time pass with no limb in sight."""
        minutes = passed_s / _MIN_S
        self._change(
            self._temperament.pain_per_rest_min * minutes,
            -self._temperament.recovery_per_rest_min * minutes,
        )

    def said_it_hurts(self) -> None:
        """Remember that it was said: only a further rise is said again."""
        self._pain_when_asked = self.pain

    def covered(self) -> None:
        """Remember that the wish for a moment was followed."""
        self._to_next_cover_s = self._next_cover_s()
        self.tiredness = min(self.tiredness, 0.9)

    def rate_pain(self) -> int:
        """Return what they say to how strong the pain is."""
        self._pain_when_asked = self.pain
        return self._rating(self.pain)

    def rate_unpleasantness(self) -> int:
        """Return what they say to how unpleasant it is."""
        return self._rating(self.pain + self._temperament.unpleasantness_above_pain)

    def rate_dizziness(self) -> int:
        """Return what they say to dizziness or nausea: little, a little more when tired."""
        return self._rating(0.5 + 1.5 * self.tiredness)

    def rate_tiredness(self) -> int:
        """Return what they say to how tired they are."""
        return self._rating(10.0 * self.tiredness)

    def rate_mood(self) -> int:
        """Return what they say to mood or sleep, where 10 is good: pain darkens it."""
        return self._rating(8.0 - 0.5 * self.pain)

    def rate_following(self) -> int:
        """Return what they say to how well the limb they feel followed."""
        return self._rating(5.0 + 4.0 * self._temperament.practised - 3.0 * self.tiredness)

    def _rating(self, felt: float) -> int:
        return min(max(round(felt + self._chance.gauss(0.0, _RATING_SPREAD)), 0), 10)

    def _change(self, pain: float, tiredness: float) -> None:
        self.pain = min(max(self.pain + pain, 0.0), 10.0)
        self.tiredness = min(max(self.tiredness + tiredness, 0.0), 1.0)

    def _next_cover_s(self) -> float:
        return self._chance.expovariate(self._temperament.covers_per_exercise_min / _MIN_S)
