"""Taking a thing, carrying it and letting it go: from where the hand is and how far it is closed.

A thing is taken when the hand is near it and closes by some share of a fist, from however open it
came: a stiff hand needs no more than a supple one. It is let go when the hand opens by as much.
"""

from enum import Enum

import numpy as np

from game.exercises.reaching.hand_place import Place

_SETTLES_S = 0.25
"""How long a taken thing needs to come into the hollow of the hand."""
_ABOVE_M = 0.03
"""Height counts a little less than the rest: a thing on the table may lie below the hand."""


class Held(Enum):
    """Where a thing is."""

    STANDING = "standing"
    IN_HAND = "in_hand"
    PLACED = "placed"


class Grasp:
    """One thing from where it stands to where it belongs.

    Args:
        start_m: Where its middle is at first.
        goal_m: Where its middle belongs.
        tolerance_m: How near the hand has to be, to take it and to put it down.
        close_by: Share of a fist by which the hand has to close, and later to open.
    """

    def __init__(
        self, start_m: Place, goal_m: Place, *, tolerance_m: float, close_by: float
    ) -> None:
        self.state = Held.STANDING
        self.middle_m: Place = start_m
        """Where its middle is now."""
        self.drops = 0
        """Times it was let go elsewhere."""
        self.place_error_m: float | None = None
        """How far from its goal the hand was when it let go there."""
        self._start_m = start_m
        self._goal_m = goal_m
        self._tolerance_m = tolerance_m
        self._close_by = close_by
        self._most_open: float | None = None
        self._most_closed = 0.0
        self._taken_at_s = 0.0
        self._offset_m = np.zeros(3)

    def near(self, hollow_m: Place, goal_m: Place) -> bool:
        """Return whether the hand is near enough to a place."""
        apart = hollow_m - goal_m
        level = float(np.hypot(apart[0], apart[1]))
        return level <= self._tolerance_m and abs(float(apart[2])) <= self._tolerance_m + _ABOVE_M

    def update(self, now_s: float, hollow_m: Place, closed: float) -> Held:
        """Take where the hollow of the hand is and how far the hand is closed, 0 to 1."""
        if self.state is Held.STANDING:
            self._reach(now_s, hollow_m, closed)
        elif self.state is Held.IN_HAND:
            self._carry(now_s, hollow_m, closed)
        return self.state

    def watch(self, hollow_m: Place, closed: float) -> bool:
        """See how far the hand is open near the thing, without taking it yet; tell if it is near.

        Whoever closes the hand a moment too early has still closed it.
        """
        if not self.near(hollow_m, self._start_m):
            self._most_open = None
            return False
        self._most_open = closed if self._most_open is None else min(self._most_open, closed)
        return True

    @property
    def has_to_open(self) -> bool:
        """Whether the hand is near, and came so closed that it can't close any further."""
        return self._most_open is not None and self._most_open > 1.0 - 2.0 * self._close_by

    def _reach(self, now_s: float, hollow_m: Place, closed: float) -> None:
        if not self.watch(hollow_m, closed) or self._most_open is None:
            return
        if closed - self._most_open >= self._close_by:
            self.state = Held.IN_HAND
            self._taken_at_s = now_s
            self._most_closed = closed
            self._offset_m = self.middle_m - hollow_m

    def _carry(self, now_s: float, hollow_m: Place, closed: float) -> None:
        left = max(0.0, 1.0 - (now_s - self._taken_at_s) / _SETTLES_S)
        self.middle_m = hollow_m + left * left * self._offset_m
        self._most_closed = max(self._most_closed, closed)
        if self._most_closed - closed < self._close_by:
            return
        if self.near(hollow_m, self._goal_m):
            self.state = Held.PLACED
            apart = hollow_m - self._goal_m
            self.place_error_m = float(np.hypot(apart[0], apart[1]))
        else:
            self.drops += 1
            self.state = Held.STANDING
            self._start_m = self.middle_m = self._back(hollow_m)
            self._most_open = closed

    def _back(self, hollow_m: Place) -> Place:
        """Return where a thing comes to rest that was let go on its way: under the hand."""
        return np.array([hollow_m[0], hollow_m[1], self._start_m[2]])
