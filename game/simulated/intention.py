"""What the simulated patient is about to press, and when."""

from dataclasses import dataclass

from game.drawing import Place
from game.frame import Frame
from game.input.command import Command, Wish

_ON_CANVAS = frozenset({Wish.POINT, Wish.DRAG, Wish.LET_GO})


@dataclass(frozen=True, slots=True)
class Intention:
    """One press to come; several in a row make a gesture, such as a line drawn on the canvas."""

    wish: Wish
    at_s: float
    value: int | None = None
    place: Place | None = None
    """Where on the canvas, for what points."""
    then: "Intention | None" = None
    """What follows it whatever happens, as long as the screen stays the same."""

    def possible(self, frame: Frame) -> bool:
        """Return whether the screen offers it: a person can press nothing else."""
        screen = frame.screen
        if self.wish in _ON_CANVAS:
            return screen.canvas or screen.layout == "strip"
        if self.wish is Wish.CHOOSE and screen.scale is not None:
            return True
        return any(
            button.wish is self.wish and button.value == self.value for button in screen.buttons
        )

    def command(self, now_s: float) -> Command:
        """Return it as pressed now."""
        return Command(self.wish, now_s, self.value, place=self.place)
