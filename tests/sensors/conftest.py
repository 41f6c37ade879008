"""What the tests of the sensors share: a clock set by hand, and the photographs where they are."""

from pathlib import Path

import pytest

PHOTOGRAPHS = Path(__file__).resolve().parents[3] / "shared" / "data" / "hands"


class ManualClock:
    """Stands still until it is told to move."""

    def __init__(self, at_s: float = 100.0) -> None:
        self.at_s = at_s

    def __call__(self) -> float:
        return self.at_s

    def advance(self, by_s: float) -> None:
        self.at_s += by_s


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture(scope="session")
def photographs() -> list[Path]:
    """Photographs of people at home, each showing a hand; the gesture begins the file's name."""
    files = sorted(PHOTOGRAPHS.glob("*.jpg"))
    if not files:
        pytest.skip("the photographs of hands are not on this machine")
    return files
