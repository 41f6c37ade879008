"""Mirror: the intact arm moves, and its mirror image moves on the affected side."""

from dataclasses import dataclass
from typing import Literal

from game.exercises.mirroring.delayed_mirror import DelayedMirror
from game.exercises.mirroring.mirror_stretch import MirrorStretch
from game.exercises.mirroring.mirrored_frame import MirroredFrame
from game.frame import Frame
from game.language import tr
from game.movements.player import MovementPlayer
from game.recorder.pose_trace import PoseTrace, TraceReader
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm
from sensors.pose import Side


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
        self.delayed = delayed
        """The delay that the plan orders; None for the exact mirror."""
        self._setting = setting
        self._limb = player.movement.limb
        self._mirrored = MirroredFrame(
            scene=self.name,
            side=setting.affected_side,
            both_shown=setting.limbs_shown == "both",
            gain=setting.gain,
            limb=self._limb,
            delayed=delayed,
        )
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
        return self._mirrored.at(moment, arm, self._screen)

    def _how_to_move(self) -> str:
        how = self._joining() if self._setting.phantom_joins else _watching()
        told = "" if self.delayed is None else self.delayed.told()
        return f"{how} {told}" if told else how

    def _joining(self) -> str:
        return {
            "arm": tr("Move both sides together, slowly: your hand, and the limb you feel."),
            "leg": tr("Move both sides together, slowly: your foot, and the limb you feel."),
        }[self._limb.kind]


def _watching() -> str:
    return tr("Move slowly, and watch the limb on the screen.")
