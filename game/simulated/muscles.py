"""The simulated patient's muscles: they attempt what the screen asks for, as a person would."""

import random

from game.frame import Frame
from game.input.command import Command
from game.loop import Onlooker
from sensors.drivers.simulated_emg import SimulatedMuscles

# People answer a cue after about a third of a second.
_REACTION_S, _REACTION_SPREAD_S = 0.30, 0.06
_EFFORT, _EFFORT_SPREAD = 0.85, 0.10


class WithMuscles:
    """An onlooker who also moves: passes the frames on, and attempts what they ask for."""

    def __init__(self, onlooker: Onlooker | None, muscles: SimulatedMuscles, seed: int = 1) -> None:
        self._onlooker = onlooker
        self._muscles = muscles
        self._chance = random.Random(seed)
        self._asked = ""
        self._moves_at_s: float | None = None

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        """Look at a frame; react a moment later."""
        asked = "" if frame.covered else frame.asked
        if asked != self._asked:
            self._asked = asked
            wait_s = self._chance.gauss(_REACTION_S, _REACTION_SPREAD_S)
            self._moves_at_s = now_s + max(0.15, wait_s)
        if self._moves_at_s is not None and now_s >= self._moves_at_s:
            self._moves_at_s = None
            effort = self._chance.gauss(_EFFORT, _EFFORT_SPREAD)
            self._muscles.attempt(self._asked or None, effort)
        return self._onlooker.look(frame, now_s) if self._onlooker is not None else ()
