"""Attempts lie on scripted movements: from rest to one posture."""

import numpy as np
import pytest

from game.movements.attempts import (
    REST,
    SHORTEST_REACH_S,
    Attempt,
    attempts_named,
    load_attempts,
    stance_of,
)
from sensors.pose import INDEX, RESTING

ALL = tuple(load_attempts().values())


@pytest.mark.parametrize("attempt", ALL, ids=lambda attempt: attempt.id)
def test_each_starts_at_rest_or_ready_and_ends_at_its_posture(attempt: Attempt) -> None:
    assert np.allclose(attempt.pose_at(0.0), stance_of((attempt,)))
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


# The joints that a movement is named after.
OF_DEGREE = {
    "hand": "_mcp_flexion _pip_flexion _dip_flexion thumb_",
    "pinch": "_mcp_flexion _pip_flexion _dip_flexion thumb_",
    "point": "_mcp_flexion _pip_flexion _dip_flexion thumb_",
    "spread": "_abduction thumb_",
    "wrist": "wrist_flexion",
    "side": "wrist_radial_deviation",
    "forearm": "forearm_pronation",
    "elbow": "elbow_flexion",
}


@pytest.mark.parametrize("attempt", ALL, ids=lambda attempt: attempt.id)
def test_what_moves_most_is_what_is_attempted_all_along_the_way(attempt: Attempt) -> None:
    names = {place: name for name, place in INDEX.items()}
    way = np.array([attempt.turned_at(share) for share in np.linspace(0, 1, 11)])
    for step in np.diff(way, axis=0):
        moved = names[int(np.argmax(np.abs(step)))]
        assert any(part in moved for part in OF_DEGREE[attempt.degree].split()), moved


def test_the_limb_rests_ready_for_every_movement_that_it_may_make() -> None:
    known = load_attempts()
    assert np.allclose(stance_of((known["close_hand"], known["open_hand"])), RESTING)
    both = stance_of((known["close_hand"], known["bend_wrist"]))
    assert np.allclose(both, known["bend_wrist"].pose_at(0.0))
    # Bending and lifting begin alike, and then go opposite ways.
    assert np.allclose(both, known["lift_wrist"].pose_at(0.0))
    wrist = INDEX["wrist_flexion"]
    assert known["bend_wrist"].turned_at(1.0)[wrist] > np.radians(40)
    assert known["lift_wrist"].turned_at(1.0)[wrist] < np.radians(-35)
