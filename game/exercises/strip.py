"""The strip of words over a moving limb, the same for every exercise."""

from game.exercises.motion_words import motion_words
from game.input.command import Wish
from game.language import tr
from game.scenes.end_button import end_button
from game.scenes.tell_buttons import tell_buttons
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import LimbKind


def exercise_strip(
    title: str,
    lines: tuple[str, ...],
    *,
    progress: float | None = None,
    warning: str = "",
    recentre: LimbKind | None = None,
    more: tuple[Button, ...] = (),
) -> Screen:
    """Return a strip with the four things that an exercise always offers.

    Args:
        title: the exercise or movement.
        lines: what to do.
        progress: share of it that is done; None shows no bar.
        warning: a sentence that must be seen.
        recentre: the limb that motion sensors follow, which drift; None without them.
        more: what this exercise offers beside them.
    """
    held = tr("Foot flat: re-centre") if recentre == "leg" else tr("Arm hangs: re-centre")
    again = (Button(held, Wish.RECENTRE, key="C"),) if recentre is not None else ()
    return Screen(
        layout="strip",
        title=title,
        lines=lines,
        buttons=(
            Button(tr("Cover the limb"), Wish.COVER, key="Space", prominent=True),
            *tell_buttons(),
            *again,
            *more,
            Button(tr("Skip this exercise"), Wish.SKIP, key="S"),
            end_button(),
        ),
        progress=progress,
        warning=warning,
    )


def tracking_words(arm: FollowedArm, limb: LimbKind = "arm") -> str:
    """Say in plain words that the hand is out of sight, or the device gone; empty if neither."""
    tracking = arm.tracking
    if arm.by_motion:
        return motion_words(arm, limb)
    if arm.device_lost:
        return tr("The camera or sensor is gone. Check its cable; the session waits for it.")
    if limb == "leg" and tracking is not Tracking.LIVE:
        return tr("Nothing is heard from the leg's sensor. The limb rests until it is.")
    if tracking is Tracking.WAITING:
        return tr("Please show your hand, so that the limb can follow it.")
    if tracking in (Tracking.HELD, Tracking.LOST):
        return tr("Your hand is out of sight. The limb rests until it is back.")
    return ""
