"""Plays stepping stones: stretches of stones with rests between, harder or easier from each."""

import random

from game.exercises.by_muscles.below_picture import below_picture
from game.exercises.by_muscles.muscle_ready import (
    go_on_without_muscles,
    trouble_of,
    why_unusable,
)
from game.exercises.by_muscles.stepping_stones_scene import Crossed, SteppingStonesScene
from game.exercises.carried_level import LEVEL, first_level
from game.language import tr
from game.movements.attempts import Attempt, attempts_named, stance_of
from game.play.stage import Stage, TrialDone
from game.scenes.rest import Rest
from game.scenes.scene import Play, play
from sessions.blocks.stepping_stones import SteppingStonesBlock

EXERCISE = "stepping_stones"


class _Game:
    """What one block has come to so far."""

    def __init__(self, block: SteppingStonesBlock, stage: Stage, index: int) -> None:
        self.block, self.stage, self.index = block, stage, index
        level = first_level(stage, EXERCISE, block.start_level, "by muscles")
        self.difficulty = stage.difficulty(level, target=block.target)
        self.by_key = False
        self.crossed: dict[str, list[Crossed]] = {"by muscles": [], "by key": []}

    @property
    def by(self) -> str:
        """What says that a movement was made, as outcomes are marked."""
        return "by key" if self.by_key else "by muscles"

    @property
    def count(self) -> int:
        """Stones that lie behind."""
        return sum(len(stones) for stones in self.crossed.values())

    def hold_s(self) -> float:
        """Return how long the next movement is to be held."""
        return self.difficulty.between(self.block.easiest_hold_s, self.block.hardest_hold_s)

    def asked(self, attempt: Attempt) -> None:
        """Tell the muscles' control: one electrode alone can't tell movements apart."""
        if self.stage.muscles is not None:
            self.stage.muscles.choose(attempt.id)

    def keep(self, one: Crossed) -> None:
        """Keep one stone, and let it move the difficulty; a key says nothing about that."""
        stage, number = self.stage, self.count
        self.crossed[self.by].append(one)
        stage.journal.trial(
            self.index,
            TrialDone(
                exercise=EXERCISE,
                movement=one.attempt.id,
                cycles_ordered=1,
                cycles_done=int(one.reached),
                active_s=one.active_s,
                finished=True,
                skipped=False,
                phases=(("cue", one.began_at_s),),
            ),
        )
        condition = f"{one.attempt.id} {self.by}"
        for measure, value in (
            ("stone_reached_count", float(one.reached)),
            ("stone_at_once_count", float(one.at_once)),
            ("stone_time_s", one.took_s),
            ("wrong_share", one.wrong_share),
        ):
            stage.journal.outcome(
                self.index, EXERCISE, measure, value, trial=number, condition=condition
            )
        if not self.by_key:
            self.difficulty = self.difficulty.after(
                succeeded=one.at_once, may_become_harder=stage.may_become_harder()
            )

    def sum_up(self) -> None:
        """Keep what the block came to, by muscles and by key apart."""
        for by, stones in self.crossed.items():
            if not stones:
                continue
            reached = sum(one.reached for one in stones) / len(stones)
            at_once = sum(one.at_once for one in stones) / len(stones)
            level = None if by == "by key" else self.difficulty.level
            for measure, value in (
                ("stones_count", float(len(stones))),
                ("reached_share", reached),
                ("at_once_share", at_once),
                (LEVEL, level),
            ):
                self.stage.journal.outcome(self.index, EXERCISE, measure, value, condition=by)


def play_stepping_stones(block: SteppingStonesBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it, or it was left out."""
    game = _Game(block, stage, index)
    why = why_unusable(stage, attempts_named(block.attempts))
    if why and not (yield from _by_key(game, why)):
        return False
    order = _order(block, stage, index)
    stage.journal.outcome(index, EXERCISE, "order_seed_number", float(stage.seed_of(index)))
    try:
        while game.count < len(order):
            scene = _scene(game, order)
            yield from play(scene)
            if scene.skipped:
                return False
            if scene.sensor_failed:
                trouble = trouble_of(stage)
                if not (yield from _by_key(game, trouble)):
                    return False
            elif game.count < len(order):
                yield from play(Rest(block.rest_s, name="rest_between"))
    finally:
        game.sum_up()
    return True


def _by_key(game: _Game, why: str) -> Play[bool]:
    game.by_key = game.block.if_sensor_fails == "key"
    how = tr("No harm done: move the limb you feel, and say with a key when you did it.")
    return (yield from go_on_without_muscles(game.stage, game.block.if_sensor_fails, why, how))


def _order(block: SteppingStonesBlock, stage: Stage, index: int) -> list[Attempt]:
    """Return what each stone asks for: all movements equally often, shuffled by the round."""
    rng = random.Random(stage.seed_of(index))
    attempts = list(attempts_named(block.attempts))
    order: list[Attempt] = []
    while len(order) < block.stones:
        rng.shuffle(attempts)
        order += attempts
    return order[: block.stones]


def _scene(game: _Game, order: list[Attempt]) -> SteppingStonesScene:
    block, done = game.block, game.count
    stretch = block.rest_every or len(order)
    return SteppingStonesScene(
        order[done : done + stretch - done % stretch],
        first=done,
        of=len(order),
        affected_side=game.stage.affected_side,
        stance=below_picture(stance_of(order)),
        hold_s=game.hold_s,
        stone_s=block.stone_s,
        relax_s=block.relax_s,
        by_key=game.by_key,
        on_crossed=game.keep,
        on_asked=game.asked,
    )
