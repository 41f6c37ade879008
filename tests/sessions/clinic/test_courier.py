"""The courier waits longer and longer, never in step with others, and gives up in the end."""

from sessions.clinic.courier import FIRST_PAUSE_S, GIVE_UP_AFTER_S, LONGEST_PAUSE_S, pauses_s


def test_pauses_grow_to_half_an_hour_and_end() -> None:
    pauses = list(pauses_s(draw=lambda: 0.5))
    assert pauses[:3] == [FIRST_PAUSE_S, 2 * FIRST_PAUSE_S, 4 * FIRST_PAUSE_S]
    assert max(pauses) == LONGEST_PAUSE_S
    assert sum(pauses) < GIVE_UP_AFTER_S + LONGEST_PAUSE_S


def test_two_homes_do_not_come_back_at_the_same_instant() -> None:
    assert next(pauses_s(draw=lambda: 0.1)) != next(pauses_s(draw=lambda: 0.9))
