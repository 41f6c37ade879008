"""Draws the things on the table: into the shadow map, and into the picture, lit like the limb."""

import numpy as np
from numpy.typing import NDArray

from game.layout.shapes import Rect
from game.render.gl import GL
from game.render.limb_bounds import seen_capsules_px
from game.render.limb_renderer import shadow_defines
from game.render.mesh_buffer import Attribute, MeshBuffer
from game.render.quality import Quality
from game.render.render_target import SHADOW_DEPTH_UNIT, SHADOW_UNIT
from game.render.shader import Shader
from game.things.shapes import surface_of
from game.things.thing import SIZES, Kind, ShownThing

MOST_THINGS = 20
"""More are not drawn."""


class ThingRenderer:
    """Every kind of thing, sent to the card when it is first shown."""

    def __init__(self, quality: Quality, joint_count: int) -> None:
        self._quality = quality
        self._joint_count = joint_count
        self._meshes: dict[Kind, MeshBuffer] = {}
        self._shader: Shader | None = None
        self._depth: Shader | None = None

    def draw_shadow(self, things: tuple[ShownThing, ...]) -> None:
        """Draw the things into the shadow map.

        Their near surfaces, unlike the limb's: the far ones lie on the table, where a thing stands,
        and would leave a line of light around its foot.
        """
        if things:
            self._ready()
            assert self._depth is not None
            self._draw_with(self._depth, things)

    def draw(self, things: tuple[ShownThing, ...]) -> None:
        """Draw the things into the picture."""
        if things:
            self._ready()
            assert self._shader is not None
            self._draw_with(self._shader, things)

    def _ready(self) -> None:
        """Compile the shaders the first time that anything is shown."""
        if self._shader is None:
            shadows = shadow_defines(self._quality, self._joint_count)
            units = {"shadow_map": SHADOW_UNIT, "shadow_depth": SHADOW_DEPTH_UNIT}
            self._shader = Shader("thing", shadows, units)
            self._depth = Shader("thing", shadows | {"DEPTH_ONLY": "1"})

    def _draw_with(self, shader: Shader, things: tuple[ShownThing, ...]) -> None:
        GL.glUseProgram(shader.program)
        to_body, unscaled = shader.place("to_body"), shader.place("unscaled")
        glow = shader.place("glow")
        for thing in things[:MOST_THINGS]:
            GL.glUniformMatrix4fv(to_body, 1, GL.GL_TRUE, matrix_of(thing))
            GL.glUniform3f(unscaled, 1.0, 1.0, 1.0 / thing.rise)
            GL.glUniform1f(glow, thing.glow)
            self._mesh(thing.kind).draw()

    def _mesh(self, kind: Kind) -> MeshBuffer:
        if kind not in self._meshes:
            surface = surface_of(kind)
            self._meshes[kind] = MeshBuffer(
                (
                    Attribute(0, surface.places_m.astype(np.float32)),
                    Attribute(1, surface.normals.astype(np.float32)),
                    Attribute(2, surface.tints.astype(np.float32)),
                ),
                surface.triangles,
            )
        return self._meshes[kind]


def matrix_of(thing: ShownThing) -> NDArray[np.float32]:
    """Return the matrix from the thing's own frame to body space, shape (4, 4)."""
    cos, sin = np.cos(thing.turn_rad), np.sin(thing.turn_rad)
    turn = np.array([[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, thing.rise]])
    cos, sin = np.cos(thing.tilt_rad), np.sin(thing.tilt_rad)
    matrix = np.eye(4, dtype=np.float32)
    matrix[:3, :3] = np.array([[1.0, 0.0, 0.0], [0.0, cos, -sin], [0.0, sin, cos]]) @ turn
    matrix[:3, 3] = thing.foot_m
    return matrix


def capsules_of(things: tuple[ShownThing, ...]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return one upright capsule for each thing: starts with radius, ends; shape (n, 4) each.

    Flat things have a flat one at their own height: they darken the table only at their edge.
    """
    starts = np.zeros((len(things), 4), np.float32)
    ends = np.zeros((len(things), 4), np.float32)
    for i, thing in enumerate(things):
        size = SIZES[thing.kind]
        height_m = size.height_m * thing.rise
        radius_m = min(size.radius_m, max(height_m, 0.004))
        x, y, z = thing.foot_m
        low, high = z + min(radius_m, height_m / 2), z + max(height_m - radius_m, height_m / 2)
        starts[i] = (x, y, low, size.radius_m)
        ends[i] = (x, y, high + 1e-4, 0.0)
    return starts, ends


def things_px(
    things: tuple[ShownThing, ...],
    view_projection: NDArray[np.float32],
    towards_key: NDArray[np.float32],
    window_px: tuple[int, int],
) -> tuple[Rect, ...]:
    """Return, for each thing, the part of the window that it and its shadow can change."""
    starts, ends = capsules_of(things)
    found = []
    for start, end in zip(starts, ends, strict=True):
        at_m = np.stack((start[:3], end[:3]))
        radii_m = np.full(2, start[3] * 1.25, np.float32)
        found.append(seen_capsules_px(at_m, radii_m, view_projection, towards_key, window_px))
    return tuple(found)
