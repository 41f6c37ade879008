"""Keys and mouse to commands: with one hand, and with either alone."""

import pytest

from game.display.blank import rough_measure
from game.input.command import Command, Wish
from game.input.controls import Controls
from game.input.event import KeyPressed, MouseMoved, MousePressed, MouseReleased
from game.layout.layout import Layout, lay_out
from game.scenes.cover import Cover
from game.scenes.question import Question
from game.scenes.scene import Moment
from game.screen import Button, Screen
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING

ARM = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)
PAGE = Screen(
    layout="page",
    title="T",
    buttons=(
        Button("Go on", Wish.NEXT, key="Enter", prominent=True),
        Button("Leave out", Wish.SKIP, key="S"),
    ),
)


def laid_out(screen: Screen) -> Layout:
    return lay_out(screen, (1280, 720), "right", rough_measure)


def question() -> Question:
    return Question("q", title="How?", lines=(), low_text="none", high_text="all")


def question_screen() -> Screen:
    return question().frame(Moment(0.0, 0.0), ARM).screen


def pressed(controls: Controls, layout: Layout, *names: str, every_s: float = 0.2) -> list[Command]:
    made: list[Command] = []
    for i, name in enumerate(names):
        made += controls.commands([KeyPressed(name, 1.0 + i * every_s)], layout)
    return made


@pytest.mark.parametrize(
    "screen", [PAGE, question_screen(), Cover().frame(Moment(0, 0), ARM).screen]
)
def test_space_covers_and_escape_ends_on_every_screen(screen: Screen) -> None:
    made = pressed(Controls(), laid_out(screen), "Space", "Escape")
    assert [c.wish for c in made] == [Wish.COVER, Wish.END]


def test_space_and_escape_work_even_before_anything_is_drawn() -> None:
    made = Controls().commands([KeyPressed("Space", 1.0)], None)
    assert [c.wish for c in made] == [Wish.COVER]


def test_enter_presses_what_is_meant_to_be_pressed() -> None:
    assert [c.wish for c in pressed(Controls(), laid_out(PAGE), "Enter")] == [Wish.NEXT]


def test_the_key_printed_on_a_button_presses_it() -> None:
    assert [c.wish for c in pressed(Controls(), laid_out(PAGE), "S")] == [Wish.SKIP]


def test_a_key_that_nothing_offers_does_nothing() -> None:
    assert pressed(Controls(), laid_out(PAGE), "H", "7", "Backspace") == []


def test_digits_answer_a_rating() -> None:
    made = pressed(Controls(), laid_out(question_screen()), "7")
    assert [(c.wish, c.value) for c in made] == [(Wish.CHOOSE, 7)]


def test_one_and_then_zero_make_ten() -> None:
    made = pressed(Controls(), laid_out(question_screen()), "1", "0")
    assert [c.value for c in made] == [1, 10]


def test_a_late_zero_is_a_zero() -> None:
    made = pressed(Controls(), laid_out(question_screen()), "1", "0", every_s=3.0)
    assert [c.value for c in made] == [1, 0]


def test_every_value_and_button_is_reached_with_arrows_and_enter_alone() -> None:
    layout = laid_out(question_screen())
    reached: set[object] = set()
    for steps in range(len(layout.focus_order)):
        controls = Controls()
        made = pressed(controls, layout, *["Right"] * (steps + 1), "Enter")
        assert len(made) == 1
        reached.add((made[0].wish, made[0].value))
    assert reached == {
        *((Wish.CHOOSE, n) for n in range(11)),
        (Wish.SKIP, None),
        (Wish.END, None),
    }


def test_everything_is_reached_with_the_mouse_alone() -> None:
    layout = laid_out(question_screen())
    for target in layout.targets:
        rect = target.rect
        x, y = rect.x_px + rect.width_px // 2, rect.y_px + rect.height_px // 2
        made = Controls().commands([MousePressed(x, y, 1.0)], layout)
        assert len(made) == 1
        assert made[0].source == "button"
        if isinstance(target.choice, int):
            assert made[0].value == target.choice
        else:
            assert made[0].wish is target.choice.wish


def test_a_press_beside_everything_does_nothing() -> None:
    assert Controls().commands([MousePressed(1, 1, 1.0)], laid_out(question_screen())) == ()


def test_after_choosing_with_the_arrows_enter_confirms() -> None:
    controls, asked = Controls(), question()
    layout = laid_out(asked.frame(Moment(0, 0), ARM).screen)
    for command in pressed(controls, layout, "Right", "Right", "Enter"):
        asked.command(command, Moment(1.0, 1.0))
    layout = laid_out(asked.frame(Moment(0, 0), ARM).screen)
    for command in pressed(controls, layout, "Enter"):
        asked.command(command, Moment(2.0, 2.0))
    assert asked.answer is not None
    assert asked.answer.value == 1


def test_a_new_screen_takes_the_focus_away() -> None:
    controls = Controls()
    pressed(controls, laid_out(PAGE), "Right")
    assert controls.focus == 0
    controls.commands([], laid_out(PAGE))
    assert controls.focus is None


def test_arrows_that_steer_the_limb_do_not_move_the_focus_but_tab_does() -> None:
    controls = Controls(arrows_move_focus=False)
    layout = laid_out(PAGE)
    pressed(controls, layout, "Right", "Up")
    assert controls.focus is None
    pressed(controls, layout, "Tab")
    assert controls.focus == 0


def test_pressing_on_a_canvas_draws_there_until_the_button_comes_up() -> None:
    layout = laid_out(Screen("page", buttons=PAGE.buttons, canvas=True))
    assert layout.canvas is not None
    x_px, y_px = (round(part) for part in layout.canvas.canvas_to_px((0.5, -0.25)))
    controls = Controls()
    made = controls.commands(
        [
            MouseMoved(x_px, y_px, 0.9),
            MousePressed(x_px, y_px, 1.0),
            MouseMoved(x_px + 10, y_px, 1.1),
            MouseReleased(x_px + 10, y_px, 1.2),
            MouseMoved(x_px, y_px, 1.3),
        ],
        layout,
    )
    assert [c.wish for c in made] == [Wish.POINT, Wish.DRAG, Wish.LET_GO]
    assert made[0].place == pytest.approx((0.5, -0.25), abs=0.01)
    assert made[1].place is not None
    assert made[1].place[0] > 0.5


def test_a_button_over_a_canvas_is_pressed_and_not_drawn_on() -> None:
    layout = laid_out(Screen("strip", buttons=PAGE.buttons))
    target = layout.targets[0].rect
    pressed_there = MousePressed(target.x_px + 5, target.y_px + 5, 1.0)
    made = Controls().commands([pressed_there, MouseMoved(5, 5, 1.1)], layout)
    assert [c.wish for c in made] == [Wish.COVER]
