"""How a session ends, whatever ended it: pain is asked once more, the journal knows, goodbye."""

from collections.abc import Callable
from contextlib import suppress

from game.play.ask import pain_not_asked
from game.play.stage import Stage
from game.scenes.scene import Play, SessionOver
from sessions.events.entry import Ended


def to_its_end(
    stage: Stage,
    session: Play[None],
    *,
    last_question: Play[None],
    goodbye: Callable[[Ended, str], Play[None]],
) -> Play[None]:
    """Play a session. However it ends, it ends kindly and the journal knows how.

    Args:
        stage: The session's.
        session: What is played, up to its own end.
        last_question: How pain is now; not asked where nobody is there any more.
        goodbye: Shows the last page, given how the session ended and the reason.
    """
    ended: Ended = "completed"
    reason, farewell = "", True
    try:
        yield from session
    except SessionOver as over:
        ended, reason, farewell = over.ended, over.reason, over.farewell
    stage.block_index = None
    if farewell:
        try:
            yield from last_question
        except SessionOver:
            farewell = False
    else:
        pain_not_asked(stage, "session_end")
    stage.journal.session_ended(ended, reason)
    if farewell:
        with suppress(SessionOver):
            yield from goodbye(ended, reason)
