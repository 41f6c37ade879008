"""Attempts lie on scripted movements: from rest to one posture."""

import numpy as np
import pytest

from game.movements.attempts import REST, SHORTEST_REACH_S, Attempt, attempts_named, load_attempts
from sensors.pose import RESTING

ALL = tuple(load_attempts().values())


@pytest.mark.parametrize("attempt", ALL, ids=lambda attempt: attempt.id)
def test_each_starts_at_rest_and_ends_at_its_posture(attempt: Attempt) -> None:
    assert np.allclose(attempt.pose_at(0.0), RESTING)
    end = attempt.pose_at(1.0)
    keys = attempt.player.movement.path
    assert min(float(np.abs(key.angles_rad - end).max()) for key in keys) < 1e-6
    assert float(np.abs(end - RESTING).max()) > np.radians(8)


@pytest.mark.parametrize("attempt", ALL, ids=lambda attempt: attempt.id)
def test_no_joint_leaps_on_the_way(attempt: Attempt) -> None:
    way = np.array([attempt.pose_at(share) for share in np.linspace(0, 1, 201)])
    speed = np.abs(np.diff(way, axis=0)).max() * 200 / attempt.reach_s
    assert speed <= np.radians(181)
    assert attempt.reach_s >= SHORTEST_REACH_S


def test_opposites_share_a_degree_of_freedom_and_differ() -> None:
    for degree in {attempt.degree for attempt in ALL}:
        signs = [attempt.sign for attempt in ALL if attempt.degree == degree]
        assert sorted(signs) in ([1], [-1, 1])


def test_rest_and_what_is_unknown_are_no_attempts() -> None:
    assert [a.id for a in attempts_named((REST, "pinch", "juggle"))] == ["pinch"]
