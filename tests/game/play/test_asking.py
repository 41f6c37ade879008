"""Every kind of question, asked by its scene: nothing chosen beforehand, all can be skipped."""

import pytest

from game.frame import Frame
from game.input.command import Command, Wish
from game.language import use
from game.scenes.asked_item import scene_for
from game.scenes.asking import Asking
from game.scenes.body_map import BodyMapScene
from game.scenes.scene import Moment
from game.screen import Button
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING
from sessions.asking.answer import Answer, Chosen, Painted, Shares
from sessions.asking.catalogue import catalogue, item
from sessions.body.body_map import regions
from tests.game.play.body_places import place_of, region_under

ARM = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)
EVERY = tuple(catalogue())


def shown(scene: Asking, at_s: float = 1.0) -> Frame:
    return scene.frame(Moment(at_s, at_s), ARM)


def press(scene: Asking, wish: Wish, value: int | None = None, at_s: float = 2.5) -> None:
    scene.command(Command(wish, at_s, value), Moment(at_s, at_s))


def draw(scene: Asking, *places: tuple[float, float]) -> None:
    for index, place in enumerate(places):
        wish = Wish.DRAG if index else Wish.POINT
        scene.command(Command(wish, 1.0, place=place), Moment(1.0, 1.0))
    scene.command(Command(Wish.LET_GO, 1.0, place=places[-1]), Moment(1.0, 1.0))


def button(scene: Asking, text: str) -> Button:
    return next(b for b in shown(scene).screen.buttons if b.text.startswith(text))


def confirmed(scene: Asking) -> Answer:
    press(scene, Wish.NEXT)
    assert scene.answer is not None
    return scene.answer.value


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_chosen_beforehand_and_going_on_is_not_offered_yet(name: str) -> None:
    scene = scene_for(item(name))
    screen = shown(scene).screen
    wishes = [b.wish for b in screen.buttons]
    assert Wish.NEXT not in wishes
    assert {Wish.SKIP, Wish.END} <= set(wishes)
    assert not any(b.chosen for b in screen.buttons)
    assert screen.scale is None or screen.scale.chosen is None
    press(scene, Wish.NEXT)
    assert scene.answer is None


@pytest.mark.parametrize("name", EVERY)
def test_every_question_can_be_skipped_and_says_how_long_it_took(name: str) -> None:
    scene = scene_for(item(name))
    press(scene, Wish.SKIP, at_s=3.25)
    assert scene.answer is not None
    assert (scene.answer.value, scene.answer.answered_after_s) == ("skipped", 3.25)
    assert scene.finished


@pytest.mark.parametrize("name", EVERY)
def test_no_two_buttons_of_a_question_share_a_key(name: str) -> None:
    keys = [b.key for b in shown(scene_for(item(name))).screen.buttons if b.key]
    assert len(set(keys)) == len(keys)
    assert "Space" not in keys


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_question_can_be_answered_with_keys_alone(name: str, language: str) -> None:
    use(language)
    scene = scene_for(item(name))
    for _ in range(12):
        screen = shown(scene).screen
        if any(b.wish is Wish.NEXT for b in screen.buttons):
            break
        if screen.scale is not None:
            press(scene, Wish.CHOOSE, screen.scale.most)
        else:
            offered = [b for b in screen.buttons if b.wish is Wish.CHOOSE]
            assert all(b.key for b in offered)
            fill = next((b for b in offered if b.key == "F"), offered[0])
            press(scene, Wish.CHOOSE, fill.value)
    assert confirmed(scene) not in ("skipped", "not_asked")


def test_a_mark_is_kept_unconfirmed_where_the_session_ends_first() -> None:
    scene = scene_for(item("posture"))
    press(scene, Wish.CHOOSE, 2)
    cut = scene.cut_short()
    assert (cut.value, cut.confirmed) == (Chosen(chosen=("clenched",)), False)
    assert scene_for(item("posture")).cut_short().value == "skipped"


def test_choosing_one_takes_the_other_back() -> None:
    scene = scene_for(item("posture"))
    press(scene, Wish.CHOOSE, 0)
    press(scene, Wish.CHOOSE, 2)
    assert confirmed(scene) == Chosen(chosen=("clenched",))


def test_several_can_be_chosen_and_taken_back_and_none_stands_alone() -> None:
    scene = scene_for(item("adverse_events"))
    for value in (0, 3, 4, 3):
        press(scene, Wish.CHOOSE, value)
    assert scene.marked() == Chosen(chosen=("emotion", "dizziness"))
    press(scene, Wish.CHOOSE, 10)
    assert scene.marked() == Chosen(chosen=("none",))
    press(scene, Wish.CHOOSE, 3)
    assert confirmed(scene) == Chosen(chosen=("freezing",))


def test_a_scale_in_words_answers_with_its_number() -> None:
    scene = scene_for(item("global_change"))
    press(scene, Wish.CHOOSE, 0)
    assert confirmed(scene) == 1


def test_a_scale_of_five_does_not_take_six() -> None:
    scene = scene_for(item("quality.hot"))
    press(scene, Wish.CHOOSE, 6)
    assert scene.marked() is None
    press(scene, Wish.CHOOSE, 5)
    assert confirmed(scene) == 5


def test_an_amount_counts_in_two_steps_within_its_bounds() -> None:
    scene = scene_for(item("pain_minutes_24h"))
    for value in (60, 60, 10, -60):
        press(scene, Wish.CHOOSE, value)
    assert scene.marked() == 70
    for _ in range(40):
        press(scene, Wish.CHOOSE, 60)
    assert scene.marked() == 1440
    press(scene, Wish.CHOOSE, button(scene, "None").value)
    assert confirmed(scene) == 0


