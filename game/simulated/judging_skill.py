"""Judges pictures of hands: mostly right, and slower the further a hand is turned."""

from collections.abc import Hashable

from game.drawing import Sprite
from game.frame import Frame
from game.input.command import Wish
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill

# Plausible, not published: they make a session go through right, wrong and slow answers.
_LOOK_S, _PER_DEGREE_S = 1.1, 0.004
_WRONG, _WRONG_UPSIDE_DOWN = 0.05, 0.3
_MISTAKES_BEGINNER, _MISTAKES_PRACTISED = 1.6, 0.4
_SLOWER_BEGINNER, _SLOWER_PRACTISED = 1.25, 0.75
_SLOWER_FOR_AFFECTED = 1.2
"""Pictures of the side that hurts take longer (Moseley 2004); by how much is ours."""
_SIDES = ("left", "right")


class JudgingSkill(Skill):
    """Any canvas with one named picture of a limb, and two choices."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return which picture is shown."""
        choices = [b.value for b in frame.screen.buttons if b.wish is Wish.CHOOSE]
        if not frame.screen.canvas or choices != [0, 1]:
            return None
        pictures = _pictures(frame)
        return tuple(pictures) or ("nothing yet",)

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Answer once it has been turned in the mind."""
        pictures = _pictures(frame)
        if not pictures:
            return None
        side, _, angle_deg = pictures[-1].name.split()[:3]
        away_deg = 180.0 - abs(180.0 - float(angle_deg) % 360.0)
        value = _SIDES.index(side)
        practised = person.temperament.practised
        wrong = _WRONG + (_WRONG_UPSIDE_DOWN - _WRONG) * away_deg / 180.0
        wrong *= _MISTAKES_BEGINNER + practised * (_MISTAKES_PRACTISED - _MISTAKES_BEGINNER)
        if person.happens(wrong):
            value = 1 - value
        slower = _SLOWER_BEGINNER + practised * (_SLOWER_PRACTISED - _SLOWER_BEGINNER)
        if side == person.temperament.affected_side:
            slower *= 1.0 + (_SLOWER_FOR_AFFECTED - 1.0) * (1.0 - practised)
        thinks_s = person.takes_s(slower * (_LOOK_S + _PER_DEGREE_S * away_deg))
        return Intention(Wish.CHOOSE, now_s + thinks_s, value)


def _pictures(frame: Frame) -> list[Sprite]:
    return [s for s in frame.drawing if isinstance(s, Sprite) and s.name.startswith(_SIDES)]
