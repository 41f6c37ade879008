"""Where the picture is seen from, and which part of the picture it fills.

A strip has words above the limb and buttons beside it, so the limb's middle is not the window's.
The camera therefore does not turn: its lens is shifted, as that of a view camera, until what should
be seen lies in the part of the window that is free for it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.layout.shapes import Rect
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.leg_geometry import SEATED_LEG
from sensors.pose import Side

Matrix = NDArray[np.float64]
Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Field:
    """What must be seen: slopes to the right and up, per metre ahead along the line of sight."""

    left: float
    right: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Camera:
    """A place to look from, a point to look at, in body space, and what must be seen."""

    eye_m: Point
    target_m: Point
    field: Field
    towards: float = 0.0
    """Where the field goes in an area too wide for it: -1 to the left edge, 0 middle, 1 right."""
    up: Point = (0.0, 0.0, 1.0)
    near_m: float = 0.05
    far_m: float = 10.0

    def view_projection(self, window_px: tuple[int, int], area: Rect) -> Matrix:
        """Return the matrix from body space to the window's unit cube.

        Args:
            window_px: Width and height of the whole picture.
            area: The part of it that the field is fitted into, as large as it goes.
        """
        width_px, height_px = window_px
        field = self.field
        px_per_slope = min(
            area.width_px / (field.right - field.left), area.height_px / (field.high - field.low)
        )
        spare_px = area.width_px - px_per_slope * (field.right - field.left)
        middle_px = area.x_px + (area.width_px + self.towards * spare_px) / 2
        middle_x = middle_px / width_px * 2 - 1
        middle_y = 1 - (area.y_px + area.height_px / 2) / height_px * 2
        near, far = self.near_m, self.far_m
        projection = np.zeros((4, 4))
        projection[0, 0] = 2 * px_per_slope / width_px
        projection[1, 1] = 2 * px_per_slope / height_px
        projection[0, 2] = projection[0, 0] * (field.left + field.right) / 2 - middle_x
        projection[1, 2] = projection[1, 1] * (field.low + field.high) / 2 - middle_y
        projection[2, 2] = (far + near) / (near - far)
        projection[2, 3] = 2 * far * near / (near - far)
        projection[3, 2] = -1
        return np.asarray(projection @ look_at(self.eye_m, self.target_m, self.up))


def look_at(eye_m: Point, target_m: Point, up: Point) -> Matrix:
    """Return the matrix from body space to a viewer's space: x right, y up, looking along -z."""
    eye = np.asarray(eye_m, dtype=np.float64)
    forward = np.asarray(target_m) - eye
    forward = forward / np.linalg.norm(forward)
    right = np.cross(forward, up)
    right = right / np.linalg.norm(right)
    matrix = np.eye(4)
    matrix[:3, :3] = right, np.cross(right, forward), -forward
    matrix[:3, 3] = -matrix[:3, :3] @ eye
    return matrix


# A seated person's eye, 14 cm higher and 2 cm back: from there near and far hands look more alike
# in size, and the forearm is foreshortened less.
_EYE_M = (0.0, SEATED_ARM.eye_forward_m - 0.02, SEATED_ARM.eye_up_m + 0.14)
_TARGET_M = (0.0, 0.55, SEATED_ARM.table_height_m + 0.05)
# Slopes to wrist and fingertips, outwards and inwards, down and up: of every scripted movement, and
# of measured arms whose wrists are 0.14 to 0.26 m outwards, 0.38 to 0.50 m ahead and 0.12 to
# 0.22 m below the shoulders (`sensors.motion.camera_place`), the palm down or inwards.
_OUT, _IN, _LOW, _HIGH = 0.53, 0.03, -0.23, 0.325

FIRST_PERSON: dict[Side | None, Camera] = {
    "left": Camera(_EYE_M, _TARGET_M, Field(-_OUT, _IN, _LOW, _HIGH), towards=-0.4),
    "right": Camera(_EYE_M, _TARGET_M, Field(-_IN, _OUT, _LOW, _HIGH), towards=0.4),
    None: Camera(_EYE_M, _TARGET_M, Field(-_OUT, _OUT, _LOW, _HIGH)),
}
"""The patient's own view of one arm, as large as it goes; under None, of both."""

# Someone who bends forward a little to look at their feet.
_LEG_EYE_M = (0.0, SEATED_LEG.eye_forward_m + 0.10, SEATED_LEG.eye_up_m - 0.02)
_LEG_TARGET_M = (0.0, 0.66, SEATED_LEG.floor_height_m + 0.125)
# Slopes to the ankle and the ends of the toes, of every scripted movement and wherever a pointer
# can put the foot; the knee lies at the lower edge.
_LEG_OUT, _LEG_IN, _LEG_LOW, _LEG_HIGH = 0.205, 0.02, -0.13, 0.22

FIRST_PERSON_OF_LEGS: dict[Side | None, Camera] = {
    "left": Camera(
        _LEG_EYE_M,
        _LEG_TARGET_M,
        Field(-_LEG_OUT, _LEG_IN, _LEG_LOW, _LEG_HIGH),
        towards=-0.2,
    ),
    "right": Camera(
        _LEG_EYE_M,
        _LEG_TARGET_M,
        Field(-_LEG_IN, _LEG_OUT, _LEG_LOW, _LEG_HIGH),
        towards=0.2,
    ),
    None: Camera(_LEG_EYE_M, _LEG_TARGET_M, Field(-_LEG_OUT, _LEG_OUT, _LEG_LOW, _LEG_HIGH)),
}
"""The same of one leg, or of both."""
