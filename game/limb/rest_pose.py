"""From the joint centres of a modelled arm to a skeleton whose angles are anatomical.

An arm is modelled a little bent. Its bends are measured here once, so that a pose's angles mean
what an anatomist reads: each joint is straightened in turn, from the shoulder outwards, and the
moves that do so are kept.
"""

from collections.abc import Mapping

import numpy as np

from game.limb.rotation import Matrix, Vector, rotation, unit
from game.limb.skeleton import THUMB, TWIST_PLACES, TWIST_SHARES, TWISTS, Skeleton
from game.limb.straightening import Straightening
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.pose import FINGERS

# The zero pose of a left hand in body space.
PALM, RADIAL, DISTAL = np.eye(3)[0], np.eye(3)[1], -np.eye(3)[2]
SHOULDER = np.array([-SEATED_ARM.shoulder_offset_m, 0.0, 0.0])

# Bent fingers converge towards the base of the thumb: how far each finger's plane of bending leans
# towards the thumb's side (Kapandji, The Physiology of the Joints, vol. 1, the convergence of the
# fingers on the scaphoid tubercle).
FINGER_LEAN_RAD = dict(zip(FINGERS, np.radians((-3.0, 2.0, 8.0, 16.0)), strict=True))

# The hand's long axis leaves the wrist's centre for a point this far from the middle finger's base
# towards the ring finger's: there the modelled fingers fan out evenly to either side.
HAND_AXIS_SHARE = 0.35

# Where the thumb hinges about when nothing opposes, counted about its metacarpal from an axis
# square to the palm: halfway between bending across the palm and bending like a finger, so that the
# relaxed thumb's nail stands askew to the finger nails (about 10 degrees of opposition).
THUMB_ROLL_RAD = float(np.radians(-45.0))


def body_frame(heads: Mapping[str, Vector]) -> Matrix:
    """Return the move, shape (3, 4), that brings a modelled left arm to its shoulder in body space.

    The upper arm is made to hang and the bent forearm to point forwards.
    """
    upper = unit(heads["elbow"] - heads["upperarm"])
    axis = unit(np.cross(upper, heads["wrist"] - heads["elbow"]))
    turned = np.stack([axis, np.cross(-upper, axis), -upper])
    return np.hstack([turned, (SHOULDER - turned @ heads["upperarm"])[:, None]])


def fit_skeleton(
    heads: Mapping[str, Vector], tips: Mapping[str, Vector], thumb_nail: Vector
) -> Skeleton:
    """Measure a modelled left arm, already in body space.

    Args:
        heads: joint centres by name of `skeleton.JOINTS`, without the twist joints.
        tips: end of each digit.
        thumb_nail: the direction that the thumb's nail faces: its hinges lie across that.

    Raises:
        KeyError: a joint or a tip is missing.
    """
    rest_heads = dict(heads)
    for name, place in zip(TWISTS, TWIST_PLACES, strict=True):
        rest_heads[name] = heads["elbow"] + place * (heads["wrist"] - heads["elbow"])
    build = Straightening("arm", rest_heads)
    build.first_axes(PALM, RADIAL, DISTAL)
    _straighten_arm(build)
    _straighten_thumb(build, tips["thumb"], thumb_nail)
    for finger in FINGERS:
        _straighten_finger(build, finger, tips[finger])
    return build.skeleton(tips)


def _straighten_arm(build: Straightening) -> None:
    heads = build.rest_heads
    forearm = build.seen_from("upperarm", "elbow", heads["wrist"])
    bend = float(np.arctan2(forearm @ RADIAL, forearm @ DISTAL))
    build.angle("elbow_flexion", bend)
    build.settle("elbow", "upperarm", rotation(PALM, -bend), PALM)
    pronation, flexion, deviation = _hand_angles(build)
    build.angle("forearm_pronation", pronation)
    build.angle("wrist_flexion", flexion)
    build.angle("wrist_radial_deviation", deviation)
    before = 0.0
    for parent, name, share in zip(("elbow", *TWISTS), TWISTS, TWIST_SHARES, strict=False):
        build.settle(name, parent, rotation(DISTAL, -pronation * (share - before)), DISTAL)
        before = share
    undo = rotation(PALM, -deviation) @ rotation(-RADIAL, -flexion)
    build.settle("wrist", TWISTS[-1], undo, -RADIAL, PALM)


