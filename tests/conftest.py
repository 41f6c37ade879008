"""What holds for every test, wherever it lies.

Machines are noisy, so no example is failed for being slow. A test that speaks another language
leaves English to the next, which may be any other one of the same process.
"""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from game.language import current, use

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(autouse=True)
def english_after_each() -> Iterator[None]:
    """Puts the words back to English after each test."""
    yield
    if current() != "en":
        use("en")
