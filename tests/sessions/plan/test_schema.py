"""The published schemas accept what the program accepts, and say what each key means."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sessions.plan.plan import Plan
from sessions.plan.schema import course_schema, plan_schema
from tests.sessions.course.blinded_course import BLINDED
from tests.sessions.course.mistakes import MISTAKES
from tests.sessions.courses import COURSE

ASSETS = Path(__file__).parents[3] / "assets"


def faults(schema: dict[str, Any], text: str) -> list[str]:
    validator = Draft202012Validator(schema)
    return [error.message for error in validator.iter_errors(tomllib.loads(text))]


@pytest.fixture(scope="module")
def of_plans() -> dict[str, Any]:
    return plan_schema()


@pytest.fixture(scope="module")
def of_courses() -> dict[str, Any]:
    return course_schema()


def test_every_ready_plan_and_course_fits(
    of_plans: dict[str, Any], of_courses: dict[str, Any]
) -> None:
    for path in (ASSETS / "plans").glob("*.toml"):
        assert faults(of_plans, path.read_text("utf-8")) == [], path.name
    for path in (ASSETS / "courses").glob("*.toml"):
        assert faults(of_courses, path.read_text("utf-8")) == [], path.name
    assert faults(of_courses, COURSE) == []
    assert faults(of_courses, BLINDED) == []


@pytest.mark.parametrize(
    "mistake",
    [
        m
        for m in MISTAKES
        if any(word in MISTAKES[m] for word in ("a key", "too large; allowed: a"))
    ],
)
def test_an_editor_sees_the_mistakes_that_one_key_alone_tells(
    mistake: tuple[str, str], of_courses: dict[str, Any]
) -> None:
    assert faults(of_courses, COURSE.replace(*mistake))


def test_a_plan_by_itself_must_name_its_side_and_a_courses_session_need_not(
    of_plans: dict[str, Any], of_courses: dict[str, Any]
) -> None:
    assert "affected_side" in of_plans["required"]
    assert of_courses["$defs"]["Plan"]["required"] == ["blocks"]


def test_keys_say_what_they_mean_and_what_is_allowed(of_plans: dict[str, Any]) -> None:
    parts = [of_plans, *of_plans["$defs"].values()]
    described = [
        "description" in key for part in parts for key in part.get("properties", {}).values()
    ]
    assert sum(described) / len(described) > 0.7
    sensor = of_plans["properties"]["sensor"]["description"]
    assert sensor.startswith("The sensor where the settings file names none. Allowed: ")
    assert set(of_plans["properties"]) == set(Plan.model_fields)
    assert json.loads(json.dumps(of_plans)) == of_plans
