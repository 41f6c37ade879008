"""Judges pictures of hands: mostly right, and slower the further a hand is turned."""

from collections.abc import Hashable

from game.command import Wish
from game.drawing import Sprite
from game.frame import Frame
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill, wishes_on

# Plausible, not published: they make a session go through right, wrong and slow answers.
_LOOK_S, _PER_DEGREE_S = 1.1, 0.004
_WRONG = 0.12
_SIDES = ("left", "right")


class JudgingSkill(Skill):
    """Any canvas with one named picture of a limb, and two choices."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return which picture is shown."""
        if not frame.screen.canvas or Wish.CHOOSE not in wishes_on(frame.screen):
            return None
        pictures = _pictures(frame)
        return tuple(id(picture) for picture in pictures) if pictures else ("nothing yet",)

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Answer once it has been turned in the mind."""
        pictures = _pictures(frame)
        if not pictures:
            return None
        side, _, angle_deg = pictures[-1].name.split()[:3]
        away_deg = 180.0 - abs(180.0 - float(angle_deg) % 360.0)
        value = _SIDES.index(side)
        if person.happens(_WRONG):
            value = 1 - value
        thinks_s = person.takes_s(_LOOK_S + _PER_DEGREE_S * away_deg)
        return Intention(Wish.CHOOSE, now_s + thinks_s, value)


def _pictures(frame: Frame) -> list[Sprite]:
    return [s for s in frame.drawing if isinstance(s, Sprite) and s.name.startswith(_SIDES)]
