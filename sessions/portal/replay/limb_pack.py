"""The limb as the browser needs it: surface, joints, and what turns each joint about which axis."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from pydantic import ValidationError

from game.limb.ambient import AmbientBlend
from game.limb.appearance import DEFAULT_APPEARANCE, Appearance
from game.limb.flesh import BEND_ANGLES, BEND_JOINTS, FULL_BEND_RAD, flesh
from game.limb.form import LimbForm, reach_scales, size_scales
from game.limb.limb import load_limb
from game.limb.rotation import unit
from game.limb.skin import pigment
from game.limb.telescoped import WHOLE, drawn_in, line_of
from sessions.events.entry import LogEntry, PhantomShown, SessionStarted
from sessions.plan.phantom import FeltPhantom
from sessions.portal.replay.array_pack import pack


def limb_pack(started: SessionStarted, felt: FeltPhantom | None) -> bytes:
    """Return the limb of a session, as it looked there.

    Args:
        started: The session's first entry: its settings say how the limb looked.
        felt: The form in which it was shown; None where it was neutral.
    """
    form = LimbForm() if felt is None else LimbForm(felt.telescoping, felt.size)
    return _packed(_appearance(started).model_dump_json(), started.plan.limb, form)


def felt_in(entries: Sequence[LogEntry]) -> FeltPhantom | None:
    """Return the form of the affected limb in a session: what the patient said last holds."""
    for entry in reversed(entries):
        if isinstance(entry, PhantomShown):
            return entry.phantom
        if isinstance(entry, SessionStarted):
            return entry.phantom_shown
    return None


def _appearance(started: SessionStarted) -> Appearance:
    try:
        return Appearance.model_validate(started.settings.get("limb") or {})
    except ValidationError:
        # A later program's setting that this one does not know: any limb is better than none.
        return DEFAULT_APPEARANCE


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
    line = line_of(skeleton)
    start, hinge, end = line.joints
    pads = flesh(mesh, skeleton)
    drawn = (
        drawn_in(mesh, skeleton, form).values if not form.plain else np.zeros((1, 3), np.float32)
    )
    head = {
        "kind": limb.kind,
        "joints": anatomy.count,
        "angles": list(anatomy.angles.names),
        "limits_rad": anatomy.angles.limits_rad.tolist(),
        "textured": limb.textured,
        "begins": WHOLE,
        "axes": [unit(hinge - start).tolist(), unit(end - hinge).tolist()],
        "axis_joints": [anatomy.joint(name) for name in anatomy.chain[:2]],
        "bends": {"joints": BEND_JOINTS.tolist(), "angles": BEND_ANGLES.tolist()},
        "full_bend_rad": FULL_BEND_RAD,
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
        "flesh": np.stack((pads.most_m, pads.joint.astype(np.float32)), axis=1).astype(np.float32),
        "drawn_in": np.ascontiguousarray(np.broadcast_to(drawn, (len(mesh.positions), 3))),
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
