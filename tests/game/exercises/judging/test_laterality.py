"""Left-right judgement: what is shown when, how time is taken, and what a block leaves behind."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

import pytest

from game.display.limb_picture import LimbPicture
from game.drawing import Label, Sprite
from game.exercises.judging.deck import deal, mirrored
from game.frame import Frame
from game.input.command import Command, Wish
from game.limb.postures import load_postures
from sessions.blocks.laterality import LateralityBlock
from sessions.blocks.pictures import ALL_VIEWS, EIGHT_ANGLES_DEG
from sessions.blocks.posture_imagery import PostureImageryBlock
from sessions.blocks.sort import SortBlock
from sessions.errors import PlanError
from sessions.plan.document import Document
from sessions.plan.plan import LoadedPlan
from tests.game.exercises.playing import STEP_S, Kept, plan_of, play_first, stage_for

BLOCK = """
[[blocks]]
exercise = "laterality"
pictures = 16
"""


def plan(more: str = "") -> LoadedPlan:
    return plan_of(BLOCK + more)


def shown(frame: Frame) -> Sprite | None:
    return next((s for s in frame.drawing if isinstance(s, Sprite)), None)


def said(frame: Frame) -> list[str]:
    return [s.text for s in frame.drawing if isinstance(s, Label)]


@dataclass
class Judge:
    """Answers each picture after a given time from the moment it is seen."""

    after_s: float = 1.0
    wrong_sides: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    effector: int = 1
    _sprite: Sprite | None = None
    _seen_at_s: float = 0.0
    _done: set[int] = field(default_factory=set)

    def __call__(self, frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene == "ask_effector":
            return (Command(Wish.CHOOSE, now_s, self.effector),)
        if frame.scene == "laterality_ready":
            return (Command(Wish.NEXT, now_s),)
        sprite = shown(frame)
        if frame.scene != "laterality" or sprite is None:
            self._sprite = None
            return ()
        if self._sprite is None:
            self._sprite, self._seen_at_s = sprite, now_s
        side = sprite.name.split()[0]
        if now_s - self._seen_at_s < self.after_s - 1e-9 or side in self.never:
            return ()
        value = ("left", "right").index(side)
        if side in self.wrong_sides:
            value = 1 - value
        return (Command(Wish.CHOOSE, self._seen_at_s + self.after_s, value),)


def test_the_time_runs_from_the_frame_that_showed_the_picture_to_the_press() -> None:
    played = play_first(plan(), Judge(after_s=1.234))
    times_s = played.kept.of_trials("response_time_s")
    assert len(times_s) == 16
    assert times_s == pytest.approx([1.234] * 16, abs=1e-9)
    assert played.kept.value("response_time_s", "hands") == pytest.approx(1.234)


def test_a_slow_screen_does_not_make_an_answer_slower() -> None:
    played = play_first(plan(), Judge(after_s=1.5), step_s=0.25)
    assert played.kept.value("response_time_s", "hands") == pytest.approx(1.5, abs=1e-9)


def test_the_cross_comes_first_and_a_press_during_it_is_no_answer() -> None:
    presses: list[float] = []

    def hasty(frame: Frame, now_s: float) -> Sequence[Command]:
        answer = judge(frame, now_s)
        if frame.scene == "laterality" and shown(frame) is None:
            presses.append(now_s)
            return (Command(Wish.CHOOSE, now_s, 0),)
        return answer

    judge = Judge(after_s=0.8)
    played = play_first(plan("fixation_s = 1.0"), hasty)
    assert presses
    assert played.kept.of_trials("response_time_s") == pytest.approx([0.8] * 16, abs=1e-9)


def test_each_side_has_its_own_accuracy_and_nothing_is_a_failure() -> None:
    played = play_first(plan(), Judge(wrong_sides=("left",)))
    kept = played.kept
    assert kept.value("accuracy_share", "left hand") == 0.0
    assert kept.value("accuracy_share", "right hand") == 1.0
    assert kept.value("accuracy_share", "hands") == 0.5
    words = {text for frame in played.frames for text in said(frame)}
    assert {"This is a left hand.", "Yes, a right hand."} <= words
    assert not any("wrong" in text.lower() or "fail" in text.lower() for text in words)


def test_without_feedback_nothing_is_said() -> None:
    played = play_first(plan("feedback = false"), Judge())
    words = {text for frame in played.frames for text in said(frame)}
    assert words <= {"Left", "Right"}


def test_a_picture_that_is_not_judged_goes_after_the_limit_and_has_no_time() -> None:
    played = play_first(plan("limit_s = 2.0"), Judge(never=("right",)))
    assert played.kept.value("not_answered_count", "hands") == 8.0
    assert played.kept.of_trials("response_time_s").count(None) == 8
    assert played.kept.value("response_time_s", "right hand") is None
    assert played.kept.value("accuracy_share", "right hand") == 0.0


def test_a_covered_picture_is_shown_once_more_at_the_end_and_not_counted_before() -> None:
    judge, covered = Judge(after_s=1.0), []

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene == "cover":
            return (Command(Wish.RESUME, now_s),)
        if frame.scene == "laterality" and shown(frame) is not None and not covered:
            covered.append(now_s)
            return (Command(Wish.COVER, now_s),)
        return judge(frame, now_s)

    played = play_first(plan(), hand)
    assert len(covered) == 1
    assert len(played.kept.trials) == 17
    assert len(played.kept.of_trials("response_time_s")) == 16
    assert played.kept.of_trials("response_time_s") == pytest.approx([1.0] * 16, abs=STEP_S)
    assert played.completed


def test_skipping_leaves_the_block_and_keeps_what_was_judged() -> None:
    judge = Judge()

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        if now_s > 12.0:
            return (Command(Wish.SKIP, now_s),)
        return judge(frame, now_s)

    played = play_first(plan(), hand)
    assert played.completed is False
    done = len(played.kept.of_trials("correct_share"))
    assert 0 < done < 16
    assert played.kept.value("accuracy_share", "hands") == 1.0


def test_the_large_fields_answer_too_and_the_picture_between_them_does_not() -> None:
    judge = Judge()

    def mouse(frame: Frame, now_s: float) -> Sequence[Command]:
        commands = judge(frame, now_s)
        if frame.scene != "laterality" or not commands:
            return commands
        x = -1.5 if commands[0].value == 0 else 1.5
        return (
            Command(Wish.POINT, now_s, source="button", place=(0.2, 0.0)),
            Command(Wish.POINT, commands[0].at_s, source="button", place=(x, 0.3)),
        )

    played = play_first(plan(), mouse)
    assert played.kept.value("accuracy_share", "hands") == 1.0


def test_what_one_answers_with_is_asked_once_and_kept() -> None:
    first = play_first(plan(), Judge(effector=1))
    assert "ask_effector" in first.scenes
    measured = ("answering_effector_code", "right_hand", 1.0, None)
    assert measured in first.kept.outcomes
    second = play_first(plan(), Judge(), effector="right_hand")
    assert "ask_effector" not in second.scenes
    assert measured in second.kept.outcomes


def test_the_seed_in_the_log_deals_the_same_pictures_again() -> None:
    played = play_first(plan(), Judge())
    seed = played.kept.value("order_seed_number")
    assert seed is not None
    stage = stage_for(plan(), Kept())
    assert stage.seed_of(0) == int(seed)
    assert stage.seed_of(1) != stage.seed_of(0)
    again = play_first(plan(), Judge())
    assert [trial.movement for trial in played.kept.trials] == [
        trial.movement for trial in again.kept.trials
    ]
    other = play_first(plan(), Judge(), session_seed="another session")
    assert [t.movement for t in other.kept.trials] != [t.movement for t in again.kept.trials]


def test_left_and_right_come_in_the_same_pictures_mirrored() -> None:
    cards = deal(
        random.Random(5),
        limb="hand",
        pairs=32,
        views=ALL_VIEWS,
        angles_deg=EIGHT_ANGLES_DEG,
        postures=("open", "point", "flat"),
        tones=(0.2, 0.6),
    )
    left = Counter(card for card in cards if card.side == "left")
    right = Counter(mirrored(card) for card in cards if card.side == "right")
    assert left == right
    assert set(Counter((c.view, c.angle_deg) for c in cards if c.side == "left").values()) == {1}
    runs = "".join(card.side[0] for card in cards)
    assert "lllll" not in runs
    assert "rrrrr" not in runs


def test_mirroring_twice_is_nothing() -> None:
    card = LimbPicture("left", view="ulnar", angle_deg=45.0, posture="fist", melanin=0.6)
    assert mirrored(card).angle_deg == 315.0
    assert mirrored(mirrored(card)) == card


def test_feet_are_judged_like_hands_and_called_feet() -> None:
    played = play_first(plan('limb = "foot"'), Judge())
    assert played.kept.value("accuracy_share", "left foot") == 1.0
    assert played.kept.value("response_time_s", "feet") == pytest.approx(1.0)
    titles = {f.screen.title for f in played.frames if f.scene == "laterality"}
    assert titles == {"A left foot or a right foot?"}
    words = {text for frame in played.frames for text in said(frame)}
    assert {"Yes, a left foot.", "Yes, a right foot."} <= words


def test_a_posture_that_does_not_exist_is_told_before_anything_is_shown() -> None:
    with pytest.raises(PlanError, match="allowed: ") as told:
        stage_for(plan('postures = ["relaxed", "claw"]'), Kept())
    assert "blocks[0].postures[1]" in str(told.value)


def test_the_easy_postures_of_each_limb_exist() -> None:
    for block in (LateralityBlock, SortBlock, PostureImageryBlock):
        for limb, shown_by in (("hand", "arm"), ("foot", "leg")):
            made = block.model_validate({"exercise": _name_of(block), "limb": limb})
            assert set(made.shown_postures) <= set(load_postures(shown_by))  # type: ignore[arg-type]


def _name_of(block: type[Document]) -> str:
    (name,) = get_args(block.model_fields["exercise"].annotation)
    return str(name)
