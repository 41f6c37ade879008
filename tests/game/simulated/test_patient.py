"""The simulated patient behaves like a person, on handmade screens."""

from collections.abc import Hashable
from dataclasses import replace

import pytest

from game.drawing import Disc
from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.screen import Button, RatingScale, Screen
from game.simulated import skills
from game.simulated.intention import Intention
from game.simulated.patient import SimulatedPatient
from game.simulated.person import Person
from game.simulated.skill import Skill
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


def test_a_page_is_read_and_then_its_prominent_button_pressed() -> None:
    viewing = Viewing(STEADY)
    pressed = viewing.until_pressed(WELCOME, 60.0)
    assert pressed is not None
    assert pressed.wish is Wish.NEXT
    assert pressed.at_s == viewing.now_s
    assert 1.0 < pressed.at_s - 50.0 < 20.0


def test_more_words_take_longer() -> None:
    def time_for(lines: tuple[str, ...]) -> float:
        pressed = Viewing(STEADY).until_pressed(replace(WELCOME, lines=lines), 200.0)
        assert pressed is not None
        return pressed.at_s

    assert time_for(("word " * 60,)) > time_for(("word",)) + 10.0


def test_pain_and_unpleasantness_are_rated_on_the_scale_and_confirmed() -> None:
    for seed in range(20):
        viewing = Viewing(STEADY, seed)
        pain, unpleasantness = viewing.answer(PAIN), viewing.answer(UNPLEASANT)
        assert pain is not None
        assert unpleasantness is not None
        assert abs(pain - STEADY.pain_at_start) <= 3.0
        assert abs(unpleasantness - pain) <= 3
        assert 0 <= pain <= 10


def test_some_questions_are_skipped_and_most_are_answered() -> None:
    temperament = replace(COOPERATIVE, skips_a_question=0.2)
    answers = [Viewing(temperament, seed).answer(PAIN) for seed in range(60)]
    assert 3 <= answers.count(None) <= 25


def test_a_question_without_a_skip_button_is_answered() -> None:
    always_skipping = replace(COOPERATIVE, skips_a_question=1.0)
    pressed = Viewing(always_skipping).until_pressed(replace(PAIN, buttons=()), 60.0)
    assert pressed is not None
    assert pressed.wish is Wish.CHOOSE


def test_a_press_that_changes_nothing_is_tried_again_but_not_at_once() -> None:
    viewing = Viewing(STEADY)
    first = viewing.until_pressed(WELCOME, 60.0)
    second = viewing.until_pressed(WELCOME, 60.0)
    assert first is not None
    assert second is not None
    assert second.wish is Wish.NEXT
    assert second.at_s - first.at_s >= 4.0


def test_a_bar_that_moves_is_not_a_new_question() -> None:
    viewing = Viewing(replace(STEADY, tiring_per_exercise_min=0.0))
    viewing.patient.look(viewing.frame(EXERCISE), viewing.now_s)
    for step in range(30):
        screen = replace(WELCOME, lines=(f"About {30 - step} seconds left.",))
        pressed = viewing.until_pressed(screen, 1.0)
        if pressed is not None:
            assert pressed.wish is Wish.NEXT
            return
    pytest.fail("the page was read anew at each change of its words")


def test_a_rest_is_mostly_taken_to_its_end() -> None:
    early = [Viewing(STEADY, seed).until_pressed(REST, 30.0) is not None for seed in range(40)]
    assert 1 <= sum(early) <= 20


def test_an_untroubled_patient_leaves_an_exercise_alone() -> None:
    assert Viewing(STEADY).until_pressed(EXERCISE, 180.0) is None


def test_the_pace_is_slowed_and_then_accepted() -> None:
    viewing = Viewing(STEADY)
    wishes = []
    while Wish.NEXT not in wishes:
        pressed = viewing.until_pressed(PACE, 60.0)
        assert pressed is not None
        wishes.append(pressed.wish)
    assert wishes[:-1] == [Wish.SLOWER] * (len(wishes) - 1)
    assert 1 <= len(wishes) - 1 <= 3


