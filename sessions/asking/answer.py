"""What can be answered to a question: a number, a choice, shares, painted areas; or nothing.

*Skipped* (asked, and left out) and *not asked* are two different answers, and neither is 0.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

OptionId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
RegionId: TypeAlias = Annotated[str, Field(pattern=r"^(front|back)_[a-z][a-z_]{0,39}$")]
"""Name of a region of the body map; `sessions.body.body_map` lists them all."""

Share: TypeAlias = Annotated[float, Field(ge=0.0, le=1.0)]


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Chosen(_Given):
    """One or several of the options that were offered, in their order."""

    chosen: tuple[OptionId, ...]


class Shares(_Given):
    """How a whole was shared out over the steps of a scale, first step first; they add up to 1."""

    shares: tuple[Share, ...] = Field(min_length=2, max_length=12)

    @property
    def weighted(self) -> float:
        """Return the sum of step times share: for pain in steps of 0 to 5, 0 to 5.

        Weighted pain distribution (Ortiz-Catalan 2016), from the arithmetic alone.
        """
        return sum(step * share for step, share in enumerate(self.shares))


class Stroke(_Given):
    """One line painted on the body map, in the map's own units (see `sessions.body.body_map`)."""

    view: Literal["front", "back"]
    places: tuple[tuple[float, float], ...] = Field(min_length=1, max_length=2000)
    radius: float = Field(gt=0.0, le=0.2)


class Painted(_Given):
    """Areas of the body: the share painted of each region that was touched, and how it was done."""

    regions: dict[RegionId, Share]
    """Only regions with some paint; none at all means that it is felt nowhere."""
    strokes: tuple[Stroke, ...] = ()
    chosen: tuple[RegionId, ...] = ()
    """Regions that were filled whole, by key or button."""


Number: TypeAlias = Annotated[int, Field(strict=True, ge=-1000, le=100_000)]

Answer: TypeAlias = Number | Chosen | Shares | Painted | Literal["skipped", "not_asked"]
