"""A session from top to bottom: welcome, pain, set-up, the plan's blocks, pain, summary."""

from functools import partial

from game.exercises.following.follow_scene import SLOWEST_CYCLE_S
from game.exercises.registry import play_block
from game.input.command import Wish
from game.language import current, tr, tr_n
from game.muscles.setup import muscle_setup
from game.play.ask import ask_items, ask_pain
from game.play.cautions import show_cautions
from game.play.course_words import place_words
from game.play.diary import ask_owed
from game.play.felt_questions import ask_felt
from game.play.kind_end import to_its_end
from game.play.motion_setup import motion_setup
from game.play.safety_words import over_because
from game.play.setup_stage import SetupStage
from game.play.stage import Stage
from game.scenes.end_button import end_button
from game.scenes.page import Page
from game.scenes.scene import Play, SessionOver, play
from game.scenes.setup import CameraSetup, PointerSetup
from game.screen import Button
from sessions.blocks.registry import Block
from sessions.events.entry import BlockOutcome, Ended
from sessions.plan.easing import SLOWER_PACE, eased


def session_play(stage: Stage) -> Play[None]:
    """Play the plan, from the welcome to the summary."""
    return to_its_end(
        stage,
        _session(stage),
        last_question=ask_pain(stage, "session_end", mind_safety=False),
        goodbye=partial(_summary, stage),
    )


def _session(stage: Stage) -> Play[None]:
    yield from _messages(stage)
    yield from _welcome(stage)
    if stage.due.cautions:
        yield from show_cautions(stage)
    yield from ask_owed(stage)
    yield from _check(stage)
    yield from ask_pain(stage, "session_start")
    yield from ask_items(stage, stage.due.weekly, "weekly")
    yield from ask_felt(stage)
    yield from set_up_sensors(stage)
    yield from play_blocks(stage)


def play_blocks(stage: Stage) -> Play[None]:
    """Play every block of the plan; only something calm where the patient chose that."""
    calmer = stage.loaded.plan.calmer
    blocks = stage.loaded.plan.blocks
    if stage.condition.only_calm and calmer is not None:
        blocks = (calmer,)
    for index, block in enumerate(blocks):
        stage.block_index = index
        yield from _block(stage, index, block)


def _messages(stage: Stage) -> Play[None]:
    """Show what the clinic has to say, each message once."""
    if stage.clinic is None:
        return
    for message in stage.clinic.messages():
        yield from play(
            Page(
                "message",
                title=tr("A message from your clinic"),
                lines=(message.text,),
                buttons=(
                    Button(tr("Go on"), Wish.NEXT, key="Enter", prominent=True),
                    end_button(),
                ),
            )
        )
        stage.clinic.message_shown(message.id)


def _welcome(stage: Stage) -> Play[None]:
    plan = stage.loaded.plan
    minutes = max(1, round(plan.dose.minutes))
    yield from play(
        Page(
            "welcome",
            title=plan.title_in(current()),
            lines=(
                *_where(stage),
                tr_n(
                    "About {n} minute. You may pause or stop whenever you like.",
                    "About {n} minutes. You may pause or stop whenever you like.",
                    minutes,
                ).format(n=minutes),
                tr("Sit comfortably, with both arms supported.")
                if plan.limb == "arm"
                else tr("Sit comfortably, with room to move your legs."),
                tr("The space bar covers the limb at once. Escape ends the session."),
                tr("Is this your first time? Then do it with your therapist beside you."),
                tr("This is a research tool, not a medical device. It does not replace care."),
                *(() if stage.clinic is None else (stage.clinic.received_line(),)),
            ),
            buttons=(
                Button(tr("Begin"), Wish.NEXT, key="Enter", prominent=True),
                end_button(),
            ),
        )
    )


def _where(stage: Stage) -> tuple[str, ...]:
    """Return where in a course the session stands; nothing for a plan by itself."""
    place = stage.loaded.place
    return () if place is None else (place_words(place),)


def _check(stage: Stage) -> Play[None]:
    """Ask before the session whether this is a day to train, where the plan wants that."""
    yield from ask_items(stage, stage.loaded.plan.questions.check, "check")
    if not stage.condition.unwell:
        return
    stage.journal.message_for_therapist("unwell", "the patient does not feel well enough")
    calm = Button(tr("Something calm instead"), Wish.CHOOSE, value=1, key="C")
    page = Page(
        "unwell",
        title=tr("Then take it easy today."),
        lines=(
            tr("Rest is part of training, and nothing is lost."),
            tr("You decide: end here, do something calm, or train more gently."),
        ),
        buttons=(
            *((calm,) if stage.loaded.plan.calmer is not None else ()),
            Button(tr("Train gently"), Wish.NEXT, key="Enter"),
            end_button(),
        ),
    )
    yield from play(page)
    stage.condition.only_calm = page.chosen is Wish.CHOOSE
    stage.condition.eased += 1


def set_up_sensors(stage: SetupStage) -> Play[None]:
    """Set up what measures the intact limb, then the muscle sensor."""
    if stage.setup == "camera":
        scene = yield from play(CameraSetup(stage.look))
        stage.journal.setup_check(scene.advice, skipped=scene.skipped)
    elif stage.setup == "pointer":
        yield from play(PointerSetup(stage.affected_side, stage.limb))
    elif stage.setup == "motion":
        yield from motion_setup(stage)
    yield from muscle_setup(stage)


def _block(stage: Stage, index: int, block: Block) -> Play[None]:
    played = _as_the_rules_want(stage, block)
    stage.journal.block_started(index, played)
    outcome: BlockOutcome = "stopped"
    try:
        completed = yield from play_block(played, stage, index)
        outcome = "completed" if completed else "skipped"
    except SessionOver as over:
        outcome = "safety" if over.ended == "safety" else "stopped"
        raise
    finally:
        stage.journal.block_ended(index, played, outcome)


def _as_the_rules_want(stage: Stage, block: Block) -> Block:
    """Return the block to play: calmer or easier than ordered where a safety rule said so."""
    calmer = stage.loaded.plan.calmer
    if stage.condition.swaps and calmer is not None and block.exercise != "rest":
        stage.condition.swaps = False
        return calmer
    slower = SLOWER_PACE ** stage.condition.eased_paces()
    for movement, cycle_s in stage.paces_s.items():
        stage.paces_s[movement] = min(cycle_s * slower, max(cycle_s, SLOWEST_CYCLE_S))
    return eased(block, stage.condition.eased)


def _summary(stage: Stage, ended: Ended, reason: str) -> Play[None]:
    title = {
        "completed": tr("Well done. The session is complete."),
        "safety": over_because(reason),
        "error": tr("The session had to stop. Everything so far is kept."),
    }.get(ended, tr("You ended the session. That is fine."))
    questions = stage.loaded.plan.questions
    minutes = questions.later_after_min
    later = Button(
        tr("Ask me again in {n} minutes").format(n=minutes), Wish.CHOOSE, value=1, key="R"
    )
    page = Page(
        "summary",
        title=title,
        lines=stage.summary_lines(),
        buttons=(
            Button(tr("Close"), Wish.NEXT, key="Enter", prominent=True),
            *((later,) if questions.later else ()),
        ),
    )
    yield from play(page)
    stage.asks_later = page.chosen is Wish.CHOOSE
