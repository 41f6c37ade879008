"""The pages about exercises agree with the program: they exist, and their examples are sound."""

import re
from pathlib import Path

import pytest

from game.app import players_for
from game.exercises.registry import PLAYS
from sessions.plan.plan import parse_plan

PAGES = sorted(Path("docs/exercises").glob("*.md"))

HEAD = 'schema_version = 1\nname = "example"\ntitle = "Example"\naffected_side = "left"\n'
EXAMPLE = re.compile(r"```toml\n(\[\[blocks\]\].*?)```", re.DOTALL)


def test_every_exercise_has_a_page_of_its_own_with_a_source_and_a_dose() -> None:
    pages = {page.stem: page.read_text(encoding="utf-8") for page in PAGES}
    for exercise in sorted(PLAYS.keys() - {"rest"}):
        assert "**Default dose**" in pages.get(exercise, ""), exercise
        assert "**Source" in pages[exercise], exercise


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_on_a_page_are_sound_plans(page: Path) -> None:
    for example in EXAMPLE.findall(page.read_text(encoding="utf-8")):
        loaded = parse_plan(HEAD + example, source_name=page.name)
        players_for(loaded)
        assert loaded.plan.blocks[0].exercise == page.stem


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_about_an_exercise_tells_its_default_dose(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if EXAMPLE.search(text):
        assert "**Default dose**" in text
