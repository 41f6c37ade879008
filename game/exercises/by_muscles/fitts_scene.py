"""One ring of targets: the cursor goes from each to the one across, and stays there a moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.drawing import Disc, Drawing, Place, Ring, Shape
from game.exercises.by_muscles.cursor import Cursor
from game.exercises.by_muscles.muscle_listener import MuscleListener, live_sample
from game.exercises.strip import exercise_strip
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.input.command import Command
from game.language import tr
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm
from sensors.pose import Side

_CURSOR = 0.045
_MIDDLE, _HALF, _MOST_SCALE = 0.54, 0.44, 0.86
"""Where a ring by muscles is drawn, how high it may be, and how large a line of two circles: above
the hand, so that neither hides the other. By a pointer there is no hand, and the ring is where the
pointer goes."""
_MARGIN = 0.04
_SMALLEST_DOT = 0.03


@dataclass(frozen=True, slots=True)
class Reached:
    """One target, reached or not."""

    target: Place
    path: tuple[Place, ...]
    """Up to where the cursor came in to stay, or to where time was over."""
    stay: tuple[Place, ...]
    """From there until it was chosen."""
    movement_s: float | None
    """From when it was shown until the cursor came in to stay; None where time was over."""
    took_s: float
    began_at_s: float


class FittsScene(TrialScene):
    """One ring.

    Args:
        cursor: Moves by muscles or by a pointer.
        places: The targets in order; the first is where one begins, and is not measured.
        width: Their diameter.
        ways: Which movement carries the cursor where, in words; none with a pointer.
        affected_side: The side of the limb that moves with the cursor.
        dwell_s: How long the cursor stays inside to choose a target.
        limit_s: After so long the next target comes.
        progress_from: Share of the block that is done.
        progress_to: Share that is done after it.
        on_reached: Called with each target that was measured.
    """

    name = "fitts_ring"

    def __init__(
        self,
        cursor: Cursor,
        places: Sequence[Place],
        width: float,
        *,
        ways: tuple[str, ...] = (),
        affected_side: Side,
        dwell_s: float,
        limit_s: float,
        progress_from: float,
        progress_to: float,
        on_reached: Callable[[Reached], None],
    ) -> None:
        super().__init__()
        self._cursor = cursor
        self._by_muscles = cursor.by_muscles
        self._places = tuple(places)
        self._width = width
        self._ways = ways
        self._side: Side = affected_side
        self._dwell_s, self._limit_s = dwell_s, limit_s
        self._progress = (progress_from, progress_to)
        self._on_reached = on_reached
        self._listener = MuscleListener()
        self._number = 0
        self._began: Moment | None = None
        self._lost_before_s = 0.0
        self._path: list[Place] = []
        self._in_from_s: float | None = None
        self._in_length = 0
        high = max(abs(y) for _, y in self._places) + width / 2.0 + _MARGIN
        self._scale = min(_MOST_SCALE, _HALF / high) if self._by_muscles else 1.0
        self._drawn_for = (0, "", cursor.buttons(self._places[0]))
        self._screen = self._drawn(*self._drawn_for)

    @property
    def sensor_failed(self) -> bool:
        """Whether the sensor was of no use for long."""
        return self._by_muscles and self._listener.failed

    def command(self, command: Command, moment: Moment) -> None:
        """Take where the pointer is, or the wish to leave the exercise."""
        super().command(command, moment)
        self._cursor.command(command)

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let the cursor move, and see whether it is inside."""
        self.active_s = moment.active_s
        self._listener.hear(moment, arm)
        warning = self._listener.warning if self._by_muscles else ""
        self._began = self._began or moment
        self._cursor.advance(moment, arm)
        lost_s = self._listener.lost_s - self._lost_before_s if self._by_muscles else 0.0
        took_s = moment.active_s - self._began.active_s - lost_s
        if not warning:
            self._path.append(self._cursor.place)
        target = self._places[self._number]
        off = [a - b for a, b in zip(self._cursor.place, target, strict=True)]
        if (off[0] ** 2 + off[1] ** 2) ** 0.5 <= self._width / 2.0:
            if self._in_from_s is None:
                self._in_from_s, self._in_length = took_s, len(self._path)
            if took_s - self._in_from_s >= self._dwell_s:
                self._next(moment, took_s, self._in_from_s)
        else:
            self._in_from_s = None
            # The first target waits: nothing is measured yet.
            if took_s >= self._limit_s and self._number:
                self._next(moment, took_s, None)
        self._over = self._over or self.sensor_failed
        drawn_for = (self._number, warning, self._cursor.buttons(self._target))
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the ring over the limb that moves with the cursor."""
        limbs = (ShownLimb(self._side, self._cursor.pose),) if self._by_muscles else ()
        near = self._width / 5.0
        return Frame(
            scene=self.name,
            limbs=limbs,
            screen=self._screen,
            sample_taken_at_s=live_sample(arm) if self._by_muscles else None,
            asked=self._cursor.leads_to(self._target, near),
            drawing=self._drawing(),
        )

    @property
    def _target(self) -> Place:
        return self._places[min(self._number, len(self._places) - 1)]

    def _next(self, moment: Moment, took_s: float, in_from_s: float | None) -> None:
        """Keep what was measured, and bring the next target."""
        assert self._began is not None
        if self._number:
            came_in = len(self._path) if in_from_s is None else self._in_length
            path, stay = self._path[:came_in], self._path[came_in - 1 :]
            self._on_reached(
                Reached(
                    self._target, tuple(path), tuple(stay), in_from_s, took_s, self._began.now_s
                )
            )
        self._number += 1
        self._began, self._in_from_s = moment, None
        self._lost_before_s = self._listener.lost_s
        self._path = [self._cursor.place]
        self._over = self._over or self._number >= len(self._places)

    def _drawing(self) -> Drawing:
        radius = self._width / 2.0 * self._scale
        shapes: list[Shape] = [
            Ring(self._seen(place), radius, 0.012, "white", 0.7)
            for place in dict.fromkeys(_rounded(p) for p in self._places)
        ]
        target = self._seen(self._target)
        inside = self._in_from_s is not None
        shapes.append(Disc(target, radius, "leaf" if inside else "amber", 0.75, rim="white"))
        if inside:
            shapes.append(Ring(target, radius + _MARGIN * self._scale, 0.025, "leaf"))
        dot = max(_SMALLEST_DOT, _CURSOR * self._scale)
        shapes.append(Disc(self._seen(self._cursor.place), dot, "lake", rim="white"))
        return (*shapes, *(self._listener.bar if self._by_muscles else ()))

    def _seen(self, place: Place) -> Place:
        """Return where on the canvas a place of the ring is drawn."""
        if not self._by_muscles:
            return place
        return (self._scale * place[0], _MIDDLE + self._scale * place[1])

    def _drawn(self, number: int, warning: str, arrows: tuple[Button, ...]) -> Screen:
        words = (
            tr("Bring the dot into the coloured circle, and stay there.")
            if self._by_muscles
            else tr("Bring the dot into the coloured circle, by mouse or arrow keys, and stay.")
        )
        start, end = self._progress
        share = max(0, number - 1) / max(1, len(self._places) - 1)
        return exercise_strip(
            tr("From circle to circle"),
            (words, *self._ways),
            progress=start + share * (end - start),
            warning=warning,
            more=arrows,
        )


def _rounded(place: Place) -> Place:
    return (round(place[0], 6), round(place[1], 6))
