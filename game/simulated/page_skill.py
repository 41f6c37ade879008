"""Reads whatever no other skill knows, and presses what is meant to be pressed."""

from collections.abc import Hashable

from game.frame import Frame
from game.input.command import Wish
from game.screen import Button
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill, asked_on

_LONGEST_WAIT_S = 120.0
"""Nobody looks at a page with a bar for longer without trying its button."""
_ASIDE = frozenset({Wish.COVER, Wish.HURTS, Wish.WRONG})


class PageSkill(Skill):
    """Every screen."""

    def notices(self, frame: Frame) -> Hashable | None:
        """Return what the screen asks."""
        return asked_on(frame.screen)

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Go on once it is read; wait while a bar says to wait."""
        button = meant(frame.screen.buttons)
        if button is None:
            return None
        wait_s = person.reads_s(frame.screen)
        rested = person.feelings.tiredness < 0.3 and person.happens(0.2)
        if frame.screen.progress is not None and not rested:
            wait_s = _LONGEST_WAIT_S
        return Intention(button.wish, now_s + wait_s, button.value)


def meant(buttons: tuple[Button, ...]) -> Button | None:
    """Return the button that leads on: the prominent one first, leaving out and ending last."""
    onward = [button for button in buttons if button.wish not in _ASIDE]
    onward.sort(key=lambda b: (b.wish is Wish.END, b.wish is Wish.SKIP, not b.prominent))
    return onward[0] if onward else None
