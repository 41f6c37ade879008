"""Plays a harvest block, the reaching game: pick fruit from low stands and lay it into a bowl."""

from collections.abc import Sequence

import numpy as np

from game.exercises.difficulty import Difficulty
from game.exercises.reaching.comfort_range import ComfortRange
from game.exercises.reaching.hand_place import HandPlace
from game.exercises.reaching.reach import go_words, measured_range, next_difficulty, play_one
from game.exercises.reaching.reach_scene import ReachScene, ReachSetting, ReachWords
from game.exercises.reaching.reach_task import ReachTask, foot_of, places_for, stand_under
from game.exercises.turns import rest_between
from game.language import tr, tr_n
from game.play.stage import Stage
from game.scenes.scene import Play
from game.things.thing import Kind, ShownThing
from sessions.blocks.harvest import HarvestBlock

_BOWL_SHARE = 0.08
"""Where on the patient's own way the bowl stands: near the body."""
IN_BOWL = 9
"""Pieces in the bowl at once; with more, the oldest are taken to lie below."""
_IN_SIGHT = 3
"""Pieces of fruit on the table at once, so that it stays calm."""


def play_harvest(block: HarvestBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    hand = HandPlace(stage.skeleton)
    comfort, scripted, skipped = yield from measured_range(block, stage, hand)
    if skipped:
        return False
    difficulty = stage.difficulty(block.start_level)
    kinds: list[Kind] = [block.fruit[i % len(block.fruit)] for i in range(block.pieces)]
    laid: list[ShownThing] = []
    for i, kind in enumerate(kinds):
        yield from rest_between(i, block.rest_s)
        task = _task(block, comfort, difficulty, kinds, i, laid)
        setting = ReachSetting(
            side=stage.affected_side,
            both_shown=block.limbs_shown == "both",
            words=_words(kind, len(laid), joins=block.phantom_joins_in, scripted=scripted),
            progress_from=i / block.pieces,
            progress_to=(i + 1) / block.pieces,
        )
        scene = ReachScene(task, setting, hand, stage.trace, scripted=scripted, name="harvest")
        yield from play_one(scene, stage, index, i, difficulty)
        if scene.skipped:
            return False
        if scene.placed:
            laid.append(scene.laid())
        difficulty = next_difficulty(block, stage, difficulty, scene)
    stage.journal.outcome(index, "harvest", "pieces", float(len(laid)))
    return True


def _task(
    block: HarvestBlock,
    comfort: ComfortRange,
    difficulty: Difficulty,
    kinds: Sequence[Kind],
    number: int,
    laid: Sequence[ShownThing],
) -> ReachTask:
    far, _, tolerance_m = places_for(comfort, difficulty, block, 0)
    return ReachTask(
        kind=kinds[number],
        start_m=far,
        goal_m=comfort.at(_BOWL_SHARE),
        tolerance_m=tolerance_m,
        close_by=block.close_by,
        trial_s=block.trial_s,
        goal_kind="bowl",
        done=tuple(laid[-IN_BOWL:]),
        waiting=_waiting(kinds[number + 1 : number + _IN_SIGHT], far[0]),
    )


def _waiting(kinds: Sequence[Kind], x_m: float) -> tuple[ShownThing, ...]:
    """Return fruit whose turn comes later: in a row behind the one that is meant."""
    outwards = 1.0 if x_m > 0.0 else -1.0
    things: list[ShownThing] = []
    for place, kind in enumerate(kinds):
        middle = (x_m + outwards * (0.02 - 0.10 * place), 0.74, -0.235)
        foot, above_m = foot_of(kind, np.array(middle))
        things += (*stand_under(foot, above_m), ShownThing(kind, foot, turn_rad=1.0 + place))
    return tuple(things)


def _words(kind: str, laid: int, *, joins: bool, scripted: bool) -> ReachWords:
    titles = {
        "apple": tr("Pick the apple"),
        "pear": tr("Pick the pear"),
        "plum": tr("Pick the plum"),
        "lemon": tr("Pick the lemon"),
    }
    count = laid + 1
    return ReachWords(
        title=titles[kind],
        look=tr("Take your time. The fruit waits for you."),
        go=go_words(joins=joins, scripted=scripted),
        carry=tr("Bring it to the bowl, and open your hand."),
        placed=tr_n(
            "In the bowl. {n} piece so far.", "In the bowl. {n} pieces so far.", count
        ).format(n=count),
    )
