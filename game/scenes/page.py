"""A page of words with buttons: welcome, explanations, pauses, the summary."""

from game.drawing import Drawing
from game.frame import Frame
from game.input.command import Command, Wish
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm


class Page:
    """Shows words, and a drawing where one is given, until a button is pressed or time is over."""

    def __init__(
        self,
        name: str,
        *,
        title: str,
        lines: tuple[str, ...],
        buttons: tuple[Button, ...],
        for_s: float | None = None,
        drawing: Drawing = (),
    ) -> None:
        self.name = name
        self.chosen: Wish | None = None
        self.shown_for_s = 0.0
        self._for_s = for_s
        self._over = False
        self._offered = {button.wish for button in buttons}
        self._screen = Screen(
            layout="page", title=title, lines=lines, buttons=buttons, canvas=bool(drawing)
        )
        self._drawing = drawing

    @property
    def finished(self) -> bool:
        """True once a button was pressed or time is over."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take the press of one of the buttons."""
        if command.wish in self._offered:
            self.chosen = command.wish
            self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """End when time is over."""
        self.shown_for_s = moment.active_s
        if self._for_s is not None and moment.active_s >= self._for_s:
            self._over = True

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the page; no limb is shown behind it."""
        return Frame(scene=self.name, limbs=(), screen=self._screen, drawing=self._drawing)
