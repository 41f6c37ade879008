"""Shows the limb as the phantom is felt: drawn together, larger or smaller, stiff, faint.

Only the limb on the affected side changes, and only as the plan's rule lets it. What is shown still
moves with what is attempted: a stiff limb moves less, never otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from game.frame import Frame, ShownLimb
from game.home.settings import HomeSettings
from game.limb.form import LONGEST_SHARE, LimbForm
from game.limb.postures import FIRST_END_ANGLE, load_postures
from sensors.limbs import LIMBS
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.leg_geometry import SEATED_LEG
from sensors.pose import Angles, LimbKind, Side
from sessions.asking.felt_answers import as_told
from sessions.asking.rating import Answer, Quantity
from sessions.course.history import times_played
from sessions.patient import Patient
from sessions.plan.phantom import NEUTRAL, FeltPhantom, PhantomRule
from sessions.plan.plan import LoadedPlan
from sessions.plan.residual import ResidualLimb


@dataclass(frozen=True, slots=True)
class FeltLimb:
    """Turns each frame's affected limb into the felt one."""

    sides: tuple[Side, ...]
    """The affected side, or both."""
    felt: FeltPhantom = NEUTRAL
    residual_end_m: float | None = None
    """Shoulder to the end of the residual limb as measured; None where nobody has measured it."""
    posture_rad: Angles | None = None
    """The posture in which a stiff phantom is held, shape as the limb's angles."""
    meets_residual: bool = False
    kind: LimbKind = "arm"
    _as_it_is: bool = field(init=False)
    """Whether nothing is changed; looked at for every frame."""

    def __post_init__(self) -> None:
        """See whether there is anything to change."""
        as_it_is = self.felt == NEUTRAL and not self.meets_residual
        object.__setattr__(self, "_as_it_is", as_it_is)

    @classmethod
    def of(
        cls,
        sides: tuple[Side, ...],
        felt: FeltPhantom,
        *,
        residual_end_m: float | None = None,
        meets_residual: bool = False,
        kind: LimbKind = "arm",
    ) -> "FeltLimb":
        """Look the posture up; one of another kind of limb counts as none."""
        posture = None if felt.posture is None else load_postures(kind).get(felt.posture)
        return cls(sides, felt, residual_end_m, posture, meets_residual, kind)

    @property
    def form(self) -> LimbForm:
        """The form of the felt limb."""
        return LimbForm(
            self.felt.telescoping, self.felt.size, self.residual_end_m, self.meets_residual
        )

    def shown(self, frame: Frame) -> Frame:
        """Return the frame with the felt limb on the affected side."""
        if frame.somebody_else or self._as_it_is:
            return frame
        return replace(frame, limbs=tuple(self.shown_limb(limb) for limb in frame.limbs))

    def shown_limb(self, limb: ShownLimb) -> ShownLimb:
        """Return one limb as it is felt; of another side it stays as it is."""
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
        """Return the pose, its hand or foot held back towards the felt posture."""
        if self.posture_rad is None or self.felt.stiffness == 0.0 or limb.kind != self.kind:
            return limb.angles_rad
        held = np.array(limb.angles_rad)
        end = slice(FIRST_END_ANGLE[self.kind], None)
        held[end] += self.felt.stiffness * (self.posture_rad[end] - held[end])
        return LIMBS[self.kind].clamp(held)


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
    length_m = residual.length_mm / 1000
    if residual.level in ("transradial", "transtibial"):
        return upper_m + length_m
    # However long the patient's own upper arm or thigh is: cut above the joint, it ends above it.
    return min(length_m, LONGEST_SHARE * upper_m)


class FeltToday:
    """The felt limb of one session: first as the settings say, then as the patient says today."""

    def __init__(self, limb: FeltLimb, usual: FeltPhantom, rule: PhantomRule, before: int) -> None:
        """Begin with a limb that is already within the rule's bounds.

        Args:
            limb: As the settings say, within the rule's bounds.
            usual: As the settings say.
            rule: The plan's.
            before: Sessions of the plan played before this one.
        """
        self._limb, self._usual, self._rule, self._before = limb, usual, rule, before

    @property
    def felt(self) -> FeltPhantom:
        """What is shown."""
        return self._limb.felt

    @property
    def asks(self) -> bool:
        """Whether the patient's own words can change anything in this session."""
        return self._rule.ask and self._rule.share_at(self._before) < 1.0

    def shown(self, frame: Frame) -> Frame:
        """Return the frame with the felt limb on the affected side."""
        return self._limb.shown(frame)

    def told(self, answers: Mapping[Quantity, Answer]) -> FeltPhantom:
        """Take today's answers; return the phantom as felt, before the plan's bounds."""
        limb = self._limb
        felt = as_told(self._usual, answers, limb.kind)
        self._limb = FeltLimb.of(
            limb.sides,
            self._rule.shown(felt, self._before),
            residual_end_m=limb.residual_end_m,
            meets_residual=limb.meets_residual,
            kind=limb.kind,
        )
        return felt


def felt_limb_for(loaded: LoadedPlan, home: HomeSettings, patient: Patient) -> FeltToday:
    """Return how the affected limb looks in this session: as far from neutral as the plan says."""
    rule, kind = loaded.plan.phantom, loaded.plan.limb
    before = 0
    if rule.begin_as_felt:
        before = times_played(home.sessions_root, patient.code, loaded.plan.name)
    residual = home.residual
    if residual is not None and residual.limb != kind:
        residual = None
    limb = FeltLimb.of(
        loaded.plan.shown_sides,
        rule.shown(home.phantom, before),
        residual_end_m=residual_end_m(residual, UPPER_M[kind]),
        meets_residual=residual is not None and residual.shown,
        kind=kind,
    )
    return FeltToday(limb, home.phantom, rule, before)
