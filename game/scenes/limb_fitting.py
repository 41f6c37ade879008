"""Fits the shown limb to its patient: how it looks, how it is felt, what is left of it.

A first page offers the three parts; within a part there is one setting at a time, with two large
buttons for less and more. Everything works with one hand: keys do what is printed on the buttons,
or the mouse alone does. No button changes its place within a part. Meanwhile the limb moves, so
that every side of it is seen.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from game.fitting.words import counted, hint, part_name, setting_name, tone_words, value_words
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr
from game.limb.fitted import Fitted, Part
from game.limb.skin.tone_from_picture import SampledTone, Unjudged
from game.movements.player import MovementPlayer
from game.scenes.fitted_view import FittedView
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm
from sensors.pose import LimbKind, Side, other_side
from sensors.sample import CameraPicture

LESS, MORE, NEXT, BEFORE, UNDO, DONE, FROM_CAMERA = range(7)
"""Values of the buttons' wish to choose, within a part."""
OTHER_SIDE, OTHER_LIMB, START_AGAIN, GO_ON = range(7, 11)
"""The same on the first page and on those that it leads to."""
OPEN: Mapping[Part, int] = {"looks": 11, "felt": 12, "residual": 13}
ANEW: Mapping[Part, int] = {"looks": 14, "felt": 15, "residual": 16}
_PARTS: Mapping[int, Part] = {value: part for part, value in OPEN.items()}
_RENEWED: Mapping[int, Part] = {value: part for part, value in ANEW.items()}


class LimbFitting:
    """Shows the limb and changes it; `fitted` is how it is to be now."""

    name = "limb_fitting"

    def __init__(
        self,
        fitted: Fitted,
        side: Side,
        players: Mapping[LimbKind, tuple[MovementPlayer, ...]],
        tone: Callable[[], SampledTone | Unjudged] | None = None,
        camera: Callable[[], CameraPicture | None] = lambda: None,
    ) -> None:
        self.fitted = self._first = fitted
        self.saved = False
        """Whether it was left by the button that keeps it."""
        self.part: Part | None = None
        """Which part is open; None on the first page."""
        self.place = 0
        """Which of the part's settings is being changed."""
        self.side: Side = side
        self._view = FittedView(players)
        self._tone = tone
        self._camera = camera
        self._before: list[tuple[Fitted, Part | None, int]] = []
        self._said = ""
        self._asked: Literal["", "leaving", "start_again"] = ""
        self._over = False
        self._screen = self._drawn()

    @property
    def finished(self) -> bool:
        """True once it was kept or left."""
        return self._over

    @property
    def setting(self) -> str:
        """The setting that is being changed; empty on the first page."""
        return "" if self.part is None else self.fitted.settings(self.part)[self.place]

    def command(self, command: Command, moment: Moment) -> None:
        """Take a press; leaving asks first where something would be lost."""
        if command.wish is Wish.NEXT:
            self.saved = self._over = True
        elif command.wish is Wish.SKIP:
            self._over = True
        elif command.wish is Wish.END:
            unchanged = replace(self.fitted, kind=self._first.kind) == self._first
            self._over = self._asked == "leaving" or unchanged
            self._asked = "leaving"
        elif command.wish is Wish.CHOOSE and command.value is not None:
            self._said = ""
            self._choose(command.value)
        self._screen = self._drawn()

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Do nothing: only presses change anything."""

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the limb in movement."""
        if self._asked:
            return Frame(self.name, (), self._screen, covered=True)
        limb = self._view.limb(self.fitted, self.side, self.part, self.setting, moment.active_s)
        picture = self._camera() if self._screen.picture else None
        return Frame(self.name, (limb,), self._screen, camera_picture=picture)

    def _choose(self, value: int) -> None:
        if value in _RENEWED:
            self._renew(_RENEWED[value])
        elif value in _PARTS:
            self.part, self.place = _PARTS[value], 0
        elif value == START_AGAIN:
            self._asked = "start_again"
        elif value == GO_ON:
            self._asked = ""
        elif value == OTHER_LIMB:
            self.fitted = self.fitted.other_limb()
        elif value == OTHER_SIDE:
            self.side = other_side(self.side)
        elif self.part is not None:
            self._within(self.part, value)

    def _within(self, part: Part, value: int) -> None:
        if value in (LESS, MORE):
            self._change(self.fitted.changed(part, self.setting, more=value == MORE))
        elif value in (NEXT, BEFORE):
            count = len(self.fitted.settings(part))
            self.place = (self.place + (1 if value == NEXT else -1)) % count
        elif value == FROM_CAMERA and part == "looks" and self._tone is not None:
            self.place = 0
            self._take(self._tone())
        elif value == UNDO:
            self._undo()
        elif value == DONE:
            self.part = None

    def _change(self, fitted: Fitted) -> None:
        if fitted != self.fitted:
            self._before.append((self.fitted, self.part, self.place))
            self.fitted = fitted

    def _undo(self) -> None:
        """Take the last change back, and show the setting that it was made at."""
        if self._before:
            self.fitted, self.part, self.place = self._before.pop()
        else:
            self._said = tr("There is nothing to undo.")

    def _renew(self, part: Part) -> None:
        self._asked, self.part, self.place = "", part, 0
        self._change(self.fitted.anew(part))
        self._said = tr("Here everything is as at the very beginning. Undo takes that back.")

    def _take(self, tone: SampledTone | Unjudged) -> None:
        self._said = tone_words(tone)
        if isinstance(tone, SampledTone):
            self._change(self.fitted.with_tone(tone.melanin, tone.blood))

    def _drawn(self) -> Screen:
        if self._asked:
            return leaving_page() if self._asked == "leaving" else start_again_page()
        if self.part is None:
            return first_page(self.fitted.kind)
        return self._setting_page(self.part)

    def _setting_page(self, part: Part) -> Screen:
        setting = self.setting
        camera = part == "looks" and self._tone is not None
        less, more = tr("Less"), tr("More")
        if not counted(self.fitted, part, setting):
            less, more = tr("Change back"), tr("Change")
        buttons = [
            Button(less, Wish.CHOOSE, LESS, key="Left", prominent=True),
            Button(more, Wish.CHOOSE, MORE, key="Right", prominent=True),
            Button(tr("Next"), Wish.CHOOSE, NEXT, key="Down"),
            Button(tr("Back"), Wish.CHOOSE, BEFORE, key="Up"),
            Button(tr("Undo"), Wish.CHOOSE, UNDO, key="Z"),
            Button(tr("Done"), Wish.CHOOSE, DONE, key="Enter"),
        ]
        if camera:
            buttons.append(Button(tr("Camera"), Wish.CHOOSE, FROM_CAMERA, key="C"))
        place = tr("{part}, {place} of {count}.").format(
            part=part_name(part), place=self.place + 1, count=len(self.fitted.settings(part))
        )
        title = tr("{name}: {value}").format(
            name=setting_name(setting, self.fitted.kind),
            value=value_words(self.fitted, part, setting),
        )
        return Screen(
            "strip",
            title=title,
            lines=(place, hint(self.fitted, setting)),
            buttons=tuple(buttons),
            warning=self._said,
            picture=camera and setting in ("melanin", "blood"),
            tall=True,
        )


