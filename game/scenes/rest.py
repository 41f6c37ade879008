"""A rest: calm, the time left shown as a bar, no limb, nothing to do."""

import math

from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr, tr_n
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm

# The bar and the words move in steps this long, so that a rest is redrawn rarely.
_STEP_S = 5.0


class Rest:
    """Waits for `duration_s`; the patient may go on sooner."""

    def __init__(self, duration_s: float, *, name: str = "rest") -> None:
        self.name = name
        self.skipped = False
        self.rested_s = 0.0
        self._duration_s = duration_s
        self._over = duration_s <= 0.0
        self._step = -1
        self._screen = self._drawn(0)

    @property
    def finished(self) -> bool:
        """True once the time is over or the patient went on."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to go on."""
        if command.wish in (Wish.NEXT, Wish.SKIP):
            self.skipped = True
            self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let the rest pass."""
        self.rested_s = min(moment.active_s, self._duration_s)
        self._over = self._over or moment.active_s >= self._duration_s
        step = int(moment.active_s / _STEP_S)
        if step != self._step:
            self._step = step
            self._screen = self._drawn(step)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the page."""
        return Frame(scene=self.name, limbs=(), screen=self._screen)

    def _drawn(self, step: int) -> Screen:
        left_s = max(0, math.ceil(self._duration_s - step * _STEP_S))
        left = tr_n("About {n} second left.", "About {n} seconds left.", left_s).format(n=left_s)
        return Screen(
            layout="page",
            title=tr("Rest"),
            lines=(tr("Let your arms lie. Breathe slowly."), left),
            buttons=(
                Button(tr("Go on now"), Wish.NEXT, key="Enter", prominent=True),
                end_button(),
            ),
            progress=min(1.0, step * _STEP_S / self._duration_s) if self._duration_s > 0 else 1.0,
        )
