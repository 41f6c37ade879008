"""Plays a laterality block: explains, paints, shows picture after picture, and measures."""

import random

from game.display.limb_picture import LimbPicture
from game.exercises.judging.deck import LIGHT_TO_DARK, deal, named
from game.exercises.judging.effector import effector_kept
from game.exercises.judging.laterality_scene import JudgingSetting, LateralityScene, judging_screen
from game.exercises.judging.pictures_ready import PicturesReady
from game.language import tr, tr_n
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play, play
from sessions.blocks.laterality import FEEDBACK_S, LateralityBlock
from sessions.blocks.pictures import Limb
from sessions.laterality import Judgement, keep, measures
from sessions.laterality_level import LEVEL, Level, level_due

SPRITE_SIZE = 2.0
_MOST_AGAIN = 10
"""So many covered pictures are shown once more at the end."""


def play_laterality(block: LateralityBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    level = level_due(block, stage.earlier, may_become_harder=stage.may_become_harder())
    cards = _dealt(block, level, stage, index)
    ready = yield from play(_explained(block, level, cards, stage))
    if ready.skipped:
        return False
    yield from effector_kept(stage, index, "laterality")
    _keep_settings(stage, index, level)
    judgements: list[Judgement] = []
    try:
        return (yield from _judged(block, level, stage, index, cards, ready, judgements))
    finally:
        kept = keep(judgements, fastest_s=block.fastest_s, limit_s=level.limit_s)
        if judgements:
            affected = stage.shown_sides
            side = affected[0] if len(affected) == 1 else None
            for measure in measures(kept, block.limb, side):
                stage.journal.outcome(
                    index, "laterality", measure.name, measure.value, condition=measure.condition
                )


def _judged(
    block: LateralityBlock,
    level: Level,
    stage: Stage,
    index: int,
    cards: tuple[LimbPicture, ...],
    ready: PicturesReady,
    judgements: list[Judgement],
) -> Play[bool]:
    left_to_show = list(zip(cards, ready.sprites, strict=True))
    again, shown = _MOST_AGAIN, 0
    while left_to_show:
        card, sprite = left_to_show.pop(0)
        done = len(judgements) / (len(judgements) + len(left_to_show) + 1)
        setting = JudgingSetting(
            limb=block.limb,
            side=card.side,
            fixation_s=block.fixation_s,
            limit_s=level.limit_s,
            feedback_s=FEEDBACK_S if block.feedback else 0.0,
        )
        scene = LateralityScene(sprite, setting, judging_screen(asked(block.limb), progress=done))
        try:
            yield from play(scene)
        finally:
            _keep_trial(stage, index, card, scene)
        shown += 1
        if scene.skipped:
            return False
        if scene.interrupted:
            if again > 0:
                again -= 1
                left_to_show.append((card, sprite))
            continue
        judgement = Judgement(
            card.side, card.view, card.angle_deg, card.posture, scene.answer, scene.response_s
        )
        judgements.append(judgement)
        said = (("response_time_s", scene.response_s), ("correct_share", float(judgement.correct)))
        for measure, value in said:
            stage.journal.outcome(
                index, "laterality", measure, value, trial=shown - 1, condition=named(card)
            )
    return True


def asked(limb: Limb) -> str:
    """Return the one question of the task."""
    if limb == "foot":
        return tr("A left foot or a right foot?")
    return tr("A left hand or a right hand?")


def _dealt(
    block: LateralityBlock, level: Level, stage: Stage, index: int
) -> tuple[LimbPicture, ...]:
    return deal(
        random.Random(stage.seed_of(index)),
        limb=block.limb,
        pairs=block.ordered_pictures // 2,
        views=block.views,
        angles_deg=level.angles_deg,
        postures=block.shown_postures,
        tones=LIGHT_TO_DARK if block.varied_skin else (stage.appearance.melanin,),
    )


def _explained(
    block: LateralityBlock, level: Level, cards: tuple[LimbPicture, ...], stage: Stage
) -> PicturesReady:
    seconds = round(level.limit_s)
    return PicturesReady(
        "laterality_ready",
        title=asked(block.limb),
        lines=(
            tr_n(
                "{n} picture will come.", "{n} pictures will come, one by one.", len(cards)
            ).format(n=len(cards)),
            tr("Say for each which side it is: the arrow keys, the buttons, or the large fields."),
            tr_n(
                "You have up to {n} second for each. Keep your own limbs still and at ease.",
                "You have up to {n} seconds for each. Keep your own limbs still and at ease.",
                seconds,
            ).format(n=seconds),
            tr("Answer by your first feeling. Mistakes are part of it, and cost nothing."),
        ),
        cards=cards,
        paint=stage.paint,
        size=SPRITE_SIZE,
    )


def _keep_settings(stage: Stage, index: int, level: Level) -> None:
    """Keep what settles the block: its level, and the seed that deals its order again."""
    outcome = stage.journal.outcome
    outcome(index, "laterality", "order_seed_number", float(stage.seed_of(index)))
    outcome(index, "laterality", LEVEL, float(level.number))
    outcome(index, "laterality", "limit_s", level.limit_s)


def _keep_trial(stage: Stage, index: int, card: LimbPicture, scene: LateralityScene) -> None:
    phases: list[tuple[str, float]] = []
    if scene.fixation_at_s is not None:
        phases.append(("cue", scene.fixation_at_s))
    if scene.onset_at_s is not None:
        phases.append(("model", scene.onset_at_s))
    stage.journal.trial(
        index,
        TrialDone(
            exercise="laterality",
            movement=named(card).replace(" ", "_"),
            cycles_ordered=1,
            cycles_done=int(scene.answer is not None),
            active_s=scene.active_s,
            finished=scene.answer is not None,
            skipped=scene.skipped,
            phases=tuple(phases),
        ),
    )
