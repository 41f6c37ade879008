"""The limb that muscles move: never a jump, whatever they say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.movements.attempts import REST, Attempt, load_attempts
from game.muscles.limb import BACK_S, LEAST_SPEED, STALE_S, MuscleLimb
from game.muscles.reading import MuscleReading
from sensors.emg.control import RAMP_DOWN_S, RAMP_UP_S
from sensors.pose import LIMITS_RAD, RESTING, clamp

FRAME_S = 1 / 60
ATTEMPTS = load_attempts()
CHOSEN: tuple[Attempt, ...] = tuple(
    ATTEMPTS[name] for name in ("close_hand", "open_hand", "bend_wrist", "lift_wrist", "palm_up")
)
NAMES = (REST, *(attempt.id for attempt in CHOSEN), "juggle")


def said(movement: str, speed: float, now_s: float) -> MuscleReading:
    return MuscleReading("live", NAMES, movement, speed, 0.9, taken_at_s=now_s)


def lived(limb: MuscleLimb, movement: str, speed: float, from_s: float, for_s: float) -> float:
    until_s = from_s + for_s
    now_s = from_s
    while now_s < until_s:
        now_s += FRAME_S
        limb.advance(now_s, said(movement, speed, now_s))
    return now_s


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.floats(0.0, 1.5), st.floats(0.0, 1.2)), max_size=25
    ),
    st.booleans(),
)
def test_at_every_class_switch_the_limb_moves_smoothly_and_within_bounds(
    story: list[tuple[str, float, float]], returns: bool
) -> None:
    limb = MuscleLimb(CHOSEN, returns=returns)
    now_s = 0.0
    limb.advance(now_s, None)
    places, poses = [list(limb.places.values())], [limb.pose_at(now_s)]
    for movement, speed, for_s in story:
        until_s = now_s + for_s
        while now_s < until_s:
            now_s += FRAME_S
            limb.advance(now_s, said(movement, speed, now_s))
            places.append(list(limb.places.values()))
            poses.append(limb.pose_at(now_s))
    place, pose = np.array(places), np.array(poses)
    assert (np.abs(place) <= 1.0).all()
    assert (pose >= LIMITS_RAD[:, 0] - 1e-9).all()
    assert (pose <= LIMITS_RAD[:, 1] + 1e-9).all()
    if len(place) < 3:
        return
    fastest = 1.0 + 1.0 / BACK_S
    assert np.abs(np.diff(place, axis=0)).max() <= fastest * FRAME_S + 1e-9
    # No joint outruns the scripted movement at full speed plus the way back.
    most = max(
        float(np.abs(np.diff([a.pose_at(s) for s in np.linspace(0, 1, 101)], axis=0)).max()) * 100
        for a in CHOSEN
    )
    assert np.abs(np.diff(pose, axis=0)).max() <= 3 * most * fastest * FRAME_S + 1e-6
    # Speeds change no faster than the ramps allow, also where a place comes to its end.
    change = np.abs(np.diff(place, 2, axis=0)) / FRAME_S
    quickest_s = min(attempt.reach_s for attempt in CHOSEN)
    allowed = (1 / RAMP_UP_S + 2 / RAMP_DOWN_S) / quickest_s + 1 / RAMP_UP_S / BACK_S
    assert change.max(initial=0.0) <= allowed * FRAME_S + 1e-9


def test_a_decided_movement_is_carried_out_and_relaxing_brings_the_limb_to_rest() -> None:
    limb = MuscleLimb(CHOSEN)
    fist = ATTEMPTS["close_hand"]
    now_s = lived(limb, "close_hand", 1.0, 0.0, 2.0)
    assert limb.share_of(fist) == 1.0
    assert np.allclose(limb.pose_at(now_s), clamp(limb.stance + fist.turned_at(1.0)))
    now_s = lived(limb, REST, 0.0, now_s, 4.0)
    assert limb.share_of(fist) < 0.02
    assert np.allclose(limb.pose_at(now_s), limb.stance, atol=0.05)


@pytest.mark.parametrize("name", sorted(ATTEMPTS))
def test_a_decided_movement_is_seen_to_begin_within_a_tenth_of_a_second(name: str) -> None:
    limb = MuscleLimb([ATTEMPTS[name]])
    limb.advance(0.0, said(name, 1.0, 0.0))
    now_s = lived(limb, name, 1.0, 0.0, 5 * FRAME_S)
    assert now_s < 0.1
    assert np.degrees(np.abs(limb.pose_at(now_s) - RESTING).max()) > 0.1


def test_less_effort_takes_longer_and_the_least_still_gets_there() -> None:
    times = []
    for speed in (1.0, 0.0):
        limb, now_s = MuscleLimb(CHOSEN), 0.0
        limb.advance(now_s, None)
        while limb.share_of(ATTEMPTS["close_hand"]) < 0.9:
            now_s += FRAME_S
            limb.advance(now_s, said("close_hand", speed, now_s))
        times.append(now_s)
    assert times[1] == pytest.approx(times[0] / LEAST_SPEED, rel=0.2)


def test_a_limb_that_does_not_return_stays_where_it_was_brought() -> None:
    limb = MuscleLimb(CHOSEN, returns=False)
    now_s = lived(limb, "bend_wrist", 1.0, 0.0, 0.6)
    now_s = lived(limb, REST, 0.0, now_s, 0.5)
    there = limb.places["wrist"]
    assert 0.1 < there < 0.9
    lived(limb, REST, 0.0, now_s, 3.0)
    assert limb.places["wrist"] == there


def test_a_movement_that_may_not_be_shown_moves_nothing() -> None:
    limb = MuscleLimb((ATTEMPTS["close_hand"],))
    now_s = lived(limb, "bend_wrist", 1.0, 0.0, 2.0)
    assert np.allclose(limb.pose_at(now_s), RESTING)


def test_an_old_decision_or_a_lost_sensor_counts_as_rest() -> None:
    for stale in (said("close_hand", 1.0, -STALE_S - 0.01), MuscleReading("lost")):
        limb = MuscleLimb(CHOSEN)
        limb.advance(0.0, None)
        for step in range(1, 30):
            limb.advance(step * 0.001, stale)
        assert limb.places["hand"] == 0.0


def test_after_a_long_pause_the_limb_goes_on_from_where_it_was() -> None:
    limb = MuscleLimb(CHOSEN)
    now_s = lived(limb, "close_hand", 1.0, 0.0, 0.5)
    before = limb.places["hand"]
    assert limb.speeds_per_s["hand"] > 0.5
    again_s = now_s + 60.0
    limb.advance(again_s, said("close_hand", 1.0, again_s))
    assert limb.places["hand"] == before
    assert limb.speeds_per_s["hand"] == 0.0
    # It gathers speed anew, however fast it was before.
    limb.advance(again_s + FRAME_S, said("close_hand", 1.0, again_s + FRAME_S))
    assert limb.places["hand"] - before < 1.5 * FRAME_S**2 / RAMP_UP_S


def test_a_limb_that_stays_can_be_let_go_and_eases_back() -> None:
    limb = MuscleLimb(CHOSEN, returns=False)
    now_s = lived(limb, "close_hand", 1.0, 0.0, 0.8)
    limb.let_go()
    places = [limb.places["hand"]]
    for step in range(1, round(4.0 / FRAME_S)):
        limb.advance(now_s + step * FRAME_S, None)
        places.append(limb.places["hand"])
    assert places[-1] == pytest.approx(0.0, abs=0.02)
    # It was let go in full motion, and yet is nowhere jerked.
    change = np.abs(np.diff(places, 2)) / FRAME_S**2
    assert change.max() < 1 / RAMP_DOWN_S + 1 / RAMP_UP_S / BACK_S


def test_two_movements_at_once_add_up() -> None:
    limb = MuscleLimb(CHOSEN, returns=False)
    now_s = lived(limb, "close_hand", 1.0, 0.0, 2.0)
    now_s = lived(limb, "bend_wrist", 1.0, now_s, 2.5)
    assert limb.places["hand"] == 1.0
    assert limb.places["wrist"] == 1.0
    turned = ATTEMPTS["close_hand"].turned_at(1.0) + ATTEMPTS["bend_wrist"].turned_at(1.0)
    both = clamp(limb.stance + turned)
    assert np.allclose(limb.pose_at(now_s), both)
