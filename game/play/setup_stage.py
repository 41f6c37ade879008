"""What setting the sensors up needs, in a session or outside one: sensors, pages, a few notes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from game.background import Background, at_once
from game.muscles.file import MuscleFile
from game.muscles.source import MuscleSource
from game.play.setup_kind import SetupKind
from game.scenes.setup import SensorView
from sensors.motion.motion_pose import MotionPose
from sensors.pose import LimbKind, Side
from sessions.plan.plan import LoadedPlan


class SetupJournal(Protocol):
    """Where a set-up writes what came of it."""

    def note(self, about: str, text: str) -> None:
        """Keep something in the program's own words."""
        ...

    def outcome(
        self,
        index: int | None,
        exercise: str,
        measure: str,
        value: float | None,
        *,
        trial: int | None = None,
        condition: str = "",
    ) -> None:
        """Keep one number that an exercise measured; its name ends in its unit."""
        ...

    def setup_check(self, advice: tuple[str, ...], *, skipped: bool) -> None:
        """Keep what the set-up page said last, as codes."""
        ...


@dataclass(slots=True, kw_only=True)
class SetupStage:
    """The sensors to be set up for a plan."""

    loaded: LoadedPlan
    journal: SetupJournal
    setup: SetupKind
    """What has to be set up before the first block."""
    look: Callable[[], SensorView]
    """What the camera sees, for the set-up page."""
    muscles: MuscleSource | None = None
    """The muscle sensor; None where there is none, or it could not be opened."""
    muscles_file: MuscleFile | None = None
    """Where this patient's muscle calibration is kept."""
    motion: MotionPose | None = None
    """Motion sensors on the intact limb; None where something else follows it."""
    hand_followed: bool = False
    """Whether a sensor follows the intact hand, so that it can say when both sides move."""
    background: Background = at_once
    """How work that takes longer than a frame is done."""

    @property
    def limb(self) -> LimbKind:
        """The kind of limb that the plan is about."""
        return self.loaded.plan.limb

    @property
    def shown_sides(self) -> tuple[Side, ...]:
        """The side that the plan names, or both: where the affected limb is shown, nowhere else."""
        return self.loaded.plan.shown_sides

    @property
    def affected_side(self) -> Side:
        """The side that the plan names; of two, the first."""
        return self.shown_sides[0]
