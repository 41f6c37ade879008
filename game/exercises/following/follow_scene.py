"""Follow: the limb plays a movement by itself and the phantom follows it.

One trial is cue (still, with the movement's name), ready, model (watch once), then the cycles to
follow. The speed is the phantom's, chosen beforehand by the patient.
"""

from dataclasses import dataclass
from enum import Enum

from game.exercises.strip import exercise_strip
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.language import current, tr
from game.movements.player import MovementPlayer
from game.movements.trial_clock import TrialClock
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.scenes.tell_buttons import tell_buttons
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm
from sensors.pose import Angles, Side


def scripted_limbs(
    player: MovementPlayer, sides: tuple[Side, ...], angles_rad: Angles
) -> tuple[ShownLimb, ...]:
    """Return the limb as the script has it, on one side or alike on both."""
    kind = player.movement.limb.kind
    return tuple(ShownLimb(side, angles_rad, kind=kind) for side in sides)


class Phase(Enum):
    """The phases of a trial."""

    CUE = "cue"
    READY = "ready"
    MODEL = "model"
    FOLLOW = "follow"


@dataclass(frozen=True, slots=True)
class FollowSetting:
    """What the plan, and the patient's own speed, say about one trial."""

    sides: tuple[Side, ...]
    """Where the limb is shown: the affected side, or both."""
    cue_s: float
    ready_s: float
    cycle_s: float
    repetitions: int
    progress_from: float
    progress_to: float


class FollowScene(TrialScene):
    """One trial of one movement."""

    name = "follow"

    def __init__(self, player: MovementPlayer, setting: FollowSetting) -> None:
        super().__init__()
        self.phase = Phase.CUE
        self.phase_began_at_s: dict[Phase, float] = {}
        """When each phase began, on the session's clock."""
        self._player = player
        self._setting = setting
        self._starts_s = setting.cue_s + setting.ready_s
        self._cycles = 0.0
        self._clock = TrialClock(
            starts_at_s=self._starts_s,
            cycle_s=setting.cycle_s,
            shortest_cycle_s=player.shortest_cycle_s,
            repetitions=setting.repetitions + 1,
        )
        self._screen = self._drawn(0)
        self._drawn_for = (Phase.CUE, 0)

    @property
    def cycle_s(self) -> float:
        """The duration of one cycle as played."""
        return self._clock.cycle_s

    @property
    def cycles_followed(self) -> int:
        """Whole cycles played for the phantom to follow."""
        return max(0, int(self._cycles) - 1)

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Move through the phases."""
        self.active_s = moment.active_s
        self._cycles = self._clock.cycles_at(moment.active_s)
        if moment.active_s < self._setting.cue_s:
            self.phase = Phase.CUE
        elif moment.active_s < self._starts_s:
            self.phase = Phase.READY
        else:
            self.phase = Phase.MODEL if self._cycles < 1.0 else Phase.FOLLOW
        self.phase_began_at_s.setdefault(self.phase, moment.now_s)
        self._over = self._over or self._clock.finished_at(moment.active_s)
        drawn_for = (self.phase, self.cycles_followed)
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(self.cycles_followed)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the limb where the script has it at `moment`."""
        angles = self._player.pose_at(self._clock.phase_at(moment.active_s))
        limbs = scripted_limbs(self._player, self._setting.sides, angles)
        return Frame(scene=self.name, limbs=limbs, screen=self._screen)

    def _drawn(self, followed: int) -> Screen:
        s, language = self._setting, current()
        total = s.repetitions
        words = {
            Phase.CUE: tr("Next movement. Just look."),
            Phase.READY: tr("Get ready."),
            Phase.MODEL: tr("Watch once."),
            Phase.FOLLOW: tr("Now follow along with the limb you feel: {n} of {total}.").format(
                n=min(followed + 1, total), total=total
            ),
        }[self.phase]
        share = s.progress_from + (s.progress_to - s.progress_from) * followed / total
        return exercise_strip(
            self._player.movement.name.in_language(language),
            (words, self._player.movement.instruction.in_language(language)),
            progress=share,
        )


# One press changes the pace by this factor; quick to cross the range, small enough to feel right.
_PACE_STEP = 1.2
SLOWEST_CYCLE_S = 20.0


class PaceScene:
    """The limb moves while the patient finds the pace that the phantom can follow."""

    name = "pace"

    def __init__(self, player: MovementPlayer, sides: tuple[Side, ...], cycle_s: float) -> None:
        self._player = player
        self._sides = sides
        self._clock = TrialClock(
            starts_at_s=0.0, cycle_s=cycle_s, shortest_cycle_s=player.shortest_cycle_s
        )
        self._over = False
        self._screen = Screen(
            layout="strip",
            title=tr("Find your pace"),
            lines=(
                tr("Let the limb you feel move along. Make it slower or faster until it can."),
                player.movement.instruction.in_language(current()),
            ),
            buttons=(
                Button(tr("Cover the limb"), Wish.COVER, key="Space", prominent=True),
                Button(tr("Slower"), Wish.SLOWER, key="Left"),
                Button(tr("Faster"), Wish.FASTER, key="Right"),
                Button(tr("This pace is right"), Wish.NEXT, key="Enter", prominent=True),
                *tell_buttons(),
                end_button(),
            ),
        )

    @property
    def finished(self) -> bool:
        """True once the patient has chosen."""
        return self._over

    @property
    def cycle_s(self) -> float:
        """The duration of one cycle that was chosen."""
        return self._clock.cycle_s

    def command(self, command: Command, moment: Moment) -> None:
        """Change the pace, or accept it."""
        if command.wish is Wish.SLOWER:
            slower_s = min(self._clock.cycle_s * _PACE_STEP, SLOWEST_CYCLE_S)
            self._clock.set_cycle(moment.active_s, slower_s)
        elif command.wish is Wish.FASTER:
            self._clock.set_cycle(moment.active_s, self._clock.cycle_s / _PACE_STEP)
        elif command.wish in (Wish.NEXT, Wish.SKIP):
            self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Wait for the choice."""

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the moving limb."""
        angles: Angles = self._player.pose_at(self._clock.phase_at(moment.active_s))
        limbs = scripted_limbs(self._player, self._sides, angles)
        return Frame(scene=self.name, limbs=limbs, screen=self._screen)
