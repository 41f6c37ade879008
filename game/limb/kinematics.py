"""Joint angles in, skin matrices out: once per displayed frame, without a loop over joints.

A limb is a tree of links, each of which turns about one axis: a joint of three turns is three
links, and the last of them carries what is fixed to the joint. Each link's move is told in the
mesh's rest frame, so that the product from the trunk to a link is its skin matrix at once. By
Rodrigues' formula, I + sin t K + (1 - cos t) K K, such a move is linear in 1, sin t and cos t: one
product of known matrices with those three gives all moves. The chain from shoulder to fingertip is
then multiplied by pointer jumping: each round joins every link's move to that of an ancestor twice
as far up, so the fifteen links from shoulder to fingertip take four rounds. A right limb is a left
one whose very first link reflects.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.anatomy import Anatomy
from game.limb.form import NEUTRAL_FORM, LimbForm, reach_scales, size_scales
from game.limb.skeleton import Skeleton
from sensors.pose import Side

Matrices = NDArray[np.float32]


class Kinematics:
    """Poses one skeleton; keeps its buffers, so one instance belongs to one thread."""

    def __init__(self, skeleton: Skeleton) -> None:
        self._skeleton = skeleton
        anatomy = skeleton.anatomy
        self._last = np.array([anatomy.joint(joints[-1]) for joints in anatomy.digits.values()])
        self._links = links = _links(anatomy)
        self._take_form(NEUTRAL_FORM)
        # A cosine is the sine of an angle larger by a quarter turn: one product, one sine.
        shares = np.zeros((2, len(links), len(anatomy.angles.names) + 1), np.float32)
        for row, link in enumerate(links):
            if link.turn is not None:
                shares[:, row, :-1] = anatomy.turns[link.joint, link.turn]
        shares[1, :, -1] = np.pi / 2
        self._shares = shares.reshape(2 * len(links), -1)
        self._angles_and_one = np.ones(shares.shape[2], np.float32)
        self._angles = self._angles_and_one[:-1]
        self._turns = np.empty(2 * len(links), np.float32)
        one_sine_cosine = np.ones((3, len(links)), np.float32)
        self._sines_cosines = one_sine_cosine[1:].reshape(-1)
        self._one_sine_cosine = one_sine_cosine.T[:, :, None]
        # One row more than links: the identity, which has no ancestor but itself.
        moves = np.tile(np.eye(4, dtype=np.float32), (len(links) + 1, 1, 1))
        self._moves = moves.reshape(-1, 16)[:-1, :12, None]
        self._rounds = _rounds(links, moves)
        *_, (source, ancestors, carried, _) = self._rounds
        count = anatomy.count
        self._last_round = source, ancestors[:count], carried[:count], source[:count]
        self._carried = carried[:count, :3]
        self._out = np.empty((count, 3, 4), np.float32)

    def skin_matrices(
        self,
        angles_rad: NDArray[np.floating],
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
        self._angles[:] = angles_rad
        np.matmul(self._shares, self._angles_and_one, self._turns)
        np.sin(self._turns, self._sines_cosines)
        np.matmul(self._moves_of[side], self._one_sine_cosine, self._moves)
        for source, ancestors, carried, joined in self._rounds[:-1]:
            source.take(ancestors, 0, carried, "clip")
            np.matmul(carried, source, joined)
        # The last round is needed of joints only, whose links come first.
        source, ancestors, carried, own = self._last_round
        source.take(ancestors, 0, carried, "clip")
        return np.matmul(self._carried, own, target)

    def joint_positions(
        self, angles_rad: NDArray[np.floating], side: Side, form: LimbForm = NEUTRAL_FORM
    ) -> NDArray[np.float64]:
        """Return the joint centres in body space, shape (J, 3), metres."""
        posed = self.skin_matrices(angles_rad, side, form=form).astype(np.float64)
        rest = self._skeleton.rest_heads
        return np.asarray(np.einsum("jab,jb->ja", posed[:, :, :3], rest) + posed[:, :, 3])

    def tips(self, angles_rad: NDArray[np.floating], side: Side) -> NDArray[np.float64]:
        """Return the ends of thumb and fingers, or of the toes, shape (5, 3), metres."""
        posed = self.skin_matrices(angles_rad, side)[self._last].astype(np.float64)
        rest = self._skeleton.rest_tips
        return np.asarray(np.einsum("jab,jb->ja", posed[:, :, :3], rest) + posed[:, :, 3])

    def _take_form(self, form: LimbForm) -> None:
        """Work out each link's move, in three parts, for a limb of this form."""
        self._form = form
        heads, to_zero = _formed(self._skeleton, form)
        from_zero = np.linalg.inv(to_zero)
        moves = np.zeros((len(self._links), 3, 4, 4))
        for row, link in enumerate(self._links):
            joint, parts = link.joint, moves[row]
            parts[0] = np.eye(4)
            if link.turn is not None:
                parts[:, :3, :3] = _rodrigues(self._skeleton.axes[joint, link.turn])
                parts[:, :3, 3] = -parts[:, :3, :3] @ heads[joint]
                parts[0, :3, 3] += heads[joint]
            if link.out_of is not None:
                parts[:] = from_zero[link.out_of] @ parts
            if link.ends:
                parts[:] = parts @ to_zero[joint]
        left = np.ascontiguousarray(
            moves[:, :, :3].reshape(-1, 3, 12).transpose(0, 2, 1), dtype=np.float32
        )
        right = left.copy()
        right[[link.before is None for link in self._links], :4] *= -1.0
        self._moves_of: dict[Side, Matrices] = {"left": left, "right": right}


