"""An outline of the body, front and back, cut into named regions: our own geometry, no sex, no age.

Units: the height of the body is 1, y grows upwards from the soles (0), and x from the body's middle
line towards **the patient's left**. On the picture of the front the patient's left is at the
viewer's right, on the picture of the back at the viewer's left: `on_page` does that once, for
whoever draws. The palms face forwards; hands and feet are drawn larger than life, because that is
where phantom pain mostly is. Names of regions never change their meaning; logs and charts hold
them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeAlias

from sessions.asking.answer import RegionId
from sessions.body.body_outline import NECK, Point, head, left_parts
from sessions.body.region_names import region_name

View: TypeAlias = Literal["front", "back"]
Side: TypeAlias = Literal["left", "right"]

VIEWS: tuple[View, View] = ("front", "back")
HALF_WIDTH = 0.36
"""Nothing of the body lies further from its middle line."""


@dataclass(frozen=True, slots=True)
class Region:
    """One named area of the skin, or of what is felt where skin was."""

    id: RegionId
    view: View
    side: Side | None
    """None where it lies on the middle line."""
    part: str
    """Which part of the body, e.g. ``hand``; the same on both sides and views."""
    polygon: tuple[Point, ...]
    """Corners in the body's own units, closed by itself."""

    @property
    def on_page(self) -> tuple[Point, ...]:
        """Return the corners as the picture shows them, x to the viewer's right, y upwards."""
        return tuple(on_page(self.view, place) for place in self.polygon)

    @property
    def svg_points(self) -> str:
        """Return the corners for an SVG polygon whose view box is -360 -1000 720 1000."""
        return " ".join(f"{1000 * x:.0f},{-1000 * y:.0f}" for x, y in self.on_page)

    def name_in(self, language: str) -> str:
        """Return its name with the patient's own side, e.g. ``left hand, palm side``."""
        return region_name(self.part, self.side, self.view, language)


def on_page(view: View, place: Point) -> Point:
    """Turn a place on the body into one on the picture, or back: it is its own inverse."""
    return (place[0] if view == "front" else -place[0], place[1])


@cache
def regions() -> Mapping[RegionId, Region]:
    """Return every region by its id: the front first, from the head to the toes."""
    made = {region.id: region for view in VIEWS for region in _regions_of(view)}
    return MappingProxyType(made)


def regions_of(view: View) -> tuple[Region, ...]:
    """Return the regions of one view."""
    return tuple(region for region in regions().values() if region.view == view)


def _regions_of(view: View) -> Iterator[Region]:
    yield _region(view, None, "neck", NECK)
    yield _region(view, None, "head", head())
    for part, outline in left_parts(view):
        yield _region(view, "left", part, outline)
        yield _region(view, "right", part, tuple((-x, y) for x, y in outline))


def _region(view: View, side: Side | None, part: str, polygon: tuple[Point, ...]) -> Region:
    name = part if side is None else f"{side}_{part}"
    rounded = tuple((round(x, 4), round(y, 4)) for x, y in polygon)
    return Region(f"{view}_{name}", view, side, part, rounded)
