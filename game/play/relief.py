"""I hurt now: one question, a calm limb, one question. From the icon to the limb in two steps."""

from game.input.command import Wish
from game.language import tr
from game.play.ask import ask_item
from game.play.cautions import show_cautions
from game.play.kind_end import to_its_end
from game.play.session import play_blocks
from game.play.stage import Stage
from game.scenes.page import Page
from game.scenes.scene import Play, play
from game.screen import Button
from sessions.asking.rating import Moment as Occasion

_GOES_ON_AFTER_S = 1.2
"""Long enough to see which number was pressed, and to press another."""


def relief_play(stage: Stage) -> Play[None]:
    """Play relief; the safety rules look at "it hurts more", not at pain that was there before."""
    return to_its_end(
        stage,
        _relief(stage),
        last_question=_ask_pain(stage, "session_end"),
        goodbye=lambda *_: _goodbye(),
    )


def _relief(stage: Stage) -> Play[None]:
    if stage.due.cautions:
        yield from show_cautions(stage)
    yield from _ask_pain(stage, "session_start")
    stage.condition.fresh.clear()
    yield from play_blocks(stage)


def _ask_pain(stage: Stage, occasion: Occasion) -> Play[None]:
    yield from ask_item(stage, "intensity", occasion, goes_on_after_s=_GOES_ON_AFTER_S)


def _goodbye() -> Play[None]:
    yield from play(
        Page(
            "relief_over",
            title=tr("You can come back whenever you like."),
            lines=(tr("If the pain is new or different, call your clinic."),),
            buttons=(Button(tr("Close"), Wish.NEXT, key="Enter", prominent=True),),
            for_s=60.0,
        )
    )