def _hand_angles(build: Straightening) -> tuple[float, float, float]:
    """Return pronation, wrist flexion and radial deviation of the modelled hand."""
    heads = build.rest_heads
    aim = (1.0 - HAND_AXIS_SHARE) * heads["middle_mcp"] + HAND_AXIS_SHARE * heads["ring_mcp"]
    distal = build.seen_from("elbow", "wrist", aim)
    across = build.seen_from("elbow", "little_mcp", heads["index_mcp"])
    radial = unit(across - distal * (across @ distal))
    # Columns: where the zero pose's x, y and z went. H = Rz(-pronation) Ry(-flexion) Rx(deviation).
    hand = np.stack([np.cross(distal, radial), radial, -distal], axis=1)
    pronation = -float(np.arctan2(hand[1, 0], hand[0, 0]))
    flexion = float(np.arcsin(np.clip(hand[2, 0], -1.0, 1.0)))
    deviation = float(np.arctan2(hand[2, 1], hand[2, 2]))
    return pronation, flexion, deviation


def _straighten_finger(build: Straightening, finger: str, tip: Vector) -> None:
    lean = rotation(-DISTAL, FINGER_LEAN_RAD[finger])
    palm, axis = lean @ PALM, lean @ -RADIAL
    towards_thumb = 1.0 if finger in ("index", "middle") else -1.0
    mc, mcp, pip, dip = (f"{finger}_{joint}" for joint in ("mc", "mcp", "pip", "dip"))
    build.settle(mc, "wrist", np.eye(3), axis)
    heads = build.rest_heads
    along = build.seen_from(mc, mcp, heads[pip])
    spread = towards_thumb * float(np.arcsin(np.clip(along @ -axis, -1.0, 1.0)))
    bend = float(np.arctan2(along @ palm, along @ DISTAL))
    spread_axis = palm * towards_thumb
    undo = rotation(spread_axis, -spread) @ rotation(axis, -bend)
    build.settle(mcp, mc, undo, axis, spread_axis)
    build.angle(f"{mcp}_flexion", bend)
    build.angle(f"{mcp}_abduction", spread)
    for joint, parent, end in ((pip, mcp, heads[dip]), (dip, pip, tip)):
        along = build.seen_from(parent, joint, end)
        bend = float(np.arctan2(along @ palm, along @ DISTAL))
        build.settle(joint, parent, rotation(axis, -bend), axis)
        build.angle(f"{joint}_flexion", bend)


def _straighten_thumb(build: Straightening, tip: Vector, nail: Vector) -> None:
    cmc, mcp, ip = THUMB
    heads = build.rest_heads
    splay = SEATED_ARM.thumb_splay_rad
    neutral = np.cos(splay) * DISTAL + np.sin(splay) * RADIAL
    lift_axis = np.cross(neutral, PALM)
    bend_axis = rotation(neutral, THUMB_ROLL_RAD) @ -PALM
    along = build.seen_from("wrist", cmc, heads[mcp])
    lift = float(np.arcsin(np.clip(along @ PALM, -1.0, 1.0)))
    across = splay - float(np.arctan2(along @ RADIAL, along @ DISTAL))
    placed = rotation(lift_axis, -lift) @ rotation(-PALM, -across)
    last = build.seen_from("wrist", ip, tip)
    bent_about = placed @ unit(np.cross(build.turned("wrist") @ nail, last))
    roll = _angle_about(neutral, bend_axis, bent_about)
    build.settle(cmc, "wrist", rotation(neutral, -roll) @ placed, -PALM, lift_axis, neutral)
    build.angle("thumb_cmc_flexion", across)
    build.angle("thumb_cmc_abduction", lift)
    build.angle("thumb_cmc_opposition", roll)
    pad = np.cross(bend_axis, neutral)
    for joint, parent, end in ((mcp, cmc, heads[ip]), (ip, mcp, tip)):
        along = build.seen_from(parent, joint, end)
        bend = float(np.arctan2(along @ pad, along @ neutral))
        build.settle(joint, parent, rotation(bend_axis, -bend), bend_axis)
        build.angle(f"{joint}_flexion", bend)


def _angle_about(axis: Vector, start: Vector, end: Vector) -> float:
    """Return the right-handed angle about an axis from one direction to another."""
    return float(
        np.arctan2(np.cross(start, end) @ axis, start @ end - (start @ axis) * (end @ axis))
    )
