"""A simulated patient: looks at each frame and presses what a person would, when a person would.

It knows only what is to be seen: words, buttons, the scale, and whether a limb is in sight. It
never presses what is not offered. The same seed and the same frames give the same presses.
"""

import math
import random
import re
from dataclasses import dataclass

from game.command import Command, Wish
from game.frame import Frame
from game.screen import Button, Screen
from game.simulated_feelings import Feelings
from game.temperament import Temperament

# Seconds. Reading at about 200 words a minute, then the hand's way to the key.
_PER_WORD_S = 0.3
_HAND_S = 0.9
_REPEAT_AFTER_S = 5.0
"""When nothing came of a press, it is tried again after this: people do."""
_LONGEST_WAIT_S = 120.0
"""Nobody looks at a page with a bar for longer without trying its button."""
_TRIED_AGAIN = frozenset({Wish.NEXT, Wish.SKIP, Wish.RESUME, Wish.END, Wish.CHOOSE})
_UNDER_COVER_S = 12.0
_PACE_LOOK_S = 4.0
_LONGEST_GAP_S = 1.0
"""A longer gap between two frames is a stall, in which the person did nothing."""

_UNPLEASANT = re.compile("unpleasant|désagréable|pénible", re.IGNORECASE)
_PAIN = re.compile("pain|douleur", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a screen asks, without what changes while one looks at it."""

    layout: str
    title: str
    wishes: frozenset[Wish]
    low_text: str
    chosen: int | None


@dataclass(frozen=True, slots=True)
class _Intention:
    """What they are about to press, and when."""

    wish: Wish
    value: int | None
    at_s: float


class SimulatedPatient:
    """One person for one session."""

    def __init__(self, seed: int, temperament: Temperament) -> None:
        self._chance = random.Random(seed)
        self._temperament = temperament
        self._feelings = Feelings(temperament, self._chance)
        self._screen: Screen | None = None
        self._asked: _Asked | None = None
        self._intention: _Intention | None = None
        self._looked_at_s: float | None = None
        self._times_covered = 0
        self._slower_presses = 0

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        """Take in one frame; return what is pressed now, mostly nothing."""
        self._live_through(frame, now_s)
        if frame.screen is not self._screen:
            self._screen = frame.screen
            asked = _what_is_asked(frame.screen)
            if asked != self._asked:
                self._asked = asked
                self._intention = self._decide(frame.screen, now_s)
        if self._intention is None:
            self._intention = self._on_impulse(frame.screen, now_s)
        if self._intention is None or now_s < self._intention.at_s:
            return ()
        done, self._intention = self._intention, None
        if not _offered(frame.screen, done):
            return ()
        self._remember(done)
        if done.wish in _TRIED_AGAIN:
            self._intention = _Intention(done.wish, done.value, now_s + _REPEAT_AFTER_S)
        return (Command(done.wish, now_s, done.value),)

    def _live_through(self, frame: Frame, now_s: float) -> None:
        since_s = 0.0 if self._looked_at_s is None else now_s - self._looked_at_s
        passed_s = min(max(since_s, 0.0), _LONGEST_GAP_S)
        self._looked_at_s = now_s
        if frame.limbs and not frame.covered:
            self._feelings.exercise(passed_s)
        else:
            self._feelings.rest(passed_s)

    def _decide(self, screen: Screen, now_s: float) -> _Intention | None:
        """Return what to do about something new on the screen."""
        wishes = {button.wish for button in screen.buttons}
        if screen.scale is not None:
            return self._answer(screen, wishes, now_s)
        if Wish.SLOWER in wishes and Wish.FASTER in wishes:
            return self._choose_pace(wishes, now_s)
        if Wish.RESUME in wishes:
            return self._after_a_moment(wishes, now_s)
        if screen.layout == "strip" and Wish.NEXT not in wishes:
            return None
        return self._go_on(screen, now_s)

    def _answer(self, screen: Screen, wishes: set[Wish], now_s: float) -> _Intention:
        assert screen.scale is not None
        if screen.scale.chosen is not None and Wish.NEXT in wishes:
            return _Intention(Wish.NEXT, None, now_s + self._takes_s(_HAND_S))
        reading_s = self._takes_s(_HAND_S + _PER_WORD_S * _words(screen))
        if Wish.SKIP in wishes and self._chance.random() < self._temperament.skips_a_question:
            return _Intention(Wish.SKIP, None, now_s + reading_s)
        return _Intention(Wish.CHOOSE, self._rate(screen), now_s + reading_s)

    def _rate(self, screen: Screen) -> int:
        if _UNPLEASANT.search(screen.title):
            return self._feelings.rate_unpleasantness()
        if _PAIN.search(screen.title):
            return self._feelings.rate_pain()
        return self._feelings.rate_following()

    def _choose_pace(self, wishes: set[Wish], now_s: float) -> _Intention:
        """Slow down once or twice, the more so when tired, then accept."""
        wanted = 1 + round(2.0 * self._feelings.tiredness)
        slower = self._slower_presses < wanted or Wish.NEXT not in wishes
        wish = Wish.SLOWER if slower else Wish.NEXT
        return _Intention(wish, None, now_s + self._takes_s(_PACE_LOOK_S))

    def _after_a_moment(self, wishes: set[Wish], now_s: float) -> _Intention:
        ends = self._times_covered > 1 and Wish.END in wishes
        ends = ends and self._chance.random() < self._temperament.ends_when_covered
        wish = Wish.END if ends else Wish.RESUME
        return _Intention(wish, None, now_s + self._takes_s(_UNDER_COVER_S))

    def _go_on(self, screen: Screen, now_s: float) -> _Intention | None:
        """Press what is meant to be pressed, once read; wait while a bar says to wait."""
        button = _meant(screen.buttons)
        if button is None:
            return None
        wait_s = self._takes_s(_HAND_S + _PER_WORD_S * _words(screen))
        rested = self._feelings.tiredness < 0.3 and self._chance.random() < 0.2
        if screen.progress is not None and not rested:
            wait_s = _LONGEST_WAIT_S
        return _Intention(button.wish, button.value, now_s + wait_s)

    def _on_impulse(self, screen: Screen, now_s: float) -> _Intention | None:
        """Return what the body says during an exercise."""
        wish: Wish | None = None
        if self._feelings.hurts_more:
            wish = Wish.HURTS
        elif self._feelings.wants_cover:
            wish = Wish.COVER
        if screen.layout == "page" or wish is None:
            return None
        if all(button.wish is not wish for button in screen.buttons):
            return None
        return _Intention(wish, None, now_s + self._takes_s(_HAND_S))

    def _remember(self, done: _Intention) -> None:
        if done.wish is Wish.COVER:
            self._times_covered += 1
            self._feelings.covered()
        elif done.wish is Wish.HURTS:
            self._feelings.said_it_hurts()
        elif done.wish is Wish.SLOWER:
            self._slower_presses += 1
            self._asked = None
            self._screen = None
        elif done.wish is Wish.NEXT:
            self._slower_presses = 0

    def _takes_s(self, usual_s: float) -> float:
        """Return how long it takes this time: log-normal, longer when tired."""
        return usual_s * self._feelings.slowness * math.exp(self._chance.gauss(0.0, 0.25))


def _what_is_asked(screen: Screen) -> _Asked:
    scale = screen.scale
    return _Asked(
        layout=screen.layout,
        title=screen.title,
        wishes=frozenset(button.wish for button in screen.buttons),
        low_text="" if scale is None else scale.low_text,
        chosen=None if scale is None else scale.chosen,
    )


def _meant(buttons: tuple[Button, ...]) -> Button | None:
    """Return the button that leads on: the prominent one first, leaving out and ending last."""
    onward = [button for button in buttons if button.wish not in (Wish.COVER, Wish.HURTS)]
    onward.sort(key=lambda b: (b.wish is Wish.END, b.wish is Wish.SKIP, not b.prominent))
    return onward[0] if onward else None


def _offered(screen: Screen, intention: _Intention) -> bool:
    if intention.wish is Wish.CHOOSE and screen.scale is not None:
        return True
    return any(
        button.wish is intention.wish and button.value == intention.value
        for button in screen.buttons
    )


def _words(screen: Screen) -> int:
    return sum(len(text.split()) for text in (screen.title, *screen.lines))
