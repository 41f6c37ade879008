"""One picture of the affected limb in a posture, for as long as imagining it takes."""

from game.drawing import Drawing, Sprite
from game.exercises.calm_page import calm_page
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr, tr_n
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm
from sessions.blocks.posture_imagery import PostureImageryBlock


class PostureScene:
    """Waits until the posture has been imagined, or `longest_s`."""

    name = "posture_imagery"

    def __init__(self, sprite: Sprite, block: PostureImageryBlock, *, number: int, of: int) -> None:
        self.skipped = False
        self.active_s = 0.0
        self.began_at_s: float | None = None
        self.took_s: float | None = None
        """Without pauses; None where the picture was left out or its time was over."""
        self._longest_s = block.longest_s
        self._over = False
        self._drawing: Drawing = (sprite,)
        self._screen = _drawn(block.times_each, number / of)

    @property
    def finished(self) -> bool:
        """True once it has been imagined, its time is over, or it was left out."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take that it is done, that this picture is left out, or the whole exercise."""
        if command.wish is Wish.NEXT:
            self.took_s = moment.active_s
            self._over = True
        elif command.wish is Wish.CHOOSE:
            self._over = True
        elif command.wish is Wish.SKIP:
            self.skipped = self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let the longest time pass."""
        self.active_s = moment.active_s
        if self.began_at_s is None:
            self.began_at_s = moment.now_s
        self._over = self._over or moment.active_s >= self._longest_s

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the picture."""
        return Frame(scene=self.name, limbs=(), screen=self._screen, drawing=self._drawing)


def _drawn(times: int, progress: float) -> Screen:
    return calm_page(
        tr_n(
            "Imagine it {n} time, smoothly and without pain.",
            "Imagine it {n} times, smoothly and without pain.",
            times,
        ).format(n=times),
        (),
        onward=(
            Button(tr("Imagined"), Wish.NEXT, key="Enter", prominent=True),
            Button(tr("Not this one"), Wish.CHOOSE, value=0, key="N"),
        ),
        progress=progress,
        canvas=True,
    )
