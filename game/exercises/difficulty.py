"""How hard an exercise is: a bounded staircase that settles where most trials succeed.

A success raises the level by one small step, a miss lowers it by several: where one step down is
``target / (1 - target)`` steps up, the level comes to rest where that share of trials succeeds
(weighted up-down method, Kaernbach, Percept Psychophys 1991;49:227 - recalled). Success of about
70 to 80 % is what the exercises aim at: our choice, so that it is neither dull nor disheartening.

A level is a share of what the plan allows, 0 the easiest and 1 the hardest, so no exercise can
leave its plan's limits whatever happens. While pain is rising the level may fall and never rise.
"""

from dataclasses import dataclass, replace

TARGET = 0.75
STEP_UP = 0.04


@dataclass(frozen=True, slots=True)
class Difficulty:
    """The level of one exercise, as a value: `after` returns the next one."""

    level: float = 0.0
    """0 the easiest that the plan allows, 1 the hardest."""
    target: float = TARGET
    """Share of trials meant to succeed."""
    step_up: float = STEP_UP
    least: float = 0.0
    """The plan's bounds: no trial is easier than this,"""
    most: float = 1.0
    """and none is harder than this."""

    def __post_init__(self) -> None:
        """Refuse what could not settle anywhere.

        Raises:
            ValueError: the level, the target or the step lies outside its range.
        """
        if not 0.0 <= self.least <= self.level <= self.most <= 1.0:
            raise ValueError("level must lie between 0 and 1, and within its bounds")
        if not 0.5 <= self.target < 1.0:
            raise ValueError("target must be at least 0.5 and below 1")
        if not 0.0 < self.step_up <= 0.25:
            raise ValueError("step_up must be above 0 and at most 0.25")

    @property
    def step_down(self) -> float:
        """How far one miss lowers the level."""
        return self.step_up * self.target / (1.0 - self.target)

    def after(self, *, succeeded: bool, may_become_harder: bool = True) -> "Difficulty":
        """Return the difficulty of the next trial.

        Args:
            succeeded: Whether the trial that is over met its aim.
            may_become_harder: False while pain is rising, or where the plan fixes the level.
        """
        if not succeeded:
            return self._at(self.level - self.step_down)
        if not may_become_harder:
            return self
        return self._at(self.level + self.step_up)

    def eased(self) -> "Difficulty":
        """Return what a safety rule that says *ease* makes of it: half of the level."""
        return self._at(self.level / 2.0)

    def between(self, easiest: float, hardest: float) -> float:
        """Return a setting at this level, from the plan's easiest to its hardest value."""
        return easiest + self.level * (hardest - easiest)

    def _at(self, level: float) -> "Difficulty":
        return replace(self, level=min(max(level, self.least), self.most))
