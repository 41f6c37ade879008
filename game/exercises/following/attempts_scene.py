"""Tries to move, paced by words; the screen shows when, and nothing of how it went."""

from collections.abc import Callable

from game.exercises.calm_page import calm_page
from game.exercises.trial_scene import TrialScene
from game.frame import Frame
from game.language import current, tr
from game.movements.movement import Movement
from game.scenes.scene import Moment
from game.screen import Screen
from game.shown.arm_follower import FollowedArm
from sessions.blocks.attempts import AttemptsBlock

_READY_S = 4.0


class AttemptsScene(TrialScene):
    """One movement: look at its name, then attempt and let go, so many times."""

    name = "attempts"

    def __init__(
        self, movement: Movement, block: AttemptsBlock, say: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.attempts = 0
        """Attempts whose time has passed."""
        self._movement = movement
        self._block = block
        self._say = say
        self._each_s = block.attempt_s + block.pause_s
        self._lasts_s = _READY_S + block.repetitions * self._each_s
        self._drawn_for = ("ready", 0)
        self._screen = self._drawn(*self._drawn_for)

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Say when to move and when to let go."""
        self.active_s = moment.active_s
        self._over = self._over or moment.active_s >= self._lasts_s
        moving_s = max(0.0, moment.active_s - _READY_S)
        whole, within_s = divmod(moving_s, self._each_s)
        number = min(int(whole), self._block.repetitions - 1)
        done = int(whole) + (within_s >= self._block.attempt_s)
        self.attempts = min(self._block.repetitions, done)
        if moment.active_s < _READY_S:
            stretch = "ready"
        else:
            stretch = "move" if within_s < self._block.attempt_s else "let go"
        if (stretch, number) != self._drawn_for:
            self._drawn_for = (stretch, number)
            self._say({"move": tr("Now."), "let go": tr("Let go.")}.get(stretch, ""))
            self._screen = self._drawn(stretch, number)

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the words; no limb is shown, which is the point."""
        return Frame(scene=self.name, limbs=(), screen=self._screen)

    def _drawn(self, stretch: str, number: int) -> Screen:
        language, total = current(), self._block.repetitions
        how = (
            tr("Both sides together: your hand, and the limb you feel.")
            if self._block.both_sides
            else tr("With the limb you feel, alone.")
        )
        now = {
            "ready": tr("Nothing will be shown. Feel where the limb is."),
            "move": tr("Now: there and back, slowly. {n} of {total}.").format(
                n=number + 1, total=total
            ),
            "let go": tr("Let go."),
        }[stretch]
        return calm_page(
            self._movement.name.in_language(language),
            (self._movement.instruction.in_language(language), how, now),
            progress=number / total,
        )
