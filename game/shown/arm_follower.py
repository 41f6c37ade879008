"""From measured poses to the pose to show: live, held, faded to rest, never jumping.

Three things may happen to a tracked limb, and none may startle the patient:

- it moves: the newest pose is carried forward to the moment of display;
- it is lost: the last pose is held briefly, then eases to the resting posture within half a second;
- it comes back, or leaps as no limb could: the difference to what is being shown melts away, from
  exactly where it was.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from game.muscles.reading import MuscleReading
from game.shown.prediction import Predictor
from sensors.pose import ARM, Angles, LimbAngles, MeasuredPose
from sensors.sample import Segment

# Hold, then ease to rest (clinical: a jump breaks the sense that the limb is one's own).
HOLD_S = 0.30
FADE_S = 0.50
RETURN_S = 0.40
# More than any finger turns between two pictures (17 rad/s at 30 Hz): the tracker, not the patient.
LEAP_RAD = 0.7


class Tracking(Enum):
    """How the limb is doing."""

    WAITING = "waiting"
    """Never seen yet."""
    LIVE = "live"
    HELD = "held"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class FollowedArm:
    """The intact limb as it should appear at one moment, and where that comes from."""

    angles_rad: Angles
    tracking: Tracking
    sample_taken_at_s: float | None
    predicted_by_s: float
    device_lost: bool = False
    """Whether the device itself has gone away, rather than the limb out of its sight."""
    by_motion: bool = False
    """Whether motion sensors measure it: a limb is never out of their sight."""
    silent: tuple[Segment, ...] = ()
    """Where on the limb motion sensors say nothing now."""
    returned: bool = False
    """Whether one was away until a moment ago: with new power its heading is a new one."""
    muscles: MuscleReading | None = None
    """What the muscles say; None where no muscle sensor is used."""


def ease(share: float) -> float:
    """Return a smooth step from 0 to 1 with no velocity at either end (minimum jerk)."""
    t = min(max(share, 0.0), 1.0)
    return t * t * t * (t * (6.0 * t - 15.0) + 10.0)


class ArmFollower:
    """One limb. `see` for each measured pose, `at` once a frame; both on the session's clock."""

    def __init__(self, limb: LimbAngles = ARM) -> None:
        self._limb = limb
        self._resting = resting = limb.resting
        self._predictor = Predictor(limb)
        self._shown = resting
        self._tracking = Tracking.WAITING
        self._seen_at_s = 0.0
        self._held = resting
        self._offset = np.zeros_like(resting)
        self._returned_at_s = -RETURN_S

    @property
    def tracking(self) -> Tracking:
        """How the limb was doing at the last frame."""
        return self._tracking

    def see(self, pose: MeasuredPose) -> None:
        """Take the pose that a sample gave."""
        if self._tracking is not Tracking.LIVE or self._leaps(pose):
            self._predictor.forget()
            self._offset = self._shown - pose.angles_rad
            self._returned_at_s = pose.taken_at_s
            self._tracking = Tracking.LIVE
        self._predictor.update(pose)
        self._seen_at_s = max(self._seen_at_s, pose.taken_at_s)

    def _leaps(self, pose: MeasuredPose) -> bool:
        """Tell whether a pose can't be reached from the last one by moving."""
        newest = self._predictor.newest
        if newest is None or pose.taken_at_s - self._seen_at_s > HOLD_S:
            return True
        return bool(np.max(np.abs(pose.angles_rad - newest.angles_rad)) > LEAP_RAD)

    def at(self, shown_at_s: float) -> FollowedArm:
        """Return the limb as it should appear at `shown_at_s`."""
        taken_at_s: float | None = None
        predicted_by_s = 0.0
        if self._tracking is not Tracking.WAITING:
            silent_s = shown_at_s - self._seen_at_s
            if silent_s <= HOLD_S:
                self._tracking = Tracking.LIVE
                live, predicted_by_s = self._predictor.at(shown_at_s)
                melting = 1.0 - ease((shown_at_s - self._returned_at_s) / RETURN_S)
                if melting > 0.0:
                    # The difference was taken at another pose: added here it may bend too far.
                    live = self._limb.clamp(live + melting * self._offset)
                self._shown = live
                self._held = self._shown
                newest = self._predictor.newest
                taken_at_s = newest.taken_at_s if newest is not None else None
            else:
                faded = ease((silent_s - HOLD_S) / FADE_S)
                self._tracking = Tracking.LOST if faded >= 1.0 else Tracking.HELD
                self._shown = self._held + faded * (self._resting - self._held)
        return FollowedArm(self._shown, self._tracking, taken_at_s, predicted_by_s)
