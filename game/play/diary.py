"""The bedtime diary, and the questions that belong some time after a session: questions alone."""

from game.input.command import Wish
from game.language import tr
from game.play.ask import ask_items, items_for
from game.play.stage import Stage
from game.scenes.page import Page
from game.scenes.scene import Play, SessionOver, play
from game.screen import Button
from sessions.events.entry import Ended


def diary_play(stage: Stage) -> Play[None]:
    """Ask what is owed to an earlier session, then the diary's own questions."""
    yield from _asked(stage, bedtime=True)


def later_play(stage: Stage) -> Play[None]:
    """Ask only what is owed to an earlier session."""
    yield from _asked(stage, bedtime=False)


def ask_owed(stage: Stage) -> Play[None]:
    """Ask what an earlier session still owes; it is kept with that session's id.

    Raises:
        SessionOver: the patient ended it.
    """
    due = stage.due
    if due.later_for is not None:
        yield from ask_items(
            stage, due.later_items, "later", for_session=due.later_for, mind_safety=False
        )


def _asked(stage: Stage, *, bedtime: bool) -> Play[None]:
    ended: Ended = "completed"
    reason, farewell = "", True
    try:
        yield from ask_owed(stage)
        if bedtime:
            items = items_for(stage.loaded.plan.questions, "bedtime")
            yield from ask_items(stage, items, "bedtime", mind_safety=False)
    except SessionOver as over:
        ended, reason, farewell = over.ended, over.reason, over.farewell
    stage.journal.session_ended(ended, reason)
    if not farewell or ended != "completed":
        return
    try:
        yield from play(
            Page(
                "diary_over",
                title=tr("Thank you. That is all."),
                lines=(tr("Your answers are kept on this computer."),),
                buttons=(Button(tr("Close"), Wish.NEXT, key="Enter", prominent=True),),
                for_s=20.0,
            )
        )
    except SessionOver:
        return
