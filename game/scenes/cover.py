"""The cover: the limb is hidden at once and everything waits until the patient says so."""

from game.frame import Frame
from game.input.command import Command, Wish
from game.language import tr
from game.scenes.end_button import end_button
from game.scenes.scene import Moment
from game.scenes.tell_buttons import tell_buttons
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm

# However fast someone presses, the screen can't change from dark to light and back more than twice
# a second: three flashes a second may trigger a seizure (WCAG 2.3.1).
SHORTEST_S = 0.5


class Cover:
    """Hides every limb; offers to go on, or to end."""

    name = "cover"

    def __init__(self) -> None:
        self._over = False
        self._screen = Screen(
            layout="page",
            title=tr("Paused. The limb is covered."),
            lines=(
                tr("Take all the time you need. Nothing is lost."),
                tr("Go on when you feel ready, or end the session here. Both are fine."),
            ),
            buttons=(
                Button(tr("Go on"), Wish.RESUME, key="Enter", prominent=True),
                *tell_buttons(),
                end_button(),
            ),
        )

    @property
    def finished(self) -> bool:
        """True once the patient wants to go on."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to go on; ending is the director's."""
        if command.wish in (Wish.RESUME, Wish.NEXT) and moment.active_s >= SHORTEST_S:
            self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Wait."""

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the cover."""
        return Frame(scene=self.name, limbs=(), screen=self._screen, covered=True)
