"""How much a frame may cost the graphics card: three steps, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quality:
    """Costs of one frame; none of them changes what is shown, only how finely."""

    name: str
    samples: int
    """Multisampling per pixel; 0 for none. A driver may grant fewer."""
    shadow_px: int
    shadow_taps: int
    blocker_taps: int
    """Taps that find how far away the shadow's caster is; 0 gives all shadows one softness."""
    resolution_scale: float
    """Of the window's own resolution, for the limb and table; words are always sharp."""
    bump: bool
    """Whether creases, veins and pores are seen in relief."""
    fine_shine: bool
    """Whether skin shines in two lobes and in all three lights, or in one lobe in the key light."""
    close_ups: bool = False
    """Whether a hand that fills a large picture is drawn by a surface subdivided once more."""
    still_table: bool = False
    """Keep the bare table as a picture and draw anew only what the limb changes."""
    coarse_limb: bool = False
    """Draw a quarter of the limb's triangles: what a small hand shows of the others is nothing."""


LOW = Quality(
    "low", 0, 768, 4, 0, 1.0, bump=False, fine_shine=False, still_table=True, coarse_limb=True
)
MEDIUM = Quality("medium", 4, 1536, 24, 8, 1.0, bump=True, fine_shine=True)
HIGH = Quality("high", 4, 2048, 40, 16, 1.0, bump=True, fine_shine=True, close_ups=True)

TIERS = (HIGH, MEDIUM, LOW)
"""The finest first."""

# Parts of the names by which drivers that draw on the processor call themselves.
_SOFTWARE = ("llvmpipe", "softpipe", "swiftshader", "swr", "gdi generic", "basic render")


def is_software(renderer_name: str) -> bool:
    """Return whether the driver draws on the processor."""
    return any(part in renderer_name.lower() for part in _SOFTWARE)


def quality_for(renderer_name: str) -> Quality:
    """Return the quality to start with on this graphics driver."""
    if is_software(renderer_name):
        return LOW
    return MEDIUM if "intel" in renderer_name.lower() else HIGH
