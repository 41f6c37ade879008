"""One sequence of the probe: a line with five targets, a cursor, and the limb that moves it."""

import numpy as np
from numpy.typing import NDArray

from game.drawing import Box, Colour, Disc, Drawing, Path, Place
from game.exercises.reaching.target_sequence import (
    HALF_WIDTH,
    LONGEST_S,
    TARGETS,
    TargetSequence,
    level_of,
    share_of_hand,
)
from game.exercises.strip import tracking_words
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.language import tr
from game.limb.mirror import mirror
from game.recorder.pose_trace import PoseTrace, TraceReader
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.scenes.tell_buttons import tell_buttons
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING, Side

LOW, HIGH = -0.82, 0.82
"""The line's ends on the canvas."""
_LINE_X = 0.95
_WIDTH = 0.20
_KEY_STEP = 0.03
_DONE_S = 1.0


class ProbeScene(TrialScene):
    """One sequence."""

    name = "probe"

    def __init__(
        self,
        side: Side,
        trace: PoseTrace,
        *,
        by_hand: bool,
        progress_from: float,
        progress_to: float,
    ) -> None:
        super().__init__()
        self.seen_s = 0.0
        self.sequence = TargetSequence()
        self.shares: list[tuple[float, float]] = []
        """When, in the scene's own time, and how far the hand was open or the pointer up."""
        self.by_hand = by_hand
        self._side: Side = side
        self._reader = TraceReader(trace)
        self._share = 0.0
        self._done_at_s: float | None = None
        self._progress = (progress_from, progress_to)
        self._x = _LINE_X if side == "left" else -_LINE_X
        self._drawn_for = (0, "")
        self._screen = self._drawn(0, "")

    @property
    def measured(self) -> PoseTrace:
        """The intact arm's poses in this sequence."""
        return self._reader.kept

    @property
    def effort(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """When, and the share of effort, while the sequence was played."""
        if self.by_hand and len(self.measured) > 1:
            times_s = self.measured.times_s
            return times_s, np.array([share_of_hand(a) for a in self.measured.angles_rad])
        if not self.shares:
            return np.empty(0), np.empty(0)
        times, shares = zip(*self.shares, strict=True)
        return np.array(times), np.array(shares)

    def command(self, command: Command, moment: Moment) -> None:
        """Take where the pointer is, a step by key, or the wish to leave."""
        super().command(command, moment)
        if self.by_hand:
            return
        if command.place is not None:
            self._share = min(max((command.place[1] - LOW) / (HIGH - LOW), 0.0), 1.0)
        elif command.wish in (Wish.FASTER, Wish.SLOWER):
            step = _KEY_STEP if command.wish is Wish.FASTER else -_KEY_STEP
            self._share = min(max(self._share + step, 0.0), 1.0)

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Move the cursor."""
        passed_s = moment.active_s - self.active_s
        self.active_s = moment.active_s
        self._reader.read(moment.now_s)
        live = arm.tracking is Tracking.LIVE
        if self.by_hand and live:
            self.seen_s += passed_s
            self._share = share_of_hand(arm.angles_rad)
        if live or not self.by_hand:
            self.shares.append((moment.active_s, self._share))
            self.sequence.update(moment.active_s, level_of(self._share))
        if self.sequence.complete and self._done_at_s is None:
            self._done_at_s = moment.active_s
        done = self._done_at_s is not None and moment.active_s - self._done_at_s >= _DONE_S
        self._over = self._over or done or moment.active_s >= LONGEST_S
        drawn_for = (self.sequence.caught, tracking_words(arm) if self.by_hand else "")
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the line with its targets, and the mirrored limb where a hand moves it."""
        angles = mirror(arm.angles_rad) if self.by_hand else RESTING
        return Frame(
            scene=self.name,
            limbs=(ShownLimb(self._side, angles),),
            screen=self._screen,
            sample_taken_at_s=arm.sample_taken_at_s if self.by_hand else None,
            predicted_by_s=arm.predicted_by_s if self.by_hand else 0.0,
            drawing=self._drawing(),
        )

    def at(self, level: float) -> Place:
        """Return where a level of the line is on the canvas."""
        return (self._x, LOW + level * (HIGH - LOW))

    def _drawing(self) -> Drawing:
        middle = self.at(0.5)
        tall = HIGH - LOW
        shapes: list[Box | Disc | Path] = [
            Box(middle, _WIDTH + 0.10, tall + 0.18, "white", corner=0.14, opacity=0.78),
            Path((self.at(0.0), self.at(1.0)), 0.025, "stone"),
        ]
        for number, target in enumerate(TARGETS):
            colour: Colour
            if number < self.sequence.caught:
                colour, opacity = "leaf", 0.55
            elif number == self.sequence.caught:
                colour, opacity = "amber", 0.95
            else:
                colour, opacity = "stone", 0.35
            height = 2 * HALF_WIDTH * tall
            shapes.append(
                Box(self.at(target), _WIDTH, height, colour, corner=0.03, opacity=opacity)
            )
        cursor = self.at(level_of(self._share))
        shapes.append(Disc(cursor, 0.055, "lake", rim="white"))
        return tuple(shapes)

    def _drawn(self, caught: int, warning: str) -> Screen:
        start, end = self._progress
        keys = (
            Button(tr("Down"), Wish.SLOWER, key="Down"),
            Button(tr("Up"), Wish.FASTER, key="Up"),
        )
        how = (
            tr("Open and close your hand to move the dot.")
            if self.by_hand
            else tr("Move the dot with the mouse held down, or with the arrow keys.")
        )
        lines = (
            (tr("Stay in each bright field for a moment. Quick and exact, without strain."), how)
            if caught < len(TARGETS)
            else (tr("That was the whole sequence."),)
        )
        return Screen(
            layout="strip",
            title=tr("The same five fields as every time"),
            lines=lines,
            buttons=(
                Button(tr("Cover the limb"), Wish.COVER, key="Space", prominent=True),
                *(() if self.by_hand else keys),
                *tell_buttons(),
                Button(tr("Skip this exercise"), Wish.SKIP, key="S"),
                end_button(),
            ),
            progress=start + (end - start) * caught / len(TARGETS),
            warning=warning,
        )
