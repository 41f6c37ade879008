"""The grid that table or floor is drawn as: fine where limbs are, wider and wider beyond.

What varies slowly over it, darkness and lamp light, is worked out at its corners.
"""

import numpy as np
from numpy.typing import NDArray

from game.render.limb_bounds import AMBIENT_REACH_M
from game.render.surroundings import Surroundings

Floats = NDArray[np.float32]

SHADOW_REACH = 1.3
"""Times a capsule's radius: skin beyond the middle thickness casts a shadow too."""
_FELT_REACH = 0.85
"""Share of the reach of darkness within which it is dark enough to be seen: 0.2 % and more."""
_EDGE_M = 6.0
_WIDENING = 2.0
_NO_LENGTH_M2 = 1e-8


class TableGrid:
    """Corners and squares of the grid, and which squares something darkens."""

    def __init__(self, around: Surroundings, step_m: float, shadow_margin_m: float) -> None:
        """Lay it out.

        Args:
            around: the surface, and where it is to be fine.
            step_m: edge of a fine square.
            shadow_margin_m: how far beyond a shadow a corner has to know of it.
        """
        self._surface_m = around.surface_m
        self._margin_m = shadow_margin_m
        self._columns = _spaced(*around.fine_x_m, step_m)
        self._rows = _spaced(*around.fine_y_m, step_m)
        x, y = np.meshgrid(self._columns, self._rows)
        self.places = np.stack((x.ravel(), y.ravel()), axis=1)
        """Shape (n, 2), metres."""
        index = np.arange(len(self.places), dtype=np.uint32).reshape(x.shape)
        a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
        # Square by square, so that a corner is still at hand when the next square needs it.
        self._squares = np.stack((a, b, c, a, c, d), axis=2)
        self.triangles = self._squares.reshape(-1, 3)
        """Shape (m, 3)."""

    def near(
        self, starts_m: Floats, ends_m: Floats, radii_m: Floats, towards_key: Floats
    ) -> NDArray[np.uint32]:
        """Return the triangles of the squares that capsules darken or shade, shape (k, 3).

        Lengths are those of ``assets/shaders/table.vert``; squares hardly darkened are left out.

        Args:
            starts_m: shape (n, 3).
            ends_m: shape (n, 3).
            radii_m: shape (n,).
            towards_key: shape (3,), unit vector towards the key light.
        """
        heights = np.maximum(np.stack((starts_m[:, 2], ends_m[:, 2])) - self._surface_m, 0.0)
        fall = towards_key[:2] / towards_key[2]
        starts = np.concatenate((starts_m[:, :2], starts_m[:, :2] - heights[0, :, None] * fall))
        ends = np.concatenate((ends_m[:, :2], ends_m[:, :2] - heights[1, :, None] * fall))
        dark2 = (radii_m + _FELT_REACH * AMBIENT_REACH_M) ** 2 - heights.min(axis=0) ** 2
        shaded2 = (SHADOW_REACH * radii_m + self._margin_m) ** 2
        reach2 = np.concatenate((np.maximum(dark2, 0.0), shaded2)).astype(np.float32)
        reach_m = np.sqrt(reach2)[:, None]
        low = (np.minimum(starts, ends) - reach_m).min(axis=0)
        high = (np.maximum(starts, ends) + reach_m).max(axis=0)
        columns, rows = (
            _within(self._columns, low[0], high[0]),
            _within(self._rows, low[1], high[1]),
        )
        found = _near(self._columns[columns], self._rows[rows], starts, ends, reach2)
        near = found[:-1, :-1] | found[:-1, 1:] | found[1:, 1:] | found[1:, :-1]
        # One square fewer than corners lie in a row.
        inside = self._squares[rows.start : rows.stop - 1, columns.start : columns.stop - 1]
        return np.asarray(inside[near], dtype=np.uint32).reshape(-1, 3)


def _near(
    columns: Floats, rows: Floats, starts: Floats, ends: Floats, reach2: Floats
) -> NDArray[np.bool_]:
    """Return which corners lie near a line from start to end, shape (rows, columns)."""
    along = ends - starts
    length2 = np.maximum((along * along).sum(axis=1), _NO_LENGTH_M2)
    x, y = columns[:, None] - starts[:, 0], rows[:, None] - starts[:, 1]
    share = (y * (along[:, 1] / length2))[:, None] + (x * (along[:, 0] / length2))[None]
    np.clip(share, 0.0, 1.0, out=share)
    apart_x = x[None] - share * along[:, 0]
    apart_y = y[:, None] - share * along[:, 1]
    apart2 = apart_x * apart_x
    apart_y *= apart_y
    apart2 += apart_y
    return np.asarray((apart2 < reach2).any(axis=2))


def _within(places: Floats, low_m: float, high_m: float) -> slice:
    """Return the places between two, and the next one on either side."""
    first = int(np.searchsorted(places, low_m)) - 1
    last = int(np.searchsorted(places, high_m)) + 1
    return slice(max(first, 0), max(last, first + 2, 2))


def _spaced(low_m: float, high_m: float, step_m: float) -> Floats:
    fine = np.arange(low_m, high_m + step_m / 2, step_m)
    steps = step_m * _WIDENING ** np.arange(1, 20)
    beyond = np.cumsum(steps)
    low = low_m - beyond[low_m - beyond > -_EDGE_M]
    high = fine[-1] + beyond[fine[-1] + beyond < _EDGE_M]
    return np.concatenate(([-_EDGE_M], low[::-1], fine, high, [_EDGE_M])).astype(np.float32)
