"""Plays a sort block: explains, paints the cards, plays the game, and tells calmly how it went."""

import random
from itertools import chain

from game.display.limb_picture import LimbPicture
from game.exercises.judging.deck import LIGHT_TO_DARK, deal, named
from game.exercises.judging.effector import effector_kept
from game.exercises.judging.pictures_ready import PicturesReady
from game.exercises.judging.sort_pile import SortPile
from game.exercises.judging.sort_scene import SortedCard, SortScene
from game.input.command import Wish
from game.language import tr, tr_n
from game.play.stage import Stage, TrialDone
from game.scenes.end_button import end_button
from game.scenes.page import Page
from game.scenes.scene import Play, play
from game.screen import Button
from sensors.pose import Side
from sessions.blocks.sort import SortBlock
from sessions.course.streak import days_kept_going

EXERCISE = "sort"
LEVEL = "difficulty_level_share"
_MOST_PAIRS = 24
_CARRIED_OVER = 0.8
"""A game begins a little easier than the last one ended."""


def play_sort(block: SortBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    rng = random.Random(stage.seed_of(index))
    cards = _pool(block, stage, rng)
    ready = yield from play(_explained(block, cards, stage))
    if ready.skipped:
        return False
    yield from effector_kept(stage, index, EXERCISE)
    stage.journal.outcome(index, EXERCISE, "order_seed_number", float(stage.seed_of(index)))
    pile = SortPile(cards, ready.sprites, _sides(block.cards, rng))
    done: list[SortedCard] = []

    def keep(card: SortedCard) -> None:
        done.append(card)
        _keep_card(stage, index, len(done) - 1, card)

    scene = SortScene(
        block,
        pile,
        stage.difficulty(_first_level(stage), target=block.target),
        may_become_harder=stage.may_become_harder,
        on_sorted=keep,
    )
    try:
        yield from play(scene)
    finally:
        _keep_block(stage, index, done, scene.difficulty.level)
    if scene.skipped:
        return False
    yield from play(_told(done, stage))
    return True


def _pool(block: SortBlock, stage: Stage, rng: random.Random) -> tuple[LimbPicture, ...]:
    return deal(
        rng,
        limb=block.limb,
        pairs=min(_MOST_PAIRS, block.cards),
        views=block.views,
        angles_deg=block.angles_deg,
        postures=block.shown_postures,
        tones=LIGHT_TO_DARK if block.varied_skin else (stage.appearance.melanin,),
    )


def _sides(count: int, rng: random.Random) -> tuple[Side, ...]:
    """Return the sides of the cards to come: shuffled by the half dozen, so that none runs on."""

    def half_dozen() -> list[Side]:
        six: list[Side] = ["left", "right"] * 3
        rng.shuffle(six)
        return six

    return tuple(chain.from_iterable(half_dozen() for _ in range(count // 6 + 1)))[:count]


def _first_level(stage: Stage) -> float:
    """Return where the last game ended, a little easier; the easiest while pain is rising."""
    levels = [block.value(LEVEL) for block in stage.earlier if block.exercise == EXERCISE]
    last = next((level for level in reversed(levels) if level is not None), 0.0)
    return _CARRIED_OVER * last if stage.may_become_harder() else 0.0


def _explained(block: SortBlock, cards: tuple[LimbPicture, ...], stage: Stage) -> PicturesReady:
    return PicturesReady(
        "sort_ready",
        title=tr("Sort left and right"),
        lines=(
            tr_n("{n} card will come.", "{n} cards will come, one by one.", block.cards).format(
                n=block.cards
            ),
            tr("Press a tray, or the arrow keys; or carry the card there with the mouse."),
            tr("It grows with you. A card in the other tray finds its way by itself."),
            tr("Pause whenever you like: the card waits."),
        ),
        cards=cards,
        paint=stage.paint,
        size=1.0,
    )


def _told(done: list[SortedCard], stage: Stage) -> Page:
    right = sum(card.correct for card in done)
    lines = [
        tr_n("You sorted {n} card.", "You sorted {n} cards.", len(done)).format(n=len(done)),
        tr_n("{n} of them at once.", "{n} of them at once.", right).format(n=right),
    ]
    if stage.today is not None:
        days = {block.ended_at.date() for block in stage.earlier} | {stage.today}
        kept = days_kept_going(days, stage.today)
        if kept > 1:
            lines.append(
                tr_n(
                    "You have kept going for {n} day. Days off are part of it.",
                    "You have kept going for {n} days. Days off are part of it.",
                    kept,
                ).format(n=kept)
            )
    return Page(
        "sort_done",
        title=tr("All the cards are in their trays."),
        lines=tuple(lines),
        buttons=(Button(tr("Go on"), Wish.NEXT, key="Enter", prominent=True), end_button()),
    )


def _keep_card(stage: Stage, index: int, trial: int, card: SortedCard) -> None:
    stage.journal.trial(
        index,
        TrialDone(
            exercise=EXERCISE,
            movement=named(card.card).replace(" ", "_"),
            cycles_ordered=1,
            cycles_done=int(card.answer is not None),
            active_s=card.active_s,
            finished=card.answer is not None,
            skipped=False,
            phases=(("cue", card.onset_at_s), ("model", card.onset_at_s)),
        ),
    )
    stage.journal.outcome(
        index,
        EXERCISE,
        "correct_share",
        float(card.correct),
        trial=trial,
        condition=named(card.card),
    )


def _keep_block(stage: Stage, index: int, done: list[SortedCard], level: float) -> None:
    share = sum(card.correct for card in done) / len(done) if done else None
    mean = sum(card.level for card in done) / len(done) if done else None
    for measure, value in (
        ("accuracy_share", share),
        (LEVEL, level if done else None),
        ("difficulty_level_mean_share", mean),
        ("cards_count", float(len(done))),
    ):
        stage.journal.outcome(index, EXERCISE, measure, value)
