"""Joint angles in, skin matrices out: once per displayed frame, without a Python loop.

All turns become rotations at once: Rodrigues' formula, I + sin t K + (1 - cos t) K K, is linear in
1, sin t and cos t, so one product of known matrices with those three gives them all. The chain from
shoulder to fingertip is then multiplied by pointer jumping: each round joins every joint's move to
that of an ancestor twice as far up, so the eleven joints from shoulder to fingertip take four
rounds. A right limb is a left one, reflected at the very end.
"""

import numpy as np
from numpy.typing import NDArray

from game.limb.form import NEUTRAL_FORM, LimbForm, reach_scales, size_scales
from game.limb.skeleton import Skeleton
from sensors.pose import Angles, Side

Matrices = NDArray[np.float32]


def _jumps(parents: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Return, per round, the row that each joint is joined to; the last row is the identity."""
    count = len(parents)
    ancestors = np.append(parents, count)
    ancestors[0] = count
    rounds = []
    while (ancestors != count).any():
        rounds.append(ancestors)
        ancestors = ancestors[ancestors]
    return rounds


class Kinematics:
    """Poses one skeleton; keeps its buffers, so one instance belongs to one thread."""

    def __init__(self, skeleton: Skeleton) -> None:
        self._skeleton = skeleton
        anatomy = skeleton.anatomy
        self._count = count = anatomy.count
        self._last = np.array([anatomy.joint(joints[-1]) for joints in anatomy.digits.values()])
        # Turns lie slot by slot, all joints' first ones first: each slot is then one block.
        by_slot = anatomy.turns.transpose(1, 0, 2).reshape(3 * count, -1)
        self._turn_weights = by_slot.astype(np.float32)
        self._rodrigues = _rodrigues(skeleton.axes.transpose(1, 0, 2).reshape(-1, 3))
        heads = skeleton.zero_heads
        to_centre = np.tile(np.eye(4), (count, 1, 1))
        to_centre[:, :3] = skeleton.to_zero
        to_centre[:, :3, 3] -= heads
        self._neutral_to_centre = to_centre.astype(np.float32)
        self._to_centre = self._neutral_to_centre.copy()
        self._form = NEUTRAL_FORM
        self._rounds = _jumps(anatomy.parents)
        self._angles = np.empty(self._turn_weights.shape[1], np.float32)
        self._turns = np.empty(3 * count, np.float32)
        self._one_sine_cosine = np.ones((3 * count, 3, 1), np.float32)
        self._sines, self._cosines = (self._one_sine_cosine[:, row, 0] for row in (1, 2))
        self._rotations = np.empty((3 * count, 9, 1), np.float32)
        self._first, self._second, self._third = self._rotations.reshape(3, count, 3, 3)
        self._joined = np.empty((count, 3, 3), np.float32)
        # What a joint does by itself: turn about its centre, which keeps its place in the parent's
        # frame. One row more than joints: the identity, which has no ancestor but itself.
        self._local = np.tile(np.eye(4, dtype=np.float32), (count + 1, 1, 1))
        self._local[:count, :3, 3] = heads
        self._local[1:count, :3, 3] -= heads[anatomy.parents[1:]]
        self._neutral_steps = self._local[:count, :3, 3].copy()
        self._turned = self._local[:count, :3, :3]
        self._moves = np.empty((2, *self._local.shape), np.float32)
        self._ancestors = np.empty_like(self._local)
        self._chained = self._moves[(len(self._rounds) - 1) % 2, :count, :3]
        self._out = np.empty((count, 3, 4), np.float32)

    def skin_matrices(
        self,
        angles_rad: Angles,
        side: Side,
        out: Matrices | None = None,
        form: LimbForm = NEUTRAL_FORM,
    ) -> Matrices:
        """Return the moves from the mesh's rest frame to body space.

        Args:
            angles_rad: in the order that the skeleton's anatomy names.
            side: a right limb's matrices reflect, so its triangles turn their winding.
            out: where to write, shape (J, 3, 4), float32; without it the instance's own array is
                returned, which the next call overwrites.
            form: how the limb is drawn together or enlarged.
        """
        if form is not self._form and form != self._form:
            self._take_form(form)
        target = self._out if out is None else out
        np.matmul(self._chain(angles_rad), self._to_centre, out=target)
        if side == "right":
            np.negative(target[:, 0], out=target[:, 0])
        return target

    def joint_positions(
        self, angles_rad: Angles, side: Side, form: LimbForm = NEUTRAL_FORM
    ) -> NDArray[np.float64]:
        """Return the joint centres in body space, shape (J, 3), metres."""
        posed = self.skin_matrices(angles_rad, side, form=form).astype(np.float64)
        rest = self._skeleton.rest_heads
        return np.asarray(np.einsum("jab,jb->ja", posed[:, :, :3], rest) + posed[:, :, 3])

    def tips(self, angles_rad: Angles, side: Side) -> NDArray[np.float64]:
        """Return the ends of thumb and fingers, or of the toes, shape (5, 3), metres."""
        posed = self.skin_matrices(angles_rad, side)[self._last].astype(np.float64)
        rest = self._skeleton.rest_tips
        return np.asarray(np.einsum("jab,jb->ja", posed[:, :, :3], rest) + posed[:, :, 3])

    def _take_form(self, form: LimbForm) -> None:
        """Move the joints nearer to each other or apart, and enlarge what is fixed to them."""
        self._form = form
        anatomy = self._skeleton.anatomy
        steps, sizes = np.ones(self._count), np.ones(self._count)
        if not form.plain:
            steps = reach_scales(form, anatomy, self._skeleton.zero_heads)
            sizes = size_scales(form, anatomy)
        self._local[: self._count, :3, 3] = self._neutral_steps * steps[:, None]
        larger = self._neutral_to_centre[:, :3] * sizes[:, None, None]
        self._to_centre[:, :3] = larger

    def _chain(self, angles_rad: Angles) -> Matrices:
        """Return each joint's turn and place on a left limb, shape (J, 3, 4)."""
        np.copyto(self._angles, angles_rad)
        np.matmul(self._turn_weights, self._angles, out=self._turns)
        np.sin(self._turns, out=self._sines)
        np.cos(self._turns, out=self._cosines)
        np.matmul(self._rodrigues, self._one_sine_cosine, out=self._rotations)
        np.matmul(self._first, self._second, out=self._joined)
        np.matmul(self._joined, self._third, out=self._turned)
        source, (target, other) = self._local, self._moves
        for ancestors in self._rounds:
            source.take(ancestors, axis=0, out=self._ancestors, mode="clip")
            np.matmul(self._ancestors, source, out=target)
            source, target, other = target, other, target
        return source[: self._count, :3]


def _rodrigues(axes: NDArray[np.float64]) -> Matrices:
    """Return shape (n, 9, 3): rotation = that @ (1, sin, cos), for unit axes of shape (n, 3)."""
    cross = np.zeros((len(axes), 3, 3))
    cross[:, 0, 1], cross[:, 0, 2], cross[:, 1, 2] = -axes[:, 2], axes[:, 1], -axes[:, 0]
    cross -= cross.transpose(0, 2, 1)
    squared = cross @ cross
    parts = np.stack((np.eye(3) + squared, cross, -squared), axis=-1)
    return np.ascontiguousarray(parts.reshape(-1, 9, 3), dtype=np.float32)
