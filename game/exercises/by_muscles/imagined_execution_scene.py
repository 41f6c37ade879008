"""Execution imagined: the limb moves by itself, the patient imagines it, the muscles stay quiet.

The imagery arm of Lendaro's trial differed from the execution arm in this alone, and the device
checked that the muscles stayed quiet. Quiet is what the calibration's rest was like: 19 of 20 of
its moments count as no effort at all. Effort is told kindly, and changes nothing that is shown.

A calibrated sensor that goes away is told and waited for, as in execution; one that stays away is
done without, for imagining needs none. What nobody heard counts neither as quiet nor as effort.
"""

from dataclasses import dataclass
from enum import Enum

from game.exercises.by_muscles.muscle_listener import MuscleListener, live_sample
from game.exercises.strip import exercise_strip
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.language import current, tr
from game.movements.attempts import Attempt, stance_of
from game.scenes.scene import Moment
from game.screen import Screen
from game.shown.arm_follower import FollowedArm
from sensors.pose import Angles, Side, clamp

QUIET_EFFORT = 0.1
"""Of a usual contraction, above rest: the muscles count as quiet up to this (our choice)."""
_SAID_AFTER_S, _FORGOTTEN_AFTER_S = 0.8, 1.5
"""Somebody is told after this much effort without a break, until it was quiet for that long."""
_SLOWER = 1.5
"""The limb takes its time: so many times as long as at full effort."""
_STOPS_WITHIN_S = 0.3
"""The limb comes to a stop gently where it waits for the sensor, and sets out again as gently."""


class Phase(Enum):
    """The phases of a trial."""

    CUE = "cue"
    READY = "ready"
    MODEL = "model"
    HOLD = "hold"
    RETURN = "return"
    RELAX = "relax"


@dataclass(frozen=True, slots=True)
class ImaginedSetting:
    """What the plan says about one trial."""

    affected_side: Side
    cue_s: float
    ready_s: float
    hold_s: float
    relax_s: float
    progress: float


