"""Rates on the scale from 0 to 10 what the question is about, and confirms it."""

import re
from collections.abc import Callable, Hashable

from game.frame import Frame
from game.input.command import Wish
from game.simulated.feelings import Feelings
from game.simulated.intention import Intention
from game.simulated.person import HAND_S, Person
from game.simulated.skill import Skill, asked_on, wishes_on

RATED: list[tuple[re.Pattern[str], Callable[[Feelings], int]]] = [
    (re.compile("dizzy|sick|tête qui tourne|mal au c", re.IGNORECASE), Feelings.rate_dizziness),
    (re.compile("tired|fatigué", re.IGNORECASE), Feelings.rate_tiredness),
    (re.compile("mood|sleep|humeur|dormi", re.IGNORECASE), Feelings.rate_mood),
    (re.compile("clearly|sentez-vous la partie", re.IGNORECASE), Feelings.rate_following),
    (re.compile("unpleasant|désagréable|pénible", re.IGNORECASE), Feelings.rate_unpleasantness),
    (re.compile("pain|hurt|douleur|mal ", re.IGNORECASE), Feelings.rate_pain),
]
"""Words of a question's title, and what is rated then; the first that fits counts."""


class RatingSkill(Skill):
    """Any screen with a scale."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return the question and the mark on its scale."""
        return None if frame.screen.scale is None else asked_on(frame.screen)

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Mark a value, or skip; confirm what is marked."""
        screen, scale = frame.screen, frame.screen.scale
        assert scale is not None
        wishes = wishes_on(screen)
        if scale.chosen is not None and Wish.NEXT in wishes:
            return Intention(Wish.NEXT, now_s + person.takes_s(HAND_S))
        at_s = now_s + person.reads_s(screen)
        if Wish.SKIP in wishes and person.happens(person.temperament.skips_a_question):
            return Intention(Wish.SKIP, at_s)
        return Intention(Wish.CHOOSE, at_s, _rate(screen.title, person.feelings))


def _rate(title: str, feelings: Feelings) -> int:
    for words, rate in RATED:
        if words.search(title):
            return rate(feelings)
    return feelings.rate_following()
