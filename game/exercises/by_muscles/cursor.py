"""A cursor on the canvas, moved by muscles, or by a pointer or keys to compare with."""

from dataclasses import replace
from typing import Protocol

from game.drawing import Place
from game.exercises.by_muscles.below_picture import below_picture
from game.input.command import Command, Wish
from game.language import tr
from game.movements.attempts import attempts_named, stance_of
from game.muscles.limb import MuscleLimb
from game.scenes.scene import Moment
from game.screen import Button
from game.shown.arm_follower import FollowedArm
from sensors.pose import RESTING, Angles

REACH = 0.95
"""How far from the middle the cursor goes."""
_CROSSES_S = 2.0
"""From the middle to the edge at full effort: slow enough to stop in a small target."""
_KEY_STEP = 0.08
_FORESEEN_S = 0.35
_NEAR = 0.03
_ARROWS = {0: (-1, 0), 1: (1, 0), 2: (0, -1), 3: (0, 1)}


class Cursor(Protocol):
    """What a scene needs of a cursor."""

    by_muscles: bool
    place: Place
    pose: Angles
    """The limb that moves with it; at rest where no muscles do."""

    def advance(self, moment: Moment, arm: FollowedArm) -> None:
        """Let time pass."""
        ...

    def command(self, command: Command) -> None:
        """Take what was pressed."""
        ...

    def leads_to(self, target: Place, near: float = _NEAR) -> str:
        """Return the movement that leads there; empty where none does, or it is there."""
        ...

    def buttons(self, target: Place) -> tuple[Button, ...]:
        """Return what there is to press on the way there."""
        ...


class MuscleCursor:
    """Two pairs of opposite movements carry the cursor, as fast as the muscles work.

    Args:
        left_right: The movements that carry it to the left and to the right.
        down_up: Those that carry it down and up; None for one degree of freedom.
        below: Whether a picture is above the limb, which then rests below it.
    """

    def __init__(
        self,
        left_right: tuple[str, str] | None,
        down_up: tuple[str, str] | None,
        *,
        below: bool = False,
    ) -> None:
        self.by_muscles = True
        self.place: Place = (0.0, 0.0)
        self._axes = tuple(
            None if pair is None else attempts_named(pair) for pair in (left_right, down_up)
        )
        every = [attempt for pair in self._axes for attempt in pair or ()]
        # Each movement has a degree of its own here: the cursor needs a sign, not a posture.
        alone = [replace(a, degree=a.id, sign=1, reach_s=_CROSSES_S) for a in every]
        self._speeds = MuscleLimb(alone, returns=False)
        self._shown = MuscleLimb(every, stance=below_picture(stance_of(every)) if below else None)
        self._at_s: float | None = None
        self._velocity: Place = (0.0, 0.0)
        self.pose: Angles = self._shown.stance

    def advance(self, moment: Moment, arm: FollowedArm) -> None:
        """Carry the cursor on; the limb does what the muscles say."""
        before_s, self._at_s = self._at_s, moment.now_s
        self._shown.advance(moment.now_s, arm.muscles)
        self.pose = self._shown.pose_at(moment.now_s)
        self._speeds.advance(moment.now_s, arm.muscles)
        for name in self._speeds.places:
            # Only the speeds are of use: a place at its end would stand still.
            self._speeds.put(name, 0.5)
        speeds = self._speeds.speeds_per_s
        rightwards, upwards = (
            0.0 if pair is None else speeds[pair[1].id] - speeds[pair[0].id] for pair in self._axes
        )
        self._velocity = (rightwards, upwards)
        if before_s is None:
            return
        dt_s = min(max(moment.now_s - before_s, 0.0), 0.1)
        x, y = (p + v * dt_s for p, v in zip(self.place, self._velocity, strict=True))
        self.place = (_kept(x), _kept(y))

    def command(self, command: Command) -> None:
        """Take nothing: muscles drive it."""

    def leads_to(self, target: Place, near: float = _NEAR) -> str:
        """Return the movement that leads there, with the time in mind that letting go takes."""
        soon = [p + v * _FORESEEN_S for p, v in zip(self.place, self._velocity, strict=True)]
        off = [t - s for t, s in zip(target, soon, strict=True)]
        axis = max((0, 1), key=lambda i: -1.0 if self._axes[i] is None else abs(off[i]))
        pair = self._axes[axis]
        if pair is None or abs(off[axis]) <= near:
            return ""
        return pair[1 if off[axis] > 0 else 0].id

    def buttons(self, target: Place) -> tuple[Button, ...]:
        """Return none."""
        return ()


class PointerCursor:
    """A pointer drags the cursor, or the arrow keys push it."""

    def __init__(self, *, both: bool, upright: bool = False) -> None:
        self.by_muscles = False
        self.place: Place = (0.0, 0.0)
        self.pose: Angles = RESTING
        self._moves = (not upright, both or upright)

    def advance(self, moment: Moment, arm: FollowedArm) -> None:
        """Let time pass: nothing moves by itself."""

    def command(self, command: Command) -> None:
        """Go where the pointer is, or a step by a key."""
        x, y = self.place
        if command.wish in (Wish.POINT, Wish.DRAG) and command.place is not None:
            x, y = command.place
        elif command.wish is Wish.CHOOSE and command.value in _ARROWS:
            right, up = _ARROWS[command.value]
            x, y = x + right * _KEY_STEP, y + up * _KEY_STEP
        else:
            return
        sideways, upwards = self._moves
        self.place = (_kept(x) if sideways else 0.0, _kept(y) if upwards else 0.0)

    def leads_to(self, target: Place, near: float = _NEAR) -> str:
        """Return nothing: no movement is asked for."""
        return ""

    def buttons(self, target: Place) -> tuple[Button, ...]:
        """Return the arrows that lead there: with all of them the words would be too small."""
        leftwards, downwards = (t < p for t, p in zip(target, self.place, strict=True))
        sideways = (
            Button(tr("To the left"), Wish.CHOOSE, value=0, key="Left")
            if leftwards
            else Button(tr("To the right"), Wish.CHOOSE, value=1, key="Right")
        )
        upwards = (
            Button(tr("Down"), Wish.CHOOSE, value=2, key="Down")
            if downwards
            else Button(tr("Up"), Wish.CHOOSE, value=3, key="Up")
        )
        return tuple(
            button for button, moves in zip((sideways, upwards), self._moves, strict=True) if moves
        )


def _kept(part: float) -> float:
    return min(REACH, max(-REACH, part))