def first_page(kind: LimbKind) -> Screen:
    """Return the page that offers the parts."""
    parts = tuple(
        Button(part_name(part), Wish.CHOOSE, value, key=str(i + 1), prominent=True)
        for i, (part, value) in enumerate(OPEN.items())
    )
    other = tr("Arm") if kind == "leg" else tr("Leg")
    buttons = (
        *parts,
        Button(tr("Other side"), Wish.CHOOSE, OTHER_SIDE, key="S"),
        Button(other, Wish.CHOOSE, OTHER_LIMB, key="L"),
        Button(tr("Start again"), Wish.CHOOSE, START_AGAIN, key="R"),
        Button(tr("Keep and close"), Wish.NEXT, key="K"),
    )
    lines = (tr("Choose what to change. Keep it once it is right."),)
    return Screen("strip", title=tr("Your limb"), lines=lines, buttons=buttons, tall=True)


def start_again_page() -> Screen:
    """Return the page that asks what is to be as at the very beginning."""
    parts = tuple(
        Button(part_name(part), Wish.CHOOSE, value, key=str(i + 1))
        for i, (part, value) in enumerate(ANEW.items())
    )
    return Screen(
        "page",
        title=tr("What should be as at the very beginning?"),
        buttons=(*parts, _go_on()),
    )


def leaving_page() -> Screen:
    """Return the page that asks before changes are lost."""
    return Screen(
        "page",
        title=tr("Keep what you have changed?"),
        buttons=(
            Button(tr("Keep and close"), Wish.NEXT, key="K", prominent=True),
            Button(tr("Close without keeping"), Wish.SKIP, key="X"),
            _go_on(),
        ),
    )


def _go_on() -> Button:
    return Button(tr("Go on changing"), Wish.CHOOSE, GO_ON, key="Enter")
