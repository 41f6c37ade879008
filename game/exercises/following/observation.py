"""Plays an observation block: each movement shown some times by somebody else's limbs."""

from dataclasses import dataclass
from functools import partial

from game.exercises.strip import exercise_strip
from game.exercises.trial_scene import TrialScene
from game.exercises.turns import play_in_turn, play_kept
from game.frame import Frame, ShownLimb
from game.language import current, tr
from game.movements.player import MovementPlayer
from game.movements.trial_clock import TrialClock
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Moment, Play
from game.screen import Screen
from game.shown.arm_follower import FollowedArm
from sensors.pose import Side
from sessions.blocks.observation import ObservationBlock

_LOOK_FIRST_S = 2.0


def play_observation(block: ObservationBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    sides: tuple[Side, ...] = ("left", "right")
    if block.limbs_shown == "affected":
        sides = stage.shown_sides

    def trial(_: int, movement: str) -> Play["ObservationScene"]:
        player = stage.players[movement]
        setting = ObservingSetting(
            sides,
            player.movement.cycle_s / block.speed,
            block.cycles,
            another_person=block.another_person,
            joins_in=block.phantom_joins_in,
        )
        scene = ObservationScene(player, setting)
        return play_kept(scene, partial(_keep, block, stage, index, movement))

    return play_in_turn(block.movements, block.rest_s, trial)


def _keep(
    block: ObservationBlock, stage: Stage, index: int, movement: str, scene: "ObservationScene"
) -> None:
    stage.journal.trial(
        index,
        TrialDone(
            exercise="observation",
            movement=movement,
            cycles_ordered=block.cycles,
            cycles_done=scene.cycles,
            active_s=scene.active_s,
            finished=scene.finished,
            skipped=scene.skipped,
            cycle_s=scene.cycle_s,
        ),
    )
    stage.journal.outcome(
        index, "observation", "cycles_seen_count", float(scene.cycles), condition=movement
    )


@dataclass(frozen=True, slots=True)
class ObservingSetting:
    """What the plan says about watching one movement."""

    sides: tuple[Side, ...]
    cycle_s: float
    cycles: int
    another_person: bool
    joins_in: bool


class ObservationScene(TrialScene):
    """One movement, played by itself, to be watched."""

    name = "observation"

    def __init__(self, player: MovementPlayer, setting: ObservingSetting) -> None:
        super().__init__()
        self.cycles = 0
        """Whole cycles shown."""
        self._player = player
        self._setting = setting
        self._clock = TrialClock(
            starts_at_s=_LOOK_FIRST_S,
            cycle_s=setting.cycle_s,
            shortest_cycle_s=player.shortest_cycle_s,
            repetitions=setting.cycles,
        )
        self._screen = self._drawn(0)

    @property
    def cycle_s(self) -> float:
        """The duration of one cycle as played."""
        return self._clock.cycle_s

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Count the cycles."""
        self.active_s = moment.active_s
        cycles = min(self._setting.cycles, max(0, int(self._clock.cycles_at(moment.active_s))))
        self._over = self._over or self._clock.finished_at(moment.active_s)
        if cycles != self.cycles:
            self.cycles = cycles
            self._screen = self._drawn(cycles)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the limbs where the script has them."""
        angles = self._player.pose_at(self._clock.phase_at(moment.active_s))
        kind = self._player.movement.limb.kind
        limbs = tuple(ShownLimb(side, angles, kind=kind) for side in self._setting.sides)
        return Frame(
            scene=self.name,
            limbs=limbs,
            screen=self._screen,
            somebody_else=self._setting.another_person,
        )

    def _drawn(self, cycles: int) -> Screen:
        whose = (
            tr("These are somebody else's limbs. Keep yours at rest, and watch closely.")
            if self._setting.another_person
            else tr("Keep your own limbs at rest, and watch closely.")
        )
        join = tr("If you like, let the limb you feel go along.") if self._setting.joins_in else ""
        return exercise_strip(
            self._player.movement.name.in_language(current()),
            tuple(line for line in (whose, join) if line),
            progress=cycles / self._setting.cycles,
        )
