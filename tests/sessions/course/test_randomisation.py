"""What chance decides in a course: baselines, arms, the order of sessions and of exercises."""

from dataclasses import replace

from sessions.course.period import periods
from sessions.course.schedule import what_is_due
from sessions.course.session import course_session
from tests.sessions.course.blinded_course import BLINDED, KEY, blinded
from tests.sessions.courses import CODE, at, course, session


def test_each_pair_of_an_n_of_1_phase_has_both_arms_in_a_drawn_order() -> None:
    orders = set()
    for number in range(40):
        laid_out = periods(blinded(), f"P{number}")
        assert [p.number for p in laid_out] == [1, 1, 2, 3, 4, 5, 6]
        labels = [p.label for p in laid_out[1:]]
        for pair in range(3):
            assert set(labels[2 * pair : 2 * pair + 2]) == {"heron", "kestrel"}
        orders.add(tuple(labels))
    assert len(orders) == 8


def test_a_multiple_baseline_is_drawn_for_each_patient_and_stays_theirs() -> None:
    weeks = [periods(blinded(), f"P{number}")[0].weeks for number in range(60)]
    assert all(weeks.count(n) >= 8 for n in (1, 2, 3))
    assert weeks == [periods(blinded(), f"P{number}")[0].weeks for number in range(60)]
    other = KEY.model_copy(update={"seed": "cd" * 16})
    assert weeks != [periods(blinded(other), f"P{number}")[0].weeks for number in range(60)]


def test_patient_and_log_see_the_label_and_neither_the_arms_name_nor_its_title() -> None:
    loaded = blinded()
    laid_out = periods(loaded, CODE)
    index = next(i for i, p in enumerate(laid_out) if p.label == "heron")
    past = [session(0, "before", 1, of="compare"), session(2, "before", 1, of="compare")]
    due = what_is_due(loaded, past, at(5), CODE)
    assert due.place is not None
    plan = course_session(loaded, laid_out[index], replace(due.place, period=index), CODE)
    assert plan.place is not None
    assert (plan.place.arm, plan.place.session) == ("heron", "")
    assert plan.place.key_sha256 == KEY.sha256()
    assert plan.plan.name == "heron"
    told = plan.plan.model_dump_json(exclude={"blocks"}) + plan.place.model_dump_json()
    assert "hidden" not in told
    assert [block.exercise for block in plan.plan.blocks] == ["follow"]


def test_the_order_of_sessions_and_blocks_is_drawn_where_the_course_says_so() -> None:
    mixed = course(
        **{"per_week = 3": 'per_week = 3\norder = "random"\nblock_order = "random"'},
    )
    firsts = set()
    for number in range(40):
        due = what_is_due(mixed, [], at(0), f"P{number}")
        assert due.place is not None
        period = periods(mixed, f"P{number}")[0]
        week = [
            course_session(mixed, period, replace(due.place, in_week=n), f"P{number}").plan.name
            for n in (1, 2, 3)
        ]
        assert sorted(week) == ["look", "look", "move"]
        firsts.add(tuple(week))
    assert len(firsts) == 3


def test_exercises_change_places_and_rests_stay() -> None:
    text = BLINDED.replace('sessions = ["shown"]', 'sessions = ["shown"]\nblock_order = "random"')
    loaded = replace(course(text), key=KEY)
    seen = set()
    for number in range(30):
        due = what_is_due(loaded, [], at(0), f"P{number}")
        assert due.place is not None
        period = periods(loaded, f"P{number}")[0]
        blocks = course_session(loaded, period, due.place, f"P{number}").plan.blocks
        assert [b.exercise for b in blocks] == ["mirror", "rest", "mirror"]
        seen.add(tuple(b.ordered_s for b in blocks))
    assert seen == {(60.0, 25.0, 90.0), (90.0, 25.0, 60.0)}
