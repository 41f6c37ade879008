"""A whole number, found with large plus and minus buttons or the arrow keys."""

from collections.abc import Callable

from game.drawing import Box, Drawing, Label
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.asking import Asking
from game.scenes.scene import Moment
from game.screen import Button, Screen


class Amount(Asking):
    """Counts up and down between two bounds, in small and large steps.

    Args:
        name: The scene's name.
        title: The question.
        lines: What explains it.
        least: The least number.
        most: The largest number.
        step: What the small buttons add and take.
        big_step: What the large ones do.
        said: Puts a number into words, e.g. ``1 h 20 min``.
        unit: What is counted, for the buttons.
    """

    def __init__(
        self,
        name: str,
        *,
        title: str,
        lines: tuple[str, ...],
        least: int,
        most: int,
        step: int,
        big_step: int,
        said: Callable[[int], str],
        unit: str,
    ) -> None:
        super().__init__(name)
        self._title = title
        self._lines = lines
        self._least, self._most = least, most
        self._step, self._big_step = step, big_step
        self._said = said
        self._unit = unit
        self._value: int | None = None

    def marked(self) -> int | None:
        """Return the number so far; None before the first press."""
        return self._value

    def take(self, command: Command, moment: Moment) -> bool:
        """Take one step; 0 is said by its own button, because nothing is chosen beforehand."""
        if command.wish is not Wish.CHOOSE or command.value is None:
            return False
        start = self._least if self._value is None else self._value
        wanted = self._least if command.value == 0 else start + command.value
        self._value = min(max(wanted, self._least), self._most)
        return True

    def screen(self) -> Screen:
        """Return the buttons, the smaller steps between the larger ones."""
        big, small = self._big_step, self._step
        steps = (
            Button(f"\N{MINUS SIGN} {big}", Wish.CHOOSE, value=-big, key="Down"),
            Button(f"\N{MINUS SIGN} {small}", Wish.CHOOSE, value=-small, key="Left"),
            Button(f"+ {small}", Wish.CHOOSE, value=small, key="Right"),
            Button(f"+ {big}", Wish.CHOOSE, value=big, key="Up"),
        )
        none = Button(tr("None: {none}").format(none=self._said(0)), Wish.CHOOSE, value=0, key="0")
        return Screen(
            layout="page",
            title=self._title,
            lines=self._lines,
            buttons=(*steps, none, *self.onward()),
            canvas=True,
        )

    def drawing(self) -> Drawing:
        """Return the number itself, large."""
        words = self._unit if self._value is None else self._said(self._value)
        return (
            Box((0.0, 0.0), 3.2, 1.3, "white", corner=0.2, rim="stone"),
            Label((0.0, 0.0), words, 0.5, "soft_ink" if self._value is None else "ink"),
        )
