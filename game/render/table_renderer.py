"""Draws the table: wood, the limb's shadow on it, and the soft darkness under what lies close."""

import numpy as np
from numpy.typing import NDArray

from game.limb.limb import Limb
from game.limb.skeleton import DIGITS, JOINT, digit_joints
from game.render.gl import GL
from game.render.limb_bounds import AMBIENT_REACH_M, WIDEST_PENUMBRA_M, LimbBounds
from game.render.limb_renderer import shadow_defines
from game.render.mesh_buffer import Attribute, MeshBuffer
from game.render.quality import Quality
from game.render.render_target import SHADOW_DEPTH_UNIT, SHADOW_UNIT
from game.render.shader import Shader
from game.render.texture import Texture
from game.render.thing_renderer import MOST_THINGS, capsules_of
from game.render.wood import TILE_M, wood_srgb
from game.things.thing import ShownThing

WOOD_UNIT, WOOD_SEEN_UNIT = 4, 8
# The darkness is worked out at the corners of a grid, fine where limbs are and coarse far away.
_FINE_X_M, _FINE_Y_M = (-0.65, 0.65), (-0.15, 0.95)
_FINE_STEP_M = 0.0125
_EDGE_M = 6.0
# Times a capsule's radius: skin beyond the middle thickness casts a shadow too.
_SHADOW_REACH = 1.3
# What assets/shaders/shadow.glsl takes where it does not look for the caster.
_SET_PENUMBRA_M = 0.0036
_FOREARM_PIECES = ("twist1", "twist2", "twist3", "twist4")


class TableRenderer:
    """The table's top, with one capsule per bone to darken it."""

    def __init__(self, limb: Limb, quality: Quality) -> None:
        places, triangles = _grid()
        self._mesh = MeshBuffer((Attribute(0, places),), triangles)
        starts, ends = capsules(limb)
        self._quality = quality
        self._starts, self._ends = starts, ends
        self.bounds = LimbBounds(starts, ends)
        """What one limb can change of the picture."""
        self._shader = self._make_shader("WOOD_SEEN" if quality.still_table else "WHOLE")
        self._things_places = tuple(
            self._shader.place(name) for name in ("things", "thing_start", "thing_end")
        )
        self._things: tuple[ShownThing, ...] = ()
        self._capsule_ends_place = self._shader.place("capsule_ends")
        self._wood_shader = self._make_shader("WOOD_ONLY") if quality.still_table else None
        self._wood = Texture(wood_srgb(), WOOD_UNIT, srgb=True, mipmaps=True, repeat=True)

    def draw(self) -> None:
        """Draw it into the picture."""
        GL.glUseProgram(self._shader.program)
        self._mesh.draw()

    def place_capsules(self, place: int, ends_m: NDArray[np.float32]) -> None:
        """Say where a limb's capsules are; for a table kept as a picture, whose shader is told.

        A processor would otherwise move every capsule for every corner of the grid.
        """
        GL.glUseProgram(self._shader.program)
        GL.glUniform3fv(self._capsule_ends_place + place * len(ends_m), len(ends_m), ends_m)

    def place_things(self, things: tuple[ShownThing, ...]) -> None:
        """Say what stands on the table and darkens it."""
        if things == self._things:
            return
        self._things = things = things[:MOST_THINGS]
        count_place, start_place, end_place = self._things_places
        GL.glUseProgram(self._shader.program)
        GL.glUniform1i(count_place, len(things))
        if things:
            starts, ends = capsules_of(things)
            GL.glUniform4fv(start_place, len(things), starts)
            GL.glUniform4fv(end_place, len(things), ends)

    def draw_wood(self) -> None:
        """Draw the wood's own colour, unlit, for a table that is kept as a picture."""
        if self._wood_shader is not None:
            GL.glUseProgram(self._wood_shader.program)
            self._mesh.draw()

    def _make_shader(self, part: str) -> Shader:
        penumbra_m = WIDEST_PENUMBRA_M if self._quality.blocker_taps else _SET_PENUMBRA_M
        shader = Shader(
            "table",
            shadow_defines(self._quality)
            | {
                "CAPSULES": str(len(self._starts)),
                "THINGS": str(MOST_THINGS),
                "WOOD_TILE_M": f"{TILE_M:.6f}",
                "AMBIENT_REACH_M": f"{AMBIENT_REACH_M:.6f}",
                "SHADOW_REACH": f"{_SHADOW_REACH:.6f}",
                # A corner of the grid has to know of shadows that reach into its squares.
                "SHADOW_MARGIN_M": f"{penumbra_m + 0.75 * _FINE_STEP_M:.6f}",
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


def capsules(limb: Limb) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return one capsule per bone from the elbow to the fingertips, in the rest frame.

    Its radius is the middle distance of the bone's own skin from it.

    Returns:
        Two arrays of shape (capsules, 4): start and radius in metres; end and joint.
    """
    heads, skeleton = limb.skeleton.rest_heads, limb.skeleton
    pieces: list[tuple[int, NDArray[np.float64], NDArray[np.float64]]] = []
    forearm = [heads[JOINT[name]] for name in (*_FOREARM_PIECES, "wrist")]
    forearm[0] = heads[JOINT["elbow"]]
    for name, start, end in zip(_FOREARM_PIECES, forearm[:-1], forearm[1:], strict=True):
        pieces.append((JOINT[name], start, end))
    for digit, tip in zip(DIGITS, skeleton.rest_tips, strict=True):
        joints = [JOINT[name] for name in digit_joints(digit)]
        ends = [*(heads[joint] for joint in joints[1:]), tip]
        for joint, end in zip(joints, ends, strict=True):
            pieces.append((joint, heads[joint], end))
    positions = limb.mesh.positions.astype(np.float64)
    strongest = np.take_along_axis(
        limb.mesh.bone_indices,
        limb.mesh.bone_weights.argmax(axis=1)[:, None].astype(np.intp),
        axis=1,
    )[:, 0]
    starts, ends_out = [], []
    for joint, start, end in pieces:
        if np.linalg.norm(end - start) < 1e-4:
            continue
        radius_m = _radius_m(positions[strongest == joint], start, end)
        starts.append((*start, radius_m))
        ends_out.append((*end, joint))
    return np.array(starts, dtype=np.float32), np.array(ends_out, dtype=np.float32)


def _radius_m(
    skin: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> float:
    if len(skin) == 0:
        return 0.008
    along = end - start
    share = np.clip((skin - start) @ along / (along @ along), 0.0, 1.0)
    return float(np.median(np.linalg.norm(skin - start - share[:, None] * along, axis=1)))


def _grid() -> tuple[NDArray[np.float32], NDArray[np.uint32]]:
    columns = _spaced(*_FINE_X_M)
    rows = _spaced(*_FINE_Y_M)
    x, y = np.meshgrid(columns, rows)
    places = np.stack((x.ravel(), y.ravel()), axis=1).astype(np.float32)
    index = np.arange(len(places), dtype=np.uint32).reshape(x.shape)
    a, b, c, d = (part.ravel() for part in _corners(index))
    # Square by square, so that a corner is still at hand when the next square needs it.
    triangles = np.stack((a, b, c, a, c, d), axis=1).reshape(-1, 3)
    return places, triangles


def _corners(index: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], ...]:
    return index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]


def _spaced(low_m: float, high_m: float) -> NDArray[np.float64]:
    fine = np.arange(low_m, high_m + _FINE_STEP_M / 2, _FINE_STEP_M)
    return np.concatenate(([-_EDGE_M, low_m - 0.4], fine, [high_m + 0.4, _EDGE_M]))
