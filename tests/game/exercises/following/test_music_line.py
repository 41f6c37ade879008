"""The line of music: what it shows is the movement itself, and it grows no longer with time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.following.movement_share import MovementShare
from game.exercises.following.music_line import AHEAD_S, BEHIND_S, MusicLine
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.movements.trial_clock import TrialClock

PLAYER = MovementPlayer(load_movements().get("conduct"))
SHARE = MovementShare(PLAYER)


def begun() -> tuple[MusicLine, TrialClock]:
    clock = TrialClock(starts_at_s=2.0, cycle_s=6.0, shortest_cycle_s=PLAYER.shortest_cycle_s)
    return MusicLine(PLAYER, SHARE, clock), clock


def directly(clock: TrialClock, times_s: np.ndarray) -> np.ndarray:
    poses = [PLAYER.pose_at(clock.cycles_at(float(at_s))) for at_s in times_s]
    return SHARE.of_many(np.stack(poses))


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.floats(0.001, 0.4), min_size=5, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.floats(5.0, 9.0)), max_size=3),
)
def test_the_line_is_the_movement_whatever_the_frames_and_changes_of_pace(
    steps_s: list[float], paces: list[tuple[int, float]]
) -> None:
    line, clock = begun()
    now_s = 0.0
    for frame, step_s in enumerate(steps_s):
        now_s += step_s
        for at_frame, cycle_s in paces:
            if at_frame == frame:
                clock.set_cycle(now_s, cycle_s)
                line.changed(now_s)
        shown = line.shown(now_s)
        assert shown[0, 0] == pytest.approx(now_s - BEHIND_S)
        assert shown[-1, 0] == pytest.approx(now_s + AHEAD_S)
        assert (np.diff(shown[:, 0]) >= 0).all()
        # What lies behind the last change was played at the pace of then: it stays as it was.
        ahead = shown[(shown[:, 0] >= now_s)][1:-1]
        np.testing.assert_allclose(ahead[:, 1], directly(clock, ahead[:, 0]), atol=1e-9)
        assert shown[-1, 1] == pytest.approx(directly(clock, shown[-1:, 0])[0], abs=0.03)


def test_what_was_played_stays_as_it_was_played() -> None:
    line, clock = begun()
    before = line.shown(10.0)
    played = before[(before[:, 0] > 8.5) & (before[:, 0] < 9.9)]
    clock.set_cycle(10.0, 9.0)
    line.changed(10.0)
    after = line.shown(10.3)
    kept = after[np.isin(after[:, 0], played[:, 0])]
    np.testing.assert_allclose(kept, played)


def test_each_place_is_computed_once_and_the_hands_line_stays_short() -> None:
    line, clock = begun()
    asked: list[float] = []
    cycles_at = clock.cycles_at
    clock.cycles_at = lambda now_s: asked.append(now_s) or cycles_at(now_s)  # type: ignore[method-assign]
    for frame in range(60 * 60):
        now_s = frame / 60
        line.hear(now_s, 0.5)
        line.shown(now_s)
        own = line.own(now_s)
        assert len(own) <= 60 * BEHIND_S / 3 + 1
        assert (own[:, 0] >= now_s - BEHIND_S).all()
    assert len(asked) == len(set(asked)) < 900


def test_a_long_break_shows_nothing_of_the_hand_and_begins_anew() -> None:
    line, clock = begun()
    line.hear(1.0, 0.3)
    assert len(line.own(1.1)) == 1
    assert len(line.own(20.0)) == 0
    assert line.newest == (1.0, 0.3)
    shown = line.shown(1.0)
    later = line.shown(500.0)
    assert len(later) == pytest.approx(len(shown), abs=1)
    np.testing.assert_allclose(later[1:-1, 1], directly(clock, later[1:-1, 0]), atol=1e-9)
