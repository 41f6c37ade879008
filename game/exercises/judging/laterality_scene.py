"""One picture of a hand or foot: a cross to look at, the picture, and which side it is.

The response time runs from the moment when the picture's first frame is shown to the press itself,
so neither the frame rate nor the order of things within a frame is in it.
"""

from dataclasses import dataclass
from enum import Enum

from game.drawing import Box, Colour, Drawing, Label, Path, Sprite
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.scenes.tell_buttons import tell_buttons
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm
from sensors.pose import Side
from sessions.blocks.pictures import Limb

ANSWERS: tuple[Side, Side] = ("left", "right")
"""What the values 0 and 1 of a choice mean."""
PAD_X, PAD_WIDTH = 1.7, 1.05
"""The two large fields beside the picture that can be pressed."""
_COVERED_S = 1e-3
_CROSS = 0.09
_CROSS_WIDTH = 0.025


class Stretch(Enum):
    """The parts of one picture's time."""

    FIXATION = "fixation"
    PICTURE = "picture"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class JudgingSetting:
    """What the plan says about one picture."""

    limb: Limb
    side: Side
    """What the picture shows."""
    fixation_s: float
    limit_s: float
    feedback_s: float
    """0 goes on at once and says nothing."""


class LateralityScene:
    """One picture, from the cross to the answer."""

    name = "laterality"

    def __init__(self, sprite: Sprite, setting: JudgingSetting, screen: Screen) -> None:
        self.skipped = False
        self.interrupted = False
        """Whether the picture was covered before it was judged: its time would mean nothing."""
        self.answer: Side | None = None
        self.response_s: float | None = None
        self.active_s = 0.0
        self.fixation_at_s: float | None = None
        self.onset_at_s: float | None = None
        """When the picture was first shown, on the session's clock."""
        self._setting = setting
        self._screen = screen
        self._pads = pads()
        self._pictured: Drawing = (*self._pads, sprite)
        self._crossed: Drawing = (*self._pads, *_cross())
        self._answered: Drawing = self._pictured
        self._answered_after_s: float | None = None
        self._offset_s: float | None = None
        self._over = False

    @property
    def finished(self) -> bool:
        """True once judged, or the time was over, or it was covered."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take the first answer after the picture came on."""
        if command.wish is Wish.SKIP:
            self.skipped = self._over = True
            return
        side = answered(command)
        if side is None or self.onset_at_s is None or self._answered_after_s is not None:
            return
        self.answer = side
        self.response_s = max(0.0, command.at_s - self.onset_at_s)
        self._told(moment)

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let the limit pass, and notice whether the picture was covered meanwhile."""
        self.active_s = moment.active_s
        offset_s = moment.now_s - moment.active_s
        if self._offset_s is None:
            self._offset_s = offset_s
            self.fixation_at_s = moment.now_s
        judging = self.onset_at_s is not None and self._answered_after_s is None
        if offset_s - self._offset_s > _COVERED_S:
            self._offset_s = offset_s
            if judging:
                self.interrupted = self._over = True
                return
        if self.onset_at_s is not None and judging:
            if moment.now_s - self.onset_at_s >= self._setting.limit_s:
                self._told(moment)
        elif self._answered_after_s is not None:
            self._over = moment.active_s - self._answered_after_s >= self._setting.feedback_s

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return what is to be seen at `moment`; the picture's first frame starts its time."""
        if self._answered_after_s is not None:
            drawing = self._answered
        elif moment.active_s < self._setting.fixation_s and self.onset_at_s is None:
            drawing = self._crossed
        else:
            if self.onset_at_s is None:
                self.onset_at_s = moment.now_s
            drawing = self._pictured
        return Frame(scene=self.name, limbs=(), screen=self._screen, drawing=drawing)

    def _told(self, moment: Moment) -> None:
        """Close the picture's time, and say calmly what it was where the plan wants that."""
        self._answered_after_s = moment.active_s
        if self._setting.feedback_s == 0.0:
            self._over = True
            return
        right = self.answer == self._setting.side
        words = what_it_was(self._setting.limb, self._setting.side, right=right)
        self._answered = (*self._pictured, *banner(words, right=right))


def answered(command: Command) -> Side | None:
    """Return which side a press means: a button, a key, or one of the two fields."""
    if command.wish is Wish.CHOOSE and command.value in (0, 1):
        return ANSWERS[command.value]
    x = command.place[0] if command.wish is Wish.POINT and command.place is not None else 0.0
    if abs(x) < PAD_X - PAD_WIDTH / 2:
        return None
    return "left" if x < 0 else "right"


def judging_screen(title: str, *, progress: float) -> Screen:
    """Return the page around the pictures: two answers, and what every exercise offers."""
    return Screen(
        layout="page",
        title=title,
        buttons=(
            Button(tr("Left"), Wish.CHOOSE, value=0, key="Left", prominent=True),
            Button(tr("Right"), Wish.CHOOSE, value=1, key="Right", prominent=True),
            Button(tr("Pause"), Wish.COVER, key="Space"),
            *tell_buttons(),
            Button(tr("Skip this exercise"), Wish.SKIP, key="S"),
            end_button(),
        ),
        progress=progress,
        canvas=True,
    )


def what_it_was(limb: Limb, side: Side, *, right: bool) -> str:
    """Say which limb the picture shows; *yes* where it was told."""
    if right:
        return {
            ("hand", "left"): tr("Yes, a left hand."),
            ("hand", "right"): tr("Yes, a right hand."),
            ("foot", "left"): tr("Yes, a left foot."),
            ("foot", "right"): tr("Yes, a right foot."),
        }[limb, side]
    return {
        ("hand", "left"): tr("This is a left hand."),
        ("hand", "right"): tr("This is a right hand."),
        ("foot", "left"): tr("This is a left foot."),
        ("foot", "right"): tr("This is a right foot."),
    }[limb, side]


def banner(words: str, *, right: bool) -> Drawing:
    """Return the answer in words, as calm where it was not right."""
    rim: Colour = "leaf" if right else "stone"
    return (
        Box((0.0, -0.84), 1.7, 0.3, "white", corner=0.1, opacity=0.92, rim=rim),
        Label((0.0, -0.84), words, 0.18),
    )


def pads() -> Drawing:
    """Return the two fields to press beside the picture."""
    shapes: list[Box | Label] = []
    for x, name in zip((-PAD_X, PAD_X), (tr("Left"), tr("Right")), strict=True):
        shapes.append(Box((x, 0.0), PAD_WIDTH, 1.7, "cream", corner=0.12, rim="stone"))
        shapes.append(Label((x, 0.0), name, 0.28))
    return tuple(shapes)


def _cross() -> Drawing:
    return (
        Path(((-_CROSS, 0.0), (_CROSS, 0.0)), _CROSS_WIDTH, "soft_ink"),
        Path(((0.0, -_CROSS), (0.0, _CROSS)), _CROSS_WIDTH, "soft_ink"),
    )
