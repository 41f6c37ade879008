"""Every exercise a plan may name. A new one is its own file and one line here."""

from typing import Annotated, TypeAlias, get_args

from pydantic import Field

from sessions.blocks.attempts import AttemptsBlock
from sessions.blocks.breathing import BreathingBlock
from sessions.blocks.calm import CalmBlock
from sessions.blocks.conductor import ConductorBlock
from sessions.blocks.covered_mirror import CoveredMirrorBlock
from sessions.blocks.education import EducationBlock
from sessions.blocks.execution import ExecutionBlock
from sessions.blocks.fitts_ring import FittsRingBlock
from sessions.blocks.follow import FollowBlock
from sessions.blocks.free_play import FreePlayBlock
from sessions.blocks.guided_imagery import GuidedImageryBlock
from sessions.blocks.harvest import HarvestBlock
from sessions.blocks.kite import KiteBlock
from sessions.blocks.laterality import LateralityBlock
from sessions.blocks.mirror import MirrorBlock
from sessions.blocks.motion_test import MotionTestBlock
from sessions.blocks.observation import ObservationBlock
from sessions.blocks.phantom_motor import PhantomMotorBlock
from sessions.blocks.phantom_tapping import PhantomTappingBlock
from sessions.blocks.posture_imagery import PostureImageryBlock
from sessions.blocks.probe import ProbeBlock
from sessions.blocks.reach import ReachBlock
from sessions.blocks.rest import RestBlock
from sessions.blocks.sort import SortBlock
from sessions.blocks.stepping_stones import SteppingStonesBlock
from sessions.blocks.tac_test import TacTestBlock
from sessions.blocks.tapping import TappingBlock
from sessions.blocks.visualisation import VisualisationBlock

Block: TypeAlias = Annotated[
    MirrorBlock
    | FollowBlock
    | RestBlock
    | AttemptsBlock
    | BreathingBlock
    | CoveredMirrorBlock
    | EducationBlock
    | ExecutionBlock
    | FreePlayBlock
    | GuidedImageryBlock
    | LateralityBlock
    | ObservationBlock
    | PostureImageryBlock
    | SortBlock
    | VisualisationBlock
    | CalmBlock
    | ReachBlock
    | HarvestBlock
    | TappingBlock
    | PhantomTappingBlock
    | ProbeBlock
    | ConductorBlock
    | MotionTestBlock
    | TacTestBlock
    | FittsRingBlock
    | SteppingStonesBlock
    | KiteBlock
    | PhantomMotorBlock,
    Field(discriminator="exercise"),
]

EXERCISES: tuple[str, ...] = tuple(
    name
    for model in get_args(get_args(Block)[0])
    for name in get_args(model.model_fields["exercise"].annotation)
)
"""Their names, as a plan writes them."""

AT_REST = frozenset({"rest", "breathing", "education"})
"""Exercises in which nothing is trained: they count as time, and not as moving time."""

MEASURES_A_LIMB = frozenset(
    {
        "mirror",
        "covered_mirror",
        "free_play",
        "reach",
        "harvest",
        "tapping",
        "probe",
        "conductor",
        "phantom_motor",
    }
)
"""Exercises in which a sensor follows the patient's intact limb."""

NEEDS_MUSCLES = frozenset(
    {"execution", "motion_test", "tac_test", "fitts_ring", "stepping_stones", "kite"}
)
"""Exercises that a muscle sensor drives, once it is calibrated."""

LISTENS_TO_MUSCLES = frozenset({"phantom_motor"})
"""Exercises that keep what a muscle sensor hears where there is one, without calibration."""


def needs_muscles(block: Block) -> bool:
    """Return whether a muscle sensor drives this block, as it is set."""
    by_pointer = getattr(block, "driven_by", "") == "pointer"
    return block.exercise in NEEDS_MUSCLES and not by_pointer


def measures_a_limb(block: Block) -> bool:
    """Return whether a sensor follows the intact limb in this block, as it is set."""
    scripted = getattr(block, "driven_by", "") in ("script", "canvas")
    by_key = getattr(block, "measured_by", "") == "key"
    return block.exercise in MEASURES_A_LIMB and not scripted and not by_key


ARM_ONLY = frozenset(
    {"reach", "harvest", "tapping", "phantom_tapping", "probe", "conductor", "phantom_motor"}
)
"""Exercises for an arm: a leg neither grasps nor taps with a thumb."""
