"""What every play of one session shares: the plan, the movements, the journal, the pain so far."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol
from uuid import UUID

from game.display.limb_picture import LimbPicture, Painted, blank_picture
from game.exercises.difficulty import STEP_UP, TARGET, Difficulty
from game.home.clinic import HomeClinic
from game.limb.appearance import DEFAULT_APPEARANCE, Appearance
from game.limb.skeleton import Skeleton
from game.movements.player import MovementPlayer
from game.play.condition import Condition
from game.play.setup_stage import SetupJournal, SetupStage
from game.recorder.pose_trace import PoseTrace
from game.scenes.question import Answer
from game.sound.tone import Tone
from sessions.asking.answer import RegionId
from sessions.asking.due import Due
from sessions.asking.rating import Answer as Value
from sessions.asking.rating import Moment as Occasion
from sessions.asking.rating import Quantity
from sessions.blocks.registry import Block
from sessions.course.history import EarlierBlock
from sessions.events.entry import BlockOutcome, Ended
from sessions.plan.safety import Firing
from sessions.plan.safety import may_become_harder as may_become_harder_after
from sessions.plan.safety_rules import Rule

_SEED_BYTES = 6
"""A seed of 48 bits is kept exactly as a number in the log."""


@dataclass(frozen=True, slots=True)
class TrialDone:
    """What came of one trial, or of one movement of a mirror block."""

    exercise: str
    movement: str
    cycles_ordered: int
    cycles_done: int
    active_s: float
    finished: bool
    """Whether it was played to its end, rather than cut short by the session's end."""
    skipped: bool
    cycle_s: float | None = None
    """The pace of a scripted movement; None where the patient set the pace by moving."""
    seen_s: float | None = None
    """Seconds in which the moving hand was in sight; None where nothing was tracked."""
    phases: tuple[tuple[str, float], ...] = ()
    """Name and start of each phase, on the session's clock."""


class Journal(SetupJournal, Protocol):
    """Where a play writes what happened. Ratings, stops and safety are on disk upon return."""

    def rating(
        self,
        quantity: Quantity,
        occasion: Occasion,
        answer: Answer | None,
        block: int | None,
        *,
        for_session: UUID | None = None,
    ) -> None:
        """Keep an answer; None means that the question was not asked."""
        ...

    def block_started(self, index: int, block: Block) -> None:
        """Keep that a block of the plan begins."""
        ...

    def block_ended(self, index: int, block: Block, outcome: BlockOutcome) -> None:
        """Keep how a block ended; what was done in it is the sum of its trials."""
        ...

    def trial(self, index: int, trial: TrialDone) -> None:
        """Keep one trial."""
        ...

    def rested(self, rested_s: float) -> None:
        """Keep how long the rest of the block now going on was."""
        ...

    def safety_fired(self, firing: Firing) -> None:
        """Keep which rule fired and why."""
        ...

    def message_for_therapist(self, about: Rule | Literal["caution", "unwell"], text: str) -> None:
        """Keep something that the therapist should see soon."""
        ...

    def session_ended(self, ended: Ended, reason: str) -> None:
        """Keep how the session ended."""
        ...


@dataclass(slots=True, kw_only=True)
class Stage(SetupStage):
    """One session being played."""

    players: Mapping[str, MovementPlayer]
    journal: Journal
    paint: Callable[[LimbPicture, int], Painted] = lambda _, size_px: blank_picture(size_px)
    """Paints a limb alone, for a sprite: what (see `game.display.limb_picture`), and how wide."""
    trace: PoseTrace = field(default_factory=PoseTrace)
    """The intact arm as measured, for the outcomes of exercises."""
    arm_is_measured: bool = False
    """Whether there is a sensor that follows the intact arm."""
    skeleton: Skeleton | None = None
    """Of the arm that is shown; None for a plain one's."""
    intensities: list[Value] = field(default_factory=list)
    """Every intensity asked for so far, oldest first: what the safety rules look at."""
    condition: Condition = field(default_factory=Condition)
    """What else the safety rules look at, and what they made of the session so far."""
    due: Due = field(default_factory=Due)
    """What earlier sessions left open."""
    answers: dict[Quantity, Value] = field(default_factory=dict)
    """The newest answer to every question asked about this session."""
    asks_felt: bool = False
    """Whether the session begins with the limb as it is felt, and asks how that is today."""
    felt_told: Callable[[Mapping[Quantity, Value]], None] = lambda _: None
    """Lets the shown limb be as the patient says."""
    asks_later: bool = False
    """Whether the patient wants to be asked once more some time after."""
    missing: frozenset[RegionId] = frozenset()
    """Regions of the body map where there is no limb any more."""
    summary_lines: Callable[[], tuple[str, ...]] = tuple
    """Says in plain words, for the patient, what the session was."""
    block_index: int | None = None
    muscles_missing: str = ""
    """Why the muscle sensor that the plan wants could not be opened."""
    paces_s: dict[str, float] = field(default_factory=dict)
    """The patient's own pace for each movement, once chosen."""
    appearance: Appearance = DEFAULT_APPEARANCE
    """How the patient's own limb looks."""
    earlier: Sequence[EarlierBlock] = ()
    """Blocks of earlier sessions, oldest first: what exercises grow from."""
    session_seed: str = ""
    """What chance in this session comes from; the session's id, which is in the log."""
    clinic: HomeClinic | None = None
    """Where the session goes; None where this computer is enrolled at no clinic."""
    today: date | None = None
    """The patient's own day; None where nobody knows it."""
    effector: str | None = None
    """What the patient answers with, once known; see `game.exercises.judging.effector`."""
    tone: Callable[[Tone], None] = lambda _: None
    """Lets a soft tone be heard where the patient wants that; never waits."""
    say: Callable[[str], None] = lambda _: None
    """Reads a text out where the patient wants that and there is a voice; never waits."""

    def seed_of(self, block: int) -> int:
        """Return the seed of one block's order, settled before anybody could want another."""
        digest = hashlib.sha256(f"{self.session_seed}/{block}".encode()).digest()
        return int.from_bytes(digest[:_SEED_BYTES], "big")

    def may_become_harder(self) -> bool:
        """Return whether an exercise may raise its difficulty now: never while pain is rising."""
        return may_become_harder_after(self.condition.history(self.intensities))

    def difficulty(
        self, level: float, *, target: float = TARGET, step_up: float = STEP_UP
    ) -> Difficulty:
        """Return an exercise's difficulty to begin with, bounded by the plan for good.

        Args:
            level: Where it would begin, 0 the easiest to 1 the hardest.
            target: Share of trials meant to succeed.
            step_up: How far one success raises it.
        """
        bounds = self.loaded.plan.bounds
        return Difficulty(
            bounds.difficulty(level),
            target,
            step_up,
            least=bounds.difficulty_least,
            most=bounds.difficulty_most,
        )
