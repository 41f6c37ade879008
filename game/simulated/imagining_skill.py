"""Imagines, plays and waits: exercises in which one takes one's time before pressing anything."""

from collections.abc import Hashable

from game.drawing import Sprite
from game.frame import Frame
from game.input.command import Wish
from game.language import tr
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill, asked_on, wishes_on

# Plausible, not published.
_IMAGINES_S = 9.0
_PLAYS_S = 70.0


class ImaginingSkill(Skill):
    """Any page with a picture of a limb and a way to say that it was imagined."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return which picture is shown."""
        pictures = [s for s in frame.drawing if isinstance(s, Sprite) and s.name]
        if not pictures or Wish.NEXT not in wishes_on(frame.screen):
            return None
        return tuple(id(picture) for picture in pictures)

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Press once it has been imagined."""
        return Intention(Wish.NEXT, now_s + person.takes_s(_IMAGINES_S))


class PlayingSkill(Skill):
    """The limb with nothing to do."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return that one may play."""
        plays = frame.screen.title == tr("Nothing to do: just play")
        return asked_on(frame.screen) if plays else None

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Stop when one has had enough."""
        return Intention(Wish.NEXT, now_s + person.takes_s(_PLAYS_S))


class WaitingSkill(Skill):
    """Any page that goes on by itself and offers nothing but leaving it."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return which exercise it is."""
        screen = frame.screen
        if screen.layout != "page" or screen.progress is None or screen.scale is not None:
            return None
        wishes = wishes_on(screen)
        goes_on = wishes.isdisjoint({Wish.NEXT, Wish.RESUME, Wish.CHOOSE})
        return (screen.layout, screen.title) if goes_on and Wish.SKIP in wishes else None

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Press nothing."""
        return None
