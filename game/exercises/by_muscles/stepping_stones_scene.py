"""Some stepping stones: each asks for one movement, and the frog hops once it is held."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from game.drawing import Drawing
from game.exercises.by_muscles.muscle_listener import MuscleListener, live_sample
from game.exercises.by_muscles.stream_picture import stream_picture
from game.exercises.strip import exercise_strip
from game.exercises.trial_scene import TrialScene
from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.language import current, tr
from game.movements.attempts import REST, Attempt
from game.muscles.limb import MuscleLimb
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm, ease
from sensors.pose import Angles, Side

HOP_S, CARRIED_S = 0.8, 1.6
_FADES = 0.5
"""How fast what was held fades while the muscles rest, against how fast it grows."""


class Phase(Enum):
    """What goes on at a stone."""

    WAIT = "wait"
    GO = "go"
    RELAX = "relax"


@dataclass(frozen=True, slots=True)
class Crossed:
    """One stone that lies behind."""

    attempt: Attempt
    reached: bool
    """Whether by the movement asked for; else it was carried."""
    at_once: bool
    """Whether no other movement was held as long before it: by chance one of so many is."""
    took_s: float | None
    """From when it was asked for until it was held long enough; None where it was carried."""
    wrong_share: float | None
    """Of the decisions for any movement, those for another; None without any."""
    began_at_s: float
    active_s: float


class SteppingStonesScene(TrialScene):
    """A stretch of stones without a rest.

    Args:
        order: What each stone asks for.
        first: The number of the first of them.
        of: How many there are in all.
        stance: How it rests, the same in all stretches; None: ready for the movements of this one.
        affected_side: The side of the limb that is shown.
        hold_s: Returns how long the next movement is to be held.
        stone_s: How long a stone waits.
        relax_s: The pause between two stones.
        by_key: Whether a key says that it was done, where there is no sensor.
        on_crossed: Called with each stone.
        on_asked: Called with each movement when it is asked for.
    """

    name = "stepping_stones"

    def __init__(
        self,
        order: Sequence[Attempt],
        *,
        first: int,
        of: int,
        affected_side: Side,
        stance: Angles | None = None,
        hold_s: Callable[[], float],
        stone_s: float,
        relax_s: float,
        by_key: bool,
        on_crossed: Callable[[Crossed], None],
        on_asked: Callable[[Attempt], None] = lambda _: None,
    ) -> None:
        super().__init__()
        self.crossed = 0
        self._order = tuple(order)
        self._first, self._of = first, of
        self._side: Side = affected_side
        self._hold_s = hold_s
        self._stone_s, self._relax_s = stone_s, relax_s
        self._by_key = by_key
        self._on_crossed = on_crossed
        self._on_asked = on_asked
        self._listener = MuscleListener()
        self._limb = MuscleLimb(tuple(dict.fromkeys(self._order)), stance=stance)
        self._phase = Phase.RELAX
        self._began: Moment | None = None
        self._lost_before_s = 0.0
        self._held_s, self._needed_s = 0.0, hold_s()
        self._moving, self._wrong = 0, 0
        self._other, self._other_s = REST, 0.0
        self._chose_other = False
        self._reached = True
        self._updated_s = 0.0
        self._drawn_for: tuple[int, Phase, bool, str] | None = None
        self._screen = self._drawn("")

    @property
    def sensor_failed(self) -> bool:
        """Whether the sensor was of no use for long."""
        return not self._by_key and self._listener.failed

    def command(self, command: Command, moment: Moment) -> None:
        """Take "I did it", or the wish to leave the exercise."""
        super().command(command, moment)
        if command.wish is Wish.CHOOSE and self._by_key and self._phase is Phase.WAIT:
            self._cross(moment, reached=True)

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let the muscles move the limb, and the frog go on."""
        passed_s = max(0.0, moment.active_s - self._updated_s)
        self._updated_s = self.active_s = moment.active_s
        self._began = self._began or moment
        new = self._listener.hear(moment, arm)
        self._limb.advance(moment.now_s, arm.muscles)
        warning = "" if self._by_key else self._listener.warning
        since_s = moment.active_s - self._began.active_s
        if self._phase is Phase.RELAX and since_s >= self._relax_s:
            self._ask(moment)
        elif self._phase is Phase.WAIT:
            for made in new:
                self._moving += made.decision.movement != REST
                self._wrong += made.decision.movement not in (REST, self._attempt.id)
            decided = arm.muscles.movement if arm.muscles is not None and not warning else REST
            self._hold(decided, passed_s)
            lost_s = 0.0 if self._by_key else self._listener.lost_s - self._lost_before_s
            if self._held_s >= self._needed_s:
                self._cross(moment, reached=True)
            elif since_s - lost_s >= self._stone_s:
                self._cross(moment, reached=False)
        elif self._phase is Phase.GO and since_s >= (HOP_S if self._reached else CARRIED_S):
            self.crossed += 1
            self._phase, self._began = Phase.RELAX, moment
            self._over = self._over or self.crossed >= len(self._order)
        self._over = self._over or self.sensor_failed
        drawn_for = (self.crossed, self._phase, self._reached, warning)
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._screen = self._drawn(warning)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the stream above the limb that does what the muscles say."""
        limbs: tuple[ShownLimb, ...] = ()
        if not self._by_key:
            limbs = (ShownLimb(self._side, self._limb.pose_at(moment.now_s)),)
        return Frame(
            scene=self.name,
            limbs=limbs,
            screen=self._screen,
            sample_taken_at_s=None if self._by_key else live_sample(arm),
            asked=self._attempt.id if self._phase is Phase.WAIT else "",
            drawing=self._picture(moment),
        )

    @property
    def _attempt(self) -> Attempt:
        return self._order[min(self.crossed, len(self._order) - 1)]

    def _picture(self, moment: Moment) -> Drawing:
        number = self._first + self.crossed
        at = number - 1.0
        if self._phase is Phase.GO and self._began is not None:
            lasts_s = HOP_S if self._reached else CARRIED_S
            at += ease((moment.active_s - self._began.active_s) / lasts_s)
        return stream_picture(
            stones=self._of,
            at=min(at, number - 1e-6) if self._phase is Phase.GO else at,
            waiting=number if self._phase is Phase.WAIT else None,
            filled=self._held_s / self._needed_s,
            carried=self._phase is Phase.GO and not self._reached,
            now_s=moment.active_s,
        )

    def _ask(self, moment: Moment) -> None:
        self._phase, self._began = Phase.WAIT, moment
        self._on_asked(self._attempt)
        self._held_s, self._needed_s = 0.0, self._hold_s()
        self._moving = self._wrong = 0
        self._other_s, self._chose_other = 0.0, False
        self._lost_before_s = self._listener.lost_s

    def _hold(self, decided: str, passed_s: float) -> None:
        if decided == self._attempt.id:
            self._held_s += passed_s
        else:
            fades = _FADES if decided == REST else 1.0
            self._held_s = max(0.0, self._held_s - fades * passed_s)
        if decided not in (REST, self._attempt.id):
            before_s = self._other_s if decided == self._other else 0.0
            self._other, self._other_s = decided, before_s + passed_s
            self._chose_other = self._chose_other or self._other_s >= self._needed_s

    def _cross(self, moment: Moment, *, reached: bool) -> None:
        assert self._began is not None
        took_s = moment.active_s - self._began.active_s
        self._on_crossed(
            Crossed(
                attempt=self._attempt,
                reached=reached,
                at_once=reached and not self._chose_other,
                took_s=took_s if reached else None,
                wrong_share=self._wrong / self._moving if self._moving else None,
                began_at_s=self._began.now_s,
                active_s=took_s,
            )
        )
        self._reached = reached
        self._phase, self._began = Phase.GO, moment

    def _drawn(self, warning: str) -> Screen:
        name = self._attempt.name.in_language(current())
        if self._phase is Phase.GO:
            line = tr("Over it goes.") if self._reached else tr("A leaf carries it across.")
        elif self._phase is Phase.RELAX:
            line = tr("Let go, and look around.")
        elif self._by_key:
            line = tr("Do it with the limb you feel, then say so. The stone waits.")
        else:
            line = tr("Do it with the limb you feel, and hold it gently. The stone waits.")
        done = Button(tr("I did it"), Wish.CHOOSE, value=1, key="Enter", prominent=True)
        asks = self._by_key and self._phase is Phase.WAIT
        return exercise_strip(
            name,
            (line,),
            progress=(self._first + self.crossed) / self._of,
            warning=warning,
            more=(done,) if asks else (),
        )
