"""Everything that is fitted to one patient: how the limb looks, how it is felt, what is left of it.

How it looks belongs to every session. How it is felt is where a plan may begin: see
`sessions.plan.phantom`. What is left of the limb is measured with a tape.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from game.limb.appearance import DEFAULT_APPEARANCE, Appearance
from game.limb.felt_fitting import (
    FELT_SETTINGS,
    felt_changed,
    posture_here,
    residual_changed,
    residual_settings,
)
from game.limb.fitting import SETTINGS, changed
from game.limb.form import LONGEST_SHARE
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.leg_geometry import SEATED_LEG
from sensors.pose import LimbKind
from sessions.plan.document import Document
from sessions.plan.phantom import NEUTRAL, FeltPhantom
from sessions.plan.residual import ResidualLimb

Part: TypeAlias = Literal["looks", "felt", "residual"]
TABLES: Mapping[Part, str] = {"looks": "limb", "felt": "phantom", "residual": "residual"}
"""The table of the settings file that keeps each part."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """One state of the fitting; every change gives another, so that any can be taken back."""

    kind: LimbKind = "arm"
    """Which limb is being fitted; the looks of the other stay as they are."""
    appearance: Appearance = DEFAULT_APPEARANCE
    phantom: FeltPhantom = NEUTRAL
    residual: ResidualLimb | None = None

    def settings(self, part: Part) -> tuple[str, ...]:
        """Return what can be set of a part, in the order in which it is offered."""
        if part == "looks":
            return SETTINGS[self.kind]
        return FELT_SETTINGS if part == "felt" else residual_settings(self.residual, self.kind)

    def changed(self, part: Part, setting: str, *, more: bool) -> "Fitted":
        """Return it with one setting a step up or down."""
        if part == "looks":
            return replace(self, appearance=changed(self.appearance, setting, more=more))
        if part == "felt":
            return replace(self, phantom=felt_changed(self.phantom, setting, self.kind, more=more))
        left = residual_changed(self.residual, setting, self.kind, more=more)
        return replace(self, residual=left)

    def anew(self, part: Part) -> "Fitted":
        """Return it with one part as it was before anybody fitted anything."""
        if part == "looks":
            return replace(self, appearance=DEFAULT_APPEARANCE)
        return replace(self, phantom=NEUTRAL) if part == "felt" else replace(self, residual=None)

    def other_limb(self) -> "Fitted":
        """Return it with the other kind of limb being fitted."""
        return replace(self, kind="arm" if self.kind == "leg" else "leg")

    def with_tone(self, melanin: float, blood: float) -> "Fitted":
        """Return it with a skin tone that was measured."""
        tone = {"melanin": round(melanin, 2), "blood": round(blood, 2)}
        worn = Appearance.model_validate(self.appearance.model_dump() | tone)
        return replace(self, appearance=worn)

    def value(self, part: Part, setting: str) -> object:
        """Return how one setting stands."""
        if part == "looks":
            return getattr(self.appearance, setting)
        if part == "felt":
            here = posture_here(self.phantom, self.kind)
            return here if setting == "posture" else getattr(self.phantom, setting)
        return None if self.residual_here is None else getattr(self.residual_here, setting)

    @property
    def residual_here(self) -> ResidualLimb | None:
        """What is left of the limb that is being fitted; that of another kind is not seen."""
        return self.residual if self.residual and self.residual.limb == self.kind else None

    @property
    def longer_than_shown(self) -> bool:
        """Whether the residual limb is shown shorter than measured: a rounded end has to fit."""
        left, look = self.residual_here, self.appearance
        if left is None:
            return False
        segment_mm = {
            "transradial": look.forearm_mm,
            "transhumeral": 1000 * SEATED_ARM.upper_arm_m,
            "transtibial": look.shank_mm,
            "transfemoral": 1000 * SEATED_LEG.thigh_m,
        }[left.level]
        return left.length_mm > LONGEST_SHARE * segment_mm

    def kept(self, part: Part) -> dict[str, object] | None:
        """Return what is written down of a part: what differs from the default; None: nothing."""
        if part == "residual":
            return None if self.residual is None else _differing(self.residual, {"shown": True})
        if part == "felt":
            return _differing(self.phantom, NEUTRAL.model_dump())
        return _differing(self.appearance, DEFAULT_APPEARANCE.model_dump())


def _differing(mine: Document, usual: Mapping[str, object]) -> dict[str, object]:
    """Return what differs from the usual, in the order of the fields."""
    missing = object()
    return {
        name: value
        for name, value in mine.model_dump().items()
        if value != usual.get(name, missing)
    }
