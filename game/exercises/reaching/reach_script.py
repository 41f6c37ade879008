"""A reach that the limb makes by itself: for the phantom to follow where no arm is measured."""

import numpy as np

from game.exercises.reaching.hand_place import HandPlace, Place
from game.limb.mirror import reflect
from game.shown.arm_follower import ease
from sensors.motion.arm_ik import arm_to, reachable
from sensors.pose import FINGERS, INDEX, RESTING, Angles, Side, clamp

REACH_S, CLOSE_S, CARRY_S, OPEN_S, RETURN_S = 2.6, 1.2, 2.6, 1.2, 2.2
SCRIPT_S = REACH_S + CLOSE_S + CARRY_S + OPEN_S + RETURN_S
_LIFT_M = 0.05
_OPEN, _CLOSED = 0.22, 0.62
_ROUNDS = 6
_HAND_DEG = {
    "forearm_pronation": 52.0,
    "wrist_flexion": -12.0,
    "thumb_cmc_abduction": 48.0,
    "thumb_cmc_opposition": 36.0,
    "thumb_mcp_flexion": 10.0,
    "thumb_ip_flexion": 12.0,
}


class ReachScript:
    """Reaches to one place, closes, carries to another, opens, and comes back to rest."""

    def __init__(self, hand: HandPlace, side: Side, start_m: Place, goal_m: Place) -> None:
        self._hand = hand
        # The arm is worked out for a right one; a left one is its mirror image.
        places = (start_m, goal_m) if side == "right" else (reflect(start_m), reflect(goal_m))
        self._start_m, self._goal_m = places
        self._wrists = {
            closed: [self._wrist_for(p, closed) for p in places] for closed in (_OPEN, _CLOSED)
        }

    def pose_at(self, at_s: float) -> Angles:
        """Return the limb's pose some time after the reach began."""
        t = at_s
        if t < REACH_S:
            share = ease(t / REACH_S)
            there = self._pose(self._wrists[_OPEN][0], 0.0, _OPEN)
            return np.asarray(RESTING + share * (there - RESTING))
        t -= REACH_S
        if t < CLOSE_S:
            return self._closing(0, ease(t / CLOSE_S))
        t -= CLOSE_S
        if t < CARRY_S:
            share = ease(t / CARRY_S)
            start, goal = self._wrists[_CLOSED]
            lift_m = _LIFT_M * float(np.sin(np.pi * share))
            return self._pose(start + share * (goal - start), lift_m, _CLOSED)
        t -= CARRY_S
        if t < OPEN_S:
            return self._closing(1, 1.0 - ease(t / OPEN_S))
        share = ease((t - OPEN_S) / RETURN_S)
        there = self._pose(self._wrists[_OPEN][1], 0.0, _OPEN)
        return np.asarray(there + share * (RESTING - there))

    def _closing(self, place: int, share: float) -> Angles:
        """Return the hand at a place, closed by a share between open and closed."""
        open_m, closed_m = self._wrists[_OPEN][place], self._wrists[_CLOSED][place]
        closed = _OPEN + share * (_CLOSED - _OPEN)
        return self._pose(open_m + share * (closed_m - open_m), 0.0, closed)

    def _pose(self, wrist_m: Place, lift_m: float, closed: float) -> Angles:
        arm = arm_to(reachable(wrist_m + np.array([0.0, 0.0, lift_m])))
        angles = RESTING.copy()
        angles[INDEX["shoulder_flexion"]] = arm.shoulder_flexion_rad
        angles[INDEX["shoulder_abduction"]] = arm.shoulder_abduction_rad
        angles[INDEX["shoulder_rotation"]] = arm.shoulder_rotation_rad
        angles[INDEX["elbow_flexion"]] = arm.elbow_flexion_rad
        for name, value_deg in _HAND_DEG.items():
            angles[INDEX[name]] = np.radians(value_deg)
        for finger in FINGERS:
            angles[INDEX[f"{finger}_mcp_flexion"]] = np.radians(85.0 * closed)
            angles[INDEX[f"{finger}_pip_flexion"]] = np.radians(100.0 * closed)
            angles[INDEX[f"{finger}_dip_flexion"]] = np.radians(55.0 * closed)
        return clamp(angles)

    def _wrist_for(self, hollow_m: Place, closed: float) -> Place:
        """Return where the wrist has to be for the hollow of the hand to be somewhere."""
        wrist_m = hollow_m + np.array([0.0, -0.10, 0.06])
        for _ in range(_ROUNDS):
            angles = self._pose(wrist_m, 0.0, closed)
            wrist_m = wrist_m + (hollow_m - self._hand.hollow(angles, "right"))
        return np.asarray(wrist_m)
