"""Flesh that gives way: pads of palm and fingers bulge where bending joints press them together.

Skin weights alone make a bent finger hollow on its palm's side, so that a fist can be looked
through. Real pads keep their volume: pressed short, they grow thick (a quarter of a finger's depth
in a firm fist, seen on one's own hand; no published figure was found). Each vertex grows along its
normal by its own amount, as far as one joint is bent.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.mesh import LimbMesh
from game.limb.skeleton import JOINT, JOINT_COUNT, Skeleton
from sensors.pose import FINGERS, INDEX, Angles

FULL_BEND_RAD = float(np.radians(90.0))
# Which bone's pad, which joint presses it, where the pad is thickest along the bone (0 near joint,
# 1 far joint), how far it reaches, and how much it grows on a hand of the reference size.
_PADS = (
    ("mc", "mcp", 0.92, 0.22, 0.0070),
    ("mcp", "mcp", 0.30, 0.45, 0.0055),
    ("mcp", "pip", 0.70, 0.42, 0.0045),
    ("pip", "pip", 0.35, 0.60, 0.0035),
)
_REFERENCE_PALM_M = 0.098


@dataclass(frozen=True, slots=True)
class Flesh:
    """How much each vertex can grow, and which joint makes it."""

    most_m: NDArray[np.float32]
    """Shape (n,), metres along the normal at a bend of 90 degrees."""
    joint: NDArray[np.uint8]
    """Shape (n,): row of `Skeleton.names`."""

    def grown(
        self,
        positions: NDArray[np.floating],
        normals: NDArray[np.floating],
        angles_rad: Angles,
    ) -> NDArray[np.float64]:
        """Return rest positions with the flesh of a pose, for the arithmetic outside shaders."""
        by_m = self.most_m * bends(angles_rad)[self.joint]
        return np.asarray(positions + by_m[:, None] * normals, dtype=np.float64)


def bends(angles_rad: Angles) -> NDArray[np.float64]:
    """Return how far each joint is bent, shape (J,): 0 straight to 1 at a right angle and beyond.

    It grows with the third power: a little bent finger presses nothing. Shaders do the same with
    `BENDS @ angles_rad`.
    """
    return np.asarray(np.clip(BENDS @ angles_rad, 0.0, 1.0) ** 3)


_NAMES = tuple(f"{finger}_{joint}" for finger in FINGERS for joint in ("mcp", "pip", "dip"))
BEND_JOINTS = np.array([JOINT[name] for name in _NAMES])
BEND_ANGLES = np.array([INDEX[f"{name}_flexion"] for name in _NAMES])


BENDS = np.zeros((JOINT_COUNT, len(INDEX)), np.float32)
"""Shape (J, angles): these shares of a pose's angles are how far each joint is bent."""
BENDS[BEND_JOINTS, BEND_ANGLES] = 1.0 / FULL_BEND_RAD


def flesh(mesh: LimbMesh, skeleton: Skeleton) -> Flesh:
    """Return the flesh of a limb's mesh in its rest frame; a leg's stays as it is."""
    if skeleton.kind != "arm":
        count = len(mesh.positions)
        return Flesh(np.zeros(count, np.float32), np.zeros(count, np.uint8))
    positions, normals = mesh.positions.astype(np.float64), mesh.normals.astype(np.float64)
    strongest = mesh.bone_weights.argmax(axis=1)
    bone = np.take_along_axis(mesh.bone_indices, strongest[:, None], axis=1)[:, 0]
    most, driver = np.zeros(len(positions)), np.zeros(len(positions), np.uint8)
    heads = skeleton.rest_heads
    palm_m = np.linalg.norm(heads[JOINT["middle_mcp"]] - heads[JOINT["wrist"]])
    for tip, finger in enumerate(FINGERS, start=1):
        names = [f"{finger}_{joint}" for joint in ("mc", "mcp", "pip", "dip")]
        ends = [*(heads[JOINT[name]] for name in names), skeleton.rest_tips[tip]]
        for pad, pressed_by, middle, reach, grows_m in _PADS:
            row = names.index(f"{finger}_{pad}")
            start, end = ends[row], ends[row + 1]
            hinge = (
                skeleton.to_zero[JOINT[names[max(row, 1)]], :, :3].T
                @ (skeleton.axes[JOINT[names[max(row, 1)]], 0])
            )
            along = (end - start) / np.linalg.norm(end - start)
            palmar = np.cross(hinge, along)
            place = (positions - start) @ along / np.linalg.norm(end - start)
            facing = np.clip((normals @ palmar - 0.05) / 0.7, 0.0, 1.0)
            near = np.exp(-(((place - middle) / reach) ** 2))
            beside = np.linalg.norm(
                positions - start - np.outer((positions - start) @ along, along), axis=1
            )
            own = (bone == JOINT[names[row]]) | (bone == JOINT[names[min(row + 1, 3)]])
            if pad == "mc":
                own |= bone == JOINT["wrist"]
                near = near * np.exp(-((beside / (0.2 * palm_m)) ** 4))
            amount = grows_m * palm_m / _REFERENCE_PALM_M * near * facing * facing * own
            more = amount > most
            most[more] = amount[more]
            driver[more] = JOINT[f"{finger}_{pressed_by}"]
    return Flesh(most.astype(np.float32), driver)
