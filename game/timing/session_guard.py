"""What is kept away from a running session: the garbage collector, and a sudden stop."""

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from game.loop import Loop
from game.scenes.scene import SessionOver


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Keep the collector from halting a frame; a session makes no cycles to speak of."""
    # What is young: the last session of this process, and what was loaded for this one. All that
    # is old is set aside as it is; to go through it takes as long as a dozen frames and more.
    gc.collect(1)
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


@contextmanager
def stopped_from_outside(loop: Loop) -> Iterator[None]:
    """End the session in order when the system asks the program to stop."""

    def stop(signum: int, _frame: object) -> None:
        reason = f"the program was asked to stop ({signal.Signals(signum).name})"
        loop.end_soon(SessionOver("error", reason, farewell=False))

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