class ImaginedExecutionScene(TrialScene):
    """One movement, imagined.

    Args:
        attempt: Which.
        setting: What the plan says.
        stance: How the limb rests, the same in all trials of a block.
        waits: Whether a sensor that goes away is waited for, rather than done without at once.
    """

    name = "execution"

    def __init__(
        self,
        attempt: Attempt,
        setting: ImaginedSetting,
        stance: Angles | None = None,
        *,
        waits: bool = True,
    ) -> None:
        super().__init__()
        self.phase = Phase.CUE
        self.phase_began_at_s: dict[Phase, float] = {}
        self.heard_s = 0.0
        """Time of imagining that samples of a calibrated sensor cover."""
        self.quiet_s = 0.0
        self.effort_peak = 0.0
        self._effort_s = 0.0
        self._attempt = attempt
        self._stance = stance_of((attempt,)) if stance is None else stance
        self._setting = setting
        move_s = _SLOWER * attempt.reach_s
        lengths = (
            setting.cue_s,
            setting.ready_s,
            move_s,
            setting.hold_s,
            move_s,
            setting.relax_s,
        )
        self._ends_s = [sum(lengths[: i + 1]) for i in range(len(lengths))]
        self._move_s = move_s
        self._waits = waits
        self._listener = MuscleListener()
        self._script_s, self._pace = 0.0, 1.0
        self.warning = ""
        """What is wrong with the sensor, for the patient; empty where nothing is."""
        self._heard_to_s: float | None = None
        self._since_heard_s = 0.0
        self._loud_s = self._calm_s = 0.0
        self._loud = False
        self._drawn_for = (Phase.CUE, False, "")
        self._screen = self._drawn()

    @property
    def sensor_failed(self) -> bool:
        """Whether the sensor stayed away for so long that it was done without."""
        return self._waits and self._listener.failed

    @property
    def quiet_share(self) -> float | None:
        """Share of the imagining in which the muscles were quiet; None where nobody listened."""
        return self.quiet_s / self.heard_s if self.heard_s > 0.0 else None

    @property
    def effort_mean(self) -> float | None:
        """Mean effort while imagining, of a usual contraction."""
        return self._effort_s / self.heard_s if self.heard_s > 0.0 else None

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Go through the phases, and listen whether the muscles stay quiet."""
        passed_s = max(0.0, moment.active_s - self.active_s)
        self.active_s = moment.active_s
        self.warning = self._mind(moment, arm, passed_s)
        for phase, ends_s in zip(Phase, self._ends_s, strict=True):
            self.phase = phase
            if self._script_s < ends_s:
                break
        else:
            self._over = True
        self.phase_began_at_s.setdefault(self.phase, moment.now_s)
        if self.phase in (Phase.MODEL, Phase.HOLD, Phase.RETURN):
            self._listen(arm, passed_s)
        else:
            self._heard_to_s, self._loud = None, False
        drawn_for = (self.phase, self._loud, self.warning)
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn()

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the limb that moves by itself."""
        at_s = self._script_s + self._pace * (moment.active_s - self.active_s)
        pose = clamp(self._stance + self._attempt.turned_at(self._share(at_s)))
        return Frame(
            scene=self.name,
            limbs=(ShownLimb(self._setting.affected_side, pose),),
            screen=self._screen,
            sample_taken_at_s=live_sample(arm),
        )

    def _mind(self, moment: Moment, arm: FollowedArm, passed_s: float) -> str:
        """Let the script go on, or wait for a sensor that went away; return what to say of it."""
        self._listener.hear(moment, arm)
        reading = arm.muscles
        # Without a sensor, or before it is calibrated, nobody listens; imagining does not need it.
        listens = reading is not None and reading.state != "not_calibrated"
        warning = self._listener.warning if listens else ""
        waiting = bool(warning) and self._waits and not self._listener.failed
        step = passed_s / _STOPS_WITHIN_S
        self._pace = max(0.0, self._pace - step) if waiting else min(1.0, self._pace + step)
        self._script_s += self._pace * passed_s
        if warning and not waiting:
            return tr("The muscle sensor can't be heard. Go on imagining, without it.")
        return warning

    def _share(self, at_s: float) -> float:
        """Return how far along the movement the limb is; its script sets out and arrives gently."""
        _, ready_s, there_s, held_s, _, _ = self._ends_s
        if at_s < held_s:
            return min(1.0, max(0.0, (at_s - ready_s) / (there_s - ready_s)))
        return max(0.0, 1.0 - (at_s - held_s) / self._move_s)

    def _listen(self, arm: FollowedArm, passed_s: float) -> None:
        reading = arm.muscles
        if reading is None or reading.state != "live" or reading.taken_at_s is None:
            self._heard_to_s = None
            return
        before_s, self._heard_to_s = self._heard_to_s, reading.taken_at_s
        self._since_heard_s = 0.0 if before_s is None else self._since_heard_s + passed_s
        if before_s is None or reading.taken_at_s <= before_s:
            return
        # Of the time, what samples cover: a sensor that has just gone away still counts as live.
        heard_s = min(reading.taken_at_s - before_s, self._since_heard_s)
        self._since_heard_s = 0.0
        quiet = reading.effort <= QUIET_EFFORT
        self.heard_s += heard_s
        self.quiet_s += heard_s * quiet
        self._effort_s += heard_s * reading.effort
        self.effort_peak = max(self.effort_peak, reading.effort)
        self._loud_s = 0.0 if quiet else self._loud_s + heard_s
        self._calm_s = self._calm_s + heard_s if quiet else 0.0
        if self._loud_s >= _SAID_AFTER_S:
            self._loud = True
        elif self._calm_s >= _FORGOTTEN_AFTER_S:
            self._loud = False

    def _drawn(self) -> Screen:
        phase, loud, warning = self._drawn_for
        if phase is Phase.CUE:
            words = tr("Next movement. Just look.")
        elif phase is Phase.READY:
            words = tr("You will only imagine it. Let the muscles rest.")
        elif phase is Phase.RELAX:
            words = tr("And let the picture go. Relax.")
        elif loud:
            words = tr("Your muscles are helping. Let them rest; imagining is enough.")
        else:
            words = tr("Imagine that the limb you feel does this.")
        return exercise_strip(
            self._attempt.name.in_language(current()),
            (words,),
            progress=self._setting.progress,
            warning=warning,
        )
