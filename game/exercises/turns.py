"""What most exercises have in common: trials in turn, rests between them, each one kept.

An exercise says what a trial is; here is when it comes, and that nothing of it is lost.
"""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from game.scenes.rest import Rest
from game.scenes.scene import Play, Scene, play

ThingT = TypeVar("ThingT")


class Trial(Scene, Protocol):
    """A scene that the patient may leave."""

    skipped: bool


TrialT = TypeVar("TrialT", bound=Trial)


def rest_between(number: int, rest_s: float) -> Play[None]:
    """Rest before trial `number`, unless it is the first or the plan gives no rest."""
    if number and rest_s:
        yield from play(Rest(rest_s, name="rest_between"))


def play_in_turn(
    things: Iterable[ThingT], rest_s: float, trial: Callable[[int, ThingT], Play[Trial]]
) -> Play[bool]:
    """Play one trial for each thing; return False where the patient skipped one, and so the rest.

    Args:
        things: What the trials are about, such as movements.
        rest_s: Between two trials; 0 for none.
        trial: Plays one, given its number from 0.
    """
    for number, thing in enumerate(things):
        yield from rest_between(number, rest_s)
        scene = yield from trial(number, thing)
        if scene.skipped:
            return False
    return True


def play_kept(scene: TrialT, keep: Callable[[TrialT], None]) -> Play[TrialT]:
    """Play a trial, and keep what came of it however it ends."""
    try:
        yield from play(scene)
    finally:
        keep(scene)
    return scene
