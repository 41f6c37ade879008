"""Plays a block of stretches, one for each movement with rests between: seen or under a cloth."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from game.exercises.turns import Trial, play_in_turn, play_kept
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play
from sessions.blocks.mirror import MirrorFields


class Stretch(Trial, Protocol):
    """One movement for as long as the plan gives it, and what was counted."""

    active_s: float
    seen_s: float

    @property
    def repetitions(self) -> int:
        """Repetitions counted so far."""
        ...


StretchT = TypeVar("StretchT", bound=Stretch)


def play_stretches(
    block: MirrorFields,
    stage: Stage,
    index: int,
    *,
    scene_for: Callable[[str], StretchT],
    keep: Callable[[int, str, StretchT], None],
) -> Play[bool]:
    """Play every movement of a block; return False where the patient skipped it.

    Args:
        block: What is ordered.
        stage: The session.
        index: Of the block.
        scene_for: Makes the scene of one movement.
        keep: Writes its outcomes, given its number and its movement, however it ended.
    """

    def stretch(number: int, movement: str) -> Play[StretchT]:
        def keep_all(scene: StretchT) -> None:
            stage.journal.trial(
                index,
                TrialDone(
                    exercise=scene.name,
                    movement=movement,
                    cycles_ordered=block.repetitions,
                    cycles_done=scene.repetitions,
                    active_s=scene.active_s,
                    finished=scene.finished,
                    skipped=scene.skipped,
                    seen_s=scene.seen_s,
                ),
            )
            keep(number, movement, scene)

        return play_kept(scene_for(movement), keep_all)

    return play_in_turn(block.movements, block.rest_s, stretch)
