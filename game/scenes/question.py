"""A number on a scale of large buttons, 0 to 10 where nothing else is said."""

from game.input.command import Command, Wish
from game.scenes.asking import Answer, Asking
from game.scenes.scene import Moment
from game.screen import RatingScale, Screen
from game.shown.arm_follower import FollowedArm

__all__ = ["Answer", "Question"]


class Question(Asking):
    """Asks for a number; the patient picks one and confirms, or skips.

    Args:
        name: The scene's name.
        title: The question.
        lines: What explains it.
        low_text: What the least number means.
        high_text: What the largest number means.
        least: The least number.
        most: The largest number.
        goes_on_after_s: Confirms by itself this long after the last choice: for those in a hurry.
    """

    def __init__(
        self,
        name: str,
        *,
        title: str,
        lines: tuple[str, ...],
        low_text: str,
        high_text: str,
        least: int = 0,
        most: int = 10,
        goes_on_after_s: float | None = None,
    ) -> None:
        super().__init__(name)
        self._title = title
        self._lines = lines
        self._scale = RatingScale(low_text, high_text, least=least, most=most)
        self._chosen: int | None = None
        self._chosen_at_s = 0.0
        self._goes_on_after_s = goes_on_after_s

    def marked(self) -> int | None:
        """Return the number chosen so far."""
        return self._chosen

    def take(self, command: Command, moment: Moment) -> bool:
        """Take a number."""
        value = command.value
        if command.wish is not Wish.CHOOSE or value is None:
            return False
        if not self._scale.least <= value <= self._scale.most:
            return False
        self._chosen, self._chosen_at_s = value, moment.active_s
        return True

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        """Wait; where the question is a quick one, go on by itself once a number is chosen."""
        super().update(moment, arm)
        if self._chosen is None or self._goes_on_after_s is None or self.answer is not None:
            return
        if moment.active_s - self._chosen_at_s >= self._goes_on_after_s:
            self.answer = Answer(self._chosen, self._chosen_at_s)

    def screen(self) -> Screen:
        """Return the scale with the number that is marked."""
        scale = self._scale
        return Screen(
            layout="page",
            title=self._title,
            lines=self._lines,
            buttons=self.onward(),
            scale=RatingScale(
                scale.low_text, scale.high_text, self._chosen, scale.least, scale.most
            ),
        )
