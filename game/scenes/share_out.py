"""Sharing out a whole: ten pieces over the steps of a scale, a press for each piece."""

from game.drawing import Box, Colour, Drawing, Label, Shape
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.asking import Asking
from game.scenes.scene import Moment
from game.screen import Button, Screen
from sessions.asking.answer import Shares

PIECES = 10
_TAKE_BACK = -1
_COLOURS: tuple[Colour, ...] = ("leaf", "sky", "lake", "amber", "rose", "plum")
_LIGHT = frozenset({"sky", "amber"})
_PITCH = 0.29


class ShareOut(Asking):
    """Asks how a whole was shared out; going on is offered once every piece is placed."""

    def __init__(
        self, name: str, *, title: str, lines: tuple[str, ...], steps: tuple[str, ...]
    ) -> None:
        super().__init__(name)
        self._title = title
        self._lines = lines
        self._steps = steps
        self._placed: list[int] = []

    def marked(self) -> Shares | None:
        """Return the shares once they add up to the whole."""
        if len(self._placed) < PIECES:
            return None
        return Shares(
            shares=tuple(self._placed.count(step) / PIECES for step in range(len(self._steps)))
        )

    def take(self, command: Command, moment: Moment) -> bool:
        """Place a piece, or take the last one back."""
        if command.wish is not Wish.CHOOSE or command.value is None:
            return False
        if command.value == _TAKE_BACK and self._placed:
            self._placed.pop()
            return True
        if 0 <= command.value < len(self._steps) and len(self._placed) < PIECES:
            self._placed.append(command.value)
            return True
        return False

    def screen(self) -> Screen:
        """Return a button for each step, with how many pieces it has."""
        steps = tuple(
            Button(
                f"{text}: {self._placed.count(index)}",
                Wish.CHOOSE,
                value=index,
                key=str(index),
                chosen=index in self._placed,
            )
            for index, text in enumerate(self._steps)
        )
        back = (Button(tr("Take one back"), Wish.CHOOSE, value=_TAKE_BACK, key="Z"),)
        return Screen(
            layout="page",
            title=self._title,
            lines=self._lines,
            buttons=(*steps, *(back if self._placed else ()), *self.onward()),
            canvas=True,
        )

    def drawing(self) -> Drawing:
        """Return ten pieces in a row, each in the colour and with the number of its step."""
        shapes: list[Shape] = []
        for piece in range(PIECES):
            x = (piece - (PIECES - 1) / 2) * _PITCH
            placed = sorted(self._placed)
            if piece < len(placed):
                step = placed[piece]
                colour = _COLOURS[step % len(_COLOURS)]
                ink: Colour = "ink" if colour in _LIGHT else "white"
                shapes.append(Box((x, 0.0), 0.26, 0.7, colour, corner=0.06))
                shapes.append(Label((x, 0.0), str(step), 0.3, ink))
            else:
                shapes.append(Box((x, 0.0), 0.26, 0.7, "cream", corner=0.06, rim="stone"))
        return tuple(shapes)
