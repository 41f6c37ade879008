"""A residual limb: the same skin, cut to its measured length and closed by a rounded end.

Of the whole limb only what lies nearer the body is kept; the last stretch of its surface is folded
over the end, as the surgeon's flaps are, with a shallow scar across. Vertices keep their weights
and their place in the skin textures, so that it moves and looks like the limb it continues.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.form import LONGEST_SHARE
from game.limb.mesh import CageMesh, LimbMesh
from game.limb.modelling.normals import vertex_normals
from game.limb.modelling.skin_weights import quantised
from game.limb.rotation import Vector, unit

Points = NDArray[np.float64]

_DOME = 0.75
"""Height of the rounded end, as a share of the limb's radius there."""
_FOLDED = 1.45
"""Length of skin folded over the end, in radii: the arc of that dome."""
_BULB = 0.04
"""How much fuller the end is than the limb above it."""
_SCAR_M, _SCAR_WIDTH_M = 0.0009, 0.0028
_RIM_M = 0.05
"""The rim near the trunk lies within this of the surface's beginning."""
_ROUNDING = 5
"""Rings of the rounding there."""
_SPARE_M = 0.13
"""How far beyond the end skin is looked at: more than is folded over."""


@dataclass(frozen=True, slots=True)
class LimbLine:
    """The line through a limb's three large joints in the rest frame, from shoulder or hip on."""

    joints: Points
    """Shape (3, 3)."""

    @property
    def segments_m(self) -> tuple[float, float]:
        """Lengths of its two segments."""
        first, second = np.linalg.norm(np.diff(self.joints, axis=0), axis=1)
        return float(first), float(second)

    def along_m(self, points: Points) -> Points:
        """Return how far along the line each point lies, shape (n,); it goes on past both ends."""
        start, middle, end = self.joints
        first, second = unit(middle - start), unit(end - middle)
        beyond = (points - middle) @ unit(first + second) > 0.0
        length_m = self.segments_m[0]
        nearer = np.minimum((points - start) @ first, length_m)
        return np.asarray(np.where(beyond, length_m + (points - middle) @ second, nearer))

    def cut(self, end_m: float) -> tuple[Vector, Vector, float]:
        """Return the start and direction of the segment cut, and how far along it the end lies.

        A length that would reach into a joint is shortened to where a rounded end still fits.
        """
        first_m, second_m = self.segments_m
        if end_m <= first_m:
            start, direction, length_m = self.joints[0], self.joints[1] - self.joints[0], first_m
            place_m = end_m
        else:
            start, direction, length_m = self.joints[1], self.joints[2] - self.joints[1], second_m
            place_m = end_m - first_m
        return start, unit(direction), float(min(place_m, LONGEST_SHARE * length_m))


def residual_mesh(mesh: LimbMesh, line: LimbLine, end_m: float) -> LimbMesh:
    """Return the residual limb's surface.

    Args:
        mesh: the whole limb.
        line: its large joints.
        end_m: how far along the line, from the shoulder or hip, the residual limb ends.
    """
    start, axis, place_m = line.cut(end_m)
    segment_m = float(line.along_m(start[None])[0])
    near = line.along_m(mesh.positions.astype(np.float64)) - segment_m < place_m + _SPARE_M
    fine = _finer(mesh, mesh.triangles[near[mesh.triangles].all(axis=1)])
    t = line.along_m(fine.positions) - segment_m
    _, welded = np.unique(np.round(fine.positions, 6), axis=0, return_inverse=True)
    folded, phi, last_t = _folded(fine.positions, t, start, axis, place_m)
    kept = (t[fine.triangles] < last_t).any(axis=1)
    used, corners = np.unique(fine.triangles[kept], return_inverse=True)
    triangles = corners.reshape(-1, 3).astype(np.uint32)
    normals = _normals(folded[used], triangles, welded.ravel()[used], phi[used], axis)
    surface = folded[used].astype("f4")
    indices, weights = quantised(fine.weights[used])
    ambient = np.rint(fine.ambient[used].T).astype(np.uint8)
    residual = LimbMesh(
        positions=surface,
        normals=normals.astype("f4"),
        uv=fine.uv[used].astype("f4"),
        bone_indices=indices,
        bone_weights=weights,
        triangles=triangles,
        ambient=np.ascontiguousarray(ambient),
        cage=CageMesh(surface, indices, weights, triangles),
    )
    # A short one shows where the whole limb is cut off, near the trunk: that is rounded too.
    return _closed(residual, line, axis) if segment_m == 0.0 else residual