@dataclass(frozen=True, slots=True)
class _Link:
    """One turn of one joint."""

    joint: int
    turn: int | None
    """Which of the joint's three; None for a joint that never turns."""
    out_of: int | None
    """The joint that it begins at; None where it goes on from another turn of its own joint."""
    ends: bool
    """Whether it is the joint's last, which carries what is fixed to the joint."""
    before: int | None
    """Row of the link that it goes on from; None for the very first."""


def _links(anatomy: Anatomy) -> list[_Link]:
    """Return a limb's links: every joint's last one in the joints' order, then the others."""
    links: list[_Link] = []
    others = anatomy.count
    rest: list[_Link] = []
    for joint in range(anatomy.count):
        parent = None if joint == 0 else int(anatomy.parents[joint])
        used: list[int] = np.flatnonzero(anatomy.turns[joint].any(axis=1)).tolist()
        turns: list[int | None] = [*used] or [None]
        before, out_of = parent, parent
        for turn in turns[:-1]:
            rest.append(_Link(joint, turn, out_of, ends=False, before=before))
            before, out_of = others, None
            others += 1
        links.append(_Link(joint, turns[-1], out_of, ends=True, before=before))
    return links + rest


_Round = tuple[Matrices, NDArray[np.intp], Matrices, Matrices]


def _rounds(links: list[_Link], moves: Matrices) -> list[_Round]:
    """Return, per round: moves, the rows they are joined to, room for those, and the result."""
    count = len(links)
    ancestors = np.array([count if link.before is None else link.before for link in links])
    ancestors = np.append(ancestors, count)
    carried, rounds = np.empty_like(moves), []
    while (ancestors != count).any():
        joined = np.empty_like(moves)
        rounds.append((moves, ancestors, carried, joined))
        moves, ancestors = joined, ancestors[ancestors]
    return rounds


def _formed(skeleton: Skeleton, form: LimbForm) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the zero pose of a form: joint centres (J, 3), and moves from rest to it (J, 4, 4).

    Joints move nearer to each other or apart; what is fixed to them is enlarged about them.
    """
    anatomy, neutral = skeleton.anatomy, skeleton.zero_heads
    heads = neutral.copy()
    to_zero = np.tile(np.eye(4), (anatomy.count, 1, 1))
    to_zero[:, :3] = skeleton.to_zero
    if form.plain:
        return heads, to_zero
    reaches, sizes = reach_scales(form, anatomy, neutral), size_scales(form, anatomy)
    for joint in range(1, anatomy.count):
        parent = anatomy.parents[joint]
        heads[joint] = heads[parent] + reaches[joint] * (neutral[joint] - neutral[parent])
    to_zero[:, :3, 3] -= neutral
    to_zero[:, :3] *= sizes[:, None, None]
    to_zero[:, :3, 3] += heads
    return heads, to_zero


def _rodrigues(axis: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return shape (3, 3, 3): what is to be multiplied by 1, sin and cos for a turn about it."""
    x, y, z = axis
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    squared = cross @ cross
    return np.stack((np.eye(3) + squared, cross, -squared))
