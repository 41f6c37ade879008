"""Calm: the limb comes into sight softly and moves slowly; there is nothing to do."""

from collections.abc import Sequence

from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.language import tr
from game.movements.player import MovementPlayer
from game.movements.trial_clock import TrialClock
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.scenes.tell_buttons import tell_buttons
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm
from sensors.pose import Side

_FADE_IN_S = 1.5
# The bar moves in steps this long, so that the words are redrawn rarely.
_STEP_S = 5.0


class CalmScene:
    """One slow movement for a while."""

    name = "calm"

    def __init__(
        self,
        player: MovementPlayer,
        sides: Sequence[Side],
        *,
        duration_s: float,
        cycle_s: float,
        progress_from: float = 0.0,
        progress_to: float = 1.0,
    ) -> None:
        self.skipped = False
        self.active_s = 0.0
        self._player = player
        self._sides = tuple(sides)
        self._duration_s = duration_s
        self._from, self._to = progress_from, progress_to
        self._clock = TrialClock(
            starts_at_s=0.0, cycle_s=cycle_s, shortest_cycle_s=player.shortest_cycle_s
        )
        self._step = 0
        self._screen = self._drawn(0)

    @property
    def finished(self) -> bool:
        """True once the time is over or the patient has had enough."""
        return self.skipped or self.active_s >= self._duration_s

    @property
    def cycles(self) -> int:
        """Whole movements shown."""
        return int(self._clock.cycles_at(self.active_s))

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to leave it."""
        if command.wish is Wish.SKIP:
            self.skipped = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let time pass."""
        self.active_s = moment.active_s
        step = int(moment.active_s / _STEP_S)
        if step != self._step:
            self._step = step
            self._screen = self._drawn(step)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the limb where it is at `moment`."""
        angles = self._player.pose_at(self._clock.phase_at(moment.active_s))
        opacity = min(1.0, moment.active_s / _FADE_IN_S)
        limbs = tuple(ShownLimb(side, angles, opacity) for side in self._sides)
        return Frame(scene=self.name, limbs=limbs, screen=self._screen)

    def _drawn(self, step: int) -> Screen:
        share = min(1.0, step * _STEP_S / self._duration_s)
        return Screen(
            layout="strip",
            title=tr("Just look. There is nothing to do."),
            lines=(
                tr("Breathe slowly."),
                tr("If you like, let the limb you feel go along."),
            ),
            buttons=(
                Button(tr("Cover the limb"), Wish.COVER, key="Space", prominent=True),
                *tell_buttons(),
                Button(tr("That is enough"), Wish.SKIP, key="S"),
                end_button(),
            ),
            progress=self._from + share * (self._to - self._from),
        )
