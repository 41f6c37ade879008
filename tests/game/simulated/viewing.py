"""Screens as the simulated patient meets them, and somebody who watches what it presses."""

from dataclasses import replace

from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.screen import Button, RatingScale, Screen
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS, Temperament
from sensors.pose import RESTING

FRAME_S = 0.1
COOPERATIVE = TEMPERAMENTS["cooperative"]
HURTING = TEMPERAMENTS["hurting"]
STOPPING = TEMPERAMENTS["stopping"]
STEADY = replace(COOPERATIVE, skips_a_question=0.0, covers_per_exercise_min=1e-6)

WELCOME = Screen(
    layout="page",
    title="Welcome",
    lines=("Sit comfortably.", "Begin when you are ready."),
    buttons=(Button("End", Wish.END), Button("Begin", Wish.NEXT, prominent=True)),
)
SKIP = Button("Skip this question", Wish.SKIP)
PAIN = Screen(
    layout="page",
    title="How strong is your pain right now?",
    buttons=(SKIP,),
    scale=RatingScale("no pain", "worst pain imaginable"),
)
UNPLEASANT = replace(
    PAIN, title="À quel point est-ce désagréable ?", scale=RatingScale("pas du tout", "tout à fait")
)
EXERCISE = Screen(
    layout="strip",
    title="Open and close the hand",
    buttons=(
        Button("Cover the limb", Wish.COVER, prominent=True),
        Button("It hurts more", Wish.HURTS),
        Button("Skip this exercise", Wish.SKIP),
    ),
)
COVER = Screen(
    layout="page",
    title="Paused",
    buttons=(Button("Go on", Wish.RESUME, prominent=True), Button("End", Wish.END)),
)
REST = Screen(
    layout="page",
    title="Rest",
    buttons=(Button("Go on now", Wish.NEXT, prominent=True),),
    progress=0.2,
)
PACE = replace(
    EXERCISE,
    title="Find your pace",
    buttons=(
        Button("Cover the limb", Wish.COVER, prominent=True),
        Button("Slower", Wish.SLOWER),
        Button("Faster", Wish.FASTER),
        Button("This pace is right", Wish.NEXT, prominent=True),
    ),
)
LIMBS = (ShownLimb("left", RESTING),)


class Viewing:
    """One patient in front of screens, one frame each `FRAME_S`."""

    def __init__(self, temperament: Temperament, seed: int = 1) -> None:
        self.patient = SimulatedPatient(seed, temperament)
        self.now_s = 50.0

    def frame(self, screen: Screen) -> Frame:
        limbs = LIMBS if screen.layout == "strip" else ()
        return Frame("somewhere", limbs, screen, covered=screen is COVER)

    def until_pressed(self, screen: Screen, within_s: float) -> Command | None:
        end_s = self.now_s + within_s
        while self.now_s < end_s:
            self.now_s += FRAME_S
            for command in self.patient.look(self.frame(screen), self.now_s):
                return command
        return None

    def answer(self, question: Screen) -> int | None:
        """Return the value confirmed, or None where the question was skipped."""
        assert question.scale is not None
        pressed = self.until_pressed(question, 60.0)
        assert pressed is not None
        if pressed.wish is Wish.SKIP:
            return None
        assert pressed.wish is Wish.CHOOSE
        chosen = replace(
            question,
            buttons=(Button("Next", Wish.NEXT, prominent=True), SKIP),
            scale=replace(question.scale, chosen=pressed.value),
        )
        confirmed = self.until_pressed(chosen, 60.0)
        assert confirmed is not None
        assert confirmed.wish is Wish.NEXT
        return pressed.value
