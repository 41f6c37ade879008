"""A page that waits for a piece of work that takes longer than a frame."""

from concurrent.futures import Future
from typing import Generic, TypeVar

from game.frame import Frame
from game.input.command import Command
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.screen import Screen
from game.shown.arm_follower import FollowedArm

_STEP_S, _USUAL_S = 0.25, 2.0

ResultT = TypeVar("ResultT")


class Waiting(Generic[ResultT]):
    """Says what is going on until the work is done."""

    def __init__(
        self, name: str, title: str, lines: tuple[str, ...], work: Future[ResultT]
    ) -> None:
        self.name = name
        self.work = work
        self._over = False
        self._title, self._lines = title, lines
        self._step = 0
        self._screen = self._drawn()

    @property
    def finished(self) -> bool:
        """True once the work is done."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take nothing: ending is the director's."""

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Look whether the work is done."""
        self._over = self.work.done()
        step = int(moment.active_s / _STEP_S)
        if step != self._step:
            self._step = step
            self._screen = self._drawn()

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the page."""
        return Frame(scene=self.name, limbs=(), screen=self._screen)

    def _drawn(self) -> Screen:
        # Nobody knows how long it takes: the bar comes nearer to its end, and never gets there.
        passed_s = self._step * _STEP_S
        return Screen(
            layout="page",
            title=self._title,
            lines=self._lines,
            buttons=(end_button(),),
            progress=passed_s / (passed_s + _USUAL_S),
        )
