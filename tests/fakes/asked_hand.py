"""An intact hand before a camera, which makes what the screen asks for."""

import numpy as np

from game.frame import Frame
from game.input.command import Command
from game.loop import Onlooker
from game.movements.attempts import load_attempts
from game.timing.clock import VirtualClock
from sensors.sample import PoseSample
from sensors.sensor import SensorIdentity


class AskedHand:
    """An intact hand, as a tracker would give it: follows what a frame asks half a second late."""

    identity = SensorIdentity("asked", "a hand")

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._asked, self._from_s, self._share, self._newest_s = "", 0.0, 0.0, 0.0
        self._posture = load_attempts()["close_hand"]

    def open(self) -> None: ...

    def close(self) -> None: ...

    def picture(self) -> None: ...

    def drain(self) -> tuple[PoseSample, ...]:
        now_s = self._clock()
        if now_s - self._newest_s < 0.03:
            return ()
        passed_s, self._newest_s = min(now_s - self._newest_s, 0.1), now_s
        moving = bool(self._asked) and now_s - self._from_s > 0.35
        wanted = 1.0 if moving else 0.0
        if moving:
            self._posture = load_attempts()[self._asked]
        self._share += np.clip(wanted - self._share, -passed_s / 0.4, passed_s / 0.4)
        return (PoseSample(now_s, now_s, self._posture.pose_at(self._share)),)

    def watched_by(self, onlooker: Onlooker | None) -> "AskedHand":
        """Look on together with somebody; return itself."""
        assert onlooker is not None
        self._onlooker = onlooker
        return self

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        if frame.asked != self._asked:
            self._asked, self._from_s = frame.asked, now_s
        return self._onlooker.look(frame, now_s)
