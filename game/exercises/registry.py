"""Joins what a plan may prescribe with how it is played: one name for both."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from game.exercises.by_muscles.execution import play_execution
from game.exercises.by_muscles.fitts_ring import play_fitts_ring
from game.exercises.by_muscles.kite import play_kite
from game.exercises.by_muscles.motion_test import play_motion_test
from game.exercises.by_muscles.phantom_motor import play_phantom_motor
from game.exercises.by_muscles.stepping_stones import play_stepping_stones
from game.exercises.by_muscles.tac_test import play_tac_test
from game.exercises.following.attempts import play_attempts
from game.exercises.following.calm import play_calm
from game.exercises.following.conductor import play_conductor
from game.exercises.following.follow import play_follow
from game.exercises.following.observation import play_observation
from game.exercises.imagining.breathing import play_breathing
from game.exercises.imagining.education import play_education
from game.exercises.imagining.guided_imagery import play_guided_imagery
from game.exercises.imagining.posture_imagery import play_posture_imagery
from game.exercises.imagining.visualisation import play_visualisation
from game.exercises.judging.laterality import play_laterality
from game.exercises.judging.sort import play_sort
from game.exercises.mirroring.covered_mirror import play_covered_mirror
from game.exercises.mirroring.free_play import play_free_play
from game.exercises.mirroring.mirror import play_mirror
from game.exercises.reaching.harvest import play_harvest
from game.exercises.reaching.phantom_tapping import play_phantom_tapping
from game.exercises.reaching.probe import play_probe
from game.exercises.reaching.reach import play_reach
from game.exercises.reaching.tapping import play_tapping
from game.exercises.rest import play_rest
from game.play.stage import Stage
from game.scenes.scene import Play
from sessions.blocks.registry import Block

PlayBlock: TypeAlias = Callable[[Any, Stage, int], Play[bool]]
"""Plays a block of its own kind; returns False where the patient skipped it."""

PLAYS: Mapping[str, PlayBlock] = {
    "calm": play_calm,
    "execution": play_execution,
    "attempts": play_attempts,
    "breathing": play_breathing,
    "covered_mirror": play_covered_mirror,
    "education": play_education,
    "free_play": play_free_play,
    "guided_imagery": play_guided_imagery,
    "observation": play_observation,
    "posture_imagery": play_posture_imagery,
    "sort": play_sort,
    "visualisation": play_visualisation,
    "follow": play_follow,
    "harvest": play_harvest,
    "laterality": play_laterality,
    "mirror": play_mirror,
    "phantom_tapping": play_phantom_tapping,
    "conductor": play_conductor,
    "probe": play_probe,
    "reach": play_reach,
    "tapping": play_tapping,
    "rest": play_rest,
    "motion_test": play_motion_test,
    "tac_test": play_tac_test,
    "fitts_ring": play_fitts_ring,
    "stepping_stones": play_stepping_stones,
    "kite": play_kite,
    "phantom_motor": play_phantom_motor,
}
"""One line for each exercise; a test holds it against `sessions.blocks.registry`."""


def play_block(block: Block, stage: Stage, index: int) -> Play[bool]:
    """Play one block of the plan; return False where the patient skipped it."""
    return PLAYS[block.exercise](block, stage, index)
