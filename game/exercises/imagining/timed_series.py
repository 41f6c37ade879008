"""A series of movements in the mind or in fact, from one press to the next."""

from game.exercises.calm_page import calm_page
from game.exercises.trial_scene import TrialScene
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import current, tr, tr_n
from game.movements.movement import Movement
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm

SHORTEST_S = 0.5
"""A second press sooner than this is taken for a slip of the finger."""
_COVERED_S = 1e-3


class TimedSeries(TrialScene):
    """Waits for the first press, and then for the second."""

    def __init__(
        self, movement: Movement, *, repetitions: int, longest_s: float, in_the_mind: bool
    ) -> None:
        super().__init__()
        self.name = "imagined_series" if in_the_mind else "executed_series"
        self.took_s: float | None = None
        """From press to press; None where it was covered meanwhile or took too long."""
        self.phases: tuple[tuple[str, float], ...] = ()
        self._movement = movement
        self._repetitions = repetitions
        self._longest_s = longest_s
        self._in_the_mind = in_the_mind
        self._began_at_s: float | None = None
        self._offset_s = 0.0
        self._screen = self._drawn()

    def command(self, command: Command, moment: Moment) -> None:
        """Take the first press, the second, or a skip."""
        super().command(command, moment)
        if command.wish is Wish.NEXT and self._began_at_s is None:
            self._began_at_s = command.at_s
            self._offset_s = moment.now_s - moment.active_s
            self.phases = (("cue", moment.now_s - moment.active_s), ("model", command.at_s))
            self._screen = self._drawn()
        elif command.wish is Wish.NEXT and self._began_at_s is not None:
            took_s = command.at_s - self._began_at_s
            if took_s >= SHORTEST_S:
                self.took_s = took_s
                self._over = True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Let a series that takes too long end, and one that was covered begin again."""
        self.active_s = moment.active_s
        if self._began_at_s is None or self._over:
            return
        if moment.now_s - moment.active_s - self._offset_s > _COVERED_S:
            self._began_at_s = None
            self._screen = self._drawn()
        elif moment.now_s - self._began_at_s >= self._longest_s:
            self._over = True

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        """Return the words; no limb is shown."""
        return Frame(scene=self.name, limbs=(), screen=self._screen)

    def _drawn(self) -> Screen:
        language, n = current(), self._repetitions
        times = tr_n("{n} time", "{n} times", n).format(n=n)
        if self._in_the_mind:
            how = tr("Close your eyes and imagine it, {times}, with the limb you feel.")
            still = tr("Nothing moves. Feel it rather than see it.")
        else:
            how = tr("Now really make it, {times}, with the hand that can.")
            still = tr("At the same easy pace.")
        running = self._began_at_s is not None
        press = (
            tr("Press again when you have finished.")
            if running
            else tr("Press as you begin, and press again as you finish.")
        )
        onward = Button(
            tr("Finished") if running else tr("I begin now"),
            Wish.NEXT,
            key="Enter",
            prominent=True,
        )
        return calm_page(
            self._movement.name.in_language(language),
            (how.format(times=times), still, press),
            onward=(onward,),
        )
