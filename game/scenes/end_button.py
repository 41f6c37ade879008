"""The button that ends the session: on every screen, so that the mouse alone is enough."""

from game.input.command import Wish
from game.language import tr
from game.screen import Button


def end_button() -> Button:
    """Return the button, in the patient's language."""
    return Button(tr("End the session"), Wish.END, key="Esc")
