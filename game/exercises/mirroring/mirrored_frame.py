"""What a mirror shows: the affected limb on its side, and beside it the intact one where wanted."""

from dataclasses import dataclass

from game.exercises.mirroring.delayed_mirror import DelayedMirror
from game.frame import Frame, ShownLimb
from game.limb.mirror import mirror
from game.scenes.scene import Moment
from game.screen import Screen
from game.shown.arm_follower import FollowedArm
from sensors.pose import LimbAngles, Side, other_side


@dataclass(frozen=True, slots=True)
class MirroredFrame:
    """Makes the frames of one stretch in the mirror, always on the plan's side."""

    scene: str
    side: Side
    """The affected one."""
    both_shown: bool
    gain: float
    limb: LimbAngles
    delayed: DelayedMirror | None = None
    """A delay that the plan orders; None for the exact mirror. The intact limb never waits."""

    def at(self, moment: Moment, arm: FollowedArm, screen: Screen) -> Frame:
        """Return what is seen at `moment`; call once a frame."""
        angles_rad, delay_s = arm.angles_rad, 0.0
        if self.delayed is not None:
            past = self.delayed.limb(moment.now_s, moment.active_s, arm)
            angles_rad, delay_s = past.angles_rad, past.delay_s
        kind = self.limb.kind
        shown = ShownLimb(self.side, mirror(angles_rad, self.gain, self.limb), kind=kind)
        limbs: tuple[ShownLimb, ...] = (shown,)
        if self.both_shown:
            limbs = (shown, ShownLimb(other_side(self.side), arm.angles_rad, kind=kind))
        return Frame(
            scene=self.scene,
            limbs=limbs,
            screen=screen,
            sample_taken_at_s=arm.sample_taken_at_s,
            predicted_by_s=arm.predicted_by_s,
            delayed_by_s=delay_s,
        )
