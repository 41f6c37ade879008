"""Every file, folder and module that the documents and docstrings name is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("game", "sensors", "sessions", "tests", "assets", "docs", ".ci")
# A name in backticks, wherever it stands; in documents also a path in plain words or a link.
PATH = re.compile(r"(?<![\w/.:-])((?:game|sensors|sessions|tests|assets|docs|\.ci)/[\w./*-]*[\w*])")
QUOTED_PATH = re.compile(rf"`{PATH.pattern}/?`")
QUOTED_MODULE = re.compile(r"`((?:game|sensors|sessions|tests)(?:\.\w+)+)(?:\(\))?`")
# How an exercise is to be named by whoever adds one; a file that an export writes.
MADE_LATER = re.compile(r"NAME|^sessions\.parquet$")


def documents() -> list[Path]:
    return [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md")]


def sources() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".toml", ".md") and path != Path(__file__).resolve():
                yield path


def missing_paths(text: str, pattern: re.Pattern[str] = QUOTED_PATH) -> set[str]:
    named = {name for name in pattern.findall(text) if not MADE_LATER.search(name)}
    return {name for name in named if not any(ROOT.glob(name))}


def missing_modules(text: str) -> set[str]:
    named = {name for name in QUOTED_MODULE.findall(text) if not MADE_LATER.search(name)}
    return {name for name in named if not _is_there(name)}


def _is_there(dotted: str) -> bool:
    """Find the longest part that is a module, and in it the first name after that."""
    parts = dotted.split(".")
    for count in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:count])
        module = place.with_suffix(".py")
        if not module.exists() and not (module := place / "__init__.py").exists():
            if place.is_dir() and count == len(parts):
                return True
            continue
        rest = parts[count:]
        return not rest or bool(re.search(rf"\b{rest[0]}\b", module.read_text("utf-8")))
    return False


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_names_only_what_is_there(path: Path) -> None:
    text = path.read_text("utf-8")
    assert missing_paths(text, PATH) | missing_modules(text) == set()
    links = {link for link in re.findall(r"\]\(([^)#:]+)\)", text) if "//" not in link}
    assert {link for link in links if not (path.parent / link).exists()} == set()


def test_code_names_only_what_is_there() -> None:
    missing: dict[str, set[str]] = {}
    seen = 0
    for path in sources():
        text = path.read_text("utf-8")
        seen += len(QUOTED_MODULE.findall(text)) + len(QUOTED_PATH.findall(text))
        if wrong := missing_paths(text) | missing_modules(text):
            missing[str(path.relative_to(ROOT))] = wrong
    assert missing == {}
    assert seen > 80


def test_what_is_not_there_is_seen() -> None:
    text = "`game/render/gone.py` `sensors.gone.Sensor` `game.loop.Gone` `game.loop.Loop` `docs/`"
    assert missing_paths(text) == {"game/render/gone.py"}
    assert missing_modules(text) == {"sensors.gone.Sensor", "game.loop.Gone"}
    assert missing_paths("see docs/gone.md and docs/risk.md", PATH) == {"docs/gone.md"}
