"""Observation: somebody else's limbs move, and the patient's own are left in peace."""

import math

import numpy as np

from game.input.command import Wish
from tests.game.exercises.playing import nobody, one_block, play_first, presses


def test_somebody_elses_limbs_move_on_both_sides_and_never_jump() -> None:
    loaded = one_block("observation", side="both", movements=["hand_open_close"], cycles=2)
    played = play_first(loaded, nobody)
    shown = [f for f in played.frames if f.limbs]
    assert {tuple(limb.side for limb in f.limbs) for f in shown} == {("left", "right")}
    assert all(f.somebody_else for f in shown)
    assert played.kept.value("cycles_seen_count") == 2.0
    poses = np.array([f.limbs[0].angles_rad for f in shown])
    assert np.abs(np.diff(poses, axis=0)).max() < math.radians(180.0) * 0.06
    assert np.ptp(poses, axis=0).max() > math.radians(30.0)


def test_the_patients_own_affected_limb_may_be_shown_instead() -> None:
    setting = {"limbs_shown": "affected", "another_person": False}
    loaded = one_block("observation", movements=["hand_open_close"], cycles=1, **setting)
    shown = [f for f in play_first(loaded, nobody).frames if f.limbs]
    assert {tuple(limb.side for limb in f.limbs) for f in shown} == {("left",)}
    assert not any(f.somebody_else for f in shown)


def test_leaving_observation_early_keeps_the_whole_cycles_that_were_seen() -> None:
    loaded = one_block("observation", movements=["hand_open_close"], cycles=8)
    cycle_s = play_first(loaded, presses(Wish.SKIP)).kept.trials[0].cycle_s
    assert cycle_s is not None
    played = play_first(loaded, presses(Wish.SKIP, after_s=2.0 + 2.5 * cycle_s))
    assert played.completed is False
    assert played.kept.value("cycles_seen_count") == 2.0
