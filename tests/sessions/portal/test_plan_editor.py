"""A plan or a course is written without code, from a ready one, with keys alone."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from sessions.course.course import parse_course
from sessions.plan.plan import Plan, parse_plan
from sessions.portal.editing.change import acted, taken
from sessions.portal.editing.fields import Field, Group, Several, form_of
from sessions.portal.editing.schema import Kind, root
from sessions.portal.editing.templates import ready, ready_document
from sessions.portal.models import Patient, PlanVersion
from tests.sessions.portal.browser import chromium, page_of


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def fields(part: Group | Several) -> list[Field]:
    if isinstance(part, Several):
        return [one for group in part.groups for one in fields(group)]
    return [*part.fields, *(one for inner in part.inner for one in fields(inner))]


def typed(kind: Kind, document: dict[str, Any]) -> dict[str, str]:
    """The form of a document as a browser sends it, untouched."""
    posted: dict[str, str] = {}
    for field in fields(form_of(root(kind), document)):
        match field.kind:
            case "texts":
                posted |= {f"{field.name}.{language}": words for language, words in field.value}
            case "yes":
                posted[f"{field.name}.asked"] = "1"
                posted |= {field.name: "on"} if field.value else {}
            case _:
                posted[field.name] = "" if field.value is None else str(field.value)
    return posted


def sha256(kind: Kind, document: dict[str, Any]) -> str:
    text = json.dumps(document)
    if kind == "course":
        return parse_course(text, source_name="c.json").sha256
    return parse_plan(text, source_name="p.json").sha256


@pytest.mark.parametrize("name", [name for name, _, _ in ready()])
def test_a_ready_document_comes_out_of_its_form_as_it_went_in(name: str) -> None:
    kind, document = ready_document(name)
    through = taken(root(kind), document, typed(kind, document))
    assert sha256(kind, through) == sha256(kind, document)


def test_every_setting_of_every_block_has_a_field() -> None:
    for definition in root("plan")["$defs"].values():
        tag = definition.get("properties", {}).get("exercise", {}).get("const")
        if tag is None:
            continue
        form = form_of(root("plan"), {"blocks": [{"exercise": tag}]})
        (blocks,) = [p for p in form.inner if isinstance(p, Several) and p.name == "blocks"]
        shown = {f.place[2] for f in fields(blocks)} | {
            inner.place[2] for inner in blocks.groups[0].inner
        }
        assert shown == set(definition["properties"]) - {"exercise"}


def test_what_was_typed_is_taken_and_what_is_no_number_is_told(
    patient: Patient, therapist: Client
) -> None:
    kind, document = ready_document("starter-5min")
    posted = typed(kind, document) | {"kind": kind, "document": json.dumps(document)}
    address = reverse("edit_plan", args=[patient.pk])
    page = therapist.post(address, posted | {"blocks.0.duration_s": "77", "do": "look"})
    assert 'name="blocks.0.duration_s" value="77.0"' in page.content.decode()
    page = therapist.post(address, posted | {"blocks.0.duration_s": "soon", "do": "order"})
    assert page.status_code == 422
    words = page.content.decode()
    assert "blocks[0].duration_s: is not a number" in words
    assert 'value="soon"' in words
    assert not PlanVersion.objects.exists()


def test_blocks_are_added_moved_and_taken_out() -> None:
    _, document = ready_document("starter-5min")
    first = [block["exercise"] for block in document["blocks"]]
    more = acted(root("plan"), document, "add blocks", "breathing")
    assert [b["exercise"] for b in more["blocks"]] == [*first, "breathing"]
    last = len(first)
    moved = acted(root("plan"), more, f"up blocks.{last}")
    assert moved["blocks"][last - 1]["exercise"] == "breathing"
    less = acted(root("plan"), moved, f"remove blocks.{last - 1}")
    assert [b["exercise"] for b in less["blocks"]] == first
    for wrong in ("remove blocks.99", "add nothing", "juggle blocks", "add blocks"):
        with pytest.raises(ValueError, match=r"there is n|choose"):
            acted(root("plan"), document, wrong)


def test_a_therapist_changes_a_ready_plan_by_keys_alone_and_orders_it(
    patient: Patient, therapist: Client, browser: Browser, live_server: object
) -> None:
    page = page_of(browser, therapist, str(live_server))
    page.goto(f"{live_server}{reverse('edit_plan', args=[patient.pk])}")
    page.get_by_role("link", name="Mirror therapy, 15 minutes").focus()
    page.keyboard.press("Enter")
    page.locator("input[name='safety.pain_limit']").evaluate(
        "e => e.closest('details').open = true"
    )
    page.locator("input[name='safety.pain_limit']").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("7")
    page.get_by_label("Why it changes").focus()
    page.keyboard.type("sensitive this week")
    page.get_by_role("button", name="Order it").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Version 1 is ordered").wait_for()
    version = PlanVersion.objects.get(patient=patient)
    plan = Plan.model_validate_json(version.document)
    assert plan.safety.pain_limit == 7
    assert plan.affected_side == patient.affected_side
    assert version.reason == "sensitive this week"
    assert page.complaints == []
    page.close()


@pytest.mark.parametrize("name", ["mirror-15min", "gmi-6-weeks"])
def test_axe_finds_nothing_wrong_in_the_editor_on_a_phone(
    name: str, patient: Patient, therapist: Client, browser: Browser, live_server: object
) -> None:
    page = page_of(browser, therapist, str(live_server), bypass_csp=True)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server}{reverse('edit_plan', args=[patient.pk])}?from={name}")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
