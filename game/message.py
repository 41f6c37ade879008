"""One page outside any session: says something, until it has been read."""

from game.display.display import Display
from game.input.command import Wish
from game.input.controls import Controls
from game.input.event import WindowClosed
from game.language import tr
from game.scenes.page import Page
from game.scenes.scene import Moment
from game.screen import Button
from game.shown.arm_follower import FollowedArm, Tracking
from game.timing.pacing import Pacer
from sensors.pose import RESTING

_NO_ARM = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)


def show_message(display: Display, pacer: Pacer, *lines: str, title: str = "") -> None:
    """Show a few lines on the display until the person closes the page or the window.

    Args:
        display: Where.
        pacer: Its deadlines.
        lines: What to say.
        title: Above them; that the session had to stop, where it is left out.
    """
    page = Page(
        "message",
        title=title or tr("The session had to stop. Everything so far is kept."),
        lines=lines,
        buttons=(Button(tr("Close"), Wish.NEXT, key="Enter", prominent=True),),
    )
    controls = Controls()
    pacer.resynchronise()
    while not page.finished:
        now_s = pacer.wait_for_latch()
        display.draw(page.frame(Moment(now_s, 0.0), _NO_ARM), controls.focus)
        pacer.wait_for_flip()
        pacer.flipped(display.flip())
        events = display.poll()
        if any(isinstance(event, WindowClosed) for event in events):
            return
        for command in controls.commands(events, display.layout):
            if command.wish in (Wish.END, Wish.COVER):
                return
            page.command(command, Moment(now_s, 0.0))
