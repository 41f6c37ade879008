"""A simulated patient: looks at each frame and presses what a person would, when a person would.

It knows only what is to be seen: words, buttons, the scale, what is drawn, and whether a limb is in
sight. It never presses what is not offered. The same seed and the same frames give the same
presses. What it does on which kind of screen is one small skill each: see `game.simulated`.
"""

from collections.abc import Hashable

from game.drawing import Drawing
from game.frame import Frame
from game.input.command import Command, Wish
from game.screen import Screen
from game.simulated.body import impulse, remember
from game.simulated.intention import Intention
from game.simulated.person import Person
from game.simulated.skill import Skill
from game.simulated.skills import all_skills
from game.simulated.temperament import Temperament

_GIVES_UP_AFTER_S = 600.0
"""Nobody sits before a page that they cannot get past for longer."""
_WAYS_OUT = (Wish.SKIP, Wish.NEXT, Wish.RESUME, Wish.END)
_LONGEST_GAP_S = 1.0
"""A longer gap between two frames is a stall, in which the person did nothing."""


class SimulatedPatient:
    """One person for one session."""

    def __init__(self, seed: int, temperament: Temperament) -> None:
        self.person = Person(seed, temperament)
        self._skills = all_skills()
        self._skill: Skill | None = None
        self._noticed: Hashable | None = None
        self._screen: Screen | None = None
        self._drawing: Drawing | None = None
        self._intention: Intention | None = None
        self._urge: Intention | None = None
        """What the body wants, before any answer to the screen."""
        self._looked_at_s: float | None = None
        self._new_since_s: float | None = None
        """Since when the screen has asked the same."""

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        """Take in one frame; return what is pressed now, mostly nothing."""
        self._live_through(frame, now_s)
        self._notice(frame, now_s)
        if self._urge is None:
            self._urge = impulse(frame, self.person, now_s)
        if self._urge is not None:
            return self._follow_urge(self._urge, frame, now_s)
        done = self._intention
        if done is None:
            return self._give_up(frame, now_s)
        if now_s < done.at_s:
            return ()
        self._intention = None
        if not done.possible(frame):
            return ()
        if self._skill is not None:
            self._intention = self._skill.after(done, frame, self.person, now_s)
        return (done.command(now_s),)

    def _give_up(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        """Leave a page on which nothing has helped; an exercise is left alone."""
        since_s = now_s if self._new_since_s is None else self._new_since_s
        if frame.screen.layout != "page" or now_s - since_s < _GIVES_UP_AFTER_S:
            return ()
        self._new_since_s = now_s
        for wish in _WAYS_OUT:
            for button in frame.screen.buttons:
                if button.wish is wish:
                    return (Command(wish, now_s, button.value),)
        return ()

    def _follow_urge(self, urge: Intention, frame: Frame, now_s: float) -> tuple[Command, ...]:
        """Do what the body wants once the hand is there; until then everything else waits."""
        if now_s < urge.at_s:
            return ()
        self._urge = None
        if not urge.possible(frame):
            return ()
        remember(urge, self.person)
        return (urge.command(now_s),)

    def _live_through(self, frame: Frame, now_s: float) -> None:
        since_s = 0.0 if self._looked_at_s is None else now_s - self._looked_at_s
        passed_s = min(max(since_s, 0.0), _LONGEST_GAP_S)
        self._looked_at_s = now_s
        if frame.limbs and not frame.covered:
            self.person.feelings.exercise(passed_s)
        else:
            self.person.feelings.rest(passed_s)

    def _notice(self, frame: Frame, now_s: float) -> None:
        """Decide anew where there is something new to be seen."""
        if frame.screen is self._screen and frame.drawing is self._drawing:
            return
        self._screen, self._drawing = frame.screen, frame.drawing
        for skill in self._skills:
            noticed = skill.notices(frame)
            if noticed is None:
                continue
            if (skill, noticed) != (self._skill, self._noticed):
                self._skill, self._noticed = skill, noticed
                self._intention = skill.intend(frame, self.person, now_s)
                self._new_since_s = now_s
            return
