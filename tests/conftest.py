"""What holds for every test, wherever it lies.

Machines are noisy, so no example is failed for being slow. Examples are the same in each run, so
that only a change can turn a test; ``MIRRORLIMB_EXPLORE=1`` looks for new ones. A test that speaks
another language leaves English to the next, which may be any other one of the same process. Where
``MIRRORLIMB_NO_SKIPS`` is set, as `.ci/run` does once every tool is there, a skipped test fails: a
check that quietly stops running guards nothing.
"""

import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from game.language import current, use

settings.register_profile("ours", deadline=None, derandomize="MIRRORLIMB_EXPLORE" not in os.environ)
settings.load_profile("ours")

MAY_SKIP = (
    *("photographs of hands", "recorded EMG", "OpenGL", "llvmpipe", "mounted by root"),
    "no AVR compiler",
)
"""Parts of the reasons that no tool of the tests mends: recordings, the graphics driver, root's
rights, and what compiles and runs firmware."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fails a test that skips for want of a tool, where all tools are said to be there."""
    report = yield
    if report.skipped and os.environ.get("MIRRORLIMB_NO_SKIPS"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not any(part in reason for part in MAY_SKIP):
            report.outcome = "failed"
            report.longrepr = f"nothing may be skipped here: {reason}"
    return report


@pytest.fixture(autouse=True)
def english_after_each() -> Iterator[None]:
    """Puts the words back to English after each test."""
    yield
    if current() != "en":
        use("en")
