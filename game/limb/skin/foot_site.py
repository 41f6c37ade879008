"""Where on the leg each texel lies, in words of anatomy.

Points are in the foot's frame of the limb as modelled: x towards the great toe's side, y towards
the toes, z up from the sole; metres; origin in the ankle.
"""

import numpy as np
from numpy.typing import NDArray

from game.limb.leg_anatomy import TOES
from game.limb.skeleton import Skeleton
from game.limb.skin.curve import step
from game.limb.skin.noise import fractal
from game.limb.skin.site import Bone, HandAnatomy, Site, Values, Vector, bone_distance, free_share

REFERENCE_FOOT_M = 0.145
"""The skin functions' distances are meant for this length from ankle to second toe's base."""
SOLE_M = -0.0716
"""Height of the sole in the foot's frame, of a foot of the reference size."""
_TARSUS_M = np.array([0.0, 0.020, -0.032])
_TARSUS_SPREAD = 0.45
"""The bones of the middle foot begin before and below the ankle, and closer than they end."""


def foot_frame(skeleton: Skeleton) -> NDArray[np.float64]:
    """Return the move, shape (3, 4), from the rest frame to the foot's frame."""
    ankle = skeleton.anatomy.joint("ankle")
    inner, up = skeleton.axes[ankle, 0], np.array([0.0, 0.0, 1.0])
    turned = np.stack([inner, np.cross(up, inner), up]) @ skeleton.to_zero[ankle][:, :3]
    return np.hstack([turned, (-turned @ skeleton.rest_heads[ankle])[:, None]])


def read_foot(skeleton: Skeleton) -> HandAnatomy:
    """Return the bones of a skeleton in the foot's frame."""
    frame, anatomy = foot_frame(skeleton), skeleton.anatomy
    places = skeleton.rest_heads @ frame[:, :3].T + frame[:, 3]
    heads: dict[str, Vector] = dict(zip(anatomy.joints, places, strict=True))
    tips = skeleton.rest_tips @ frame[:, :3].T + frame[:, 3]
    scale = float(np.linalg.norm(heads["second_toe_mtp"]) / REFERENCE_FOOT_M)
    bones, digits = [], {}
    for (toe, joints), tip in zip(TOES.items(), tips, strict=True):
        base = heads[joints[0]]
        root = _TARSUS_M * scale + np.array([_TARSUS_SPREAD * base[0], 0.0, 0.0])
        digits[toe] = (f"{toe}_mt", *joints)
        starts = [root, *(heads[joint] for joint in joints)]
        for joint, start, end in zip(digits[toe], starts, [*starts[1:], tip], strict=True):
            along = (end - start) / np.linalg.norm(end - start)
            row = anatomy.joint(joints[0] if joint == digits[toe][0] else joint)
            hinge = frame[:, :3] @ skeleton.to_zero[row][:, :3].T @ skeleton.axes[row, 0]
            hinge = hinge - along * (hinge @ along)
            hinge /= np.linalg.norm(hinge)
            bones.append(Bone(toe, joint, start, end, along, hinge, np.cross(hinge, along)))
    shank = heads["ankle"] - heads["knee"]
    breadths = {"great_toe": 1.4} | dict.fromkeys(list(TOES)[1:], 0.85)
    return HandAnatomy(
        heads=heads,
        bones=tuple(bones),
        scale=scale,
        forearm=shank / np.linalg.norm(shank),
        digits=digits,
        breadths=breadths,
    )


def survey_foot(anatomy: HandAnatomy, points: Values, normals: Values) -> Site:
    """Return what each texel is; the sole is the foot's palm."""
    scale = anatomy.scale
    away = np.stack([bone_distance(bone, points) for bone in anatomy.bones])
    nearest = away.min(axis=0)
    rough = fractal(points / np.float32(0.016 * scale), 3, 6)
    toe, total = np.zeros((2, len(points)), np.float32)
    for bone, distance in zip(anatomy.bones, away, strict=True):
        share = np.exp(-(distance - nearest) / (0.0035 * scale))
        m = share > 0.01
        if not m.any():
            continue
        edge = bone.end - bone.start
        toe[m] += share[m] * free_share(bone, (points[m] - bone.start) @ edge / (edge @ edge))
        total[m] += share[m]
    # The thick skin of the sole rounds the foot's border: a finger's breadth high at the heel, less
    # at the arch.
    high = (points[:, 2] - SOLE_M * scale).astype(np.float32)
    behind = step(0.0, 0.035 * scale, -points[:, 1])
    border = (0.013 + 0.010 * behind + 0.004 * rough) * scale
    over = ((high - border) / (0.012 * scale)).astype(np.float32)
    below = step(-0.10, 0.50, -normals[:, 2] + 0.10 * rough)
    rim = (1.0 - step(-0.5, 0.5, over)) * step(-0.75, -0.25, -normals[:, 2])
    on_foot = step(0.006 * scale, 0.030 * scale, -points[:, 2])
    small = points / np.float32(0.006 * scale)
    wobble = np.stack([fractal(small, 2, 62), fractal(small, 2, 63)], axis=1)
    return Site(
        anatomy=anatomy,
        points=points,
        normals=normals,
        bone=away.argmin(axis=0),
        palm=np.maximum(below, rim) * on_foot,
        finger=toe / total * on_foot,
        wobble=wobble * np.float32(0.0007 * scale),
    )
