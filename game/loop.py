"""The loop: everything else first, then the newest sample, then the picture.

sample -> measured pose -> shown limb -> frame -> log, once per refresh. The order within one turn
is what keeps the limb close to the hand: input, scenes and words are done early; the sensor is
read just before the frame is due.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from game.director import Director
from game.display.display import Display
from game.frame import Frame
from game.input.command import Command
from game.input.controls import Controls
from game.input.event import InputEvent, WindowClosed
from game.recorder.latency import LatencyMeter
from game.scenes.scene import SessionOver
from game.shown.arm_follower import FollowedArm
from game.timing.clock import SessionClock
from game.timing.pacing import Pacer


class Arm(Protocol):
    """The measured arm, as the loop sees it."""

    def drain(self) -> None:
        """Take in what has arrived."""
        ...

    def at(self, shown_at_s: float) -> FollowedArm:
        """Return the arm at a moment."""
        ...


class Onlooker(Protocol):
    """Somebody who sees every frame and may press something: the simulated patient."""

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        """Look at a frame; return what is pressed."""
        ...


class Loop:
    """One session's loop.

    Args:
        clock: The session's clock.
        pacer: Deadlines of the display.
        display: Shows the frames.
        director: Knows what is to be shown.
        arm: The measured arm.
        on_frame: Called after each flip with the frame, when it was latched and when it was shown.
        on_events: Called each turn with raw input, for what steers the limb, not the session.
        onlooker: Presses buttons beside the person, or None.
    """

    def __init__(
        self,
        *,
        clock: SessionClock,
        pacer: Pacer,
        display: Display,
        director: Director,
        arm: Arm,
        controls: Controls,
        on_frame: Callable[[Frame, float, float], None],
        on_events: Callable[[Sequence[InputEvent]], None] = lambda _: None,
        onlooker: Onlooker | None = None,
    ) -> None:
        self.latency = LatencyMeter()
        self._clock = clock
        self._pacer = pacer
        self._display = display
        self._director = director
        self._arm = arm
        self._controls = controls
        self._on_frame = on_frame
        self._on_events = on_events
        self._onlooker = onlooker
        self._shown: Frame | None = None
        self._over: SessionOver | None = None

    def run(self) -> None:
        """Play until the session's play is over."""
        self._director.begin(self._clock())
        self._pacer.resynchronise()
        while not self._director.finished:
            self.turn()

    def end_soon(self, over: SessionOver) -> None:
        """End the session at the next turn; safe to call from a signal handler."""
        self._over = over

    def turn(self) -> None:
        """Make and show one frame."""
        self._take_input()
        self._arm.drain()
        self._director.update(self._clock(), self._arm.at(self._pacer.deadline_s))
        if self._director.finished:
            return
        self._pacer.wait_to_warm()
        if self._shown is not None:
            self._display.warm(self._shown)
        # Nearly every sample of this refresh has come while waiting: its work is done before the
        # latch, so that only the newest one is left for after it.
        self._arm.drain()
        latched_s = self._pacer.wait_for_latch()
        self._arm.drain()
        shown_at_s = self._pacer.expected_flip_s
        frame = self._director.frame(shown_at_s, self._arm.at(shown_at_s))
        self._display.draw(frame, self._controls.focus)
        self._pacer.wait_for_flip()
        flip_s = self._display.flip()
        self._pacer.flipped(flip_s)
        self._shown = frame
        self.latency.add(sample_taken_s=frame.sample_taken_at_s, latched_s=latched_s, flip_s=flip_s)
        self._on_frame(frame, latched_s, flip_s)

    def _take_input(self) -> None:
        events = self._display.poll()
        self._on_events(events)
        for command in self._controls.commands(events, self._display.layout):
            self._director.handle(command)
        if self._onlooker is not None and self._shown is not None:
            for command in self._onlooker.look(self._shown, self._clock()):
                self._director.handle(replace(command, source="simulated"))
        if any(isinstance(event, WindowClosed) for event in events):
            self._over = SessionOver("stopped_by_patient", "the window was closed", farewell=False)
        if self._over is not None:
            over, self._over = self._over, None
            self._director.end(over, self._clock())
