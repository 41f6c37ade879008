"""Watches a strip over the limb that asks for nothing: the exercise itself."""

from collections.abc import Hashable

from game.frame import Frame
from game.input.command import Wish
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill, asked_on, wishes_on


class WatchingSkill(Skill):
    """Any strip that goes on by itself."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return which exercise it is."""
        waits = frame.screen.layout == "strip" and Wish.NEXT not in wishes_on(frame.screen)
        return asked_on(frame.screen) if waits else None

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Press nothing: what the body says is looked after elsewhere."""
        return None
