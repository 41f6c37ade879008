"""Skills of their own: gestures on the canvas, and a way out of every page."""

from collections.abc import Hashable
from dataclasses import replace

import pytest

from game.drawing import Disc
from game.frame import Frame
from game.input.command import Wish
from game.screen import Button
from game.simulated import skills
from game.simulated.intention import Intention
from game.simulated.patient import SimulatedPatient
from game.simulated.person import Person
from game.simulated.skill import Skill
from tests.game.simulated.viewing import (
    EXERCISE,
    FRAME_S,
    LIMBS,
    PAIN,
    STEADY,
    Viewing,
)

PICTURE = replace(
    EXERCISE,
    title="Left or right?",
    buttons=(*EXERCISE.buttons, Button("Go on", Wish.NEXT)),
    canvas=True,
)
DISC = Disc((0.5, 0.25), 0.1, "lake")


class Tracing(Skill):
    """Draws a line from the middle to the disc, whenever there is another disc."""

    def notices(self, frame: Frame) -> Hashable | None:
        discs = [shape for shape in frame.drawing if isinstance(shape, Disc)]
        return discs[0].at if discs else None

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        at_s = now_s + person.takes_s(1.0)
        goal = self.notices(frame)
        assert isinstance(goal, tuple)
        let_go = Intention(Wish.LET_GO, at_s + 1.0, place=goal)
        drag = Intention(Wish.DRAG, at_s + 0.5, place=goal, then=let_go)
        return Intention(Wish.POINT, at_s, place=(0.0, 0.0), then=drag)


def traced(patient: SimulatedPatient, frames: list[Frame]) -> list[tuple[Wish, object]]:
    now_s, made = 0.0, []
    for frame in frames:
        for _ in range(100):
            now_s += FRAME_S
            made += [(c.wish, c.place) for c in patient.look(frame, now_s)]
    return made


def test_a_skill_of_its_own_makes_gestures_on_the_canvas_anew_for_each_drawing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(skills, "PARTICULAR", [Tracing])
    patient = SimulatedPatient(1, STEADY)
    first = Frame("trace", LIMBS, PICTURE, drawing=(DISC,))
    same_place = replace(first, drawing=(replace(DISC, colour="rose"),))
    elsewhere = replace(first, drawing=(replace(DISC, at=(-0.5, 0.0)),))
    made = traced(patient, [first, same_place, elsewhere])
    assert made == [
        (Wish.POINT, (0.0, 0.0)),
        (Wish.DRAG, (0.5, 0.25)),
        (Wish.LET_GO, (0.5, 0.25)),
        (Wish.POINT, (0.0, 0.0)),
        (Wish.DRAG, (-0.5, 0.0)),
        (Wish.LET_GO, (-0.5, 0.0)),
    ]


def test_nobody_points_where_there_is_no_canvas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skills, "PARTICULAR", [Tracing])
    page = replace(PICTURE, layout="page", canvas=False)
    frame = Frame("trace", (), page, drawing=(DISC,))
    assert traced(SimulatedPatient(1, STEADY), [frame]) == []


def test_what_the_body_says_comes_before_what_the_hand_was_about_to_do() -> None:
    hurting = replace(STEADY, pain_at_start=2.0, pain_per_exercise_min=60.0)
    patient = SimulatedPatient(1, hurting)
    slowly = replace(PICTURE, title="word " * 400)
    wishes = [w for w, _ in traced(patient, [Frame("sort", LIMBS, slowly)])]
    assert wishes[0] is Wish.HURTS


class Puzzled(Skill):
    """Recognises every page, and knows nothing to do."""

    def notices(self, frame: Frame) -> Hashable | None:
        return frame.screen.title

    def intend(self, frame: Frame, person: Person, now_s: float) -> Intention | None:
        return None


def test_nobody_sits_before_a_page_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skills, "PARTICULAR", [Puzzled])
    viewing = Viewing(STEADY)
    assert viewing.until_pressed(PAIN, 590.0) is None
    pressed = viewing.until_pressed(PAIN, 30.0)
    assert pressed is not None
    assert pressed.wish is Wish.SKIP
    assert viewing.until_pressed(EXERCISE, 700.0) is None
