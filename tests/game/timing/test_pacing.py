"""Deadlines, latches and dropped frames, on a clock that a test turns by hand."""

import pytest

from game.timing.clock import RealClock, VirtualClock
from game.timing.pacing import Pacer, time_to_keep


def frame(pacer: Pacer, clock: VirtualClock, draw_s: float) -> int:
    pacer.wait_for_latch()
    clock.wait_until(clock() + draw_s)
    pacer.wait_for_flip()
    return pacer.flipped(clock())


@pytest.mark.parametrize("refresh_hz", [24.0, 30.0, 59.94, 60.0, 75.0, 120.0, 144.0, 240.0])
def test_frames_are_shown_at_the_refresh_rate_without_drift(refresh_hz: float) -> None:
    clock = VirtualClock()
    pacer = Pacer(clock, refresh_hz)
    shown = []
    for _ in range(1000):
        frame(pacer, clock, 0.001)
        shown.append(clock())
    assert pacer.dropped_frames == 0
    assert shown[-1] - shown[0] == pytest.approx(999 / refresh_hz, abs=1e-6)


def test_the_latch_comes_just_before_the_refresh_once_drawing_is_known_to_be_quick() -> None:
    clock = VirtualClock()
    pacer = Pacer(clock, 60.0)
    for _ in range(200):
        frame(pacer, clock, 0.002)
    assert 0.002 < pacer.margin_s <= 0.004
    latched_s = pacer.wait_for_latch()
    assert pacer.deadline_s - latched_s == pytest.approx(pacer.margin_s)


def test_a_rare_hold_up_does_not_make_every_frame_older() -> None:
    clock = VirtualClock()
    pacer = Pacer(clock, 60.0)
    for i in range(240):
        frame(pacer, clock, 0.012 if i % 60 == 30 else 0.002)
    assert pacer.margin_s < 0.004


def test_a_hold_up_in_every_tenth_frame_is_kept_time_for() -> None:
    clock = VirtualClock()
    pacer = Pacer(clock, 60.0)
    for i in range(240):
        frame(pacer, clock, 0.004 if i % 10 == 5 else 0.002)
    assert pacer.margin_s >= 0.004


def test_the_time_to_keep_has_the_least_cost_of_all() -> None:
    draw_s = [0.001, 0.002, 0.003, 0.010]
    assert time_to_keep(draw_s, 0.016) == 0.003
    assert time_to_keep(draw_s, 0.040) == 0.010
    assert time_to_keep(draw_s, 0.0) == 0.001


def test_warming_up_ends_before_the_latch_and_costs_no_latency() -> None:
    clock = VirtualClock()
    pacer = Pacer(clock, 60.0)
    for _ in range(60):
        pacer.wait_to_warm()
        clock.wait_until(clock() + 0.0009)
        due_s = pacer.deadline_s - pacer.margin_s
        latched_s = pacer.wait_for_latch()
        clock.wait_until(clock() + 0.002)
        pacer.wait_for_flip()
        pacer.flipped(clock())
    assert latched_s == pytest.approx(due_s)
    assert pacer.dropped_frames == 0


def test_slow_drawing_moves_the_latch_earlier() -> None:
    clock = VirtualClock()
    pacer = Pacer(clock, 60.0)
    for _ in range(200):
        frame(pacer, clock, 0.010)
    assert pacer.margin_s >= 0.010


def test_a_stall_drops_frames_and_is_not_made_up_for() -> None:
    clock = VirtualClock()
    pacer = Pacer(clock, 60.0)
    for _ in range(20):
        frame(pacer, clock, 0.001)
    missed = frame(pacer, clock, 1.0)
    assert 58 <= missed <= 61
    assert pacer.dropped_frames == missed
    assert frame(pacer, clock, 0.001) == 0
    assert frame(pacer, clock, 0.001) == 0


def test_a_display_that_waits_by_itself_sets_the_deadline() -> None:
    clock = VirtualClock()
    pacer = Pacer(clock, 50.0, flip_waits=True)
    for i in range(1, 50):
        pacer.wait_for_latch()
        pacer.wait_for_flip()
        clock.wait_until(0.02 * i + 0.005)
        pacer.flipped(clock())
        assert pacer.deadline_s == pytest.approx(clock() + 0.02)
    assert pacer.dropped_frames == 0


def test_a_meant_wait_drops_no_frame() -> None:
    clock = VirtualClock()
    pacer = Pacer(clock, 60.0)
    clock.wait_until(10.0)
    pacer.resynchronise()
    assert frame(pacer, clock, 0.001) == 0


@pytest.mark.parametrize("refresh_hz", [0.0, -60.0, float("nan"), float("inf")])
def test_an_impossible_refresh_rate_is_refused(refresh_hz: float) -> None:
    with pytest.raises(ValueError, match="refresh_hz"):
        Pacer(VirtualClock(), refresh_hz)


def test_the_real_clock_returns_no_earlier_than_asked() -> None:
    clock = RealClock()
    at_s = clock() + 0.005
    clock.wait_until(at_s)
    assert clock() >= at_s
