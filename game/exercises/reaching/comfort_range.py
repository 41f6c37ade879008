"""The patient's own comfortable range: where the hand has been, without being asked to strain.

Things are put only where the hand has been. Places are found along the direction in which it went
the farthest, by shares of that way: 0 is one end of it and 1 the other.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.exercises.reaching.hand_place import Place
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import Side

LEAST_SPAN_M = 0.04
"""A hand that went less far is given this much around where it was."""
_ENDS = (0.06, 0.94)
_WINDOW = 0.08
# Middle and ends of an easy reach over the table, for the right side, where nothing is measured.
_USUAL_M = ((0.13, 0.50, -0.245), (0.20, 0.55, -0.235), (0.27, 0.60, -0.225))


@dataclass(frozen=True, slots=True)
class ComfortRange:
    """Places where the hand was, sorted along the way it went."""

    places_m: NDArray[np.float64]
    """Shape (n, 3), body space."""
    shares: NDArray[np.float64]
    """Shape (n,), 0 to 1, rising."""
    measured: bool
    """Whether the patient's own hand gave it."""

    @classmethod
    def of(cls, places_m: NDArray[np.float64]) -> "ComfortRange":
        """Return the range of a hand that has been at these places, shape (n, 3), n above 1."""
        middle = np.median(places_m, axis=0)
        _, _, axes = np.linalg.svd(places_m - middle, full_matrices=False)
        axis = axes[0] if axes[0][1] >= 0.0 else -axes[0]
        along = (places_m - middle) @ axis
        low, high = np.quantile(along, _ENDS)
        if high - low < LEAST_SPAN_M:
            steps = np.linspace(-LEAST_SPAN_M / 2, LEAST_SPAN_M / 2, 21)
            ahead = np.array([0.0, 1.0, 0.0])
            return cls(middle + steps[:, None] * ahead, np.linspace(0.0, 1.0, 21), measured=True)
        inside = (along >= low) & (along <= high)
        order = np.argsort(along[inside])
        shares = (along[inside][order] - low) / (high - low)
        return cls(places_m[inside][order], shares, measured=True)

    @classmethod
    def usual(cls, side: Side) -> "ComfortRange":
        """Return an easy range over the table, for a hand that nobody has measured."""
        mirrored = np.array([-1.0 if side == "left" else 1.0, 1.0, 1.0])
        near, _, far = (np.array(place) * mirrored for place in _USUAL_M)
        shares = np.linspace(0.0, 1.0, 21)
        return cls(near + shares[:, None] * (far - near), shares, measured=False)

    def at(self, share: float) -> Place:
        """Return the middle of where the hand was at a share of its way."""
        near = np.abs(self.shares - share) <= _WINDOW
        if not np.any(near):
            return np.asarray(self.places_m[int(np.argmin(np.abs(self.shares - share)))])
        return np.asarray(np.median(self.places_m[near], axis=0))

    @property
    def span_m(self) -> float:
        """How far its ends are apart."""
        return float(np.linalg.norm(self.at(1.0) - self.at(0.0)))


def height_on_table_m(foot_m: float) -> tuple[float, float]:
    """Return where a thing's foot stands and how high its stand is: 0 on the table itself."""
    above_m = foot_m - SEATED_ARM.table_height_m
    if above_m < 0.012:
        return SEATED_ARM.table_height_m, 0.0
    return foot_m, above_m
