"""A page that asks for one of a few things; it may be skipped, and nothing is chosen beforehand."""

from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm


class Choice:
    """Waits for one of `options`, which are pressed, focused, or typed as 1, 2, 3."""

    def __init__(
        self, name: str, *, title: str, lines: tuple[str, ...], options: tuple[str, ...]
    ) -> None:
        self.name = name
        self.chosen: int | None = None
        """Index into the options; None where the question was skipped or the session ended."""
        self._count = len(options)
        self._over = False
        offered = tuple(
            Button(text, Wish.CHOOSE, value=i, key=str(i + 1)) for i, text in enumerate(options)
        )
        skip = Button(tr("Skip this question"), Wish.SKIP, key="S")
        self._screen = Screen(
            layout="page", title=title, lines=lines, buttons=(*offered, skip, end_button())
        )

    @property
    def finished(self) -> bool:
        """True once answered or skipped."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take the choice, or a skip."""
        value = command.value
        if command.wish is Wish.CHOOSE and value is not None and 0 <= value < self._count:
            self.chosen = value
            self._over = True
        elif command.wish is Wish.SKIP:
            self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Wait: a question never times out."""

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the question; no limb is shown behind it."""
        return Frame(scene=self.name, limbs=(), screen=self._screen)
