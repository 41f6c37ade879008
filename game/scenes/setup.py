"""Set-up: the camera's picture, what to change in plain words, and on it goes by itself.

Nothing needs to be clicked: once the hand has been well in sight for a few seconds the session
goes on. Whoever can't get there may go on anyway.
"""

from collections.abc import Callable
from dataclasses import dataclass

from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import LimbKind, Side
from sensors.sample import CameraPicture

GOOD_FOR_S = 3.0


@dataclass(frozen=True, slots=True)
class SensorView:
    """What the sensor sees now, for the set-up page."""

    picture: CameraPicture | None
    """None where the sensor is no camera."""
    advice: tuple[str, ...]
    """Codes of `sensors.picture_check.Advice`; empty before anything has arrived."""


def advice_words(code: str) -> str:
    """Return a sentence that says what to do about one thing in the picture."""
    words = {
        "ok": tr("Your hand is well in sight. Hold it there for a moment."),
        "too_dark": tr("The picture is too dark. Please put on a light in front of you."),
        "too_bright": tr("The picture is too bright. Please turn away from the window or lamp."),
        "hand_not_seen": tr("Please hold your hand up in front of the camera, palm towards it."),
        "other_hand_only": tr("I see the other hand. Please show the hand that you train with."),
        "too_near": tr("Your hand is too near. Please move it away from the camera a little."),
        "too_far": tr("Your hand is too far away. Please bring it nearer to the camera."),
        "move_left": tr("Please move your hand a little to your left."),
        "move_right": tr("Please move your hand a little to your right."),
        "move_up": tr("Please move your hand a little up."),
        "move_down": tr("Please move your hand a little down."),
    }
    return words.get(code, "")


class CameraSetup:
    """Shows the camera picture until the hand has been well in sight for `GOOD_FOR_S`."""

    name = "setup"

    def __init__(self, look: Callable[[], SensorView]) -> None:
        self.skipped = False
        self.advice: tuple[str, ...] = ()
        """What was said last, as codes."""
        self._look = look
        self._view = SensorView(None, ())
        self._good_since_s: float | None = None
        self._over = False
        self._screen = self._drawn()

    @property
    def finished(self) -> bool:
        """True once all is well or the patient went on anyway."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to go on as it is."""
        if command.wish in (Wish.NEXT, Wish.SKIP):
            self.skipped = True
            self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Look at what the sensor sees."""
        self._view = self._look()
        if self._view.advice != self.advice:
            self.advice = self._view.advice
            self._screen = self._drawn()
        if self.advice != ("ok",):
            self._good_since_s = None
        elif self._good_since_s is None:
            self._good_since_s = moment.active_s
        elif moment.active_s - self._good_since_s >= GOOD_FOR_S:
            self._over = True

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the page with the newest picture."""
        return Frame(
            scene=self.name,
            limbs=(),
            screen=self._screen,
            camera_picture=self._view.picture,
        )

    def _drawn(self) -> Screen:
        words = tuple(w for w in map(advice_words, self.advice[:2]) if w)
        return Screen(
            layout="page",
            title=tr("Let us see your hand."),
            lines=words or (tr("Looking for your hand..."),),
            buttons=(Button(tr("Go on anyway"), Wish.NEXT, key="Enter"), end_button()),
            picture=True,
        )


def _how_to_steer(limb: LimbKind) -> tuple[str, ...]:
    if limb == "leg":
        return (
            tr("Mouse up and down moves the foot, left and right curls and stretches the toes."),
            tr("Or use the arrow keys. Button held, or W and X: the knee."),
        )
    return (
        tr("Mouse up and down opens and closes the hand, left and right bends the wrist."),
        tr("Or use the arrow keys. Button held, or W and X: the elbow."),
    )


class PointerSetup:
    """Shows how one hand on the mouse or keys moves the limb, and lets it be tried."""

    name = "setup"

    def __init__(self, affected_side: Side, limb: LimbKind = "arm") -> None:
        self._side: Side = affected_side
        self._limb: LimbKind = limb
        self._over = False
        self._screen = Screen(
            layout="strip",
            title=tr("Try how the limb moves."),
            lines=_how_to_steer(limb),
            buttons=(
                Button(tr("Cover the limb"), Wish.COVER, key="Space", prominent=True),
                Button(tr("Ready"), Wish.NEXT, key="Enter", prominent=True),
                end_button(),
            ),
        )

    @property
    def finished(self) -> bool:
        """True once the patient is ready."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to begin."""
        if command.wish in (Wish.NEXT, Wish.SKIP):
            self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Wait."""

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the limb as steered."""
        limbs = (ShownLimb(self._side, arm.angles_rad, kind=self._limb),)
        if arm.tracking is Tracking.WAITING:
            return Frame(scene=self.name, limbs=limbs, screen=self._screen)
        return Frame(
            scene=self.name,
            limbs=limbs,
            screen=self._screen,
            sample_taken_at_s=arm.sample_taken_at_s,
            predicted_by_s=arm.predicted_by_s,
        )
