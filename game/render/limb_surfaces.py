"""The surfaces of one limb on the graphics card, and which of them a frame shows."""

from dataclasses import dataclass, replace

import numpy as np

from game.frame import ShownLimb
from game.limb.cloth import up_arm_m
from game.limb.coarser import coarser_limb
from game.limb.flesh import flesh
from game.limb.form import LimbForm
from game.limb.limb import Limb
from game.limb.mesh import LimbMesh
from game.limb.modelling.finer import finer
from game.limb.telescoped import WHOLE, begins, drawn_in
from game.render.mesh_buffer import Attribute, MeshBuffer
from game.render.slots import residual_slot
from sensors.pose import Side


@dataclass(slots=True)
class LimbPart:
    """One surface to draw."""

    slot: int
    """Whose bones move it, in the frame block."""
    mesh: MeshBuffer
    side: Side
    opacity: float
    begins: tuple[float, ...] = WHOLE

    @property
    def solid(self) -> bool:
        """Whether nothing shows through anywhere."""
        return self.opacity >= 1 and self.begins is WHOLE


class LimbSurfaces:
    """The usual surface, those of its residual limb and of its last form, and a fine one."""

    def __init__(self, limb: Limb, *, coarse: bool) -> None:
        """Send the limb to the card; coarse for processors that draw."""
        self._coarse = coarse
        self._close = False
        self._parts: list[LimbPart] = []
        self._parts_of: list[tuple[Side, float, LimbForm, float]] | None = None
        self._fine: MeshBuffer | None = None
        self._telescoped: tuple[LimbForm, MeshBuffer] | None = None
        self._take(limb)

    def come_close(self, *, close: bool) -> None:
        """Show the limb as it is seen close up, or as usual; what that takes is built once."""
        self._close = close
        self._parts_of = None

    def reshape(self, limb: Limb) -> None:
        """Take another limb of the same kind."""
        for mesh in filter(None, (self._usual, self._residual, self._fine)):
            mesh.delete()
        self._fine = self._parts_of = None
        self._forget_telescoped()
        self._take(limb)

    def parts(self, limbs: tuple[ShownLimb, ...]) -> list[LimbPart]:
        """Return what is drawn of these limbs, residual limbs first; kept until it changes."""
        shown = [(limb.side, limb.opacity, limb.form, limb.residual_opacity) for limb in limbs]
        if shown != self._parts_of:
            self._parts_of = shown
            residual = [
                LimbPart(residual_slot(place), self._residual, limb.side, limb.residual_opacity)
                for place, limb in enumerate(limbs)
                if self._residual is not None and limb.residual_opacity > 0
            ]
            self._parts = residual + [
                LimbPart(place, self._in(limb.form), limb.side, limb.opacity, self._begins(limb))
                for place, limb in enumerate(limbs)
                if limb.opacity > 0
            ]
        return self._parts

    def _take(self, limb: Limb) -> None:
        self._limb = limb = coarser_limb(limb) if self._coarse else limb
        self._usual = _on_card(limb, limb.mesh)
        self._residual = None if limb.residual is None else _on_card(limb, limb.residual)

    def _begins(self, limb: ShownLimb) -> tuple[float, ...]:
        if self._residual is None or limb.residual_opacity == 0.0:
            return WHOLE
        return begins(limb.form, self._limb.skeleton)

    def _in(self, form: LimbForm) -> MeshBuffer:
        """Return the limb's surface in a form; the last telescoped one is kept."""
        if form.telescoping == 0.0:
            return self._close_up() if self._close else self._usual
        if self._telescoped is None or self._telescoped[0] != form:
            self._forget_telescoped()
            drawn = drawn_in(self._limb.mesh, self._limb.skeleton, form)
            surface = replace(self._limb.mesh, positions=drawn.positions)
            mesh = _on_card(self._limb, surface, (Attribute(9, drawn.values),))
            self._telescoped = form, mesh
        return self._telescoped[1]

    def _close_up(self) -> MeshBuffer:
        if self._fine is None:
            self._fine = _on_card(self._limb, finer(self._limb.mesh))
        return self._fine

    def _forget_telescoped(self) -> None:
        if self._telescoped is not None:
            self._telescoped[1].delete()
            self._telescoped = None


def _on_card(limb: Limb, mesh: LimbMesh, more: tuple[Attribute, ...] = ()) -> MeshBuffer:
    ambient = np.ascontiguousarray(mesh.ambient.T)
    pads = flesh(mesh, limb.skeleton)
    return MeshBuffer(
        (
            Attribute(0, mesh.positions),
            Attribute(1, mesh.normals),
            Attribute(2, mesh.uv),
            Attribute(3, mesh.bone_indices),
            Attribute(4, mesh.bone_weights, normalised=True),
            Attribute(5, ambient[:, :4], normalised=True),
            Attribute(6, ambient[:, 4:], normalised=True),
            Attribute(7, up_arm_m(limb, mesh)),
            Attribute(8, np.stack((pads.most_m, pads.joint), axis=1).astype(np.float32)),
            *more,
        ),
        mesh.triangles,
    )
