"""Asking: pain in its two parts, how well the phantom followed; and what the answers set off.

An answer is with the journal, and so on the disk, before the next scene comes on.
"""

from game.command import Wish
from game.language import tr
from game.scenes.end_button import end_button
from game.scenes.page import Page
from game.scenes.question import Question
from game.scenes.rest import Rest
from game.scenes.scene import Play, SessionOver, play
from game.screen import Button
from game.stage import Stage
from sessions.rating import Moment as Occasion
from sessions.rating import Quantity
from sessions.safety import Firing, PainHistory, evaluate

# How long to rest before asking again after a rule has fired; the patient may go on sooner.
_CALM_S = 60.0


def ask_pain(
    stage: Stage, occasion: Occasion, *, mind_safety: bool = True, reported: bool = False
) -> Play[None]:
    """Ask intensity and unpleasantness; follow the plan's safety rules unless told not to.

    Args:
        stage: The session.
        occasion: For the log.
        mind_safety: Whether the rules are followed on the answer.
        reported: Whether the patient has just said that it hurts more.

    Raises:
        SessionOver: pain persists, and the plan says to end.
    """
    try:
        yield from _ask(stage, _intensity(), "intensity", occasion)
    except SessionOver:
        _not_asked(stage, "unpleasantness", occasion)
        raise
    yield from _ask(stage, _unpleasantness(), "unpleasantness", occasion)
    if mind_safety:
        yield from _mind_safety(stage, reported=reported)


def pain_not_asked(stage: Stage, occasion: Occasion) -> None:
    """Keep that pain was not asked here, which is not the same as no answer."""
    _not_asked(stage, "intensity", occasion)
    _not_asked(stage, "unpleasantness", occasion)


def ask_follow_quality(stage: Stage) -> Play[None]:
    """Ask how well the phantom followed."""
    question = Question(
        "ask_follow",
        title=tr("How well did the limb you feel follow along?"),
        lines=(),
        low_text=tr("not at all"),
        high_text=tr("completely"),
    )
    yield from _ask(stage, question, "follow_quality", "after_trial")


def hurts_interlude(stage: Stage) -> Play[None]:
    """The patient says that it hurts more: cover, ask, and follow the rules."""
    yield from ask_pain(stage, "safety", reported=True)


def _mind_safety(stage: Stage, *, reported: bool) -> Play[None]:
    """Follow the rules on the newest answer: perhaps pause, ask again, end."""
    history = PainHistory(tuple(stage.intensities), reported_worse=reported)
    firing = evaluate(stage.loaded.plan.safety, history)
    if firing is None:
        return
    stage.journal.safety_fired(firing)
    if firing.action == "end_kindly":
        raise SessionOver("safety", firing.rule)
    yield from _pause(stage, firing)


def _pause(stage: Stage, firing: Firing) -> Play[None]:
    why = {
        "pain_rise": tr("Your pain is higher than when you began."),
        "pain_limit": tr("Your pain is strong right now."),
    }.get(firing.rule, "")
    yield from play(
        Page(
            "safety_pause",
            title=tr("Let us pause."),
            lines=(why, tr("Rest a little. Then we ask once more.")),
            buttons=(
                Button(tr("Rest now"), Wish.NEXT, key="Enter", prominent=True),
                end_button(),
            ),
        )
    )
    yield from play(Rest(_CALM_S, name="safety_rest"))
    yield from ask_pain(stage, "safety")


def _ask(stage: Stage, question: Question, quantity: Quantity, occasion: Occasion) -> Play[None]:
    """Ask one question; what was marked is kept even where the session ends before it is sent."""
    try:
        yield from play(question)
    finally:
        answer = question.answer or question.cut_short()
        stage.journal.rating(quantity, occasion, answer, stage.block_index)
        if quantity == "intensity":
            stage.intensities.append(answer.value)


def _not_asked(stage: Stage, quantity: Quantity, occasion: Occasion) -> None:
    stage.journal.rating(quantity, occasion, None, stage.block_index)


def _intensity() -> Question:
    return Question(
        "ask_intensity",
        title=tr("How strong is your pain right now?"),
        lines=(tr("In the limb you feel, or in the limb that hurts."),),
        low_text=tr("no pain"),
        high_text=tr("worst pain imaginable"),
    )


def _unpleasantness() -> Question:
    return Question(
        "ask_unpleasantness",
        title=tr("How unpleasant or disturbing is it right now?"),
        lines=(tr("Pain can be strong and yet bearable, or weak and very unpleasant."),),
        low_text=tr("not at all"),
        high_text=tr("as unpleasant as can be"),
    )
