"""Calibration: the shown limb demonstrates each movement, the patient makes it, muscles are heard.

What is asked, and for how long, is handed over as steps; the signal itself goes to whoever listens
to the sensor. A step that was interrupted (cover, lost sensor) is made again. Where a sensor
follows the intact hand, both sides move together and the hand says when the movement was made; the
cue says it only where the hand was not seen to do it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.language import current, tr
from game.movements.attempts import Attempt, stance_of
from game.movements.both_at_once import BothAtOnce, parts_of
from game.muscles.words import muscle_warning
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.scenes.tell_buttons import tell_buttons
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.emg.intact_labels import HandSpan, find_movement
from sensors.pose import Angles, Side, clamp

_THERE_S = 0.8
"""Time in which the demonstrating limb reaches the posture, and comes back from it.

Its script sets out and arrives gently by itself: eased once more it would race in the middle.
"""
# Muscles take a moment to fall silent: rest is taken from here on.
RELAXED_AFTER_S = 0.8
_LONGEST_GAP_S = 0.5
_SETTLES_S = 0.3
"""After the hand has let go."""


@dataclass(frozen=True, slots=True)
class CalibrationPace:
    """How long each part of a step is."""

    ready_s: float
    hold_s: float
    relax_s: float


FULL_PACE = CalibrationPace(ready_s=1.0, hold_s=3.0, relax_s=3.0)
"""3 s of contraction and 3 s of rest: the recording of BioPatRec."""


def daily_pace(movements: int) -> CalibrationPace:
    """Return a pace for "one of each" in about 15 seconds, rest included."""
    each_s = 15.0 / max(1, movements)
    hold_s = min(2.5, max(1.2, each_s - 1.5))
    return CalibrationPace(ready_s=0.5, hold_s=hold_s, relax_s=1.8)


class MuscleCalibration:
    """Goes through the steps, one repetition after the other.

    Args:
        steps: The movements to make, in order; the same one may come several times.
        pace: How long each part takes.
        side: Where the limb is shown.
        mark: Told which movement (rest: its own name) was made from when to when.
        rest: The name of rest.
        both_hands: Whether the intact hand is followed and moves along.
    """

    name = "muscle_calibration"

    def __init__(
        self,
        steps: tuple[Attempt | BothAtOnce, ...],
        pace: CalibrationPace,
        side: Side,
        mark: Callable[[str, float, float], None],
        rest: str,
        *,
        both_hands: bool = False,
    ) -> None:
        self.skipped = False
        self.by_hand = 0
        """Steps whose movement was timed by the intact hand."""
        self.by_cue = 0
        """Steps whose movement was timed by the cue."""
        self._steps = steps
        single = [part for step in steps for part in parts_of(step)]
        self._stance = stance_of(single)
        self._pace = pace
        self._side: Side = side
        self._mark = mark
        self._rest = rest
        self._both_hands = both_hands
        self._step = 0
        self._began_s = 0.0
        self._before: Moment | None = None
        self._held_from_s: float | None = None
        self._held_to_s: float | None = None
        self._trace: list[tuple[float, Angles]] = []
        self._over = not steps
        self._drawn_for = (-1, "", "")
        self._screen = self._drawn("ready", "")

    @property
    def finished(self) -> bool:
        """True once every step was made, or the patient left."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to leave it."""
        if command.wish is Wish.SKIP:
            self.skipped = self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Go through the parts of a step, and mark what was made."""
        reading = arm.muscles
        gone = reading is None or reading.state in ("lost", "silent")
        warning = muscle_warning(reading) if gone else ""
        before, self._before = self._before, moment
        interrupted = before is not None and moment.now_s - before.now_s > _LONGEST_GAP_S
        if warning or interrupted:
            self._begin_again(moment)
        part, since_s = self._part(moment.active_s)
        self._follow(moment, arm)
        if part == "hold" and self._held_from_s is None:
            self._held_from_s = moment.now_s
        if part == "relax" and self._held_to_s is None:
            self._held_to_s = moment.now_s - since_s
        if part == "over":
            self._end_step(moment)
        drawn_for = (self._step, part, warning)
        if drawn_for != self._drawn_for and not self._over:
            self._drawn_for = drawn_for
            self._screen = self._drawn(part, warning)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the demonstrating limb."""
        part, since_s = self._part(moment.active_s)
        step = self._steps[min(self._step, len(self._steps) - 1)]
        share = 0.0
        if part == "hold":
            share = min(1.0, since_s / _THERE_S)
        elif part == "relax":
            share = max(0.0, 1.0 - since_s / _THERE_S)
        limb = ShownLimb(self._side, clamp(self._stance + step.turned_at(share)))
        asked = step.id if part == "hold" else ""
        return Frame(scene=self.name, limbs=(limb,), screen=self._screen, asked=asked)

    def _part(self, active_s: float) -> tuple[str, float]:
        since_s, pace = active_s - self._began_s, self._pace
        for part, for_s in (
            ("ready", pace.ready_s),
            ("hold", pace.hold_s),
            ("relax", pace.relax_s),
        ):
            if since_s < for_s:
                return part, since_s
            since_s -= for_s
        return "over", since_s

    def _follow(self, moment: Moment, arm: FollowedArm) -> None:
        """Keep where the intact hand was, by the clock of the samples."""
        if self._both_hands and arm.tracking is Tracking.LIVE:
            taken_s = arm.sample_taken_at_s
            at_s = moment.now_s if taken_s is None else taken_s + arm.predicted_by_s
            if not self._trace or at_s > self._trace[-1][0]:
                self._trace.append((at_s, arm.angles_rad))

    def _begin_again(self, moment: Moment) -> None:
        self._began_s = moment.active_s
        self._held_from_s = self._held_to_s = None
        self._trace.clear()

    def _end_step(self, moment: Moment) -> None:
        step = self._steps[self._step]
        if self._held_from_s is not None and self._held_to_s is not None:
            seen = self._seen(step)
            if seen is not None:
                self.by_hand += 1
                self._mark(step.id, seen.onset_s, seen.stop_s)
                self._mark(self._rest, seen.released_s + _SETTLES_S, moment.now_s)
            else:
                self.by_cue += 1
                self._mark(step.id, self._held_from_s, self._held_to_s)
                self._mark(self._rest, self._held_to_s + RELAXED_AFTER_S, moment.now_s)
        self._begin_again(moment)
        self._step += 1
        self._over = self._step >= len(self._steps)

    def _seen(self, step: Attempt | BothAtOnce) -> HandSpan | None:
        """Return when the intact hand made the movement, where it was seen to."""
        if not self._trace:
            return None
        times_s = np.array([at_s for at_s, _ in self._trace])
        angles = np.array([pose for _, pose in self._trace])
        return find_movement(
            times_s, angles, self._stance, clamp(self._stance + step.turned_at(1.0))
        )

    def _drawn(self, part: str, warning: str) -> Screen:
        step = self._steps[min(self._step, len(self._steps) - 1)]
        make = (
            tr("Make it with both sides together: your hand, and the limb you feel. Hold it.")
            if self._both_hands
            else tr("Make it with the limb you feel, gently, as shown. Hold it.")
        )
        words = {
            "ready": tr("Next movement. Wait until the limb shows it."),
            "hold": make,
        }.get(part, tr("And let go. Relax completely."))
        return Screen(
            layout="strip",
            title=step.name.in_language(current()),
            lines=(words, tr("The sensor is learning how your muscles do it.")),
            buttons=(
                Button(tr("Cover the limb"), Wish.COVER, key="Space", prominent=True),
                *tell_buttons(),
                Button(tr("Leave this out"), Wish.SKIP, key="S"),
                end_button(),
            ),
            progress=self._step / max(1, len(self._steps)),
            warning=warning,
        )
