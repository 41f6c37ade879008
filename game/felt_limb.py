"""Shows the limb as the phantom is felt: drawn together, larger or smaller, stiff, faint.

Only the limb on the affected side changes, and only as the plan's rule lets it. What is shown still
moves with what is attempted: a stiff limb moves less, never otherwise.
"""

from dataclasses import dataclass, replace

import numpy as np

from game.frame import Frame, ShownLimb
from game.limb.form import LimbForm
from game.limb.postures import FIRST_HAND_ANGLE, load_postures
from game.settings import HomeSettings
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.leg_geometry import SEATED_LEG
from sensors.pose import Angles, LimbKind, Side, clamp
from sessions.history import times_played
from sessions.patient import Patient
from sessions.phantom import NEUTRAL, FeltPhantom
from sessions.plan import LoadedPlan
from sessions.residual import ResidualLimb


@dataclass(frozen=True, slots=True)
class FeltLimb:
    """Turns each frame's affected limb into the felt one."""

    sides: tuple[Side, ...]
    """The affected side, or both."""
    felt: FeltPhantom = NEUTRAL
    residual_end_m: float | None = None
    """Shoulder to the end of the residual limb as measured; None where nobody has measured it."""
    posture_rad: Angles | None = None
    """Shape (28,): the posture in which a stiff phantom is held."""
    meets_residual: bool = False

    @classmethod
    def of(
        cls,
        sides: tuple[Side, ...],
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
        return cls(sides, felt, residual_end_m, posture, meets_residual)

    @property
    def form(self) -> LimbForm:
        """The form of the felt limb."""
        return LimbForm(
            self.felt.telescoping, self.felt.size, self.residual_end_m, self.meets_residual
        )

    def shown(self, frame: Frame) -> Frame:
        """Return the frame with the felt limb on the affected side."""
        if frame.somebody_else or (self.felt == NEUTRAL and not self.meets_residual):
            return frame
        return replace(frame, limbs=tuple(self._felt(limb) for limb in frame.limbs))

    def _felt(self, limb: ShownLimb) -> ShownLimb:
        if limb.side not in self.sides:
            return limb
        return replace(
            limb,
            angles_rad=self._held_back(limb),
            opacity=limb.opacity * (1.0 - self.felt.transparency),
            form=self.form,
            residual_opacity=limb.opacity if self.meets_residual else 0.0,
        )

    def _held_back(self, limb: ShownLimb) -> Angles:
        """Return the pose, its hand held back towards the felt posture; a foot has none yet."""
        if self.posture_rad is None or self.felt.stiffness == 0.0 or limb.kind != "arm":
            return limb.angles_rad
        held = np.array(limb.angles_rad)
        hand = slice(FIRST_HAND_ANGLE, None)
        held[hand] += self.felt.stiffness * (self.posture_rad[hand] - held[hand])
        return clamp(held)


UPPER_M: dict[LimbKind, float] = {
    "arm": SEATED_ARM.upper_arm_m,
    "leg": SEATED_LEG.thigh_m,
}
"""Length of the shown upper arm and thigh."""


def residual_end_m(residual: ResidualLimb | None, upper_m: float) -> float | None:
    """Return how far from shoulder or hip the residual limb ends, along the limb.

    Args:
        residual: As measured; None where nobody has.
        upper_m: Length of the upper arm or thigh, which a length below the joint comes on top of.
    """
    if residual is None:
        return None
    below = residual.level in ("transradial", "transtibial")
    return residual.length_mm / 1000 + (upper_m if below else 0.0)


def felt_limb_for(loaded: LoadedPlan, home: HomeSettings, patient: Patient) -> FeltLimb:
    """Return how the affected limb looks in this session: as far from neutral as the plan says."""
    rule = loaded.plan.phantom
    before = 0
    if rule.begin_as_felt:
        before = times_played(home.sessions_root, patient.code, loaded.plan.name)
    residual = home.residual
    if residual is not None and residual.limb != loaded.plan.limb:
        residual = None
    end_m = residual_end_m(residual, UPPER_M[loaded.plan.limb])
    return FeltLimb.of(
        loaded.plan.shown_sides,
        rule.shown(home.phantom, before),
        residual_end_m=end_m,
        meets_residual=residual is not None and residual.shown,
    )
