"""One hand on the mouse or the keys steers the limb: hand, wrist and elbow.

Mouse: up and down opens and closes the hand, left and right bends the wrist; pressed anywhere that
is no button, up and down bends the elbow instead. Keys: the arrows do the same, W and X the elbow.
"""

from collections.abc import Sequence

from game.clock import SessionClock
from game.input_event import (
    InputEvent,
    KeyPressed,
    KeyReleased,
    MouseMoved,
    MousePressed,
    MouseReleased,
)
from sensors.drivers.pointer import PointerSensor

# Keys held steer at this share of the range a second: open to closed in a slow 1.2 s.
_KEY_RATE_PER_S = 0.8
_KEYS: dict[str, tuple[str, float]] = {
    "Up": ("opening", 1.0),
    "Down": ("opening", -1.0),
    "Left": ("wrist", -1.0),
    "Right": ("wrist", 1.0),
    "W": ("elbow", 1.0),
    "X": ("elbow", -1.0),
}


class PointerControls:
    """Feeds a `PointerSensor` from what a person does at mouse and keys."""

    def __init__(
        self, sensor: PointerSensor, clock: SessionClock, size_px: tuple[int, int]
    ) -> None:
        self._sensor = sensor
        self._clock = clock
        self._size_px = size_px
        self._held: dict[str, float] = {}
        """Keys held, and until when their push has been counted."""
        self._grabbing = False
        self._shares = {"opening": 0.7, "wrist": 0.5, "elbow": 0.5}

    def take(self, events: Sequence[InputEvent]) -> None:
        """Take the person's input, if any; call once a frame.

        A hand that keeps still is still there, so the sensor is fed each time.
        """
        self._push_held(self._clock())
        for event in events:
            match event:
                case KeyPressed(name=name, at_s=at_s) if name in _KEYS:
                    self._held[name] = at_s
                case KeyReleased(name=name):
                    self._held.pop(name, None)
                case MousePressed():
                    self._grabbing = True
                case MouseReleased():
                    self._grabbing = False
                case MouseMoved(x_px=x_px, y_px=y_px):
                    self._point(x_px, y_px)
                case _:
                    pass
        self._sensor.feed(**self._shares)

    def _point(self, x_px: int, y_px: int) -> None:
        width_px, height_px = self._size_px
        upness = 1.0 - y_px / max(1, height_px - 1)
        self._set("elbow" if self._grabbing else "opening", upness)
        if not self._grabbing:
            self._set("wrist", x_px / max(1, width_px - 1))

    def _push_held(self, now_s: float) -> None:
        for name, counted_until_s in self._held.items():
            share, direction = _KEYS[name]
            step = direction * _KEY_RATE_PER_S * (now_s - counted_until_s)
            self._set(share, self._shares[share] + step)
            self._held[name] = now_s

    def _set(self, share: str, value: float) -> None:
        self._shares[share] = min(max(value, 0.0), 1.0)
