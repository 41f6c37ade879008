"""Whatever a plan may prescribe can be played."""

from game.exercises.registry import PLAYS
from sessions.blocks.registry import EXERCISES


def test_every_exercise_that_a_plan_may_name_can_be_played_and_no_other() -> None:
    assert set(PLAYS) == set(EXERCISES)
