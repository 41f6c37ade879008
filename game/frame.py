"""Everything shown at one display refresh, as a value.

The renderer draws it and the recorder logs the same object, so screen and log cannot disagree.
"""

from dataclasses import dataclass

from game.drawing import Drawing
from game.limb.form import NEUTRAL_FORM, LimbForm
from game.screen import Screen
from game.things.thing import ShownThing
from sensors.pose import Angles, LimbKind, Side
from sensors.sample import CameraPicture


@dataclass(frozen=True, slots=True)
class ShownLimb:
    """One limb as the patient sees it."""

    side: Side
    angles_rad: Angles
    """In the order that `sensors.limbs` names for this kind of limb, within limits."""
    opacity: float = 1.0
    """1 solid; 0 not drawn at all."""
    form: LimbForm = NEUTRAL_FORM
    """Drawn together or enlarged, as the phantom is felt."""
    kind: LimbKind = "arm"
    residual_opacity: float = 0.0
    """Of the residual limb that it continues; 0 where that is not drawn and the limb is whole."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the patient is about to see."""

    scene: str
    """Name of the scene, e.g. ``mirror``: for the log."""
    limbs: tuple[ShownLimb, ...]
    screen: Screen
    covered: bool = False
    """True hides every limb behind a calm cover, whatever `limbs` says."""
    sample_taken_at_s: float | None = None
    """When the newest sample behind `limbs` was taken; None where no sensor moves them."""
    predicted_by_s: float = 0.0
    """How far the pose was carried forward to the moment of display."""
    delayed_by_s: float = 0.0
    """How long the affected limb waits behind the hand because the plan orders it."""
    camera_picture: CameraPicture | None = None
    things: tuple[ShownThing, ...] = ()
    """What stands on the table beside the limb."""
    asked: str = ""
    """Which movement the patient is asked to attempt right now; empty: none, muscles rest."""
    somebody_else: bool = False
    """Whether the limbs look like another person's: another skin, and sleeves."""
    drawing: Drawing = ()
    """Shapes on the screen's canvas; not drawn where the limb is covered."""
