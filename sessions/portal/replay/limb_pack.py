"""The limb as the browser needs it: surface, joints, and what turns each joint about which axis."""

from functools import lru_cache

import numpy as np
from pydantic import ValidationError

from game.limb.ambient import AmbientBlend
from game.limb.appearance import DEFAULT_APPEARANCE, Appearance
from game.limb.form import LimbForm, reach_scales, size_scales
from game.limb.limb import load_limb
from game.limb.skin import pigment
from sessions.log_entry import SessionStarted
from sessions.portal.replay.array_pack import pack


def limb_pack(started: SessionStarted) -> bytes:
    """Return the limb of a session, as it looked there.

    Args:
        started: The session's first entry: its settings say how the limb looked.
    """
    return _packed(_appearance(started).model_dump_json(), started.plan.limb, _form(started))


def _appearance(started: SessionStarted) -> Appearance:
    try:
        return Appearance.model_validate(started.settings.get("limb") or {})
    except ValidationError:
        # A later program's setting that this one does not know: any limb is better than none.
        return DEFAULT_APPEARANCE


def _form(started: SessionStarted) -> LimbForm:
    felt = started.phantom_shown
    return LimbForm() if felt is None else LimbForm(felt.telescoping, felt.size)


@lru_cache(maxsize=8)
def _packed(appearance_json: str, kind: str, form: LimbForm) -> bytes:
    appearance = Appearance.model_validate_json(appearance_json)
    limb = load_limb(appearance=appearance, kind="leg" if kind == "leg" else "arm")
    skeleton, mesh = limb.skeleton, limb.mesh
    anatomy = skeleton.anatomy
    heads = skeleton.zero_heads
    steps = heads.copy()
    steps[1:] -= heads[anatomy.parents[1:]]
    to_centre = np.array(skeleton.to_zero)
    to_centre[:, :, 3] -= heads
    felt_steps = steps * reach_scales(form, anatomy, heads)[:, None]
    felt_to_centre = to_centre * size_scales(form, anatomy)[:, None, None]
    blend = AmbientBlend(limb.kind)
    head = {
        "kind": limb.kind,
        "joints": anatomy.count,
        "angles": list(anatomy.angles.names),
        "limits_rad": anatomy.angles.limits_rad.tolist(),
        "textured": limb.textured,
        "melanin": appearance.melanin,
        "blood": appearance.blood,
        "pigments": {
            "BARE": pigment.BARE,
            "MELANIN_ABSORBS": pigment.MELANIN_ABSORBS,
            "BLOOD_ABSORBS": pigment.BLOOD_ABSORBS,
            "VEIN_TINT": pigment.VEIN_TINT,
            "PALE": pigment.PALE,
        },
    }
    arrays = {
        "positions": mesh.positions,
        "normals": mesh.normals,
        "uv": mesh.uv,
        "bone_indices": mesh.bone_indices,
        "bone_weights": mesh.bone_weights,
        "ambient": np.ascontiguousarray(mesh.ambient.T),
        "triangles": mesh.triangles.astype(np.uint16),
        "parents": anatomy.parents.astype(np.int32),
        "turns": anatomy.turns.astype(np.float32),
        "axes": skeleton.axes.astype(np.float32),
        "steps": steps.astype(np.float32),
        "to_centre": to_centre.astype(np.float32),
        "felt_steps": felt_steps.astype(np.float32),
        "felt_to_centre": felt_to_centre.astype(np.float32),
        "blend_towards": blend.towards.astype(np.float32),
        "blend_own": blend.own.astype(np.float32),
    }
    return pack(head, arrays)
