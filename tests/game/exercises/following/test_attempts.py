"""Attempts: paced tries with nothing shown of them, each counted once it is over."""

import pytest

from game.input.command import Wish
from tests.game.exercises.playing import nobody, one_block, play_first, presses


def test_attempts_are_paced_and_nothing_is_shown_of_them() -> None:
    loaded = one_block(
        "attempts", movements=["wrist_flexion_extension"], repetitions=3, attempt_s=4, pause_s=2
    )
    played = play_first(loaded, nobody)
    assert all(not frame.limbs and not frame.drawing for frame in played.frames)
    assert played.kept.value("attempts_count") == 3.0
    assert played.lasted_s == pytest.approx(4 + 3 * 6, abs=0.2)
    said = [frame.screen.lines[-1] for frame in played.frames]
    assert len([s for s, before in zip(said[1:], said, strict=False) if s != before]) == 6


def test_leaving_attempts_early_keeps_those_that_were_made() -> None:
    loaded = one_block(
        "attempts",
        movements=["pinch"],
        repetitions=10,
        attempt_s=4,
        pause_s=2,
    )
    played = play_first(loaded, presses(Wish.SKIP, after_s=15.0))
    assert played.completed is False
    assert played.kept.value("attempts_count") == 2.0
