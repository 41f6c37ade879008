"""Waits outside any session, with a quiet page, until it is time to ask again."""

from game.display.display import Display
from game.input.command import Wish
from game.input.controls import Controls
from game.input.event import WindowClosed
from game.language import tr, tr_n
from game.scenes.page import Page
from game.scenes.scene import Moment
from game.screen import Button
from game.shown.arm_follower import FollowedArm, Tracking
from game.timing.clock import SessionClock
from game.timing.pacing import Pacer
from sensors.pose import RESTING

_NO_ARM = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)


def wait_to_ask(display: Display, pacer: Pacer, clock: SessionClock, wait_s: float) -> bool:
    """Show a page until the time is over; return False where the person closed it before."""
    until_s = clock() + wait_s
    controls = Controls()
    pacer.resynchronise()
    page = _page(wait_s)
    minutes_shown = _minutes(wait_s)
    while (left_s := until_s - clock()) > 0.0:
        if _minutes(left_s) != minutes_shown:
            minutes_shown = _minutes(left_s)
            page = _page(left_s)
        now_s = pacer.wait_for_latch()
        display.draw(page.frame(Moment(now_s, 0.0), _NO_ARM), controls.focus)
        pacer.wait_for_flip()
        pacer.flipped(display.flip())
        events = display.poll()
        if any(isinstance(event, WindowClosed) for event in events):
            return False
        for command in controls.commands(events, display.layout):
            if command.wish is Wish.END:
                return False
            if command.wish is Wish.NEXT:
                return True
    return True


def _minutes(left_s: float) -> int:
    return max(1, round(left_s / 60))


def _page(left_s: float) -> Page:
    minutes = _minutes(left_s)
    return Page(
        "waiting",
        title=tr("The session is over and kept."),
        lines=(
            tr_n(
                "In about {n} minute we ask once more how it is.",
                "In about {n} minutes we ask once more how it is.",
                minutes,
            ).format(n=minutes),
            tr("You may also close this: then we ask at the next start."),
        ),
        buttons=(
            Button(tr("Ask me now"), Wish.NEXT, key="Enter"),
            Button(tr("Close"), Wish.END, key="Esc", prominent=True),
        ),
    )
