"""Choosing one or several of some options, each a button with its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.input.command import Command, Wish
from game.scenes.asking import Asking
from game.scenes.scene import Moment
from game.screen import Button, Screen
from sessions.asking.answer import Answer as Value
from sessions.asking.answer import Chosen

_KEYS = (*"123456789", "0", *"ABCDFGIJ")
"""Keys of the options in turn; letters that mean something elsewhere are left out."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """One option on the screen."""

    id: str
    text: str
    alone: bool = False
    """Whether choosing it takes the others back."""
    number: int | None = None
    """What is answered where the options are steps of a scale."""


class Choices(Asking):
    """Offers options; nothing goes on before it is confirmed."""

    def __init__(
        self,
        name: str,
        *,
        title: str,
        lines: tuple[str, ...],
        options: Sequence[Choosable],
        several: bool,
    ) -> None:
        super().__init__(name)
        self._title = title
        self._lines = lines
        self._options = tuple(options)
        self._several = several
        self._chosen: frozenset[int] = frozenset()

    def marked(self) -> Value | None:
        """Return what is chosen so far."""
        if not self._chosen:
            return None
        chosen = [self._options[index] for index in sorted(self._chosen)]
        if not self._several and chosen[0].number is not None:
            return chosen[0].number
        return Chosen(chosen=tuple(option.id for option in chosen))

    def take(self, command: Command, moment: Moment) -> bool:
        """Take an option, or take it back."""
        index = command.value
        if command.wish is not Wish.CHOOSE or index is None or not 0 <= index < len(self._options):
            return False
        if not self._several or self._options[index].alone:
            self._chosen = frozenset({index}) - (self._chosen if self._several else frozenset())
        else:
            others = {i for i in self._chosen if not self._options[i].alone}
            self._chosen = frozenset(others ^ {index})
        return True

    def screen(self) -> Screen:
        """Return the options, those chosen marked."""
        options = tuple(
            Button(
                option.text,
                Wish.CHOOSE,
                value=index,
                key=_KEYS[index],
                chosen=index in self._chosen,
            )
            for index, option in enumerate(self._options)
        )
        return Screen(
            layout="page",
            title=self._title,
            lines=self._lines,
            buttons=(*options, *self.onward()),
        )
