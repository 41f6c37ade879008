"""What a scene that muscles drive hears: new decisions, warnings, and a sensor that has failed."""

from game.drawing import Drawing
from game.muscles.effort_bar import effort_bar
from game.muscles.limb import MuscleLimb
from game.muscles.words import muscle_warning
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm
from sensors.emg.control import TimedDecision

# Without a decision for this long the sensor counts as failed; until then the scene waits.
FAILS_AFTER_S = 15.0
_BAR_STEP = 0.02
_JUST_S = 1e-3
_BACK = 0.02


def relaxes(
    limb: MuscleLimb, moment: Moment, arm: FollowedArm, relaxed_s: float, relax_s: float
) -> bool:
    """Let the limb relax after a trial; return whether that is over.

    The limb is back first, so that the next trial begins without a jump. Muscles that can't let go
    (a clenched phantom) hold it for the time of the rest; then it comes back by itself.
    """
    limb.advance(moment.now_s, arm.muscles if relaxed_s < relax_s else None)
    back = all(abs(place) < _BACK for place in limb.places.values())
    return relaxed_s >= relax_s and back


def live_sample(arm: FollowedArm) -> float | None:
    """Return when the newest sample behind what is shown was taken; None without a live sensor."""
    reading = arm.muscles
    return reading.taken_at_s if reading is not None and reading.state == "live" else None


class MuscleListener:
    """Minds the muscle sensor for one scene. What came under a cover is not heard."""

    def __init__(self) -> None:
        self.warning = ""
        """What is wrong, for the patient; empty where all is well."""
        self.failed = False
        self.lost_s = 0.0
        """How long the sensor was of no use; that is not the patient's time."""
        self.bar: Drawing = ()
        """How hard the muscles work."""
        self._bar_for = -1.0
        self._count: int | None = None
        self._troubled_from_s: float | None = None
        self._before: Moment | None = None
        self._open_from_s = 0.0

    def hear(self, moment: Moment, arm: FollowedArm) -> tuple[TimedDecision, ...]:
        """Return the decisions that are new since the last call; call once a frame."""
        before, self._before = self._before, moment
        if before is None:
            self._open_from_s = moment.now_s
        else:
            passed_s = moment.active_s - before.active_s
            if moment.now_s - before.now_s > passed_s + _JUST_S:
                self._open_from_s = moment.now_s - passed_s
            self._mind(moment, arm, passed_s)
        reading = arm.muscles
        # What was heard last before the sensor went away is no effort now.
        effort = reading.effort if reading is not None and reading.state == "live" else 0.0
        if abs(effort - self._bar_for) >= _BAR_STEP:
            self._bar_for, self.bar = effort, effort_bar(effort)
        if reading is None:
            return ()
        count, self._count = self._count, reading.count
        if count is None:
            return ()
        return tuple(d for d in reading.since(count) if d.decided_at_s >= self._open_from_s)

    def _mind(self, moment: Moment, arm: FollowedArm, passed_s: float) -> None:
        self.warning = muscle_warning(arm.muscles)
        if not self.warning:
            self._troubled_from_s = None
            return
        self.lost_s += max(0.0, passed_s)
        if self._troubled_from_s is None:
            self._troubled_from_s = moment.active_s
        elif moment.active_s - self._troubled_from_s >= FAILS_AFTER_S:
            self.failed = True
