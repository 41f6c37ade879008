"""Pads of palm and fingers grow thick where bending presses them, and only there."""

import numpy as np
from hypothesis import given

from game.limb.flesh import bends, flesh
from game.limb.limb import Limb
from game.limb.postures import load_postures
from game.limb.skeleton import JOINT, JOINT_COUNT
from sensors.pose import FINGERS, Angles

from .poses import poses


@given(angles=poses())
def test_a_bend_is_a_share_and_straight_joints_have_none(angles: Angles) -> None:
    shares = bends(angles)
    assert shares.shape == (JOINT_COUNT,)
    assert (shares >= 0).all()
    assert (shares <= 1).all()
    assert not bends(np.zeros_like(angles)).any()


def test_only_the_palm_side_of_the_hand_grows(lifelike: Limb) -> None:
    pads = flesh(lifelike.mesh, lifelike.skeleton)
    assert 0.004 < pads.most_m.max() < 0.009
    grows = pads.most_m > 0.0005
    hand = [JOINT["wrist"], *(JOINT[f"{f}_{j}"] for f in FINGERS for j in ("mc", "mcp", "pip"))]
    strongest = lifelike.mesh.bone_weights.argmax(axis=1)
    bone = lifelike.mesh.bone_indices[np.arange(len(strongest)), strongest]
    # A finger's last vertices before a joint may belong to the bone beyond it.
    assert np.isin(bone[grows], [*hand, *(JOINT[f"{f}_dip"] for f in FINGERS)]).all()
    assert 0.02 < grows.mean() < 0.3


def test_an_open_hand_is_as_it_was_modelled_and_a_fist_is_thicker(lifelike: Limb) -> None:
    mesh = lifelike.mesh
    pads = flesh(mesh, lifelike.skeleton)
    postures = load_postures()
    opened, fist = (
        np.linalg.norm(
            pads.grown(mesh.positions, mesh.normals, postures[name]) - mesh.positions, axis=1
        ).max()
        for name in ("open", "fist")
    )
    assert opened < 1e-5
    assert fist > 0.003
