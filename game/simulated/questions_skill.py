"""Answers questions by buttons and by drawing: choices, amounts, shares, lines, the body map.

What is answered follows from how the patient feels; it is plausible, not published.
"""

from collections.abc import Hashable

from game.drawing import Path, Place
from game.frame import Frame
from game.input.command import Wish
from game.screen import Screen
from game.simulated.intention import Intention
from game.simulated.person import HAND_S, Person
from game.simulated.skill import Skill, asked_on, wishes_on

_NONE = ("None", "Aucun", "Rien", "Nowhere", "Nulle")
_ALL_WELL = 0.75
"""How often nothing of a list of troubles applies."""
_OUTLINE = "lake"
"""The broken outline of the missing part."""
_PIECES = 10
_SWEEP = 0.05


class QuestionsSkill(Skill):
    """Any question without a scale from 0 to 10."""

    def __init__(self) -> None:
        self._title: str | None = None
        self._presses: list[int] = []
        self._draws = False

    def notices(self, frame: Frame) -> Hashable | None:
        """Return the question and everything that a press changes on it."""
        screen = frame.screen
        asks = frame.scene.startswith("ask_") and screen.layout == "page" and screen.scale is None
        if not asks or len(_values(screen)) < 2:
            return None
        texts = tuple(button.text for button in screen.buttons)
        return (asked_on(screen), texts, id(frame.drawing))

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        """Make up one's mind once, then press one thing after the other, then go on."""
        screen = frame.screen
        if screen.title != self._title:
            self._title = screen.title
            if Wish.SKIP in wishes_on(screen) and person.happens(
                person.temperament.skips_a_question
            ):
                return Intention(Wish.SKIP, now_s + person.reads_s(screen))
            self._draws = screen.beside and person.happens(0.5)
            self._presses = [] if self._draws else _presses(screen, person)
            at_s = now_s + person.reads_s(screen)
        else:
            at_s = now_s + person.takes_s(0.6 * HAND_S)
        if self._draws:
            self._draws = False
            return _line(_where_it_hurts(frame, person), at_s)
        if self._presses:
            return Intention(Wish.CHOOSE, at_s, self._presses.pop(0))
        if Wish.NEXT in wishes_on(screen):
            return Intention(Wish.NEXT, at_s)
        return Intention(Wish.SKIP, at_s)

    def after(
        self, done: Intention, frame: Frame, person: Person, now_s: float
    ) -> Intention | None:
        """Go on with a line; whatever else was pressed is seen and decided on anew."""
        if done.then is not None or done.wish in (Wish.NEXT, Wish.SKIP):
            return super().after(done, frame, person, now_s)
        # Where the press changed nothing to be seen, go on all the same.
        onward = Wish.NEXT if Wish.NEXT in wishes_on(frame.screen) else Wish.SKIP
        return Intention(onward, now_s + person.takes_s(5.0))


def _values(screen: Screen) -> list[int]:
    return [b.value for b in screen.buttons if b.wish is Wish.CHOOSE and b.value is not None]


def _presses(screen: Screen, person: Person) -> list[int]:
    """Return the buttons that this person means to press, in turn."""
    keys = {b.key: b.value for b in screen.buttons if b.wish is Wish.CHOOSE and b.value is not None}
    pain = person.feelings.pain
    if screen.beside:
        return [keys["F"], keys["F"], keys["Right"], keys["F"]]
    if screen.canvas and {"Up", "Down"} <= set(keys):
        return [keys["Up"]] * max(1, round(pain / 2)) + [keys["Right"]] * person.chance.randint(
            0, 3
        )
    if screen.canvas and "Left" in keys:
        return [keys["Right"]] * person.chance.randint(1, 6)
    steps = [value for value in _values(screen) if value >= 0]
    if screen.canvas:
        usual = pain / 10 * (len(steps) - 1)
        felt = (round(usual + person.chance.gauss(0.0, 0.8)) for _ in range(_PIECES))
        return sorted(min(max(step, 0), len(steps) - 1) for step in felt)
    return _choice(screen, steps, person)


def _choice(screen: Screen, options: list[int], person: Person) -> list[int]:
    none = [
        b.value
        for b in screen.buttons
        if b.wish is Wish.CHOOSE and b.value is not None and b.text.startswith(_NONE)
    ]
    if none and person.happens(_ALL_WELL if person.feelings.pain < 6 else 0.4):
        return none
    some = [value for value in options if value not in none]
    several = bool(none)
    count = person.chance.randint(1, 3) if several else 1
    return sorted(person.chance.sample(some, min(count, len(some))))


def _where_it_hurts(frame: Frame, person: Person) -> Place:
    """Return the middle of the missing part, which is drawn in broken lines; else a hand."""
    dashes = [
        place
        for shape in frame.drawing
        if isinstance(shape, Path) and shape.colour == _OUTLINE
        for place in shape.places
    ]
    if not dashes:
        return (0.5 if person.happens(0.5) else -0.5, -0.14)
    xs, ys = zip(*dashes, strict=True)
    return (sum(xs) / len(xs), sum(ys) / len(ys))


def _line(place: Place, at_s: float) -> Intention:
    """Return a short line drawn there and back."""
    x, y = place
    gesture = Intention(Wish.LET_GO, at_s + 0.9, place=place)
    for step in (3, 2, 1):
        moved = (x + _SWEEP * (-1) ** step, y + _SWEEP * step / 2)
        gesture = Intention(Wish.DRAG, at_s + 0.2 * step, place=moved, then=gesture)
    return Intention(Wish.POINT, at_s, place=place, then=gesture)
