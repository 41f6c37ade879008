"""Free play: the mirrored limb without a task, for as long as one likes up to a ceiling."""

import numpy as np
import pytest

from game.input.command import Wish
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING
from tests.game.exercises.playing import nobody, one_block, play_first, presses


def test_free_play_mirrors_whatever_is_done_up_to_its_ceiling() -> None:
    loaded = one_block("free_play", ceiling_s=20, limbs_shown="affected")
    bent = RESTING.copy()
    bent[5] += 0.2
    arm = FollowedArm(bent, Tracking.LIVE, 0.0, 0.0)
    played = play_first(loaded, nobody, arm=arm)
    assert played.completed
    assert played.lasted_s == pytest.approx(20.0, abs=0.2)
    assert played.kept.value("seen_s") == pytest.approx(20.0, abs=0.2)
    assert all(f.limbs[0].side == "left" for f in played.frames)
    np.testing.assert_allclose(played.frames[-1].limbs[0].angles_rad, bent)


def test_having_had_enough_of_free_play_is_not_skipping() -> None:
    loaded = one_block("free_play", ceiling_s=600)
    played = play_first(loaded, presses(Wish.NEXT, after_s=8.0))
    assert played.completed
    assert played.kept.value("played_s") == pytest.approx(8.0, abs=0.2)
