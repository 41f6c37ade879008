"""What a plan may order the mirror to change: bounded, said aloud, and always back to exact."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.blocks.mirror_change import MirrorChange
from sessions.errors import PlanError
from sessions.plan.bounds import knowingly_incongruent
from sessions.plan.easing import eased
from sessions.plan.plan import parse_plan

PLAN = """
schema_version = 1
name = "late"
title = "Late"
affected_side = "left"
[bounds]
incongruent = true
delay_most_s = 0.3
[[blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 60
visuomotor_delay_s = 0.25
[[blocks]]
exercise = "mirror"
movements = ["hand_open_close"]
duration_s = 30
"""


@given(
    ordered_s=st.floats(0.0, 0.6),
    most_s=st.floats(0.0, 0.6),
    back=st.sampled_from(["fade", "steps"]),
    return_s=st.floats(5.0, 120.0),
    exact_s=st.floats(5.0, 600.0),
    stretch_s=st.floats(20.0, 1800.0),
    at=st.floats(0.0, 1.0),
)
def test_the_delay_never_passes_the_plans_bound_and_is_gone_before_the_end(
    ordered_s: float,
    most_s: float,
    back: str,
    return_s: float,
    exact_s: float,
    stretch_s: float,
    at: float,
) -> None:
    change = MirrorChange.model_validate(
        {
            "visuomotor_delay_s": ordered_s,
            "delay_returns": back,
            "delay_return_s": return_s,
            "delay_exact_last_s": exact_s,
        }
    )
    active_s = at * stretch_s
    delay_s = change.delay_at(active_s, stretch_s, most_s)
    assert 0.0 <= delay_s <= min(ordered_s, most_s)
    if active_s >= stretch_s - exact_s:
        assert delay_s == 0.0
    elif active_s <= stretch_s - exact_s - return_s:
        assert delay_s == pytest.approx(min(ordered_s, most_s))


def test_a_delay_goes_back_by_steps_of_at_most_fifty_milliseconds() -> None:
    change = MirrorChange(visuomotor_delay_s=0.23, delay_returns="steps")
    seen = [change.delay_at(40.0 + i / 100, 60.0, 0.6) for i in range(1100)]
    levels = sorted(set(seen), reverse=True)
    assert len(levels) == 6
    assert levels[-1] == 0.0
    assert max(a - b for a, b in pairwise(levels)) <= 0.05 + 1e-9


def test_a_plan_that_delays_on_purpose_says_so() -> None:
    plan = parse_plan(PLAN, source_name="late.toml").plan
    said = knowingly_incongruent(plan.blocks[0])
    assert said.startswith("incongruent on purpose: 250 ms late, the patient is told")
    assert "exact for the last 10 s" in said
    assert knowingly_incongruent(plan.blocks[1]) == ""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("incongruent = true", "incongruent = false", "allowed with incongruent = true only"),
        ("delay_most_s = 0.3", "delay_most_s = 0.2", r"visuomotor_delay_s: is beyond .* up to 0.2"),
        ("visuomotor_delay_s = 0.25", "visuomotor_delay_s = 0.7", "from 0 to 0.6"),
        ("duration_s = 60", "duration_s = 25", "at least 30 s for each movement"),
        ("duration_s = 30", "duration_s = 30\nvisuomotor_delay_s = 0.1", "returns to the exact"),
    ],
)
def test_a_delay_beyond_what_is_allowed_is_refused(old: str, new: str, problem: str) -> None:
    with pytest.raises(PlanError, match=problem):
        parse_plan(PLAN.replace(old, new), source_name="late.toml")


def test_what_follows_more_pain_is_the_exact_mirror() -> None:
    block = parse_plan(PLAN, source_name="late.toml").plan.blocks[0]
    assert knowingly_incongruent(eased(block, 1)) == ""


def test_a_plan_without_delay_keeps_the_hash_it_had_before_there_was_one() -> None:
    plan = parse_plan(PLAN, source_name="late.toml").plan
    assert "visuomotor_delay_s" in plan.canonical_json()
    exact = plan.model_copy(update={"blocks": plan.blocks[1:]})
    assert "delay_return" not in exact.canonical_json()
