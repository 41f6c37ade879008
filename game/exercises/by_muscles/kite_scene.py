"""One stretch of the kite's flight: keep it in the stream of wind, as gently as you can."""

import math
from dataclasses import dataclass

from game.exercises.by_muscles.cursor import REACH, Cursor
from game.exercises.by_muscles.kite_picture import kite_picture
from game.exercises.by_muscles.muscle_listener import MuscleListener, live_sample
from game.exercises.strip import exercise_strip
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.input.command import Command
from game.language import current, tr, within_sentence
from game.movements.attempts import Attempt
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm
from sensors.pose import Side

_WANDERS = 0.8
"""How far up and down the stream goes."""
_COMES_S = 3.0
"""The stream begins where the kite is, and is measured from then on."""
_FORESEEN_S = 0.4


@dataclass(frozen=True, slots=True)
class KiteSetting:
    """What one stretch is like."""

    affected_side: Side
    names: tuple[Attempt, Attempt]
    stretch_s: float
    width: float
    wander_s: float
    phase_rad: float
    progress: float


class KiteScene(TrialScene):
    """One stretch."""

    name = "kite"

    def __init__(self, cursor: Cursor, setting: KiteSetting) -> None:
        super().__init__()
        self.flown_s = 0.0
        """Time measured, without what the sensor lost."""
        self.inside_s = 0.0
        self.began_at_s = 0.0
        self._squared = 0.0
        self._still_s = 0.0
        self._cursor = cursor
        self._by_muscles = cursor.by_muscles
        self._setting = setting
        self._listener = MuscleListener()
        self._inside = False
        self._start: float | None = None
        self._speed = 0.0
        self._updated_s = 0.0
        self._drawn_for = ("", cursor.buttons((0.0, 0.0)))
        self._screen = self._drawn(*self._drawn_for)

    @property
    def sensor_failed(self) -> bool:
        """Whether the sensor was of no use for long."""
        return self._by_muscles and self._listener.failed

    @property
    def inside_share(self) -> float | None:
        """Share of the measured time inside the stream."""
        return self.inside_s / self.flown_s if self.flown_s > 0.0 else None

    @property
    def steered_share(self) -> float | None:
        """Of the time that a kite left alone would have been outside, how much was won.

        0 is as if nothing had been done, 1 always inside; None where the wind never left it.
        """
        alone_s = self.flown_s - self._still_s
        return (self.inside_s - self._still_s) / alone_s if alone_s > 0.0 else None

    @property
    def rms_share(self) -> float | None:
        """Root mean square distance from the stream's middle, as a share of the sky's height."""
        return math.sqrt(self._squared / self.flown_s) / 2.0 if self.flown_s > 0.0 else None

    def command(self, command: Command, moment: Moment) -> None:
        """Take where the pointer is, or the wish to leave the exercise."""
        super().command(command, moment)
        self._cursor.command(command)

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let the kite fly."""
        passed_s = max(0.0, moment.active_s - self._updated_s)
        self._updated_s = self.active_s = moment.active_s
        before = self._cursor.place[1]
        if self._start is None:
            self._start, self.began_at_s = before, moment.now_s
        self._listener.hear(moment, arm)
        self._cursor.advance(moment, arm)
        place = self._cursor.place[1]
        if passed_s > 0.0:
            self._speed += min(1.0, 4.0 * passed_s) * ((place - before) / passed_s - self._speed)
        wind = self._wind(moment.active_s)
        off = place - wind
        self._inside = abs(off) <= self._setting.width
        warning = self._listener.warning if self._by_muscles else ""
        if not warning and moment.active_s >= _COMES_S:
            self.flown_s += passed_s
            self.inside_s += passed_s * self._inside
            self._still_s += passed_s * (abs(self._start - wind) <= self._setting.width)
            self._squared += passed_s * off * off
        self._over = self._over or self.flown_s >= self._setting.stretch_s or self.sensor_failed
        drawn_for = (warning, self._cursor.buttons((0.0, place - off)))
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(*drawn_for)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the sky above the limb that does what the muscles say."""
        s = self._setting
        limbs = (ShownLimb(s.affected_side, self._cursor.pose),) if self._by_muscles else ()
        soon = self._wind(moment.active_s + _FORESEEN_S)
        return Frame(
            scene=self.name,
            limbs=limbs,
            screen=self._screen,
            sample_taken_at_s=live_sample(arm) if self._by_muscles else None,
            asked=self._cursor.leads_to((0.0, soon), s.width / 3.0),
            drawing=kite_picture(
                place=self._cursor.place[1],
                speed=self._speed,
                wind=lambda ahead_s: self._wind(moment.active_s + ahead_s),
                share=s.width,
                inside=self._inside,
                now_s=moment.active_s,
            ),
        )

    def _wind(self, at_s: float) -> float:
        """Return the middle of the stream, -1 to 1; it comes from where the kite was."""
        s = self._setting
        turn = 2.0 * math.pi * at_s / s.wander_s + s.phase_rad
        wanders = _WANDERS * (0.8 * math.sin(turn) + 0.2 * math.sin(2.3 * turn))
        come = min(1.0, max(0.0, at_s / _COMES_S))
        start = 0.0 if self._start is None else self._start
        return min(REACH, max(-REACH, (1.0 - come) * start + come * wanders))

    def _drawn(self, warning: str, arrows: tuple[Button, ...]) -> Screen:
        s = self._setting
        sinks, climbs = (within_sentence(a.name.in_language(current())) for a in s.names)
        words = (
            tr("Up: {up}. Down: {down}. Gently; it stays where you leave it.").format(
                up=climbs, down=sinks
            )
            if self._by_muscles
            else tr("Up and down by mouse or arrow keys. It stays where you leave it.")
        )
        return exercise_strip(
            tr("Keep the kite in the soft wind"),
            (words,),
            progress=s.progress,
            warning=warning,
            more=arrows,
        )
