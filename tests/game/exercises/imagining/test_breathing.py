"""Breathing: a shape that grows and shrinks smoothly, for whole breaths."""

import itertools
import math

import numpy as np
import pytest

from game.drawing import Disc, Label
from game.exercises.imagining.breathing_scene import breath_at
from tests.game.exercises.playing import nobody, one_block, play_first


@pytest.mark.parametrize("inhale_share", [0.3, 0.4, 0.5])
def test_a_breath_is_smooth_goes_all_the_way_and_takes_its_time(inhale_share: float) -> None:
    times_s = np.linspace(0.0, 20.0, 4001)
    full = np.array([breath_at(t, 10.0, inhale_share)[0] for t in times_s])
    assert full.min() == pytest.approx(0.0, abs=1e-4)
    assert full.max() == pytest.approx(1.0, abs=1e-4)
    # The fastest moment of half a cosine over 3 s is pi / (2 x 3 s).
    fastest = math.pi / 2 / (min(inhale_share, 1 - inhale_share) * 10.0)
    assert np.abs(np.diff(full)).max() / 0.005 <= fastest * 1.001
    inwards = sum(breath_at(t, 10.0, inhale_share)[1] for t in times_s[:2000]) / 2000
    assert inwards == pytest.approx(inhale_share, abs=0.01)


def test_the_shape_breathes_whole_breaths_and_never_flashes() -> None:
    loaded = one_block("breathing", duration_s=25, breaths_per_min=6)
    played = play_first(loaded, nobody)
    assert played.lasted_s == pytest.approx(30.0, abs=0.2)
    assert played.kept.value("breaths_count") == 3.0
    assert played.kept.rests_s == [pytest.approx(30.0, abs=0.1)]
    radii = [next(s.radius for s in f.drawing if isinstance(s, Disc)) for f in played.frames]
    assert max(abs(b - a) for a, b in itertools.pairwise(radii)) < 0.02
    words = [next(s.text for s in f.drawing if isinstance(s, Label)) for f in played.frames]
    assert sum(a != b for a, b in itertools.pairwise(words)) == 5
