"""A journal that keeps only what was measured, for tests of outcomes."""

from game.play.stage import TrialDone
from game.scenes.question import Answer
from sessions.asking.rating import Moment as Occasion
from sessions.asking.rating import Quantity
from sessions.blocks.registry import Block
from sessions.events.entry import BlockOutcome, Ended
from sessions.plan.safety import Firing


class OutcomeJournal:
    """Keeps outcomes and trials; everything else is of no interest here."""

    def __init__(self) -> None:
        self.outcomes: list[tuple[str, float | None, int | None, str]] = []
        self.trials: list[TrialDone] = []

    def value(self, measure: str, condition: str | None = None) -> float | None:
        """Return the newest value of a measure, under a condition where one is named."""
        return next(
            value
            for name, value, _, under in reversed(self.outcomes)
            if name == measure and condition in (None, under)
        )

    def values(self, measure: str) -> list[float | None]:
        """Return every value of a measure, oldest first."""
        return [value for name, value, *_ in self.outcomes if name == measure]

    def outcome(
        self,
        index: int,
        exercise: str,
        measure: str,
        value: float | None,
        *,
        trial: int | None = None,
        condition: str = "",
    ) -> None:
        self.outcomes.append((measure, value, trial, condition))

    def trial(self, index: int, trial: TrialDone) -> None:
        self.trials.append(trial)

    def rating(
        self, quantity: Quantity, occasion: Occasion, answer: Answer | None, block: int | None
    ) -> None: ...

    def block_started(self, index: int, block: Block) -> None: ...

    def block_ended(self, index: int, block: Block, outcome: BlockOutcome) -> None: ...

    def rested(self, rested_s: float) -> None: ...

    def safety_fired(self, firing: Firing) -> None: ...

    def setup_check(self, advice: tuple[str, ...], *, skipped: bool) -> None: ...

    def session_ended(self, ended: Ended, reason: str) -> None: ...
