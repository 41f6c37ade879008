"""Asking: the plan's questions for each occasion, and what the answers set off.

An answer is with the journal, and so on the disk, before the next scene comes on.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from game.input.command import Wish
from game.language import current, tr
from game.play.safety_words import what_now, why
from game.play.stage import Stage
from game.scenes.asked_item import scene_for
from game.scenes.asking import Answer, Asking
from game.scenes.end_button import end_button
from game.scenes.page import Page
from game.scenes.rest import Rest
from game.scenes.scene import Play, SessionOver, play
from game.screen import Button
from sessions.asking.answer import Chosen, RegionId
from sessions.asking.catalogue import item, rating_of
from sessions.asking.item import ChooseSeveral, Item, in_language
from sessions.asking.questions import Questions
from sessions.asking.rating import Moment as Occasion
from sessions.asking.rating import Quantity
from sessions.plan.safety import Firing, evaluate

# How long to rest before asking again after a rule has fired; the patient may go on sooner.
_CALM_S = 60.0
_HOW_STRONG: Mapping[str, Quantity] = MappingProxyType(
    {"more_pain": "intensity", "dizziness": "dizziness", "nausea": "nausea"}
)
"""Events for which there is a rule about how strong they are, and the question that tells."""


def ask_pain(
    stage: Stage, occasion: Occasion, *, mind_safety: bool = True, reported: bool = False
) -> Play[None]:
    """Ask what the plan asks on this occasion; follow its safety rules unless told not to.

    Args:
        stage: The session.
        occasion: For the log.
        mind_safety: Whether the rules are followed on the answers.
        reported: Whether the patient has just said that it hurts more.

    Raises:
        SessionOver: a safety rule says to end.
    """
    questions = stage.loaded.plan.questions
    items = items_for(questions, occasion)
    if reported:
        stage.condition.reported_worse = True
        items = (*items, *(name for name in questions.worse if name not in items))
    yield from ask_items(stage, items, occasion, mind_safety=False)
    if mind_safety:
        yield from mind(stage, reported=reported)


def items_for(questions: Questions, occasion: Occasion) -> tuple[Quantity, ...]:
    """Return what the plan asks on an occasion."""
    match occasion:
        case "session_start":
            return questions.before
        case "session_end":
            return questions.after
        case "later":
            return questions.later
        case "bedtime":
            return questions.bedtime
        case "check":
            return questions.check
        case "weekly":
            return questions.weekly
        case "safety" if "intensity" not in questions.during:
            # The rules look at nothing else: without it, nobody would know that it got better.
            return ("intensity", *questions.during)
        case _:
            return questions.during


def ask_items(
    stage: Stage,
    items: Sequence[Quantity],
    occasion: Occasion,
    *,
    for_session: UUID | None = None,
    mind_safety: bool = True,
) -> Play[None]:
    """Ask one question after the other; those that the session's end cuts off are not asked.

    Raises:
        SessionOver: the patient ended it, or a safety rule says to end.
    """
    for index, name in enumerate(items):
        try:
            yield from ask_item(stage, name, occasion, for_session=for_session)
        except SessionOver:
            for left in items[index + 1 :]:
                _not_asked(stage, left, occasion, for_session)
            raise
    if mind_safety:
        yield from mind(stage)


def ask_item(
    stage: Stage,
    name: Quantity,
    occasion: Occasion,
    *,
    for_session: UUID | None = None,
    goes_on_after_s: float | None = None,
) -> Play[None]:
    """Ask one question, and rate each of the words chosen where it says so."""
    question = item(name)
    scene = scene_for(
        question,
        missing=stage.missing,
        begins_at=_first_region(stage),
        goes_on_after_s=goes_on_after_s,
    )
    yield from _ask(stage, scene, name, occasion, for_session)
    chosen = scene.answer.value if scene.answer is not None else None
    rated = isinstance(question.ask, ChooseSeveral) and question.ask.rated is not None
    if rated and isinstance(chosen, Chosen):
        yield from _rate_each(stage, question, chosen, occasion, for_session)


def pain_not_asked(stage: Stage, occasion: Occasion) -> None:
    """Keep that nothing was asked here, which is not the same as no answer."""
    for name in items_for(stage.loaded.plan.questions, occasion):
        _not_asked(stage, name, occasion, None)


def ask_follow_quality(stage: Stage) -> Play[None]:
    """Ask how well the phantom followed."""
    yield from ask_item(stage, "follow_quality", "after_trial")


def hurts_interlude(stage: Stage) -> Play[None]:
    """The patient says that it hurts more: cover, ask, and follow the rules."""
    yield from ask_pain(stage, "safety", reported=True)


def wrong_interlude(stage: Stage) -> Play[None]:
    """The patient says that something is wrong: ask what, then how strong, and follow the rules."""
    yield from ask_item(stage, "adverse_events", "safety")
    answer = stage.answers.get("adverse_events")
    chosen = answer.chosen if isinstance(answer, Chosen) else ()
    for event, name in _HOW_STRONG.items():
        if event in chosen:
            yield from ask_item(stage, name, "safety")
    hurts = "more_pain" in chosen
    stage.condition.reported_worse = stage.condition.reported_worse or hurts
    yield from mind(stage, reported=hurts, wrong=True)


def mind(stage: Stage, *, reported: bool = False, wrong: bool = False) -> Play[None]:
    """Follow the rules on the newest answers: perhaps make it easier, pause and ask again, end.

    Raises:
        SessionOver: a rule says to end.
    """
    news = stage.condition.news(stage.intensities, reported=reported, wrong=wrong)
    firings = evaluate(stage.loaded.plan.safety, news)
    for firing in firings:
        stage.journal.safety_fired(firing)
        stage.condition.obey(firing)
        if "tell_therapist" in firing.actions:
            stage.journal.message_for_therapist(firing.rule, firing.reason)
    if not firings:
        return
    first = firings[0]
    if first.action == "end_kindly":
        raise SessionOver("safety", first.rule)
    if first.action == "pause_and_ask":
        yield from _pause(stage, first)
    else:
        yield from _say(firings)


def _pause(stage: Stage, firing: Firing) -> Play[None]:
    rest = tr("Rest a little. Then we ask once more.")
    yield from play(
        Page(
            "safety_pause",
            title=tr("Let us pause."),
            lines=(why(firing.rule), *what_now(firing), rest),
            buttons=(
                Button(tr("Rest now"), Wish.NEXT, key="Enter", prominent=True),
                end_button(),
            ),
        )
    )
    yield from play(Rest(_CALM_S, name="safety_rest"))
    yield from ask_pain(stage, "safety")


def _say(firings: Sequence[Firing]) -> Play[None]:
    lines = [line for firing in firings for line in (why(firing.rule), *what_now(firing))]
    yield from play(
        Page(
            "safety_told",
            title=tr("We take care."),
            lines=tuple(dict.fromkeys(lines)),
            buttons=(Button(tr("Go on"), Wish.NEXT, key="Enter", prominent=True), end_button()),
        )
    )


def _ask(
    stage: Stage, scene: Asking, quantity: Quantity, occasion: Occasion, for_session: UUID | None
) -> Play[None]:
    """Ask one question; what was marked is kept even where the session ends before it is sent."""
    try:
        yield from play(scene)
    finally:
        answer = scene.answer or scene.cut_short()
        _keep(stage, quantity, occasion, answer, for_session)


def _keep(
    stage: Stage, quantity: Quantity, occasion: Occasion, answer: Answer, for_session: UUID | None
) -> None:
    stage.journal.rating(quantity, occasion, answer, stage.block_index, for_session=for_session)
    if for_session is not None:
        return  # it is about an earlier session: this one begins with its own
    if quantity == "intensity":
        stage.intensities.append(answer.value)
    stage.answers[quantity] = answer.value
    stage.condition.took(quantity, answer.value)


def _rate_each(
    stage: Stage, whole: Item, chosen: Chosen, occasion: Occasion, for_session: UUID | None
) -> Play[None]:
    """Rate each word chosen; those that the session's end cuts off are not asked."""
    assert isinstance(whole.ask, ChooseSeveral)
    rated = [
        rating_of(whole, option.id)
        for option in whole.ask.options
        if option.id in chosen.chosen and not option.alone
    ]
    for index, word in enumerate(rated):
        title = tr("How much is it like this: {word}?").format(
            word=in_language(word.text, current())
        )
        try:
            yield from _ask(stage, scene_for(word, title=title), word.id, occasion, for_session)
        except SessionOver:
            for left in rated[index + 1 :]:
                _not_asked(stage, left.id, occasion, for_session)
            raise


def _not_asked(
    stage: Stage, quantity: Quantity, occasion: Occasion, for_session: UUID | None
) -> None:
    stage.journal.rating(quantity, occasion, None, stage.block_index, for_session=for_session)


def _first_region(stage: Stage) -> RegionId:
    """Return where the keys start on the body map: the affected side's hand or foot."""
    feet = any("foot" in region or "toes" in region for region in stage.missing)
    hands = any("hand" in region for region in stage.missing)
    return f"front_{stage.affected_side}_{'foot' if feet and not hands else 'hand'}"
