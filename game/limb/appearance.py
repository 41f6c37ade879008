"""How this patient's limb looks: sizes, build, age and skin, from the settings file.

Every value has a default, so that a limb can be shown before anybody has measured anything. Lengths
and girths are those of the intact limb, measured with a tape.
"""

from typing import Literal, TypeAlias

from pydantic import Field

from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.leg_geometry import SEATED_LEG
from sessions.plan.document import Document

Sleeve: TypeAlias = Literal["none", "short", "long"]
"""Bare; a sleeve that ends below the elbow; one that ends at the wrist."""
ClothColour: TypeAlias = Literal["navy", "grey", "sand", "green", "white"]


class Shape(Document):
    """What decides the surface: another shape is another mesh, with the same vertices and skin."""

    hand_mm: float = Field(default=1000 * SEATED_ARM.hand_m, ge=140, le=230)
    """Wrist crease to the tip of the middle finger."""
    forearm_mm: float = Field(default=1000 * SEATED_ARM.forearm_m, ge=190, le=340)
    """Elbow to wrist crease."""
    forearm_girth_mm: float | None = Field(default=None, ge=150, le=420)
    """Around the thickest part; None: as the build has it."""
    wrist_girth_mm: float | None = Field(default=None, ge=110, le=260)
    """Around the wrist, just above its crease; None: as the build has it."""
    foot_mm: float = Field(default=1000 * SEATED_LEG.foot_m, ge=190, le=330)
    """Heel to the tip of the longest toe."""
    shank_mm: float = Field(default=1000 * SEATED_LEG.shank_m, ge=300, le=520)
    """The knee's cleft to the outer ankle bone."""
    calf_girth_mm: float | None = Field(default=None, ge=200, le=600)
    """Around the thickest part; None: as the build has it."""
    ankle_girth_mm: float | None = Field(default=None, ge=140, le=400)
    """Just above the ankle bones; None: as the build has it."""
    masculine: float = Field(default=0.65, ge=0, le=1)
    """0 a woman's arm, 1 a man's."""
    age_years: int = Field(default=25, ge=18, le=100)
    muscle: float = Field(default=0.25, ge=-1, le=1)
    """-1 slight, 0 average, 1 strong."""
    weight: float = Field(default=0.20, ge=-1, le=1)
    """-1 thin, 0 average, 1 heavy."""


class Appearance(Shape):
    """The shape, the two pigments that give skin its colour, the marks on it, and a sleeve."""

    melanin: float = Field(default=0.25, ge=0.05, le=1.2)
    """About 0.2 for light, 0.5 for medium and 1 for dark skin."""
    blood: float = Field(default=1.0, ge=0.3, le=2)
    """1 is usual; less is paler, more is redder."""
    hair: float = Field(default=1.0, ge=0, le=2)
    """How much is seen of each mark: 0 none, 1 as usual, 2 twice that."""
    freckles: float = Field(default=1.0, ge=0, le=2)
    veins: float = Field(default=1.0, ge=0, le=2)
    nails: float = Field(default=1.0, ge=0, le=2)
    sleeve: Sleeve = "none"
    sleeve_colour: ClothColour = "navy"

    @property
    def shape(self) -> Shape:
        """The part that the mesh depends on."""
        return Shape.model_validate(self.model_dump(include=set(Shape.model_fields)))


DEFAULT_APPEARANCE = Appearance()
