"""Plays a posture imagery block: picture after picture of the affected limb, each imagined."""

import random
import statistics

from game.display.limb_picture import LimbPicture
from game.exercises.imagining.imagery_questions import ask_ease
from game.exercises.imagining.posture_scene import PostureScene
from game.exercises.judging.deck import named, one_side
from game.exercises.judging.pictures_ready import PicturesReady
from game.language import tr, tr_n
from game.play.stage import Stage, TrialDone
from game.scenes.rest import Rest
from game.scenes.scene import Play, play
from sessions.blocks.posture_imagery import PostureImageryBlock

EXERCISE = "posture_imagery"
_SPRITE_SIZE = 2.0


def play_posture_imagery(block: PostureImageryBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    cards = _dealt(block, stage, index)
    ready = yield from play(_explained(block, cards, stage))
    if ready.skipped:
        return False
    stage.journal.outcome(index, EXERCISE, "order_seed_number", float(stage.seed_of(index)))
    times_s: list[float] = []
    try:
        for number, (card, sprite) in enumerate(zip(cards, ready.sprites, strict=True)):
            scene = PostureScene(sprite, block, number=number, of=len(cards))
            try:
                yield from play(scene)
            finally:
                _keep_trial(block, stage, index, card, scene)
            if scene.skipped:
                return False
            if scene.took_s is not None:
                times_s.append(scene.took_s)
                stage.journal.outcome(
                    index,
                    EXERCISE,
                    "imagined_time_s",
                    scene.took_s / block.times_each,
                    trial=number,
                    condition=named(card),
                )
            yield from _between(block, stage, number + 1, len(cards))
    finally:
        median_s = statistics.median(times_s) / block.times_each if times_s else None
        stage.journal.outcome(index, EXERCISE, "imagined_time_s", median_s)
    return True


def _between(block: PostureImageryBlock, stage: Stage, done: int, total: int) -> Play[None]:
    """Rest a moment; ask ease where the plan says so, and always once at the end."""
    if block.ask_ease_every and (done == total or done % block.ask_ease_every == 0):
        yield from ask_ease(stage)
    if block.pause_s and done < total:
        yield from play(Rest(block.pause_s, name="rest_between"))


def _dealt(block: PostureImageryBlock, stage: Stage, index: int) -> tuple[LimbPicture, ...]:
    rng, sides = random.Random(stage.seed_of(index)), stage.shown_sides
    cards: list[LimbPicture] = []
    for number, side in enumerate(sides):
        cards += one_side(
            rng,
            side,
            limb=block.limb,
            count=(block.pictures + number) // len(sides),
            views=block.views,
            angles_deg=block.angles_deg,
            postures=block.shown_postures,
            tones=(stage.appearance.melanin,),
        )
    rng.shuffle(cards)
    return tuple(cards)


def _explained(
    block: PostureImageryBlock, cards: tuple[LimbPicture, ...], stage: Stage
) -> PicturesReady:
    count, times = len(cards), block.times_each
    return PicturesReady(
        "posture_ready",
        title=tr("Imagine each posture"),
        lines=(
            tr_n("{n} picture will come.", "{n} pictures will come, one by one.", count).format(
                n=count
            ),
            tr_n(
                "Imagine taking the posture {n} time, smoothly and without pain. Nothing moves.",
                "Imagine taking the posture {n} times, smoothly and without pain. Nothing moves.",
                times,
            ).format(n=times),
            tr("Picture it from your own eyes. If it hurts, imagine it smaller, or leave it out."),
        ),
        cards=cards,
        paint=stage.paint,
        size=_SPRITE_SIZE,
    )


def _keep_trial(
    block: PostureImageryBlock, stage: Stage, index: int, card: LimbPicture, scene: PostureScene
) -> None:
    done = scene.took_s is not None
    stage.journal.trial(
        index,
        TrialDone(
            exercise=EXERCISE,
            movement=named(card).replace(" ", "_"),
            cycles_ordered=block.times_each,
            cycles_done=block.times_each if done else 0,
            active_s=scene.active_s,
            finished=scene.finished,
            skipped=scene.skipped,
            phases=(("cue", scene.began_at_s),) if scene.began_at_s is not None else (),
        ),
    )
