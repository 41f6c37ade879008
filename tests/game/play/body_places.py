"""Where on the canvas the regions of the body lie."""

import numpy as np

from game.drawing import Place
from game.scenes.body_map import HEIGHT
from sessions.asking.answer import RegionId
from sessions.body.body_map import HALF_WIDTH, View, regions, regions_of
from sessions.body.body_paint import labels, region_at


def region_under(view: View, place: Place) -> RegionId | None:
    """Return the region at a place on the canvas; None beside the body."""
    return region_at(view, (place[0] / HEIGHT, place[1] / HEIGHT + 0.5))


def place_of(region_id: RegionId) -> Place:
    """Return the middle of a region on the canvas, its view being shown."""
    region = regions()[region_id]
    ys, xs = np.nonzero(labels(region.view) == regions_of(region.view).index(region))
    middle = len(ys) // 2
    rows, columns = labels(region.view).shape
    x = (xs[middle] + 0.5) / columns * 2 * HALF_WIDTH - HALF_WIDTH
    y = 1.0 - (ys[middle] + 0.5) / rows
    return (float(x) * HEIGHT, (float(y) - 0.5) * HEIGHT)
