"""A course file: read, checked, explained, hashed, sealed."""

import json
from pathlib import Path

import pytest

from sessions.course.course import is_course, load_course, parse_course, with_key
from sessions.course.draw import drawn_below, drawn_order
from sessions.course.key import CourseKey, new_key
from sessions.errors import PlanError
from tests.sessions.course.blinded_course import BLINDED, KEY
from tests.sessions.course.mistakes import MISTAKES
from tests.sessions.courses import COURSE, course


def test_what_is_said_for_every_session_holds_for_each_unless_it_says_otherwise() -> None:
    own = course(**{'title = "Move"': 'title = "Move"\nsensor = "webcam"'}).course
    assert own.sessions["look"].sensor == "pointer"
    assert own.sessions["move"].sensor == "webcam"
    assert own.sessions["look"].affected_side == "left"
    assert own.sessions["look"].title == {"en": "Short"}
    assert own.sessions["move"].name == "move"


def test_toml_and_json_of_the_same_course_have_the_same_hash_and_another_has_another() -> None:
    loaded = course()
    again = parse_course(loaded.course.canonical_json(), source_name="short.json")
    assert again.sha256 == loaded.sha256
    assert course(**{"per_week = 3": "per_week = 2"}).sha256 != loaded.sha256
    in_session = course(**{"trials = 5": "trials = 4"})
    assert in_session.sha256 != loaded.sha256


def test_a_course_is_told_from_a_plan(plan_text: str) -> None:
    assert is_course(COURSE, source_name="a.toml")
    assert not is_course(plan_text, source_name="a.toml")


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_place_and_what_is_allowed(mistake: tuple[str, str]) -> None:
    with pytest.raises(PlanError, match=MISTAKES[mistake]):
        course(**{mistake[0]: mistake[1]})


def test_the_mirror_shows_what_the_hand_does_unless_the_plan_says_otherwise() -> None:
    with pytest.raises(PlanError, match="allowed with incongruent = true only"):
        course(**{'title = "Move"': 'title = "Move"\nbounds = {delay_most_s = 0.1}'})
    with pytest.raises(PlanError, match=r"visuomotor_gain: is beyond .* up to 1.1 \(bounds"):
        course(
            **{
                'title = "Move"': 'title = "Move"\nbounds = {gain_most = 1.1}',
                "duration_s = 300": "duration_s = 300\nvisuomotor_gain = 1.2",
            }
        )


def test_the_key_lies_beside_the_course_and_is_found_there(tmp_path: Path) -> None:
    path = tmp_path / "compare.toml"
    path.write_text(BLINDED, encoding="utf-8")
    assert load_course(path).key is None
    path.with_name("compare.key.json").write_text(KEY.model_dump_json(), encoding="utf-8")
    assert load_course(path).key == KEY


@pytest.mark.parametrize(
    ("update", "problem"),
    [
        ({"course": "other"}, "another course"),
        ({"arms": {"heron": "hidden", "kestrel": "gone"}}, "other arms"),
        ({"arms": {"heron": "hidden", "swan": "shown"}}, "other labels"),
    ],
)
def test_a_key_that_does_not_fit_is_refused(update: dict[str, object], problem: str) -> None:
    with pytest.raises(PlanError, match=problem):
        with_key(course(BLINDED), KEY.model_copy(update=update))


def test_a_course_that_was_sealed_takes_no_other_key() -> None:
    sealed = BLINDED.replace("[design]\n", f'[design]\nkey_sha256 = "{KEY.sha256()}"\n')
    assert with_key(course(sealed), KEY).key == KEY
    with pytest.raises(PlanError, match="not the key that the course was sealed with"):
        with_key(course(sealed), KEY.model_copy(update={"seed": "0" * 32}))


def test_a_new_key_gives_each_arm_a_label_by_chance_and_its_file_tells_no_order() -> None:
    keys = [new_key("compare", ["shown", "hidden"], ["heron", "kestrel"]) for _ in range(40)]
    assert {frozenset(key.arms.values()) for key in keys} == {frozenset({"shown", "hidden"})}
    assert {key.label_of("shown") for key in keys} == {"heron", "kestrel"}
    assert {tuple(key.arms) for key in keys} == {("heron", "kestrel")}
    assert len({key.seed for key in keys}) == 40


def test_a_draw_is_the_same_for_ever() -> None:
    """Figures of `openssl dgst -sha256 -hmac seed`: courses under way are never drawn anew."""
    assert [drawn_below(10, "seed", "a", str(n)) for n in range(8)] == [6, 9, 0, 7, 0, 1, 4, 4]
    assert sorted(drawn_order("abcdef", "seed", "x")) == list("abcdef")
    orders = {drawn_order("abc", f"seed {n}", "x") for n in range(200)}
    assert len(orders) == 6


def test_a_key_reads_back_from_its_file() -> None:
    key = new_key("compare", ["shown", "hidden"], ["heron", "kestrel"])
    assert CourseKey.model_validate_json(json.dumps(key.model_dump())) == key
