"""A journal that is asked what was measured, for tests of outcomes."""

from .playing import Kept


class OutcomeJournal(Kept):
    """Gives the newest value of a measure, whether of a trial or of the whole block."""

    def value(self, measure: str, condition: str | None = None) -> float | None:
        """Return the newest value of a measure, under a condition where one is named."""
        return next(
            value
            for name, under, value, _ in reversed(self.outcomes)
            if name == measure and condition in (None, under)
        )
