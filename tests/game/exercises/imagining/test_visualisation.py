"""Visualisation: imagined and executed series, timed from press to press."""

import math
from collections.abc import Sequence

import pytest

from game.frame import Frame
from game.input.command import Command, Wish
from sessions.chronometry import imagined_to_executed, time_of_one_s, variability
from tests.game.exercises.playing import obliging, one_block, play_first


def test_imagined_and_executed_times_run_from_press_to_press() -> None:
    loaded = one_block(
        "visualisation", movements=["pinch"], trials=2, repetitions=3, executed_trials=1, pause_s=0
    )
    began: dict[str, float] = {}
    lasts_s = {"imagined_series": 12.0, "executed_series": 9.0}

    def presses(frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene not in lasts_s:
            return obliging(frame, now_s)
        running = "again when" in frame.screen.lines[-1]
        if not running:
            began[frame.scene] = now_s
            return (Command(Wish.NEXT, now_s),)
        if now_s - began[frame.scene] >= lasts_s[frame.scene] - 1e-9:
            return (Command(Wish.NEXT, began[frame.scene] + lasts_s[frame.scene]),)
        return ()

    played = play_first(loaded, presses)
    kept = played.kept
    assert kept.value("imagined_time_s", "pinch") == pytest.approx(4.0)
    assert kept.value("executed_time_s", "pinch") == pytest.approx(3.0)
    assert kept.value("imagined_to_executed_ratio", "pinch") == pytest.approx(12 / 9)
    assert kept.rated("imagery_ease") == [7]
    assert [t.cycles_done for t in kept.trials] == [3, 3, 0]
    assert all(not frame.limbs for frame in played.frames)


def test_a_series_that_was_covered_begins_again() -> None:
    loaded = one_block(
        "visualisation",
        movements=["pinch"],
        trials=1,
        repetitions=1,
        executed_trials=0,
        ask_ease=False,
    )
    presses = [(2.0, Wish.NEXT), (4.0, Wish.COVER), (9.0, Wish.RESUME), (10.0, Wish.NEXT)]
    presses += [(15.0, Wish.NEXT), (30.0, Wish.NEXT)]

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        due = [p for p in presses if p[0] <= now_s]
        if not due:
            return ()
        presses.remove(due[0])
        return (Command(due[0][1], due[0][0]),)

    played = play_first(loaded, hand)
    assert played.kept.value("imagined_time_s") == pytest.approx(5.0)


def test_chronometry_by_hand() -> None:
    assert time_of_one_s([6.0, 9.0, 30.0], 3) == 3.0
    assert imagined_to_executed([6.0, 9.0, 30.0], [6.0]) == 1.5
    assert imagined_to_executed([], [6.0]) is None
    assert variability([2.0, 4.0]) == pytest.approx(math.sqrt(2.0) / 3.0)
    assert variability([2.0]) is None
