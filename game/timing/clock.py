"""The session's one clock: real for a person, virtual for a session played faster than time.

Everything that waits or stamps is handed a `SessionClock`. Nothing else may sleep.
"""

import time
from typing import Protocol

# The last stretch before a deadline is spun through: `time.sleep` alone overshoots by about a
# millisecond. Spinning longer would starve the reader threads.
_SPIN_S = 0.0008


class SessionClock(Protocol):
    """Monotonic seconds, and waiting on them."""

    def __call__(self) -> float:
        """Return the time now."""
        ...

    def wait_until(self, at_s: float) -> None:
        """Return once the time is `at_s` or later."""
        ...


class RealClock:
    """`time.perf_counter`, which processes on one machine share."""

    def __call__(self) -> float:
        """Return the time now."""
        return time.perf_counter()

    def wait_until(self, at_s: float) -> None:
        """Sleep, then spin the last stretch, so that the return is on time to about 0.1 ms."""
        while (left_s := at_s - time.perf_counter()) > 0:
            if left_s > _SPIN_S:
                time.sleep(left_s - _SPIN_S)


class VirtualClock:
    """Time that passes only when someone waits: a session in seconds, the same each run."""

    def __init__(self, start_s: float = 0.0) -> None:
        self._now_s = start_s

    def __call__(self) -> float:
        """Return the time now."""
        return self._now_s

    def wait_until(self, at_s: float) -> None:
        """Jump to `at_s`."""
        self._now_s = max(self._now_s, at_s)
