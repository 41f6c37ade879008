"""Mirror: the intact arm moves, and its mirror image moves on the affected side."""

from dataclasses import dataclass
from typing import Literal

from game.arm_follower import FollowedArm
from game.exercises.delayed_mirror import DelayedMirror
from game.exercises.mirror_stretch import MirrorStretch
from game.frame import Frame, ShownLimb
from game.language import tr
from game.limb.mirror import mirror
from game.movements.player import MovementPlayer
from game.pose_trace import PoseTrace, TraceReader
from game.scenes.scene import Moment
from sensors.pose import Side, other_side


@dataclass(frozen=True, slots=True)
class MirrorSetting:
    """What the plan says about one stretch of mirror exercise."""

    affected_side: Side
    duration_s: float
    limbs_shown: Literal["affected", "both"]
    phantom_joins: bool
    gain: float
    repetitions: int
    """As ordered: the patient is told about how many."""
    recentre: bool = False
    """Whether motion sensors follow the arm, which can be re-centred."""


class MirrorScene(MirrorStretch):
    """One movement, for as long as the plan gives it."""

    name = "mirror"

    def __init__(
        self,
        player: MovementPlayer,
        setting: MirrorSetting,
        trace: PoseTrace,
        delayed: DelayedMirror | None = None,
    ) -> None:
        self._setting = setting
        self._limb = player.movement.limb
        self._delayed = delayed
        super().__init__(
            player,
            duration_s=setting.duration_s,
            repetitions=setting.repetitions,
            how=self._how_to_move,
            recentre=setting.recentre,
        )
        self._reader = TraceReader(trace)

    @property
    def movement_id(self) -> str:
        """Which movement it is, as the plan names it."""
        return self._movement.id

    @property
    def measured(self) -> PoseTrace:
        """The intact arm's poses in this stretch."""
        return self._reader.kept

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Keep the poses, count, and redraw the strip when something on it changed."""
        self._reader.read(moment.now_s)
        super().update(moment, arm)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the mirrored limb, always on the plan's side."""
        side, limb = self._setting.affected_side, self._limb
        angles_rad, late_s = arm.angles_rad, 0.0
        if self._delayed is not None:
            past = self._delayed.limb(moment.now_s, moment.active_s, arm)
            angles_rad, late_s = past.angles_rad, past.delay_s
        mirrored = mirror(angles_rad, self._setting.gain, limb)
        shown = ShownLimb(side, mirrored, kind=limb.kind)
        limbs: tuple[ShownLimb, ...] = (shown,)
        if self._setting.limbs_shown == "both":
            limbs = (shown, ShownLimb(other_side(side), arm.angles_rad, kind=limb.kind))
        return Frame(
            scene=self.name,
            limbs=limbs,
            screen=self._screen,
            sample_taken_at_s=arm.sample_taken_at_s,
            predicted_by_s=arm.predicted_by_s,
            delayed_by_s=late_s,
        )

    def _how_to_move(self) -> str:
        how = self._joining() if self._setting.phantom_joins else _watching()
        told = "" if self._delayed is None else self._delayed.told()
        return f"{how} {told}" if told else how

    def _joining(self) -> str:
        return {
            "arm": tr("Move both sides together, slowly: your hand, and the limb you feel."),
            "leg": tr("Move both sides together, slowly: your foot, and the limb you feel."),
        }[self._limb.kind]


def _watching() -> str:
    return tr("Move slowly, and watch the limb on the screen.")