def _closed(mesh: LimbMesh, line: LimbLine, axis: Vector) -> LimbMesh:
    """Return the surface drawn on to the shoulder or hip and rounded there."""
    positions = mesh.positions.astype(np.float64)
    _, point = np.unique(np.round(positions, 6), axis=0, return_inverse=True)
    corners = mesh.triangles[:, [0, 1, 2]].astype(np.intp)
    edges = np.concatenate((corners[:, :2], corners[:, 1:], corners[:, [2, 0]]))
    ends = point.ravel()[edges]
    edges, ends = edges[ends[:, 0] != ends[:, 1]], ends[ends[:, 0] != ends[:, 1]]
    _, which, count = np.unique(
        np.sort(ends, axis=1), axis=0, return_inverse=True, return_counts=True
    )
    rim_edges = edges[count[which.ravel()] == 1]
    # A sliver of the fold may be open at the other end, in the pole: that is no rim.
    along_m = line.along_m(positions)
    rim_edges = rim_edges[(along_m[rim_edges] < along_m.min() + _RIM_M).all(axis=1)]
    rim = np.unique(rim_edges)
    middle = positions[rim].mean(axis=0)
    radius_m = float(np.linalg.norm(positions[rim] - middle, axis=1).mean())
    straight_m = max(float(along_m[rim].min()) - radius_m, 0.0)
    added: list[Points] = []
    normals: list[Points] = []
    triangles: list[tuple[int, int, int]] = []
    below = {int(vertex): int(vertex) for vertex in rim}
    for turn in np.linspace(0.0, np.pi / 2, _ROUNDING + 1):
        place = len(positions) + len(rim) * len(added)
        above = {int(vertex): place + i for i, vertex in enumerate(rim)}
        outwards = _across(positions[rim] - middle, axis)
        level = middle - axis * (straight_m + radius_m * np.sin(turn))
        added.append(level + outwards * np.cos(turn))
        normals.append(outwards / radius_m * np.cos(turn) - axis * np.sin(turn))
        for a, b in rim_edges.tolist():
            triangles += [(below[b], below[a], above[a]), (below[b], above[a], above[b])]
        below = above
    copies = np.tile(rim, len(added))
    tilted = np.concatenate(normals)
    surface = np.concatenate((mesh.positions, np.concatenate(added).astype("f4")))
    whole = np.concatenate((mesh.triangles, np.array(triangles, dtype=np.uint32)))
    indices = np.concatenate((mesh.bone_indices, mesh.bone_indices[copies]))
    weights = np.concatenate((mesh.bone_weights, mesh.bone_weights[copies]))
    return LimbMesh(
        positions=surface,
        normals=np.concatenate(
            (mesh.normals, tilted / np.linalg.norm(tilted, axis=1, keepdims=True))
        ).astype("f4"),
        uv=np.concatenate((mesh.uv, mesh.uv[copies])),
        bone_indices=indices,
        bone_weights=weights,
        triangles=whole,
        ambient=np.concatenate((mesh.ambient, mesh.ambient[:, copies]), axis=1),
        cage=CageMesh(surface, indices, weights, whole),
    )


