"""The muscles over a phantom movement on a session's page, over the patient's first session."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from game.cli import main
from sessions.portal.models import Patient, ReceivedSession
from tests.fakes.phantom_patient import Cycling, assessed, phantom_session
from tests.game.exercises.playing import Kept
from tests.sessions.portal.browser import chromium, page_of
from tests.sessions.portal.received import received

WEEKS = timedelta(days=28)
OVER_THE_EDGE = """svg => {
  const whole = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")].map(t => [t, t.getBoundingClientRect()]);
  const over = texts.filter(([, b]) => b.left < whole.left || b.right > whole.right);
  const names = texts.filter(([t]) => t.textContent.startsWith("% of its mean"));
  const heads = texts.filter(([t]) => /^(now|first): /.test(t.textContent));
  const cross = names.filter(([, n]) => heads.some(([, h]) =>
    n.left < h.right && h.left < n.right && n.top < h.bottom && h.top < n.bottom));
  return [...over, ...cross].map(([t]) => t.textContent);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def played() -> tuple[Kept, Kept]:
    """Two assessments by a simulated forearm: weak on a loud amplifier, then strong."""
    kept = []
    for effort, gain in ((0.06, 2.0), (0.5, 1.0)):
        cycling = Cycling(muscles=True, effort=effort, gain=gain)
        kept.append(assessed(cycling, muscles=cycling.source).kept)
    return kept[0], kept[1]


@pytest.fixture
def folders(played: tuple[Kept, Kept], tmp_path: Path) -> tuple[Path, Path]:
    now = datetime.now(UTC).astimezone() - timedelta(hours=1)
    first, later = played
    return phantom_session(tmp_path, now - WEEKS, first), phantom_session(tmp_path, now, later)


@pytest.fixture
def sessions(
    folders: tuple[Path, Path], patient: Patient
) -> tuple[ReceivedSession, ReceivedSession]:
    first, later = folders
    return received(first, patient), received(later, patient)


def test_weeks_compare_on_the_page_of_the_later_session(
    sessions: tuple[ReceivedSession, ReceivedSession], therapist: Client
) -> None:
    first, later = sessions
    page = therapist.get(reverse("session", args=[later.pk])).content.decode()
    assert page.count("Muscles while the phantom moves: hand open close</h3>") == 1
    assert page.count("Muscles while the phantom moves: wrist flexion extension</h3>") == 1
    assert f"first session, {first.own_time:%d %b %Y}" in page
    assert "does not say whether the pain is less" in page
    page = therapist.get(reverse("session", args=[first.pk])).content.decode()
    assert "Muscles while the phantom moves" in page
    assert "pale dashes" not in page


def test_the_picture_is_read_on_a_desk_and_on_a_telephone(
    sessions: tuple[ReceivedSession, ReceivedSession],
    therapist: Client,
    browser: Browser,
    live_server: object,
) -> None:
    address = live_server.url  # type: ignore[attr-defined]
    page = page_of(browser, therapist, address, bypass_csp=True)
    page.goto(address + reverse("session", args=[sessions[1].pk]))
    kept = os.environ.get("MIRRORLIMB_TEST_PICTURES")
    for name, width, height in (("desk", 1280, 900), ("telephone", 390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        figures = page.locator("figure.chart")
        assert figures.count() == 2
        for i in range(2):
            svg = figures.nth(i).locator("svg:visible")
            assert svg.count() == 1
            box = svg.bounding_box()
            assert box is not None
            assert box["x"] >= 0.0
            assert box["x"] + box["width"] <= width
            # No word runs over the picture's edge, nor an axis's name over its panel's heading.
            assert svg.evaluate(OVER_THE_EDGE) == []
            # Letters are as large as on the other charts, to a tenth.
            scale = svg.evaluate("s => s.getBoundingClientRect().width / s.viewBox.baseVal.width")
            assert scale > 0.9, name
        if kept:
            figures.first.screenshot(path=f"{kept}/cycle-{name}.png")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    figure = page.locator("figure.chart").first
    figure.locator("summary").click()
    assert figure.locator("tbody tr").count() == 22
    assert page.complaints == []  # type: ignore[attr-defined]


def test_the_command_draws_the_same_for_one_patient(
    folders: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [str(folder) for folder in folders]
    for name, begins in (("p.svg", b"<svg"), ("p.png", b"\x89PNG")):
        file = tmp_path / name
        assert main(["analyse", *given, "--no-recording", "--picture", str(file)]) == 0
        assert file.read_bytes().startswith(begins)
    text = (tmp_path / "p.svg").read_text(encoding="utf-8")
    assert "first session, " in text
    assert "Intact hand" in text
    capsys.readouterr()
    assert main(["analyse", *given, "--picture", str(tmp_path / "p.pdf")]) != 0
    assert "end the name with .svg or .png" in capsys.readouterr().err


def two_cycles() -> Kept:
    kept = Kept()
    kept.outcome(0, "phantom_motor", "rest_uv", 4.0, condition="channel 1")
    kept.outcome(
        0, "phantom_motor", "cycles_count", 2.0, condition="hand_open_close phantom by hand"
    )
    return kept


WHY = "hand open close: only two movements there and back were counted, and it takes 3."


def test_a_session_with_too_few_cycles_says_on_its_page_why_it_has_no_picture(
    patient: Patient, therapist: Client, tmp_path: Path
) -> None:
    now = datetime.now(UTC).astimezone() - timedelta(hours=1)
    session = received(phantom_session(tmp_path, now, two_cycles()), patient)
    page = therapist.get(reverse("session", args=[session.pk])).content.decode()
    assert page.count(WHY) == 1
    assert "Next time keep the hand in sight" in page


def test_the_command_says_why_whether_an_older_session_is_drawn_or_none(
    folders: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now(UTC).astimezone()
    newest = phantom_session(tmp_path / "newest", now, two_cycles())
    file = tmp_path / "p.svg"
    alone = ["analyse", str(newest), "--no-recording", "--picture", str(file)]
    assert main(alone) != 0
    assert WHY in capsys.readouterr().err
    assert not file.exists()
    assert main(["analyse", str(folders[0]), *alone[1:]]) == 0
    assert WHY in capsys.readouterr().err
    assert file.exists()
