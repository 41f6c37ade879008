"""Work that takes longer than a frame: done beside the loop, and looked after now and then."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import Protocol, TypeVar

from game.timing.clock import SessionClock, VirtualClock
from sensors.errors import SensorError

ResultT = TypeVar("ResultT")


class Background(Protocol):
    """Starts a piece of work and returns what it will give."""

    def __call__(self, work: Callable[[], ResultT]) -> Future[ResultT]:
        """Start; a `SensorError` of the work is raised when its result is asked for."""
        ...


def in_thread(work: Callable[[], ResultT]) -> Future[ResultT]:
    """Work in a thread of its own."""
    future: Future[ResultT] = Future()
    Thread(target=_do, args=(work, future), name="background", daemon=True).start()
    return future


def at_once(work: Callable[[], ResultT]) -> Future[ResultT]:
    """Work now: where time passes only when someone waits, nothing takes any."""
    future: Future[ResultT] = Future()
    _do(work, future)
    return future


def background_for(clock: SessionClock) -> Background:
    """Return how to work beside a loop that keeps this time."""
    return at_once if isinstance(clock, VirtualClock) else in_thread


def _do(work: Callable[[], ResultT], future: Future[ResultT]) -> None:
    try:
        future.set_result(work())
    except SensorError as error:
        future.set_exception(error)
