"""Guided imagery: a script read passage by passage, then questions that may be skipped."""

from collections.abc import Sequence

import pytest

from game.exercises.imagining.guided_imagery import passages_of
from game.frame import Frame
from game.input.command import Command, Wish
from sessions.blocks.guided_imagery import GuidedImageryBlock
from tests.game.exercises.playing import obliging, one_block, play_first


def test_the_script_is_as_long_as_the_plan_says_and_is_read_out() -> None:
    loaded = one_block("guided_imagery", passage_s=10)
    said: list[str] = []
    played = play_first(
        loaded, lambda f, s: () if f.scene == "guided_imagery" else obliging(f, s), say=said.append
    )
    block = loaded.plan.blocks[0]
    assert isinstance(block, GuidedImageryBlock)
    assert said == list(passages_of(block))
    assert played.kept.value("passages_count") == block.passages == len(said)
    assert played.kept.trials[0].active_s == pytest.approx(block.ordered_s, abs=0.2)
    asked = ("imagery_ease", "constant_pain", "exacerbation_pain")
    assert [played.kept.rated(name) for name in asked] == [[7], [7], [7]]


@pytest.mark.parametrize(("scan", "movement"), [(True, True), (True, False), (False, True)])
def test_each_part_of_the_script_has_as_many_passages_as_its_dose_counts(
    scan: bool, movement: bool
) -> None:
    block = GuidedImageryBlock(
        exercise="guided_imagery", body_scan=scan, comfortable_movement=movement
    )
    assert len(passages_of(block)) == block.passages


def test_a_question_about_imagery_may_be_skipped_and_is_not_zero_then() -> None:
    loaded = one_block("guided_imagery", passage_s=10, ask_constant_and_exacerbation=False)

    def skips(frame: Frame, now_s: float) -> Sequence[Command]:
        wish = Wish.SKIP if frame.screen.scale is not None else Wish.NEXT
        return (Command(wish, now_s),)

    played = play_first(loaded, skips)
    assert played.kept.rated("imagery_ease") == ["skipped"]
    assert played.completed
