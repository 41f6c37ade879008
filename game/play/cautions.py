"""The page of cautions: at the very first session, acknowledged once by each patient."""

from game.input.command import Wish
from game.language import tr
from game.play.stage import Stage
from game.scenes.asking import Answer
from game.scenes.end_button import end_button
from game.scenes.page import Page
from game.scenes.scene import Play, SessionOver, play
from game.screen import Button
from sessions.asking.answer import Chosen


def show_cautions(stage: Stage) -> Play[None]:
    """Show who should not begin without advice, and keep that it was read.

    Raises:
        SessionOver: the patient ended it here; it will be shown again.
    """
    page = Page(
        "cautions",
        title=tr("Before the first time"),
        lines=(
            tr("Talk to your therapist first if one of these is so:"),
            tr("seizures; very poor eyesight; an open wound; an amputation only weeks ago;"),
            tr("a mental illness that is not stable; not noticing one side of what you see."),
            tr("Strong feelings when you first see the limb are usual. They pass."),
            tr("Sit while you train. Use no weights. Look away from the screen now and then."),
        ),
        buttons=(
            Button(tr("I have read this"), Wish.NEXT, key="Enter", prominent=True),
            end_button(),
        ),
    )
    answer: Answer | None = Answer("skipped", 0.0)
    try:
        yield from play(page)
        answer = Answer(Chosen(chosen=("read",)), page.shown_for_s)
    except SessionOver:
        answer = Answer("skipped", page.shown_for_s)
        raise
    finally:
        stage.journal.rating("cautions", "first_session", answer, None)
