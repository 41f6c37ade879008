"""Where and before whom a session is played, and what became of it.

What may differ between a person at a window, the simulated patient off-screen and a whole course
played faster than time is all in here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from game.display.display import Display
from game.frame import Frame
from game.home.clinic import HomeClinic
from game.input.event import InputEvent
from game.limb.skeleton import Skeleton
from game.loop import Onlooker
from game.timing.clock import SessionClock
from game.timing.pacing import Pacer
from sensors.sensor import Sensor
from sessions.events.entry import Ended, Machine
from sessions.folder.recovery import local_now


@dataclass(frozen=True, slots=True)
class Theatre:
    """Where and before whom a session is played."""

    clock: SessionClock
    display: Display
    pacer: Pacer
    machine: Machine
    refresh_hz: float
    sensor: Sensor | None
    """Open already; None where the plan needs none."""
    muscles: Sensor | None = None
    """The muscle sensor beside it, open already; None where the plan needs none, or it failed."""
    muscles_missing: str = ""
    """Why the muscle sensor that the plan needs could not be opened."""
    onlooker: Onlooker | None = None
    on_frame: Callable[[Frame], None] = lambda _: None
    """Called after each frame was shown, for pictures and progress."""
    clinic: HomeClinic | None = None
    """Where the session goes; None where this computer is enrolled at no clinic."""
    on_events: Callable[[Sequence[InputEvent]], None] = lambda _: None
    arrows_steer: bool = False
    wall_clock: Callable[[], datetime] = local_now
    """The patient's own clock, with its UTC offset."""
    new_id: Callable[[], UUID] = uuid4
    """Makes the session's id."""
    recording_block_s: float | None = None
    """Seconds of the session's time that the loop itself writes at once, so that the same session
    gives the same bytes; None where a frame must not wait and a thread of its own writes."""
    skeleton: Skeleton | None = None
    """Of the arm that is drawn; None where nothing is, or where it is a leg's."""


@dataclass(frozen=True, slots=True)
class Played:
    """What became of a session."""

    folder: Path
    ended: Ended
    dropped_frames: int
    ask_later: bool = False
    """Whether the patient wants to be asked once more some time after."""
