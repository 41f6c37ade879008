"""Posture imagery: pictures to imagine oneself into, one by one, rated and left out."""

from collections.abc import Sequence

import pytest

from game.drawing import Sprite
from game.frame import Frame
from game.input.command import Command, Wish
from tests.game.exercises.playing import obliging, one_block, play_first


def test_pictures_of_the_affected_hand_are_imagined_one_by_one_and_rated() -> None:
    loaded = one_block("posture_imagery", side="right", pictures=4, ask_ease_every=2, pause_s=0)
    since: list[float] = []

    def imagines(frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene != "posture_imagery":
            since.clear()
            return obliging(frame, now_s)
        since.append(now_s)
        if now_s - since[0] < 6.0:
            return ()
        since.clear()
        return (Command(Wish.NEXT, now_s),)

    played = play_first(loaded, imagines)
    names = {s.name for f in played.frames for s in f.drawing if isinstance(s, Sprite)}
    assert len(names) == 4
    assert all(name.startswith("right ") for name in names)
    assert [t.cycles_done for t in played.kept.trials] == [2, 2, 2, 2]
    assert played.kept.value("imagined_time_s") == pytest.approx(3.0, abs=0.1)
    assert played.scenes.count("ask_imagery_ease") == 2
    assert played.kept.rated("imagery_ease") == [7, 7]


def test_where_both_sides_are_affected_both_are_imagined() -> None:
    loaded = one_block("posture_imagery", side="both", pictures=5, ask_ease_every=0, pause_s=0)
    played = play_first(loaded, obliging)
    sides = [trial.movement.split("_")[0] for trial in played.kept.trials]
    assert len(sides) == 5
    assert {sides.count("left"), sides.count("right")} == {2, 3}


def test_a_posture_that_hurts_can_be_left_out_alone() -> None:
    loaded = one_block("posture_imagery", pictures=3, ask_ease_every=0)

    def leaves_out(frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene == "posture_imagery":
            return (Command(Wish.CHOOSE, now_s, 0),)
        return obliging(frame, now_s)

    played = play_first(loaded, leaves_out)
    assert played.completed
    assert [t.cycles_done for t in played.kept.trials] == [0, 0, 0]
    assert played.kept.value("imagined_time_s") is None
