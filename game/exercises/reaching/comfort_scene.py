"""Measures where the hand goes comfortably, before anything is put there."""

import numpy as np

from game.exercises.reaching.comfort_range import ComfortRange
from game.exercises.reaching.hand_place import HandPlace, Place
from game.exercises.strip import tracking_words
from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.language import tr
from game.limb.mirror import mirror
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.scenes.tell_buttons import tell_buttons
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import Side

_LEAST_PLACES = 20
_STEP = 0.05
"""The bar moves in steps of this share, so that the strip is redrawn rarely."""


class ComfortScene:
    """The hand goes around slowly; its places are kept."""

    name = "comfort"

    def __init__(self, hand: HandPlace, side: Side, duration_s: float) -> None:
        self.active_s = 0.0
        self.skipped = False
        self._hand = hand
        self._side: Side = side
        self._duration_s = duration_s
        self._places: list[Place] = []
        self._over = False
        self._drawn_for = (0, "")
        self._screen = self._drawn(0, "")

    @property
    def finished(self) -> bool:
        """True once the time is over or the patient went on."""
        return self._over

    @property
    def found(self) -> ComfortRange:
        """Where the hand was; an easy range where it was not seen."""
        if len(self._places) < _LEAST_PLACES:
            return ComfortRange.usual(self._side)
        return ComfortRange.of(np.stack(self._places))

    @property
    def measured(self) -> bool:
        """Whether there is a hand that moves the limb."""
        return len(self._places) >= _LEAST_PLACES

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to go on, or to leave the exercise."""
        if command.wish in (Wish.NEXT, Wish.SKIP):
            self.skipped = command.wish is Wish.SKIP
            self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Keep where the hand is."""
        self.active_s = moment.active_s
        if arm.tracking is Tracking.LIVE:
            self._places.append(self._hand.hollow(arm.angles_rad, self._side))
        self._over = self._over or moment.active_s >= self._duration_s
        drawn_for = (int(moment.active_s / self._duration_s / _STEP), tracking_words(arm))
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the mirrored limb over an empty table."""
        return Frame(
            scene=self.name,
            limbs=(ShownLimb(self._side, mirror(arm.angles_rad)),),
            screen=self._screen,
            sample_taken_at_s=arm.sample_taken_at_s,
            predicted_by_s=arm.predicted_by_s,
        )

    def _drawn(self, step: int, warning: str) -> Screen:
        return Screen(
            layout="strip",
            title=tr("Where does your hand go easily?"),
            lines=(
                tr("Move it around slowly, forward and back, only as far as is comfortable."),
                tr("Things will be put only where it has been."),
            ),
            buttons=(
                Button(tr("Cover the limb"), Wish.COVER, key="Space", prominent=True),
                Button(tr("That is enough"), Wish.NEXT, key="Enter", prominent=True),
                *tell_buttons(),
                Button(tr("Skip this exercise"), Wish.SKIP, key="S"),
                end_button(),
            ),
            progress=min(1.0, step * _STEP),
            warning=warning,
        )