def test_a_hurting_patient_says_so_and_then_rates_at_least_two_points_more() -> None:
    viewing = Viewing(HURTING, seed=3)
    before = viewing.answer(PAIN)
    pressed = None
    for _ in range(20):
        pressed = viewing.until_pressed(EXERCISE, 60.0)
        if pressed is not None and pressed.wish is Wish.COVER:
            assert viewing.until_pressed(COVER, 120.0) is not None
        elif pressed is not None:
            break
    assert pressed is not None
    assert pressed.wish is Wish.HURTS
    after = viewing.answer(PAIN)
    assert before is not None
    assert after is not None
    assert after - before >= 2


def test_a_stopping_patient_covers_twice_and_then_ends_from_under_the_cover() -> None:
    viewing = Viewing(STOPPING)
    wishes = []
    for screen in (EXERCISE, COVER, EXERCISE, COVER):
        pressed = viewing.until_pressed(screen, 900.0)
        assert pressed is not None
        wishes.append(pressed.wish)
    assert wishes == [Wish.COVER, Wish.RESUME, Wish.COVER, Wish.END]


def test_a_cooperative_patient_goes_on_after_covering() -> None:
    resumed = 0
    for seed in range(20):
        viewing = Viewing(replace(COOPERATIVE, covers_per_exercise_min=2.0), seed)
        pressed = viewing.until_pressed(EXERCISE, 600.0)
        assert pressed is not None
        assert pressed.wish is Wish.COVER
        answer = viewing.until_pressed(COVER, 120.0)
        assert answer is not None
        resumed += answer.wish is Wish.RESUME
    assert resumed == 20


def test_after_long_exercise_a_rest_is_wanted() -> None:
    viewing = Viewing(replace(STEADY, tiring_per_exercise_min=0.3))
    pressed = viewing.until_pressed(EXERCISE, 600.0)
    assert pressed is not None
    assert pressed.wish is Wish.COVER
    assert 150.0 < pressed.at_s - 50.0 < 250.0


def test_a_tired_patient_takes_longer_over_the_same_page() -> None:
    def mean_time_s(tiredness_per_min: float) -> float:
        total_s = 0.0
        for seed in range(20):
            viewing = Viewing(replace(STEADY, tiring_per_exercise_min=tiredness_per_min), seed)
            viewing.until_pressed(EXERCISE, 100.0)
            since_s = viewing.now_s
            pressed = viewing.until_pressed(WELCOME, 60.0)
            assert pressed is not None
            total_s += pressed.at_s - since_s
        return total_s / 20

    assert mean_time_s(0.5) > 1.3 * mean_time_s(0.0)


def test_a_long_stall_between_two_frames_neither_tires_nor_hurts() -> None:
    viewing = Viewing(replace(STEADY, tiring_per_exercise_min=1.0))
    viewing.patient.look(viewing.frame(EXERCISE), viewing.now_s)
    viewing.now_s += 3600.0
    assert viewing.until_pressed(EXERCISE, 10.0) is None


@pytest.mark.parametrize("name", TEMPERAMENTS)
@pytest.mark.parametrize("seed", range(5))
def test_nothing_is_pressed_that_is_not_offered(name: str, seed: int) -> None:
    viewing = Viewing(TEMPERAMENTS[name], seed)
    bare = Screen(layout="strip", title="Look")
    ending = Screen(layout="page", title="Done", buttons=(Button("Close", Wish.END),))
    for screen in (WELCOME, PAIN, bare, EXERCISE, REST, COVER, PACE, bare, EXERCISE, ending) * 3:
        pressed = viewing.until_pressed(screen, 90.0)
        if pressed is not None and pressed.wish is not Wish.CHOOSE:
            assert pressed.wish in {button.wish for button in screen.buttons}
        elif pressed is not None:
            assert screen.scale is not None
            assert pressed.value in range(11)


def test_a_button_that_goes_away_before_the_press_is_not_pressed() -> None:
    viewing = Viewing(STEADY)
    assert viewing.until_pressed(WELCOME, 0.5) is None
    assert viewing.until_pressed(replace(WELCOME, buttons=()), 60.0) is None


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


def presses(seed: int) -> list[Command]:
    viewing = Viewing(COOPERATIVE, seed)
    made = [viewing.until_pressed(screen, 40.0) for screen in (WELCOME, PAIN, REST, PACE) * 3]
    return [command for command in made if command is not None]


def test_the_same_seed_gives_the_same_presses_and_another_seed_gives_others() -> None:
    assert presses(7) == presses(7)
    assert presses(7) != presses(8)
