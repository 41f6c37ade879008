"""A patient in a hurry: presses what is said for a scene, and goes on wherever that is offered."""

from dataclasses import dataclass, field

from game.frame import Frame
from game.input.command import Command, Wish


@dataclass
class HurriedPatient:
    """Answers with the numbers and choices given, ends where it is told to, else goes on."""

    numbers: list[int] = field(default_factory=list)
    choices: dict[str, list[int]] = field(default_factory=dict)
    ends_in: str = ""
    answers_only_in: str = ""
    """The scene in which nothing is pressed but answers."""
    frames: list[tuple[float, Frame]] = field(default_factory=list)
    presses: list[Command] = field(default_factory=list)

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        self.frames.append((now_s, frame))
        made = self._made(frame, now_s)
        if made is None:
            return ()
        self.presses.append(made)
        return (made,)

    def _made(self, frame: Frame, now_s: float) -> Command | None:
        screen = frame.screen
        offered = {button.wish for button in screen.buttons}
        if frame.scene == self.ends_in:
            self.ends_in = ""
            return Command(Wish.END, now_s)
        if self.choices.get(frame.scene):
            return Command(Wish.CHOOSE, now_s, self.choices[frame.scene].pop(0))
        if screen.layout == "strip":
            # A pace is the one thing on a strip that waits for the patient.
            return Command(Wish.NEXT, now_s) if frame.scene == "pace" else None
        if screen.scale is not None and screen.scale.chosen is None:
            return Command(Wish.CHOOSE, now_s, self.numbers.pop(0) if self.numbers else 3)
        if frame.scene == self.answers_only_in:
            return None
        if Wish.NEXT in offered:
            return Command(Wish.NEXT, now_s)
        if Wish.SKIP in offered and not self.choices.get(frame.scene):
            return Command(Wish.SKIP, now_s)
        return None
