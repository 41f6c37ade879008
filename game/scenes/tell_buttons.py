"""The two buttons with which a patient tells, in the middle of anything, what is amiss."""

from game.input.command import Wish
from game.language import tr
from game.screen import Button


def tell_buttons() -> tuple[Button, Button]:
    """Return "it hurts more" and, for every other symptom, "something is wrong"."""
    return (
        Button(tr("It hurts more"), Wish.HURTS, key="H"),
        Button(tr("Something is wrong"), Wish.WRONG, key="W"),
    )
