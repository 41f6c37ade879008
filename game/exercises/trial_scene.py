"""What any trial's scene begins with: it goes on until it is over, or the patient leaves it."""

from game.input.command import Command, Wish
from game.scenes.scene import Moment


class TrialScene:
    """A trial that the patient may leave at any time; a scene of it says what is seen and done."""

    def __init__(self) -> None:
        self.skipped = False
        """Whether the patient left it, and with it the exercise."""
        self.active_s = 0.0
        """Seconds it has been on, pauses left out."""
        self._over = False

    @property
    def finished(self) -> bool:
        """True once the trial is over or the patient went on."""
        return self._over

    def command(self, command: Command, moment: Moment) -> None:
        """Take the wish to leave the exercise."""
        if command.wish is Wish.SKIP:
            self.skipped = self._over = True
