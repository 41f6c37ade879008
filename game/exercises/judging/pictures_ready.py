"""Explains a task with pictures, and paints them meanwhile: one each frame, then one may begin."""

from collections.abc import Callable, Sequence

from game.display.limb_picture import LimbPicture, Painted
from game.drawing import Sprite
from game.exercises.judging.deck import named
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm

PICTURE_PX = 480
_PROGRESS_STEPS = 20


class PicturesReady:
    """A page of words; its button to begin comes once every picture is there."""

    def __init__(
        self,
        name: str,
        *,
        title: str,
        lines: tuple[str, ...],
        cards: Sequence[LimbPicture],
        paint: Callable[[LimbPicture, int], Painted],
        size: float,
    ) -> None:
        self.name = name
        self.skipped = False
        self._title, self._lines = title, lines
        self._cards, self._paint, self._size = tuple(cards), paint, size
        self._painted: dict[LimbPicture, Sprite] = {}
        self._next = 0
        self._over = False
        self._drawn_for = -1
        self._screen = self._drawn(0)

    @property
    def finished(self) -> bool:
        """True once the patient began or skipped the exercise."""
        return self._over

    @property
    def sprites(self) -> tuple[Sprite, ...]:
        """The pictures, in the order of their cards; complete once `finished` without a skip."""
        return tuple(self._painted[card] for card in self._cards[: self._next])

    def command(self, command: Command, moment: Moment) -> None:
        """Begin once all is painted, or leave the exercise out."""
        if command.wish is Wish.NEXT and self._next == len(self._cards):
            self._over = True
        elif command.wish is Wish.SKIP:
            self.skipped = self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Paint the next picture, if any is left."""
        if self._next < len(self._cards):
            card = self._cards[self._next]
            if card not in self._painted:
                rgba = self._paint(card, PICTURE_PX)
                self._painted[card] = Sprite(
                    (0.0, 0.0), self._size, self._size, rgba, name=named(card)
                )
            self._next += 1
        step = _PROGRESS_STEPS * self._next // max(1, len(self._cards))
        if step != self._drawn_for:
            self._drawn_for = step
            self._screen = self._drawn(step)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the page."""
        return Frame(scene=self.name, limbs=(), screen=self._screen)

    def _drawn(self, step: int) -> Screen:
        ready = step >= _PROGRESS_STEPS
        skip = Button(tr("Skip this exercise"), Wish.SKIP, key="S")
        begin = Button(tr("Begin"), Wish.NEXT, key="Enter", prominent=True)
        return Screen(
            layout="page",
            title=self._title,
            lines=self._lines if ready else (*self._lines, tr("The pictures are being made...")),
            buttons=(begin, skip, end_button()) if ready else (skip, end_button()),
            progress=None if ready else step / _PROGRESS_STEPS,
        )