def test_a_slider_takes_a_press_on_its_line_and_keys() -> None:
    scene = scene_for(item("telescoping"))
    draw(scene, (0.0, -0.55), (-3.0, -0.5))
    assert scene.marked() == 0
    draw(scene, (1.5, -0.55))
    assert scene.marked() == 100
    press(scene, Wish.CHOOSE, button(scene, "◀").value)
    assert confirmed(scene) == 95


def test_ten_pieces_are_shared_out_before_one_can_go_on() -> None:
    scene = scene_for(item("pain_shares_24h"))
    for step in (0, 0, 0, 0, 0, 1, 1, 2, 3):
        press(scene, Wish.CHOOSE, step)
    assert scene.marked() is None
    press(scene, Wish.CHOOSE, button(scene, "Take one back").value)
    for step in (3, 4, 5, 5):
        press(scene, Wish.CHOOSE, step)
    answer = confirmed(scene)
    assert isinstance(answer, Shares)
    assert answer.shares == (0.5, 0.2, 0.1, 0.1, 0.1, 0.0)
    assert answer.weighted == pytest.approx(1.1)


LEFT_HAND = "front_left_hand"


def test_the_missing_hand_can_be_painted_and_is_stored_by_name_with_its_strokes() -> None:
    scene = scene_for(item("where_phantom_pain"), missing=[LEFT_HAND])
    x, y = place_of(LEFT_HAND)
    draw(scene, *((x + dx / 1000, y) for dx in range(-20, 21)))
    answer = confirmed(scene)
    assert isinstance(answer, Painted)
    assert 0.2 < answer.regions[LEFT_HAND] < 1.0
    assert len(answer.strokes) == 1
    assert answer.strokes[0].view == "front"


def test_a_region_is_filled_by_keys_and_taken_back() -> None:
    scene = scene_for(item("where_pain"), begins_at=LEFT_HAND)
    press(scene, Wish.CHOOSE, button(scene, "Fill").value)
    press(scene, Wish.CHOOSE, button(scene, "Fill").value)
    answer = scene.marked()
    assert isinstance(answer, Painted)
    assert answer.regions == {LEFT_HAND: 1.0}
    press(scene, Wish.CHOOSE, button(scene, "Take back").value)
    assert scene.marked() is None


def test_every_region_is_reached_by_one_key() -> None:
    scene = scene_for(item("where_pain"), begins_at=LEFT_HAND)
    assert isinstance(scene, BodyMapScene)
    reached = set()
    for _ in range(len(regions())):
        press(scene, Wish.CHOOSE, button(scene, "Part").value)
        reached.add(shown(scene).screen.lines)
    assert len(reached) == len({r.name_in("en") for r in regions().values()})


def test_nowhere_is_an_answer_of_its_own() -> None:
    scene = scene_for(item("where_phantom_sensation"))
    press(scene, Wish.CHOOSE, button(scene, "Nowhere").value)
    answer = confirmed(scene)
    assert answer == Painted(regions={})


def test_a_line_beside_the_body_is_no_answer() -> None:
    scene = scene_for(item("where_pain"))
    draw(scene, (0.9, 0.9), (0.95, 0.9))
    assert scene.marked() is None


def test_the_back_is_painted_after_turning_round() -> None:
    scene = scene_for(item("where_pain"))
    press(scene, Wish.CHOOSE, button(scene, "Turn").value)
    draw(scene, place_of("back_left_buttock"))
    answer = confirmed(scene)
    assert isinstance(answer, Painted)
    assert set(answer.regions) == {"back_left_buttock"}


@pytest.mark.parametrize("name", list(regions()))
def test_the_middle_of_each_region_is_where_it_is_drawn(name: str) -> None:
    assert region_under(regions()[name].view, place_of(name)) == name


def test_left_and_right_are_written_as_the_patients_own() -> None:
    scene = scene_for(item("where_pain"))
    labels = {s.text: s.at[0] for s in shown(scene).drawing if hasattr(s, "text")}
    assert labels["your left"] > 0 > labels["your right"]
    press(scene, Wish.CHOOSE, button(scene, "Turn").value)
    labels = {s.text: s.at[0] for s in shown(scene).drawing if hasattr(s, "text")}
    assert labels["your left"] < 0 < labels["your right"]


def test_drawing_a_line_does_not_lay_the_page_out_again() -> None:
    scene = scene_for(item("where_pain"))
    place = place_of("front_right_chest")
    draw(scene, place)
    before = shown(scene).screen
    scene.command(Command(Wish.POINT, 1.0, place=place), Moment(1.0, 1.0))
    first = shown(scene)
    place = (place[0] + 0.05, place[1])
    scene.command(Command(Wish.DRAG, 1.0, place=place), Moment(1.0, 1.0))
    assert shown(scene).screen is first.screen is before
    assert shown(scene).drawing is not first.drawing


def test_a_quick_question_goes_on_by_itself_once_a_number_is_chosen() -> None:
    scene = scene_for(item("intensity"), goes_on_after_s=1.5)
    press(scene, Wish.CHOOSE, 7, at_s=2.0)
    scene.update(Moment(3.4, 3.4), ARM)
    assert scene.answer is None
    scene.update(Moment(3.6, 3.6), ARM)
    assert scene.answer is not None
    assert (scene.answer.value, scene.answer.answered_after_s) == (7, 2.0)
