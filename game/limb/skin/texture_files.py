"""The names of the skin textures in ``assets/textures``."""

from sensors.pose import LimbKind

TEXTURES: dict[LimbKind, str] = {"arm": "skin", "leg": "leg_skin"}
"""What each limb's files begin with; `_pigment.jpg` and so on follow."""
