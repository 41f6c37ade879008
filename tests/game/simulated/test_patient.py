"""The simulated patient behaves like a person, on handmade screens."""

from dataclasses import replace

import pytest

from game.input.command import Command, Wish
from game.screen import Button, Screen
from game.simulated.temperament import TEMPERAMENTS
from tests.game.simulated.viewing import (
    COOPERATIVE,
    COVER,
    EXERCISE,
    HURTING,
    PACE,
    PAIN,
    REST,
    STEADY,
    STOPPING,
    UNPLEASANT,
    WELCOME,
    Viewing,
)


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


def presses(seed: int) -> list[Command]:
    viewing = Viewing(COOPERATIVE, seed)
    made = [viewing.until_pressed(screen, 40.0) for screen in (WELCOME, PAIN, REST, PACE) * 3]
    return [command for command in made if command is not None]


def test_the_same_seed_gives_the_same_presses_and_another_seed_gives_others() -> None:
    assert presses(7) == presses(7)
    assert presses(7) != presses(8)
