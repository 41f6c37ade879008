"""A shape that grows while one breathes in and shrinks while one breathes out, without a jump."""

import math

from game.drawing import Disc, Drawing, Label, Ring
from game.exercises.calm_page import calm_page
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm

SMALLEST, LARGEST = 0.34, 0.9
_PROGRESS_STEPS = 20


def breath_at(t_s: float, breath_s: float, inhale_share: float) -> tuple[float, bool]:
    """Return how full the breath is, 0 to 1, and whether it goes in.

    In and out are half cosines, so that the shape is at rest where the breath turns.
    """
    phase = (t_s % breath_s) / breath_s
    if phase < inhale_share:
        return (1.0 - math.cos(math.pi * phase / inhale_share)) / 2.0, True
    out = (phase - inhale_share) / (1.0 - inhale_share)
    return (1.0 + math.cos(math.pi * out)) / 2.0, False


class BreathingScene:
    """Breathes along for `duration_s`, to the end of the breath."""

    name = "breathing"

    def __init__(self, duration_s: float, breath_s: float, inhale_share: float) -> None:
        self.skipped = False
        self.breathed_s = 0.0
        self._breath_s, self._inhale_share = breath_s, inhale_share
        self._duration_s = math.ceil(duration_s / breath_s - 1e-9) * breath_s
        self._over = False
        self._step = 0
        self._screen = self._drawn(0)

    @property
    def finished(self) -> bool:
        """True once the time is over or the patient went on."""
        return self._over

    @property
    def breaths(self) -> int:
        """Whole breaths so far."""
        return int(self.breathed_s / self._breath_s + 1e-9)

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to go on: early is fine, and the block counts as done."""
        if command.wish in (Wish.NEXT, Wish.SKIP):
            self.skipped = command.wish is Wish.SKIP
            self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let time pass."""
        self.breathed_s = min(moment.active_s, self._duration_s)
        self._over = self._over or moment.active_s >= self._duration_s
        step = int(_PROGRESS_STEPS * self.breathed_s / self._duration_s)
        if step != self._step:
            self._step = step
            self._screen = self._drawn(step)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the shape as it is at `moment`."""
        # The last breath's end is also the start of one more, which is not to come.
        t_s = min(moment.active_s, self._duration_s - 1e-6)
        full, inwards = breath_at(t_s, self._breath_s, self._inhale_share)
        radius = SMALLEST + full * (LARGEST - SMALLEST)
        words = tr("Breathe in") if inwards else tr("Breathe out")
        drawing: Drawing = (
            Ring((0.0, 0.0), LARGEST, 0.012, "sky", opacity=0.7),
            Disc((0.0, 0.0), radius, "sky", opacity=0.85),
            Disc((0.0, 0.0), 0.62 * radius, "white", opacity=0.35),
            Label((0.0, 0.0), words, 0.17),
        )
        return Frame(scene=self.name, limbs=(), screen=self._screen, drawing=drawing)

    def _drawn(self, step: int) -> Screen:
        return calm_page(
            tr("Breathe with the shape"),
            (tr("As far as is comfortable. Nothing has to be right."),),
            onward=(Button(tr("Go on now"), Wish.NEXT, key="Enter", prominent=True),),
            progress=step / _PROGRESS_STEPS,
            canvas=True,
        )
