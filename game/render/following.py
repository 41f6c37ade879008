"""The view of a felt limb: the patient's own, gone along with the hand as far as that is drawn in.

A telescoped hand would leave the lower edge of the picture. The viewer goes back by as much as the
resting wrist does, so that the hand is seen as large and from the same side as ever; every reach is
shorter then and stays in view. A larger hand needs more room beyond the wrist, and where the
residual limb is shown, the place where both meet belongs to what must be seen.
"""

from dataclasses import replace

import numpy as np

from game.frame import ShownLimb
from game.limb.form import NEUTRAL_FORM, LimbForm, residual_end_m
from game.limb.kinematics import Kinematics
from game.limb.rotation import Vector
from game.limb.skeleton import Skeleton
from game.render.camera import Camera, Field, Point, look_at
from sensors.limbs import LIMBS
from sensors.pose import Side

# Slopes that a hand twice as large would need more: fingertips above the wrist, and to either side.
_HIGHER, _WIDER = 0.36, 0.14
_AROUND_END = 0.07
"""Slope left free around the end of the residual limb."""
_AROUND_WRIST = 0.12
"""The same around a wrist that is drawn in beside one that is not."""
_LOWEST, _WIDEST = -0.62, 0.75
"""No lower and no wider than this: the hand would become too small."""


class FollowingCamera:
    """Follows the forms of one skeleton's limbs; each form is worked out once."""

    def __init__(self, skeleton: Skeleton) -> None:
        self._skeleton = skeleton
        self._kinematics = Kinematics(skeleton)
        self._known: tuple[Camera, tuple[object, ...], Camera] | None = None

    def of(self, camera: Camera, limbs: tuple[ShownLimb, ...]) -> Camera:
        """Return the view of those limbs, as seen by the usual camera for these sides."""
        if all([limb.form is NEUTRAL_FORM and limb.residual_opacity == 0 for limb in limbs]):
            return camera  # as in most frames
        forms = tuple((limb.side, limb.form, limb.residual_opacity > 0) for limb in limbs)
        if all(form.plain and not meets for _, form, meets in forms):
            return camera
        if self._known is None or self._known[:2] != (camera, forms):
            self._known = camera, forms, self._following(camera, forms)
        return self._known[2]

    def _following(self, camera: Camera, forms: tuple[tuple[Side, LimbForm, bool], ...]) -> Camera:
        shifts_m = [self._shift_m(side, form) for side, form, _ in forms]
        alike = len({form for _, form, _ in forms}) == 1
        # Beside a limb at full length nobody can go back: the view becomes wider instead.
        shift_m = np.mean(shifts_m, axis=0) if alike else np.zeros(3)
        moved = replace(
            camera, eye_m=_moved(camera.eye_m, shift_m), target_m=_moved(camera.target_m, shift_m)
        )
        field = camera.field
        for (side, form, meets), drawn_m in zip(forms, shifts_m, strict=True):
            if not alike:
                wrist_m = self._wrist_m(side, NEUTRAL_FORM) + drawn_m
                field = _with_place(field, moved, wrist_m, _AROUND_WRIST)
            field = _roomier(field, max(0.0, form.size - 1.0))
            if meets:
                field = _with_place(field, moved, self._end_m(side, form), _AROUND_END)
        return replace(moved, field=field)

    def _shift_m(self, side: Side, form: LimbForm) -> Vector:
        """Return how far the resting wrist or ankle is from where it would be at full length."""
        return np.asarray(self._wrist_m(side, form) - self._wrist_m(side, NEUTRAL_FORM))

    def _wrist_m(self, side: Side, form: LimbForm) -> Vector:
        resting = LIMBS[self._skeleton.kind].resting
        wrist = self._skeleton.anatomy.joint(self._skeleton.anatomy.chain[-1])
        return np.asarray(self._kinematics.joint_positions(resting, side, form)[wrist])

    def _end_m(self, side: Side, form: LimbForm) -> Vector:
        """Return where the residual limb of a resting limb ends."""
        anatomy = self._skeleton.anatomy
        resting = LIMBS[self._skeleton.kind].resting
        joints = self._kinematics.joint_positions(resting, side)
        root, hinge, *_, wrist = (joints[anatomy.joint(name)] for name in anatomy.chain)
        end_m = residual_end_m(form, anatomy, self._skeleton.zero_heads)
        upper_m = float(np.linalg.norm(hinge - root))
        if end_m <= upper_m:
            return np.asarray(root + (hinge - root) * (end_m / upper_m))
        lower_m = float(np.linalg.norm(wrist - hinge))
        return np.asarray(hinge + (wrist - hinge) * ((end_m - upper_m) / lower_m))


def _roomier(field: Field, larger: float) -> Field:
    """Return the field for a hand larger by a share, which grows about its wrist."""
    side = _WIDER * larger
    return Field(field.left - side, field.right + side, field.low, field.high + _HIGHER * larger)


def _with_place(field: Field, camera: Camera, place_m: Vector, around: float) -> Field:
    """Return the field with a place in it and some slope around that, as far as that goes."""
    x, y, z = (look_at(camera.eye_m, camera.target_m, camera.up) @ np.append(place_m, 1.0))[:3]
    ahead_m = max(-z, camera.near_m)
    right, up = float(x / ahead_m), float(y / ahead_m)
    return Field(
        min(field.left, max(right - around, -_WIDEST)),
        max(field.right, min(right + around, _WIDEST)),
        min(field.low, max(up - around, _LOWEST)),
        field.high,
    )


def _moved(place_m: Point, by_m: Vector) -> Point:
    x, y, z = (np.asarray(place_m) + by_m).tolist()
    return x, y, z
