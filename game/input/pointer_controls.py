"""One hand on the mouse or the keys steers the limb: hand, wrist and elbow.

Mouse: up and down opens and closes the hand, left and right bends the wrist; pressed anywhere that
is no button, up and down bends the elbow instead. Keys: the arrows do the same, W and X the elbow.
For a leg up and down moves the foot, left and right the toes, and pressed, W and X the knee.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from game.input.event import (
    InputEvent,
    KeyPressed,
    KeyReleased,
    MouseMoved,
    MousePressed,
    MouseReleased,
)
from game.timing.clock import SessionClock
from sensors.drivers.pointer import PointerSensor
from sensors.pose import LimbKind

# Keys held steer at this share of the range a second: open to closed in a slow 1.2 s.
_KEY_RATE_PER_S = 0.8


@dataclass(frozen=True, slots=True)
class _Steering:
    """Which share each direction moves, and which way: 1 where up or right makes it larger."""

    upwards: tuple[str, float]
    rightwards: tuple[str, float]

    def keys(self) -> dict[str, tuple[str, float]]:
        (up, more), (right, righter) = self.upwards, self.rightwards
        return {
            "Up": (up, more),
            "Down": (up, -more),
            "Left": (right, -righter),
            "Right": (right, righter),
            "W": ("elbow", 1.0),
            "X": ("elbow", -1.0),
        }


_STEERING: dict[LimbKind, _Steering] = {
    "arm": _Steering(("opening", 1.0), ("wrist", 1.0)),
    "leg": _Steering(("wrist", -1.0), ("opening", 1.0)),
}


class PointerControls:
    """Feeds a `PointerSensor` from what a person does at mouse and keys."""

    def __init__(
        self,
        sensor: PointerSensor,
        clock: SessionClock,
        size_px: tuple[int, int],
        limb: LimbKind = "arm",
    ) -> None:
        self._steering = _STEERING[limb]
        self._keys = self._steering.keys()
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
                case KeyPressed(name=name, at_s=at_s) if name in self._keys:
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
        if self._grabbing:
            self._set("elbow", upness)
            return
        rightness = x_px / max(1, width_px - 1)
        for (share, way), place in (
            (self._steering.upwards, upness),
            (self._steering.rightwards, rightness),
        ):
            self._set(share, place if way > 0 else 1.0 - place)

    def _push_held(self, now_s: float) -> None:
        for name, counted_until_s in self._held.items():
            share, direction = self._keys[name]
            step = direction * _KEY_RATE_PER_S * (now_s - counted_until_s)
            self._set(share, self._shares[share] + step)
            self._held[name] = now_s

    def _set(self, share: str, value: float) -> None:
        self._shares[share] = min(max(value, 0.0), 1.0)
