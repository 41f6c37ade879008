"""What every question has in common: a mark that is confirmed or skipped, and never a time limit.

Nothing is chosen beforehand. What was marked is kept even where the session ends before it was
confirmed.
"""

from dataclasses import dataclass

from game.drawing import Drawing
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm
from sessions.asking.answer import Answer as Value


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and how long it took."""

    value: Value
    answered_after_s: float
    confirmed: bool = True
    """False where the number was marked and the session ended before it was confirmed."""


class Asking:
    """One question on the screen; each kind of answer is a class of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.answer: Answer | None = None
        self._asked_for_s = 0.0
        self._screen: Screen | None = None
        self._drawing: Drawing = ()
        self._changed = True

    @property
    def finished(self) -> bool:
        """True once answered or skipped."""
        return self.answer is not None

    def command(self, command: Command, moment: Moment) -> None:
        """Take a confirmation, a skip, or whatever this kind of answer is made with."""
        if command.wish is Wish.NEXT:
            marked = self.marked()
            if marked is not None:
                self.answer = Answer(marked, moment.active_s)
        elif command.wish is Wish.SKIP:
            self.answer = Answer("skipped", moment.active_s)
        elif self.take(command, moment):
            self._changed = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Wait: a question never times out."""
        self._asked_for_s = moment.active_s

    def cut_short(self) -> Answer:
        """Return the answer of someone who ended the session instead of confirming."""
        marked = self.marked()
        if marked is None:
            return Answer("skipped", self._asked_for_s)
        return Answer(marked, self._asked_for_s, confirmed=False)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the question; no limb is shown behind it."""
        if self._screen is None or self._changed:
            screen = self.screen()
            # The very same screen is not laid out again: a line being drawn stays quick.
            self._screen = self._screen if screen == self._screen else screen
            self._drawing = self.drawing()
            self._changed = False
        return Frame(scene=self.name, limbs=(), screen=self._screen, drawing=self._drawing)

    def onward(self) -> tuple[Button, ...]:
        """Return the buttons that every question has: next, once there is a mark; skip; end."""
        skip = Button(tr("Skip this question"), Wish.SKIP, key="S")
        if not self.has_mark():
            return (skip, end_button())
        return (Button(tr("Next"), Wish.NEXT, key="Enter", prominent=True), skip, end_button())

    def has_mark(self) -> bool:
        """Return whether anything is marked."""
        return self.marked() is not None

    def marked(self) -> Value | None:
        """Return what is marked so far; None where nothing is."""
        raise NotImplementedError

    def take(self, command: Command, moment: Moment) -> bool:
        """Take what this kind of answer is made with; return whether anything changed."""
        raise NotImplementedError

    def screen(self) -> Screen:
        """Return the words and buttons as they are now."""
        raise NotImplementedError

    def drawing(self) -> Drawing:
        """Return what is drawn on the canvas; nothing where there is none."""
        return ()
