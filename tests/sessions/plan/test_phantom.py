"""From the felt limb to the neutral one, session by session, within the plan's bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sessions.plan.phantom import NEUTRAL, FeltPhantom, PhantomRule

FELT = FeltPhantom(telescoping=0.6, size=1.3, posture="fist", stiffness=0.9, transparency=0.4)
RULE = PhantomRule(begin_as_felt=True, sessions_to_neutral=10, hold_sessions=2)


@pytest.mark.parametrize(
    ("sessions_before", "telescoping", "size", "stiffness"),
    [
        (0, 0.6, 1.3, 0.7),
        (2, 0.6, 1.3, 0.7),
        (6, 0.3, 1.15, 0.35),
        (10, 0.0, 1.0, 0.0),
        (99, 0.0, 1.0, 0.0),
    ],
)
def test_a_course_leads_from_the_felt_limb_to_the_neutral_one(
    sessions_before: int, telescoping: float, size: float, stiffness: float
) -> None:
    shown = RULE.shown(FELT, sessions_before)
    assert shown.telescoping == pytest.approx(telescoping)
    assert shown.size == pytest.approx(size)
    assert shown.stiffness == pytest.approx(stiffness)


def test_without_a_rule_in_the_plan_the_limb_is_neutral() -> None:
    assert PhantomRule().shown(FELT, 0) == NEUTRAL


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_later_session_never_goes_back(one: int, other: int) -> None:
    earlier, later = sorted((one, other))
    assert RULE.share_at(earlier) <= RULE.share_at(later)


def test_stiffness_without_a_posture_and_a_lead_without_sessions_are_refused() -> None:
    with pytest.raises(ValidationError, match="name the posture too"):
        FeltPhantom(stiffness=0.5)
    with pytest.raises(ValidationError, match="no session to lead in"):
        PhantomRule(sessions_to_neutral=3, hold_sessions=3)
