"""Measures how a modelled limb is bent, joint by joint, and keeps the moves that straighten it."""

from collections.abc import Mapping

import numpy as np

from game.limb.rotation import Matrix, Vector, about, after, moved, unit
from game.limb.skeleton import ANATOMIES, Skeleton
from sensors.pose import LimbKind


class Straightening:
    """Collects the moves from rest to zero, from the trunk outwards."""

    def __init__(self, kind: LimbKind, rest_heads: Mapping[str, Vector]) -> None:
        self.rest_heads = rest_heads
        self._kind: LimbKind = kind
        self._anatomy = ANATOMIES[kind]
        self._to_zero: dict[str, Matrix] = {self._anatomy.joints[0]: np.eye(3, 4)}
        self._axes = np.tile(np.eye(3), (self._anatomy.count, 1, 1))
        self._angles_rad = np.zeros(len(self._anatomy.angles.names))

    def turned(self, joint: str) -> Matrix:
        """Return the rotation, shape (3, 3), that a joint's part of the limb has had so far."""
        return self._to_zero[joint][:, :3]

    def seen_from(self, parent: str, start: str, end: Vector) -> Vector:
        """Return the direction from a joint to a point once all before it is straight."""
        move = self._to_zero[parent][:, :3]
        return unit(move @ (end - self.rest_heads[start]))

    def settle(self, joint: str, parent: str, undo: Matrix, *axes: Vector) -> None:
        """Straighten one joint by `undo`, after everything its parent did."""
        pivot = moved(self._to_zero[parent], self.rest_heads[joint])
        self._to_zero[joint] = after(about(pivot, undo), self._to_zero[parent])
        for slot, axis in enumerate(axes):
            self._axes[self._anatomy.joint(joint), slot] = axis

    def angle(self, name: str, value_rad: float) -> None:
        """Note one angle of the modelled pose."""
        self._angles_rad[self._anatomy.angles.index[name]] = value_rad

    def first_axes(self, *axes: Vector) -> None:
        """Note the axes of the first joint, which the rest frame has put straight already."""
        self._axes[0] = np.stack(axes)

    def skeleton(self, tips: Mapping[str, Vector]) -> Skeleton:
        """Return the skeleton once every joint has been settled."""
        joints = self._anatomy.joints
        to_zero = np.stack([self._to_zero[name] for name in joints])
        rest = np.stack([self.rest_heads[name] for name in joints])
        return Skeleton(
            rest_heads=rest,
            rest_tips=np.stack([tips[digit] for digit in self._anatomy.digits]),
            zero_heads=np.einsum("jab,jb->ja", to_zero[:, :, :3], rest) + to_zero[:, :, 3],
            to_zero=to_zero,
            axes=self._axes,
            rest_angles_rad=self._angles_rad,
            kind=self._kind,
        )
