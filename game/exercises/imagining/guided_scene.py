"""A script, one passage at a time: on the screen, and read out where there is a voice."""

from collections.abc import Callable

from game.exercises.calm_page import calm_page
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm


class GuidedScene:
    """Each passage stays for a while; whoever is done sooner goes on sooner."""

    name = "guided_imagery"

    def __init__(
        self, passages: tuple[str, ...], passage_s: float, say: Callable[[str], None]
    ) -> None:
        self.skipped = False
        self.active_s = 0.0
        self.passages_done = 0
        """Passages that had their time or were left by going on."""
        self._passages = passages
        self._passage_s = passage_s
        self._say = say
        self._began_s = 0.0
        self._said = -1
        self._over = False
        self._screen = self._drawn()

    @property
    def finished(self) -> bool:
        """True once the last passage is over or the exercise was left out."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Go on, or leave the exercise out."""
        if command.wish is Wish.NEXT:
            self._go_on(moment.active_s)
        elif command.wish is Wish.SKIP:
            self._say("")
            self.skipped = self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Read each passage out as it comes, and let it stay its time."""
        self.active_s = moment.active_s
        if self._said != self.passages_done and not self._over:
            self._said = self.passages_done
            self._say(self._passages[self.passages_done])
        if moment.active_s - self._began_s >= self._passage_s:
            self._go_on(self._began_s + self._passage_s)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the passage."""
        return Frame(scene=self.name, limbs=(), screen=self._screen)

    def _go_on(self, began_s: float) -> None:
        self._began_s = began_s
        self.passages_done += 1
        self._over = self.passages_done >= len(self._passages)
        if not self._over:
            self._screen = self._drawn()

    def _drawn(self) -> Screen:
        return calm_page(
            self._passages[self.passages_done],
            (tr("Read or listen, then close your eyes. The next comes by itself."),),
            onward=(Button(tr("Next"), Wish.NEXT, key="Enter", prominent=True),),
            progress=self.passages_done / len(self._passages),
        )
