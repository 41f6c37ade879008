"""Answers about the phantom become the limb to show, within what may be shown."""

from hypothesis import given
from hypothesis import strategies as st

from sessions.asking.answer import Chosen
from sessions.asking.catalogue import item
from sessions.asking.felt_answers import FELT_ITEMS, POSTURES, as_told
from sessions.asking.item import ChooseOne
from sessions.asking.rating import Answer
from sessions.plan.phantom import NEUTRAL, FeltPhantom, PhantomRule

USUAL = FeltPhantom(telescoping=0.4, size=1.2, posture="fist", stiffness=0.5)


def test_what_is_skipped_stays_as_it_usually_is() -> None:
    assert as_told(USUAL, {}, "arm") == USUAL
    skipped: dict[str, Answer] = {name: "skipped" for name in FELT_ITEMS}
    assert as_told(USUAL, skipped, "arm") == USUAL


def test_every_answer_that_can_be_given_has_its_posture_on_either_limb() -> None:
    asked = item("posture").ask
    assert isinstance(asked, ChooseOne)
    for table in POSTURES.values():
        assert set(table) == {option.id for option in asked.options}


def test_todays_answers_take_the_place_of_the_usual_values() -> None:
    answers: dict[str, Answer] = {
        "telescoping": 80,
        "posture": Chosen(chosen=("stretched",)),
        "movability": 3,
    }
    told = as_told(USUAL, answers, "arm")
    assert (told.telescoping, told.posture, told.stiffness, told.size) == (0.8, "flat", 0.7, 1.2)
    assert as_told(NEUTRAL, answers, "leg").posture == "pointed"


def test_a_phantom_that_changes_is_held_in_no_posture() -> None:
    changing = as_told(USUAL, {"posture": Chosen(chosen=("changing",))}, "arm")
    assert (changing.posture, changing.stiffness) == (None, 0.0)


@given(
    st.integers(0, 100),
    st.sampled_from(sorted(POSTURES["arm"])),
    st.integers(0, 10),
    st.floats(0.0, 1.0),
    st.sampled_from(["arm", "leg"]),
)
def test_no_answer_leads_beyond_the_plans_bounds(
    telescoping: int, posture: str, moves: int, most: float, limb: str
) -> None:
    rule = PhantomRule(begin_as_felt=True, most_stiffness=most)
    answers: dict[str, Answer] = {
        "telescoping": telescoping,
        "posture": Chosen(chosen=(posture,)),
        "movability": moves,
    }
    shown = rule.shown(as_told(USUAL, answers, "arm" if limb == "arm" else "leg"), 0)
    assert shown.stiffness <= most
    assert shown.telescoping == telescoping / 100
