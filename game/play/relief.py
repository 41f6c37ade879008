"""I hurt now: one question, a calm limb, one question. From the icon to the limb in two steps."""

from game.input.command import Wish
from game.language import tr
from game.play.ask import ask_item, pain_not_asked
from game.play.cautions import show_cautions
from game.play.session import play_blocks
from game.play.stage import Stage
from game.scenes.page import Page
from game.scenes.scene import Play, SessionOver, play
from game.screen import Button
from sessions.events.entry import Ended

_GOES_ON_AFTER_S = 1.2
"""Long enough to see which number was pressed, and to press another."""


def relief_play(stage: Stage) -> Play[None]:
    """Play relief; the safety rules look at "it hurts more", not at pain that was there before."""
    ended: Ended = "completed"
    reason, farewell = "", True
    try:
        if stage.due.cautions:
            yield from show_cautions(stage)
        yield from ask_item(stage, "intensity", "session_start", goes_on_after_s=_GOES_ON_AFTER_S)
        stage.condition.fresh.clear()
        yield from play_blocks(stage)
    except SessionOver as over:
        ended, reason, farewell = over.ended, over.reason, over.farewell
    stage.block_index = None
    if not farewell:
        pain_not_asked(stage, "session_end")
        stage.journal.session_ended(ended, reason)
        return
    try:
        yield from ask_item(stage, "intensity", "session_end", goes_on_after_s=_GOES_ON_AFTER_S)
    except SessionOver:
        stage.journal.session_ended(ended, reason)
        return
    stage.journal.session_ended(ended, reason)
    try:
        yield from play(
            Page(
                "relief_over",
                title=tr("You can come back whenever you like."),
                lines=(tr("If the pain is new or different, call your clinic."),),
                buttons=(Button(tr("Close"), Wish.NEXT, key="Enter", prominent=True),),
                for_s=60.0,
            )
        )
    except SessionOver:
        return
