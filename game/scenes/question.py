"""A 0 to 10 question that may be skipped; nothing is chosen beforehand."""

from dataclasses import dataclass
from typing import Literal

from game.arm_follower import FollowedArm
from game.command import Command, Wish
from game.frame import Frame
from game.language import tr
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.screen import Button, RatingScale, Screen


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and how long it took."""

    value: int | Literal["skipped"]
    answered_after_s: float
    confirmed: bool = True
    """False where the number was marked and the session ended before it was confirmed."""


class Question:
    """Asks for a number; the patient picks one and confirms, or skips."""

    def __init__(
        self, name: str, *, title: str, lines: tuple[str, ...], low_text: str, high_text: str
    ) -> None:
        self.name = name
        self.answer: Answer | None = None
        self._title = title
        self._lines = lines
        self._low_text = low_text
        self._high_text = high_text
        self._chosen: int | None = None
        self._asked_for_s = 0.0
        self._screen = self._drawn()

    @property
    def finished(self) -> bool:
        """True once answered or skipped."""
        return self.answer is not None

    def command(self, command: Command, moment: Moment) -> None:
        """Take a number, a confirmation, or a skip."""
        if command.wish is Wish.CHOOSE and command.value is not None and 0 <= command.value <= 10:
            self._chosen = command.value
            self._screen = self._drawn()
        elif command.wish is Wish.NEXT and self._chosen is not None:
            self.answer = Answer(self._chosen, moment.active_s)
        elif command.wish is Wish.SKIP:
            self.answer = Answer("skipped", moment.active_s)

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Wait: a question never times out."""
        self._asked_for_s = moment.active_s

    def cut_short(self) -> Answer:
        """Return the answer of someone who ended the session instead of confirming."""
        if self._chosen is None:
            return Answer("skipped", self._asked_for_s)
        return Answer(self._chosen, self._asked_for_s, confirmed=False)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the question; no limb is shown behind it."""
        return Frame(scene=self.name, limbs=(), screen=self._screen)

    def _drawn(self) -> Screen:
        skip = Button(tr("Skip this question"), Wish.SKIP, key="S")
        end = end_button()
        confirm = Button(tr("Next"), Wish.NEXT, key="Enter", prominent=True)
        return Screen(
            layout="page",
            title=self._title,
            lines=self._lines,
            buttons=(skip, end) if self._chosen is None else (confirm, skip, end),
            scale=RatingScale(self._low_text, self._high_text, self._chosen),
        )
