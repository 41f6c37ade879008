"""A patient's page, two sessions compared, and the report: what they say is what was received."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from sessions.portal.models import Note, Patient
from sessions.portal.review.charts import PainPoint, dose_chart, pain_chart
from sessions.portal.review.patient_review import body_picture, patient_review
from tests.fakes.played_session import played_session
from tests.sessions.portal.browser import chromium, page_of
from tests.sessions.portal.received import received


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def seen(patient: Patient, tmp_path: Path) -> Patient:
    for i, (before, after) in enumerate(((6, 4), (5, "skipped"), (0, 0))):
        at = datetime.now(UTC).astimezone() - timedelta(days=9 - 3 * i, hours=1)
        folder = played_session(tmp_path, at=at, before=before, after=after)  # type: ignore[arg-type]
        received(folder, patient)
    patient.refresh_from_db()
    return patient


def test_weeks_stand_in_the_order_of_time_and_not_of_their_names() -> None:
    weeks = [("26 Oct", 30.0, 20.0), ("02 Nov", 30.0, 30.0), ("09 Nov", 30.0, 10.0)]
    svg = dose_chart(weeks).svg
    places = [svg.index(f">{week}<") for week, _, _ in weeks]
    assert places == sorted(places)


def test_the_pain_chart_tells_zero_skipped_and_not_asked_apart() -> None:
    at = "2026-11-20T08:30:00"
    points = [
        PainPoint(at, "intensity", "before", 0),
        PainPoint(at, "intensity", "after", "skipped"),
        PainPoint(at, "unpleasantness", "before", "not asked"),
    ]
    chart = pain_chart(points, [("2026-11-18T10:00", "plan 2")])
    assert [row[3] for row in chart.rows] == ["0", "skipped", "not asked"]
    assert "plan 2" in chart.svg
    without = pain_chart(points[:1], [])
    assert chart.svg.count("<path") > without.svg.count("<path")
    assert "left out" in chart.svg
    assert "-1" not in re.findall(r">([^<>]+)</text>", chart.svg.replace("\N{MINUS SIGN}", "-"))


def test_no_line_is_drawn_through_a_question_that_was_left_out() -> None:
    def strokes(middle: int | str) -> int:
        """How many pieces the line of one series has."""
        answers: list[int | str] = [5, 4, middle, 3, 2]
        points = [
            PainPoint(f"2026-11-1{day}T10:00:00", "intensity", "before", answer)
            for day, answer in enumerate(answers)
        ]
        line = re.search(r'<path d="([^"]+)" stroke="#a3261a"', pain_chart(points, []).svg)
        assert line is not None
        return line[1].count("M")

    assert strokes(4) == 1
    assert strokes("skipped") == 2


def test_weeks_without_a_session_are_there_and_empty(seen: Patient, tmp_path: Path) -> None:
    at = datetime.now(UTC).astimezone() - timedelta(days=40)
    received(played_session(tmp_path, at=at), seen)
    review = patient_review(seen)
    assert review.dose is not None
    assert len(review.dose.rows) >= 6
    assert ("0", "0") in [row[1:] for row in review.dose.rows]


def test_a_painted_map_is_told_in_words_too_with_the_patients_own_sides() -> None:
    picture = body_picture("pain", {"front_left_hand": 1.0, "front_left_forearm": 0.25})
    assert "left hand" in picture.words[0]
    assert "100%" in picture.words[0]
    steps = {region.step for _, regions in picture.views for region in regions}
    assert steps == {0, 1, 4}


def test_comparing_shows_the_change_and_leaves_out_what_is_no_number(
    seen: Patient, therapist: Client
) -> None:
    page = therapist.get(reverse("compare", args=[seen.pk])).content.decode()
    assert "Intensity before" in page
    assert "-6" in page
    first, second, _ = seen.sessions.order_by("started_at")
    chosen = {"one": first.pk, "other": second.pk}
    page = therapist.get(reverse("compare", args=[seen.pk]), chosen).content.decode()
    assert "skipped" in page


def test_a_note_is_kept_with_its_author_and_shown(seen: Patient, therapist: Client) -> None:
    therapist.post(reverse("write_note", args=[seen.pk]), {"text": "Called; camera moved."})
    note = Note.objects.get(patient=seen)
    assert note.author is not None
    assert "camera moved" in therapist.get(reverse("patient", args=[seen.pk])).content.decode()


def test_the_report_is_a_pdf_that_says_what_the_page_says(
    seen: Patient, therapist: Client, tmp_path: Path
) -> None:
    answer = therapist.get(reverse("report", args=[seen.pk]))
    assert answer["Content-Type"] == "application/pdf"
    (tmp_path / "report.pdf").write_bytes(answer.content)
    assert answer.content.startswith(b"%PDF-")
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext to read the report with: apt-get install poppler-utils")
    command = ["pdftotext", "-layout", str(tmp_path / "report.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    for words in ("P01 Maria Quimby", "The last 3 sessions", "skipped", "not a medical device"):
        assert words in text


@pytest.mark.parametrize("width_px", [1280, 390])
def test_axe_finds_nothing_wrong_and_nothing_needs_sideways_scrolling(
    seen: Patient, therapist: Client, browser: Browser, live_server: object, width_px: int
) -> None:
    addresses = [
        reverse("patients"),
        reverse("patient", args=[seen.pk]),
        reverse("compare", args=[seen.pk]),
        reverse("session", args=[seen.sessions.first().pk]),
    ]
    for address in addresses:
        page = page_of(browser, therapist, str(live_server), bypass_csp=True)
        page.set_viewport_size({"width": width_px, "height": 900})
        page.goto(f"{live_server}{address}")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width_px
        page.close()
