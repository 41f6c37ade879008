"""Where the picture is seen from: the patient's own eye over the table, or close to the hand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.motion.arm_geometry import SEATED_ARM

Matrix = NDArray[np.float64]
Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """A place to look from and a point to look at, in body space."""

    eye_m: Point
    target_m: Point
    field_of_view_rad: float
    """Upright, on a picture at least `least_aspect` times as wide as high."""
    least_aspect: float = 1.6
    """A narrower picture keeps its width in view instead and shows more above and below."""
    up: Point = (0.0, 0.0, 1.0)
    near_m: float = 0.05
    far_m: float = 4.0

    def view_projection(self, aspect: float) -> Matrix:
        """Return the matrix from body space to the unit cube, for a width over a height."""
        tangent = np.tan(self.field_of_view_rad / 2) * max(1.0, self.least_aspect / aspect)
        near, far = self.near_m, self.far_m
        projection = np.zeros((4, 4))
        projection[0, 0] = 1 / (tangent * aspect)
        projection[1, 1] = 1 / tangent
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


# The eye is where a seated person's is; it looks at the table between the hands. A screen shows
# less than the eye sees, so the angle is the one at which both forearms are in the picture.
FIRST_PERSON = Camera(
    eye_m=(0.0, SEATED_ARM.eye_forward_m, SEATED_ARM.eye_up_m),
    target_m=(0.0, 0.485, SEATED_ARM.table_height_m + 0.05),
    field_of_view_rad=float(np.radians(44.5)),
)


def close_up(target_m: Point, *, away_m: float = 0.45) -> Camera:
    """Return a camera close over a point, for pictures of the skin."""
    x_m, y_m, z_m = target_m
    eye_m = (x_m * 0.6, y_m - 0.45 * away_m, z_m + 0.9 * away_m)
    return Camera(eye_m, target_m, float(np.radians(28.0)))
