"""A percentage on a line: pressed anywhere on it, or moved with the arrow keys."""

from typing import Literal

from game.drawing import Box, Disc, Drawing, Label, Path, Ring, Shape
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.asking import Asking
from game.scenes.scene import Moment
from game.screen import Button, Screen

_HALF = 1.5
"""Half of the line's length on the canvas."""
_LINE_Y = -0.55


class SliderScene(Asking):
    """Asks for 0 to 100 between two ends in words; no knob is there before the first press."""

    def __init__(
        self,
        name: str,
        *,
        title: str,
        lines: tuple[str, ...],
        low_text: str,
        high_text: str,
        step: int,
        picture: Literal["", "telescoping"] = "",
    ) -> None:
        super().__init__(name)
        self._title = title
        self._lines = lines
        self._low_text, self._high_text = low_text, high_text
        self._step = step
        self._picture = picture
        self._value: int | None = None

    def marked(self) -> int | None:
        """Return the percentage so far."""
        return self._value

    def take(self, command: Command, moment: Moment) -> bool:
        """Move the knob."""
        if command.wish in (Wish.POINT, Wish.DRAG) and command.place is not None:
            share = (command.place[0] + _HALF) / (2 * _HALF)
            wanted = round(100 * share / self._step) * self._step
        elif command.wish is Wish.CHOOSE and command.value is not None:
            wanted = (50 if self._value is None else self._value) + command.value
        else:
            return False
        self._value = min(max(wanted, 0), 100)
        return True

    def screen(self) -> Screen:
        """Return the line's two ends in words, and buttons that move the knob."""
        step = self._step
        steps = (
            Button(f"◀ {self._low_text}", Wish.CHOOSE, value=-step, key="Left"),
            Button(f"{self._high_text} ▶", Wish.CHOOSE, value=step, key="Right"),
        )
        return Screen(
            layout="page",
            title=self._title,
            lines=self._lines,
            buttons=(*steps, *self.onward()),
            canvas=True,
        )

    def drawing(self) -> Drawing:
        """Return the line, the knob, and above it what the percentage means."""
        shapes: list[Shape] = [
            Box((0.0, _LINE_Y), 2 * _HALF + 0.5, 0.5, "white", corner=0.2),
            Path(((-_HALF, _LINE_Y), (_HALF, _LINE_Y)), 0.06, "stone"),
        ]
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            x = _HALF * (2 * share - 1)
            shapes.append(Path(((x, _LINE_Y - 0.07), (x, _LINE_Y + 0.07)), 0.03, "stone"))
        if self._value is None:
            shapes.append(Label((0.0, _LINE_Y - 0.17), tr("Press on the line."), 0.14, "soft_ink"))
        else:
            x = _HALF * (self._value / 50 - 1)
            shapes.append(Disc((x, _LINE_Y), 0.13, "lake", rim="white"))
            shapes.append(Label((x, _LINE_Y - 0.25), f"{self._value} %", 0.16, "ink"))
        if self._picture == "telescoping":
            shapes += _drawn_back(None if self._value is None else self._value / 100)
        return tuple(shapes)


def _drawn_back(share: float | None) -> list[Shape]:
    """Return a limb whose hand moves back towards what is left of it."""
    y, end, full = 0.4, -0.35, 1.05
    shapes: list[Shape] = [
        Path(((-1.35, y), (end, y)), 0.42, "stone"),
        Path(((end, y), (full, y)), 0.05, "sky", 0.5),
        Ring((full, y), 0.24, 0.03, "sky", 0.7),
    ]
    if share is not None:
        x = full - share * (full - end)
        shapes.append(Path(((end, y), (x, y)), 0.26, "lake", 0.55))
        shapes.append(Disc((x, y), 0.24, "lake", 0.9))
        for turn in (-0.36, -0.12, 0.12, 0.36):
            tip = (x + 0.42, y + turn)
            shapes.append(Path(((x + 0.12, y + turn * 0.6), tip), 0.09, "lake", 0.9))
    return shapes
