"""Which share of each region was painted: the map as a fine raster, counted point by point."""

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sessions.asking.answer import Painted, RegionId, Stroke
from sessions.body.body_map import HALF_WIDTH, Region, View, regions, regions_of

STEP = 0.0025
"""Distance between two points of the raster, in heights of the body: 400 from sole to crown."""
ROWS, COLUMNS = round(1.0 / STEP), round(2 * HALF_WIDTH / STEP)
LEAST_SHARE = 0.01
"""Less of a region than this is a slip of the hand, and not counted."""

Labels = NDArray[np.int16]
Mask = NDArray[np.bool_]


@cache
def labels(view: View) -> Labels:
    """Return the raster of one view on the page: index into `regions_of`, -1 beside the body.

    The first row is the top. Where two regions overlap (a thumb on a palm), the later one counts.
    """
    raster: Labels = np.full((ROWS, COLUMNS), -1, np.int16)
    x, y = _grid()
    for index, region in enumerate(regions_of(view)):
        raster[_inside(region, x, y)] = index
    raster.setflags(write=False)
    return raster


def mask_of(view: View, strokes: Iterable[Stroke], chosen: Iterable[RegionId] = ()) -> Mask:
    """Return what is painted of one view, within the body, as a raster like `labels`."""
    mask: Mask = np.zeros((ROWS, COLUMNS), np.bool_)
    for stroke in strokes:
        if stroke.view == view:
            ends = (*stroke.places[1:], stroke.places[-1])
            for start, end in zip(stroke.places, ends, strict=True):
                paint_segment(mask, start, end, stroke.radius)
    names = [region.id for region in regions_of(view)]
    for region_id in chosen:
        if region_id in names:
            mask |= labels(view) == names.index(region_id)
    return mask & (labels(view) >= 0)


def painted(strokes: Sequence[Stroke], chosen: Sequence[RegionId] = ()) -> Painted:
    """Return the answer: which share of each region is painted, and how it was done."""
    shares: dict[RegionId, float] = {}
    for view in ("front", "back"):
        mask, raster = mask_of(view, strokes, chosen), labels(view)
        for index, region in enumerate(regions_of(view)):
            inside = raster == index
            share = float(mask[inside].mean()) if inside.any() else 0.0
            if share >= LEAST_SHARE:
                shares[region.id] = round(share, 3)
    order = list(regions())
    return Painted(
        regions=shares,
        strokes=tuple(strokes),
        chosen=tuple(sorted(set(chosen), key=order.index)),
    )


def region_at(view: View, place: tuple[float, float]) -> RegionId | None:
    """Return the region at a place on the page, x to the viewer's right; None beside the body."""
    column = int((place[0] + HALF_WIDTH) / STEP)
    row = int((1.0 - place[1]) / STEP)
    if not (0 <= column < COLUMNS and 0 <= row < ROWS):
        return None
    index = int(labels(view)[row, column])
    return None if index < 0 else regions_of(view)[index].id


@cache
def _grid() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x = -HALF_WIDTH + STEP * (np.arange(COLUMNS, dtype=np.float64) + 0.5)
    y = 1.0 - STEP * (np.arange(ROWS, dtype=np.float64) + 0.5)
    return np.asarray(x, np.float64), np.asarray(y, np.float64)


def _inside(region: Region, x: NDArray[np.float64], y: NDArray[np.float64]) -> Mask:
    """Return which points of the raster are inside, by counting crossings of each row."""
    mask: Mask = np.zeros((len(y), len(x)), np.bool_)
    corners = np.array(region.on_page)
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        rows = np.flatnonzero((y0 > y) != (y1 > y))
        if rows.size:
            crossing = x0 + (y[rows] - y0) * (x1 - x0) / (y1 - y0)
            mask[rows] ^= x[None, :] < crossing[:, None]
    return mask


def paint_segment(
    mask: Mask, start: tuple[float, float], end: tuple[float, float], radius: float
) -> None:
    """Paint one straight piece of a line into a raster, beside the body too."""
    x, y = _grid()
    columns = np.flatnonzero(
        (x >= min(start[0], end[0]) - radius) & (x <= max(start[0], end[0]) + radius)
    )
    rows = np.flatnonzero(
        (y >= min(start[1], end[1]) - radius) & (y <= max(start[1], end[1]) + radius)
    )
    if not (columns.size and rows.size):
        return
    px, py = x[columns][None, :], y[rows][:, None]
    dx, dy = end[0] - start[0], end[1] - start[1]
    length2 = dx * dx + dy * dy
    along = ((px - start[0]) * dx + (py - start[1]) * dy) / length2 if length2 else 0.0
    along = np.clip(along, 0.0, 1.0)
    near = (px - start[0] - along * dx) ** 2 + (py - start[1] - along * dy) ** 2
    mask[np.ix_(rows, columns)] |= near <= radius**2
