"""The shown limb conducts; the hand goes along; a line of music shows where both are."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.drawing import Box, Disc, Drawing, Path, Ring
from game.exercises.difficulty import Difficulty
from game.exercises.following.movement_share import MovementShare
from game.exercises.following.music_line import AHEAD_S, BEHIND_S, Line, MusicLine
from game.exercises.strip import exercise_strip, tracking_words
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.language import current, tr, tr_n
from game.movements.player import MovementPlayer
from game.movements.trial_clock import TrialClock
from game.recorder.pose_trace import PoseTrace, TraceReader
from game.scenes.scene import Moment
from game.screen import Screen
from game.shown.arm_follower import FollowedArm, Tracking
from game.sound.tone import Tone, scale_hz
from sensors.pose import Side
from sessions.analysis.phase import PhaseMatch, phase_match
from sessions.analysis.sampling import evenly

LEAD_S = 2.0
"""How long one only looks before the first bar."""
LEAST_LIKENESS = 0.5
_RATE_HZ = 30.0
_TONES_A_BAR = 4
_MELODY = (0, 2, 4, 3, 5, 4, 2, 1, 3, 5, 7, 4, 2, 3, 1, 0)


@dataclass(frozen=True, slots=True)
class ConductorSetting:
    """What the plan says about one movement of the game."""

    side: Side
    bars: int
    slowest_bar_s: float
    fastest_bar_s: float
    tolerance_share: float
    measured: bool
    adapts: bool
    may_become_harder: Callable[[], bool]
    tone: Callable[[Tone], None]
    progress_from: float
    progress_to: float


class ConductorScene(TrialScene):
    """One movement, bar after bar."""

    name = "conductor"

    def __init__(
        self,
        player: MovementPlayer,
        setting: ConductorSetting,
        difficulty: Difficulty,
        trace: PoseTrace,
    ) -> None:
        super().__init__()
        self.seen_s = 0.0
        self.difficulty = difficulty
        self.matches: list[PhaseMatch] = []
        """One for each bar in which the hand was seen well enough to compare."""
        self.bar_times_s: list[float] = []
        """How long each whole bar took."""
        self.together = 0
        """Bars in which the hand went along."""
        self._player = player
        self._setting = setting
        self._reader = TraceReader(trace)
        self._share = MovementShare(player)
        self._clock = TrialClock(
            starts_at_s=LEAD_S, cycle_s=self._bar_s(), shortest_cycle_s=player.shortest_cycle_s
        )
        self._bar = 0
        self._bar_began_at_s = LEAD_S
        self._beat = -1
        self._line = MusicLine(player, self._share, self._clock)
        self._live_in_bar: list[tuple[float, float, float]] = []
        self._now_share = 0.0
        self._side_x = 1.0 if setting.side == "left" else -1.0
        self._drawn_for = (0, 0, "")
        self._screen = self._drawn(0, "")

    @property
    def bars(self) -> int:
        """Whole bars played."""
        return self._bar

    @property
    def bars_ordered(self) -> int:
        """Bars asked for."""
        return self._setting.bars

    @property
    def measured(self) -> PoseTrace:
        """The intact arm's poses during the music."""
        return self._reader.kept

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Go on in the music; look back on each bar as it ends."""
        passed_s = moment.active_s - self.active_s
        self.active_s = moment.active_s
        self._reader.read(moment.now_s)
        cycles = self._clock.cycles_at(moment.active_s)
        if self._setting.measured and arm.tracking is Tracking.LIVE:
            self.seen_s += passed_s
            own = self._share.of(arm.angles_rad)
            self._line.hear(moment.active_s, own)
            shown = self._share.of(self._player.pose_at(cycles))
            self._live_in_bar.append((moment.active_s, shown, own))
        self._sound(cycles)
        if int(cycles) > self._bar:
            self._end_bar(moment.active_s)
        self._over = self._over or self._bar >= self._setting.bars
        warning = tracking_words(arm) if self._setting.measured else ""
        if (self._bar, self.together, warning) != self._drawn_for:
            self._drawn_for = (self._bar, self.together, warning)
            self._screen = self._drawn(self._bar, warning)

    def _end_bar(self, at_s: float) -> None:
        bar_s = at_s - self._bar_began_at_s
        self._bar += 1
        self._bar_began_at_s = at_s
        self.bar_times_s.append(bar_s)
        live, self._live_in_bar = self._live_in_bar, []
        if len(live) < 0.7 * bar_s * 15.0:
            return
        times_s, shown, own = (np.array(column) for column in zip(*live, strict=True))
        _, even = evenly(times_s, np.stack((shown, own), axis=1), _RATE_HZ)
        match = phase_match(even[:, 0], even[:, 1], _RATE_HZ, bar_s)
        if match is None:
            return
        self.matches.append(match)
        good = self.is_together(match)
        self.together += good
        if self._setting.adapts:
            self.difficulty = self.difficulty.after(
                succeeded=good, may_become_harder=self._setting.may_become_harder()
            )
            self._clock.set_cycle(at_s, self._bar_s())
            self._line.changed(at_s)

    def is_together(self, match: PhaseMatch) -> bool:
        """Return whether a bar was near enough to the beat."""
        near = abs(match.lag_share) <= self._setting.tolerance_share
        return near and match.likeness >= LEAST_LIKENESS

    def _bar_s(self) -> float:
        return self.difficulty.between(self._setting.slowest_bar_s, self._setting.fastest_bar_s)

    def _sound(self, cycles: float) -> None:
        """Give a tone at each quarter of a bar, and a second one after a bar together."""
        beat = int(cycles * _TONES_A_BAR)
        if beat == self._beat or cycles <= 0.0:
            return
        self._beat = beat
        step = _MELODY[beat % len(_MELODY)]
        first = beat % _TONES_A_BAR == 0
        self._setting.tone(Tone(scale_hz(step), loudness=1.0 if first else 0.6))
        if self.matches and self.is_together(self.matches[-1]) and first:
            self._setting.tone(Tone(scale_hz(step + 2), loudness=0.5))

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the conducting limb, and the line of music beside it."""
        angles = self._player.pose_at(self._clock.phase_at(moment.active_s))
        return Frame(
            scene=self.name,
            limbs=(ShownLimb(self._setting.side, angles),),
            screen=self._screen,
            drawing=self._music(moment.active_s),
        )

    def _music(self, now_s: float) -> Drawing:
        middle, width, height = 0.72 * self._side_x, 1.16, 0.62
        low, left = 0.08, middle - width / 2

        def x_at(at_s: float) -> float:
            return left + 0.08 + (width - 0.16) * (at_s - now_s + BEHIND_S) / (AHEAD_S + BEHIND_S)

        def y_at(share: float) -> float:
            return low + 0.12 + (height - 0.24) * min(max(share, -0.15), 1.15)

        def places(line: Line) -> tuple[tuple[float, float], ...]:
            return tuple((x_at(at_s), y_at(share)) for at_s, share in line.tolist())

        shapes: list[Box | Disc | Path | Ring] = [
            Box((middle, low + height / 2), width, height, "white", corner=0.08, opacity=0.80)
        ]
        for line in range(5):
            y = y_at(line / 4.0)
            shapes.append(Path(((left + 0.05, y), (left + width - 0.05, y)), 0.006, "stone", 0.6))
        shapes.append(Path(places(self._line.shown(now_s)), 0.026, "amber"))
        behind = places(self._line.own(now_s))
        if len(behind) >= 2:
            shapes.append(Path(behind, 0.018, "lake"))
        x_now = x_at(now_s)
        here = self._line.share_at(now_s)
        shapes.append(
            Path(((x_now, low + 0.05), (x_now, low + height - 0.05)), 0.008, "soft_ink", 0.5)
        )
        shapes.append(Disc((x_now, y_at(here)), 0.045, "amber", rim="white"))
        newest = self._line.newest
        if newest is not None and now_s - newest[0] < 0.3:
            shapes.append(Disc((x_now, y_at(newest[1])), 0.035, "lake", rim="white"))
        if self.matches and self.is_together(self.matches[-1]):
            since_s = min(now_s - self._bar_began_at_s, 1.5)
            # A slow ring that opens and fades after a bar together; nothing blinks.
            opacity = 0.5 * max(0.0, 1.0 - since_s / 1.5)
            shapes.append(Ring((x_now, y_at(here)), 0.06 + 0.05 * since_s, 0.014, "leaf", opacity))
        return tuple(shapes)

    def _drawn(self, bar: int, warning: str) -> Screen:
        s = self._setting
        share = s.progress_from + (s.progress_to - s.progress_from) * bar / s.bars
        movement = self._player.movement
        how = (
            tr("Go along with the limb on the screen: with your hand, and with the limb you feel.")
            if s.measured
            else tr("Go along with the limb on the screen, with the limb you feel.")
        )
        count = self.together
        said = (
            tr_n("{n} bar together so far.", "{n} bars together so far.", count).format(n=count)
            if count
            else movement.instruction.in_language(current())
        )
        title = tr("Follow the conductor: {movement}").format(
            movement=movement.name.in_language(current())
        )
        return exercise_strip(title, (how, said), progress=share, warning=warning)
