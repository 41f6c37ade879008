"""Shows the limb as the phantom is felt: drawn together, larger or smaller, stiff, faint.

Only the limb on the affected side changes, and only as the plan's rule lets it. What is shown still
moves with what is attempted: a stiff limb moves less, never otherwise.
"""

from dataclasses import dataclass, replace

import numpy as np

from game.frame import Frame, ShownLimb
from game.limb.form import LimbForm
from game.limb.postures import FIRST_HAND_ANGLE, load_postures
from sensors.pose import Angles, Side, clamp
from sessions.phantom import NEUTRAL, FeltPhantom


@dataclass(frozen=True, slots=True)
class FeltLimb:
    """Turns each frame's affected limb into the felt one."""

    side: Side
    felt: FeltPhantom = NEUTRAL
    residual_end_m: float | None = None
    """Shoulder to the end of the residual limb as measured; None where nobody has measured it."""
    posture_rad: Angles | None = None
    """Shape (28,): the posture in which a stiff phantom is held."""
    meets_residual: bool = False

    @classmethod
    def of(
        cls,
        side: Side,
        felt: FeltPhantom,
        *,
        residual_end_m: float | None = None,
        meets_residual: bool = False,
    ) -> "FeltLimb":
        """Look the posture up.

        Raises:
            KeyError: there is no such posture.
        """
        posture = None if felt.posture is None else load_postures()[felt.posture]
        return cls(side, felt, residual_end_m, posture, meets_residual)

    @property
    def form(self) -> LimbForm:
        """The form of the felt limb."""
        return LimbForm(
            self.felt.telescoping, self.felt.size, self.residual_end_m, self.meets_residual
        )

    def shown(self, frame: Frame) -> Frame:
        """Return the frame with the felt limb on the affected side."""
        if self.felt == NEUTRAL and not self.meets_residual:
            return frame
        return replace(frame, limbs=tuple(self._felt(limb) for limb in frame.limbs))

    def _felt(self, limb: ShownLimb) -> ShownLimb:
        if limb.side != self.side:
            return limb
        return replace(
            limb,
            angles_rad=self._held_back(limb.angles_rad),
            opacity=limb.opacity * (1.0 - self.felt.transparency),
            form=self.form,
        )

    def _held_back(self, angles_rad: Angles) -> Angles:
        """Return the pose, its hand held back towards the felt posture."""
        if self.posture_rad is None or self.felt.stiffness == 0.0:
            return angles_rad
        held = np.array(angles_rad)
        hand = slice(FIRST_HAND_ANGLE, None)
        held[hand] += self.felt.stiffness * (self.posture_rad[hand] - held[hand])
        return clamp(held)
