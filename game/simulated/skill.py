"""A skill: recognises one kind of screen, and says what a person would do there."""

from collections.abc import Hashable

from game.frame import Frame
from game.input.command import Wish
from game.screen import Screen
from game.simulated.intention import Intention
from game.simulated.person import Person

_REPEAT_AFTER_S = 5.0
"""When nothing came of a press, it is tried again after this: people do."""
_TRIED_AGAIN = frozenset({Wish.NEXT, Wish.SKIP, Wish.RESUME, Wish.END, Wish.CHOOSE})


class Skill:
    """One skill of one patient, for one session; it may remember what it did."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return what this skill reacts to here, as a value; None where it is not its kind.

        While the value stays the same nothing new is decided. So leave out what changes by itself,
        such as a count of seconds, and put in what calls for another press, such as a new picture.
        It is asked again only where the frame's screen or drawing is another object.
        """
        raise NotImplementedError

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Return what to do about something just noticed; None where one only watches."""
        raise NotImplementedError

    def after(
        self, done: Intention, frame: Frame, person: Person, now_s: float
    ) -> Intention | None:
        """Return what to do once `done` was pressed and the screen stays as it is."""
        if done.then is not None:
            return done.then
        if done.wish in _TRIED_AGAIN:
            return Intention(done.wish, now_s + _REPEAT_AFTER_S, done.value, done.place)
        return None


def wishes_on(screen: Screen) -> frozenset[Wish]:
    """Return what the screen's buttons offer."""
    return frozenset(button.wish for button in screen.buttons)


def asked_on(screen: Screen) -> Hashable:
    """Return what a screen asks, without what changes while one looks at it."""
    scale = screen.scale
    marks = tuple(button.value for button in screen.buttons if button.chosen)
    return (
        screen.layout,
        screen.title,
        wishes_on(screen),
        marks,
        None if scale is None else (scale.low_text, scale.high_text, scale.chosen),
    )
