"""Draws table or floor: its material, the shadows on it, the soft darkness under what is near."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.limb.limb import Limb
from game.render.capsules import capsules
from game.render.gl import GL
from game.render.limb_bounds import AMBIENT_REACH_M, WIDEST_PENUMBRA_M, LimbBounds
from game.render.limb_renderer import shadow_defines
from game.render.material import material
from game.render.mesh_buffer import Attribute, MeshBuffer
from game.render.quality import Quality
from game.render.render_target import SHADOW_DEPTH_UNIT, SHADOW_UNIT
from game.render.shader import Shader
from game.render.surroundings import SURROUNDINGS
from game.render.table_grid import SHADOW_REACH, TableGrid
from game.render.texture import Texture
from game.render.thing_renderer import MOST_THINGS, capsules_of
from game.things.thing import ShownThing

WOOD_UNIT, WOOD_SEEN_UNIT = 4, 8
# The darkness is worked out at the corners of a grid, fine where limbs are and coarse far away.
_FINE_STEP_M, _PROCESSOR_STEP_M = 0.0125, 0.025
# What assets/shaders/shadow.glsl takes where it does not look for the caster.
_SET_PENUMBRA_M = 0.0036


class TableRenderer:
    """The table's top or the floor, with one capsule per bone to darken it."""

    def __init__(self, limb: Limb, quality: Quality) -> None:
        self._surroundings = around = SURROUNDINGS[limb.kind]
        self._step_m = _PROCESSOR_STEP_M if quality.still_table else _FINE_STEP_M
        penumbra_m = WIDEST_PENUMBRA_M if quality.blocker_taps else _SET_PENUMBRA_M
        # A corner of the grid has to know of shadows that reach into its squares.
        self._shadow_margin_m = penumbra_m + 0.75 * self._step_m
        self._grid = TableGrid(around, self._step_m, self._shadow_margin_m)
        self._mesh = MeshBuffer((Attribute(0, self._grid.places),), self._grid.triangles)
        self._changing = self._grid.triangles
        starts, ends = capsules(limb)
        self._quality = quality
        self._joint_count = limb.skeleton.anatomy.count
        self._starts, self._ends = starts, ends
        self.bounds = LimbBounds(starts, ends, around.surface_m)
        """What one limb can change of the picture."""
        self._shader = self._make_shader("WOOD_SEEN" if quality.still_table else "WHOLE")
        self._things_places = tuple(
            self._shader.place(name) for name in ("things", "thing_start", "thing_end")
        )
        self._things: tuple[ShownThing, ...] = ()
        self._thing_capsules = capsules_of(())
        self._capsule_ends_place = self._shader.place("capsule_ends")
        self._changes_place = self._shader.place("changes_only")
        self._wood_shader = self._make_shader("WOOD_ONLY") if quality.still_table else None
        self._wood = Texture(
            material(around.material_srgb), WOOD_UNIT, srgb=True, mipmaps=True, repeat=True
        )

    def reshape(self, limb: Limb) -> None:
        """Be darkened by another limb of the same kind."""
        self._starts, self._ends = capsules(limb)
        self.bounds = LimbBounds(self._starts, self._ends, self._surroundings.surface_m)
        for shader in filter(None, (self._shader, self._wood_shader)):
            GL.glUseProgram(shader.program)
            count = len(self._starts)
            GL.glUniform4fv(shader.place("capsule_start"), count, self._starts)
            GL.glUniform4fv(shader.place("capsule_end"), count, self._ends)

    def draw(self) -> None:
        """Draw it into the picture."""
        GL.glUseProgram(self._shader.program)
        self._mesh.draw()

    def draw_changes(self) -> None:
        """Draw it over its own picture, only where a limb or thing darkens it."""
        GL.glUseProgram(self._shader.program)
        GL.glUniform1i(self._changes_place, True)
        self._mesh.draw_only(self._changing)
        GL.glUniform1i(self._changes_place, False)

    def place_limbs(
        self, ends_m: Sequence[NDArray[np.float32]], towards_key: NDArray[np.float32]
    ) -> None:
        """Say where the limbs' capsules are; for a table kept as a picture, whose shader is told.

        A processor would otherwise move every capsule for every corner of the grid, and would look
        at every square of it.

        Args:
            ends_m: of each limb, from `LimbBounds.capsule_ends_m`.
            towards_key: shape (3,), unit vector towards the key light.
        """
        GL.glUseProgram(self._shader.program)
        for place, of_limb in enumerate(ends_m):
            at = self._capsule_ends_place + place * len(of_limb)
            GL.glUniform3fv(at, len(of_limb), of_limb)
        count = len(self._starts)
        starts, ends = self._thing_capsules
        if ends_m or len(starts):
            self._changing = self._grid.near(
                np.concatenate([of_limb[:count] for of_limb in ends_m] + [starts[:, :3]]),
                np.concatenate([of_limb[count:] for of_limb in ends_m] + [ends[:, :3]]),
                np.concatenate([self._starts[:, 3]] * len(ends_m) + [starts[:, 3]]),
                towards_key,
            )

    def place_things(self, things: tuple[ShownThing, ...]) -> None:
        """Say what stands on the table and darkens it."""
        if things == self._things:
            return
        self._things = things = things[:MOST_THINGS]
        self._thing_capsules = starts, ends = capsules_of(things)
        count_place, start_place, end_place = self._things_places
        GL.glUseProgram(self._shader.program)
        GL.glUniform1i(count_place, len(things))
        if things:
            GL.glUniform4fv(start_place, len(things), starts)
            GL.glUniform4fv(end_place, len(things), ends)

    def draw_wood(self) -> None:
        """Draw the wood's own colour, unlit, for a table that is kept as a picture."""
        if self._wood_shader is not None:
            GL.glUseProgram(self._wood_shader.program)
            self._mesh.draw()

    def _make_shader(self, part: str) -> Shader:
        shader = Shader(
            "table",
            shadow_defines(self._quality, self._joint_count)
            | {
                "CAPSULES": str(len(self._starts)),
                "THINGS": str(MOST_THINGS),
                "WOOD_TILE_M": f"{self._surroundings.tile_m:.6f}",
                "AMBIENT_REACH_M": f"{AMBIENT_REACH_M:.6f}",
                "SHADOW_REACH": f"{SHADOW_REACH:.6f}",
                "SHADOW_MARGIN_M": f"{self._shadow_margin_m:.6f}",
                part: "1",
            },
            {
                "shadow_map": SHADOW_UNIT,
                "shadow_depth": SHADOW_DEPTH_UNIT,
                "wood": WOOD_UNIT,
                "wood_seen": WOOD_SEEN_UNIT,
            },
        )
        GL.glUniform4fv(shader.place("capsule_start"), len(self._starts), self._starts)
        GL.glUniform4fv(shader.place("capsule_end"), len(self._ends), self._ends)
        return shader
