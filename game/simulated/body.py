"""What the body says in the middle of an exercise, whatever the hands were about to do."""

from game.frame import Frame
from game.input.command import Wish
from game.simulated.intention import Intention
from game.simulated.person import HAND_S, Person
from game.simulated.skill import wishes_on


def impulse(frame: Frame, person: Person, now_s: float) -> Intention | None:
    """Return the wish to say that it hurts, or to have a moment; None on a page."""
    if frame.screen.layout == "page":
        return None
    wish = Wish.HURTS if person.feelings.hurts_more else None
    if wish is None and person.feelings.wants_cover:
        wish = Wish.COVER
    if wish is None or wish not in wishes_on(frame.screen):
        return None
    return Intention(wish, now_s + person.takes_s(HAND_S))


def remember(done: Intention, person: Person) -> None:
    """Take in that a wish of the body was followed."""
    if done.wish is Wish.COVER:
        person.feelings.covered()
    elif done.wish is Wish.HURTS:
        person.feelings.said_it_hurts()
