"""The arm as the loop sees it: what measures the intact one, and the muscles, read together."""

from dataclasses import replace

from game.movements.attempts import attempts_named
from game.muscles.limb import MuscleLimb
from game.muscles.reading import MuscleReading
from game.muscles.source import MuscleSource
from game.shown.arm_follower import FollowedArm, Tracking
from game.shown.measured_arm import MeasuredArm

_TRACKING = {"live": Tracking.LIVE, "silent": Tracking.HELD, "lost": Tracking.LOST}


class Arms:
    """Joins the measured arm with the muscles.

    Where muscles are the only sensor they also move the arm that mirror exercises show: every
    calibrated movement drives it, and it eases back to rest when they relax.

    Args:
        measured: The intact arm.
        muscles: The muscle sensor, or None.
        muscles_move_it: Whether the muscles stand in for a sensor of the intact arm.
    """

    def __init__(
        self, measured: MeasuredArm, muscles: MuscleSource | None, *, muscles_move_it: bool
    ) -> None:
        self._measured = measured
        self._muscles = muscles
        self._moves = muscles_move_it and muscles is not None
        self._limb = MuscleLimb(())
        self._limb_knows: tuple[str, ...] = ()

    def drain(self) -> None:
        """Take in what has arrived."""
        self._measured.drain()
        if self._muscles is not None:
            self._muscles.drain()

    def at(self, shown_at_s: float) -> FollowedArm:
        """Return the arm at a moment, with what the muscles say."""
        arm = self._measured.at(shown_at_s)
        if self._muscles is None:
            return arm
        reading = self._muscles.reading(shown_at_s)
        if not self._moves:
            return replace(arm, muscles=reading)
        return self._moved(arm, reading, shown_at_s)

    def _moved(self, arm: FollowedArm, reading: MuscleReading, shown_at_s: float) -> FollowedArm:
        if reading.movements != self._limb_knows:
            self._limb_knows = reading.movements
            self._limb = MuscleLimb(attempts_named(reading.movements))
        self._limb.advance(shown_at_s, reading)
        return replace(
            arm,
            angles_rad=self._limb.pose_at(shown_at_s),
            tracking=_TRACKING.get(reading.state, Tracking.WAITING),
            sample_taken_at_s=reading.taken_at_s,
            device_lost=reading.state == "lost",
            muscles=reading,
        )
