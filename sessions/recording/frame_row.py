"""The row of one frame: everything that was shown at one display refresh.

Made for every frame, these rows are not frozen: frozen ones take three times as long to make.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sessions.recording.row_values import (
    ANGLE_DIGITS,
    METRE_DIGITS,
    SHARE_DIGITS,
    Floats,
    Number,
    rounded,
    rounded_time,
)


@dataclass(slots=True)
class LimbRow:
    """One limb as it was shown."""

    side: Literal["left", "right"]
    opacity: Number
    angles_rad: Floats
    """In the order that the recording names."""
    telescoping: Number = 0.0
    """0 full length, 1 the hand at the residual limb's end."""
    size: Number = 1.0
    """How large the hand was."""
    residual_opacity: Number = 0.0
    """Of the residual limb, where the shown limb was seen to begin at its end."""

    def content(self) -> dict[str, object]:
        """Return the limb as a JSON object, rounded; the usual form is left out."""
        content: dict[str, object] = {
            "side": self.side,
            "opacity": round(self.opacity, SHARE_DIGITS),
            "angles_rad": rounded(self.angles_rad, ANGLE_DIGITS),
        }
        if self.telescoping != 0.0:
            content["telescoping"] = round(self.telescoping, SHARE_DIGITS)
        if self.size != 1.0:
            content["size"] = round(self.size, SHARE_DIGITS)
        if self.residual_opacity != 0.0:
            content["residual_opacity"] = round(self.residual_opacity, SHARE_DIGITS)
        return content


@dataclass(slots=True)
class ThingRow:
    """One thing on the table as it was shown."""

    kind: str
    foot_m: tuple[float, float, float]
    turn_rad: Number
    rise: Number
    glow: Number

    def content(self) -> dict[str, object]:
        """Return the thing as a JSON object, rounded."""
        return {
            "kind": self.kind,
            "foot_m": [round(value, METRE_DIGITS) for value in self.foot_m],
            "turn_rad": round(self.turn_rad, ANGLE_DIGITS),
            "rise": round(self.rise, SHARE_DIGITS),
            "glow": round(self.glow, SHARE_DIGITS),
        }


@dataclass(slots=True)
class FrameRow:
    """Topic ``frame``: everything about one display refresh."""

    topic: ClassVar[str] = "frame"
    frame: int
    """Counts displayed frames from 0."""
    scene: str
    flip_s: Number
    """When the picture went to the display."""
    latched_s: float | None
    """When the newest sample was read for it."""
    sample_taken_s: float | None
    """When that sample was taken; None where no sensor moves the limb."""
    horizon_s: Number
    """How far the pose was carried forward."""
    covered: bool
    limbs: tuple[LimbRow, ...]
    things: tuple[ThingRow, ...] = ()
    """What stood on the table; written only where there was something."""
    delayed_s: Number = 0.0
    """How long the affected limb waited on purpose; written only where it did."""

    @property
    def at_s(self) -> float:
        """The flip."""
        return self.flip_s

    def content(self) -> dict[str, object]:
        """Return the row as a JSON object, rounded."""
        return {
            "frame": self.frame,
            "scene": self.scene,
            "flip_s": rounded_time(self.flip_s),
            "latched_s": rounded_time(self.latched_s),
            "sample_taken_s": rounded_time(self.sample_taken_s),
            "horizon_s": rounded_time(self.horizon_s),
            "covered": self.covered,
            "limbs": [limb.content() for limb in self.limbs],
            **({"things": [thing.content() for thing in self.things]} if self.things else {}),
            **({"delayed_s": rounded_time(self.delayed_s)} if self.delayed_s else {}),
        }
