"""Somebody with one hand on the mouse, who sees frames and steers the limb to what they show.

Pages and questions are answered as the simulated patient would. During an exercise with things it
looks for the one that glows, finds how to steer the hand there, closes it, carries it to the mat or
bowl, and opens it. It knows nothing but what is to be seen.
"""

import numpy as np

from game.exercises.reaching.hand_place import HandPlace
from game.frame import Frame
from game.input.command import Command
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.things.thing import SIZES, ShownThing
from sensors.drivers.pointer import PointerSensor
from sensors.motion.pointer_pose import pose_of_shares

_GOALS = ("coaster", "bowl")
_LOOKS_S = 1.6
"""How long it only looks at a new thing."""


class SteeringPatient:
    """One person for one session, at one pointer."""

    def __init__(self, sensor: PointerSensor, *, seed: int = 3, grasps: bool = True) -> None:
        self.frames: list[Frame] = []
        self._sensor = sensor
        self._pages = SimulatedPatient(seed, TEMPERAMENTS["cooperative"])
        self._hand = HandPlace()
        self._grasps = grasps
        self._shares = {"opening": 0.8, "wrist": 0.5, "elbow": 0.5}
        self._carrying = False
        self._scene = ""
        self._since_s = 0.0
        self._near_since_s: float | None = None

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        """Steer, then press what a patient would press."""
        self.frames.append(frame)
        if frame.scene != self._scene:
            self._scene, self._since_s = frame.scene, now_s
            self._carrying, self._near_since_s = False, None
        if frame.scene == "comfort":
            self._shares["elbow"] = 0.5 + 0.5 * float(np.sin(1.3 * (now_s - self._since_s)))
        elif frame.things and now_s - self._since_s > _LOOKS_S:
            self._reach(frame, now_s)
        self._sensor.feed(**self._shares)
        return self._pages.look(frame, now_s)

    def _reach(self, frame: Frame, now_s: float) -> None:
        meant = [thing for thing in frame.things if thing.glow > 0.0]
        thing = meant[0] if meant else frame.things[-1]
        self._carrying = not meant
        goal = next(t for t in frame.things if t.kind in _GOALS) if self._carrying else thing
        wanted = _middle(goal, thing)
        self._shares["elbow"] = self._elbow_to(wanted, frame.limbs[0].side)
        near = self._apart_m(frame, wanted) < 0.035
        if not near:
            self._near_since_s = None
        elif self._near_since_s is None:
            self._near_since_s = now_s
        waited = self._near_since_s is not None and now_s - self._near_since_s > 0.3
        if self._grasps and waited:
            self._shares["opening"] = 0.8 if self._carrying else 0.2
        elif not self._carrying:
            self._shares["opening"] = 0.8

    def _apart_m(self, frame: Frame, wanted: np.ndarray) -> float:
        limb = frame.limbs[0]
        hollow = self._hand.hollow(limb.angles_rad, limb.side)
        return float(np.hypot(*(hollow - wanted)[:2]))

    def _elbow_to(self, wanted: np.ndarray, side: str) -> float:
        def apart_m(elbow: float) -> float:
            pose = pose_of_shares(self._shares["opening"], self._shares["wrist"], elbow)
            hollow = self._hand.hollow(pose, side)  # type: ignore[arg-type]
            return float(np.hypot(*(hollow - wanted)[:2]))

        return float(min(np.linspace(0.0, 1.0, 17), key=apart_m))


def _middle(goal: ShownThing, thing: ShownThing) -> np.ndarray:
    x, y, z = goal.foot_m
    return np.array([x, y, z + SIZES[thing.kind].grasp_height_m])