@dataclass(frozen=True, slots=True)
class _Fine:
    """Part of a limb with every triangle cut into four: a dome needs more corners than a tube."""

    positions: Points
    uv: Points
    weights: Points
    """Shape (n, J); rows sum to 1."""
    ambient: Points
    """Shape (n, K)."""
    triangles: NDArray[np.uint32]


def _finer(mesh: LimbMesh, triangles: NDArray[np.uint32]) -> _Fine:
    used, corners = np.unique(triangles, return_inverse=True)
    corners = corners.reshape(-1, 3)
    weights = np.zeros((len(used), int(mesh.bone_indices.max()) + 1))
    rows = np.arange(len(used))[:, None]
    np.add.at(weights, (rows, mesh.bone_indices[used]), mesh.bone_weights[used] / 255.0)
    edges = np.sort(corners[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    pairs, middle = np.unique(edges, axis=0, return_inverse=True)
    a, b, c = corners.T
    ab, bc, ca = (len(used) + middle.reshape(-1, 3)).T
    quarters = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))

    def with_middles(values: Points) -> Points:
        return np.concatenate((values, values[pairs].mean(axis=1)))

    return _Fine(
        positions=with_middles(mesh.positions[used].astype(np.float64)),
        uv=with_middles(mesh.uv[used].astype(np.float64)),
        weights=with_middles(weights),
        ambient=with_middles(mesh.ambient.T[used].astype(np.float64)),
        triangles=np.concatenate([np.stack(q, axis=1) for q in quarters]).astype(np.uint32),
    )


def _folded(
    positions: Points, t: Points, start: Vector, axis: Vector, place_m: float
) -> tuple[Points, Points, float]:
    """Return the folded surface, how far over each vertex is (0 to 1), and the last place kept."""
    ring = np.abs(t - place_m) < 0.006
    middle = positions[ring].mean(axis=0)
    middle = middle - axis * ((middle - start) @ axis)
    radius_m = float(np.median(np.linalg.norm(_across(positions[ring] - middle, axis), axis=1)))
    fold_m = place_m - radius_m * _DOME
    last_m = fold_m + radius_m * _FOLDED
    phi = np.clip((t - fold_m) / (last_m - fold_m), 0.0, 1.0)
    turn = phi * np.pi / 2
    fuller = 1.0 + _BULB * np.sin(np.pi * np.clip((t - fold_m + 0.03) / 0.05, 0.0, 1.0))
    across = _across(positions - middle, axis) * (np.cos(turn) ** 0.92 * fuller)[:, None]
    along_m = np.where(t > fold_m, fold_m + radius_m * _DOME * np.sin(turn), t)
    over = t > fold_m - 0.02
    folded = np.where(over[:, None], middle + np.outer(along_m, axis) + across, positions)
    side = unit(np.cross(axis, (0.0, 0.0, 1.0) if abs(axis[2]) < 0.9 else (0.0, 1.0, 0.0)))
    groove = np.exp(-(((folded - middle) @ side / _SCAR_WIDTH_M) ** 2))
    folded -= np.outer(groove * np.clip((phi - 0.2) / 0.15, 0.0, 1.0) * _SCAR_M, axis)
    # Whatever lies beyond the fold meets in one pole, which closes the end.
    folded[phi >= 1.0] = middle + axis * (place_m - _SCAR_M)
    return folded, phi, last_m


def _across(offsets: Points, axis: Vector) -> Points:
    return np.asarray(offsets - np.outer(offsets @ axis, axis))


def _normals(
    vertices: Points,
    triangles: NDArray[np.uint32],
    welded: NDArray[np.intp],
    phi: Points,
    axis: Vector,
) -> Points:
    """Return normals that do not break where the skin texture has its seams."""
    _, of_point = np.unique(welded, return_inverse=True)
    points = np.zeros((int(of_point.max()) + 1, 3))
    points[of_point] = vertices
    normals = vertex_normals(points, of_point[triangles].astype(np.uint32))[of_point]
    normals[phi >= 0.999] = axis
    return normals
