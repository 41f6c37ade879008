"""Draws limbs: skinned on the graphics card, once into the shadow map and once into the picture."""

from math import cos, sin, sqrt

import numpy as np

from game.frame import ShownLimb
from game.limb.cloth import CLOTH, up_arm_m
from game.limb.flesh import flesh
from game.limb.limb import Limb
from game.render.gl import GL
from game.render.mesh_buffer import Attribute, MeshBuffer
from game.render.quality import Quality
from game.render.render_target import SHADOW_DEPTH_UNIT, SHADOW_UNIT
from game.render.shader import Shader
from game.render.skin import (
    HEIGHT_UNIT,
    PIGMENT_UNIT,
    SURFACE_UNIT,
    Clothes,
    Skin,
    SkinPictures,
    load_skin,
    pigment_defines,
    upload_skin,
)

_GOLDEN_ANGLE = 2.39996323


def shadow_defines(quality: Quality, joint_count: int) -> dict[str, str]:
    """Return the constants that every shader which reads the shadow map needs.

    Args:
        quality: How finely shadows are drawn.
        joint_count: Of the limb that the frame block is about.
    """
    return {
        "JOINT_COUNT": str(joint_count),
        "SHADOW_TAPS": str(quality.shadow_taps),
        "BLOCKER_TAPS": str(quality.blocker_taps),
        "SHADOW_DISC": _disc(quality.shadow_taps),
        "BLOCKER_DISC": _disc(quality.blocker_taps),
    }


def _disc(count: int) -> str:
    """Return places spread evenly over the unit circle, as a shader's array (Vogel's spiral)."""
    places = []
    for i in range(count):
        distance, angle = sqrt((i + 0.5) / count), i * _GOLDEN_ANGLE
        places.append(f"vec2({distance * cos(angle):.6f}, {distance * sin(angle):.6f})")
    return f"vec2[{count}]({', '.join(places)})"


class LimbRenderer:
    """One limb's surface, shaders and skin; draws it on either side."""

    def __init__(self, limb: Limb, quality: Quality, skin: Skin | None = None) -> None:
        """Load the limb; with the skin of another renderer where it is on the card already."""
        self._joint_count = limb.skeleton.anatomy.count
        self._mesh = _mesh_of(limb)
        self._limb = limb
        self._sharp = not quality.still_table
        skin = skin or load_skin(limb, sharp=self._sharp)
        self.skin = skin
        """Bound to its texture units for as long as the window is open."""
        self._shader = Shader(
            "limb",
            shadow_defines(quality, self._joint_count)
            | pigment_defines()
            | {
                "BUMP": str(int(quality.bump and skin.height_range_m > 0)),
                "FINE_SHINE": str(int(quality.fine_shine)),
                "HEIGHT_RANGE_M": f"{skin.height_range_m:.6f}",
            },
            {
                "shadow_map": SHADOW_UNIT,
                "shadow_depth": SHADOW_DEPTH_UNIT,
                "skin_pigment": PIGMENT_UNIT,
                "skin_surface": SURFACE_UNIT,
                "skin_height": HEIGHT_UNIT,
            },
        )
        self._quality = quality
        self._clothes = Clothes()
        self._sleeve_shader: Shader | None = None
        self._depth_shader = Shader("depth", {"JOINT_COUNT": str(self._joint_count)})
        self._front = GL.GL_CCW
        self._places = {
            shader.program: shader.place("limb") for shader in (self._shader, self._depth_shader)
        }
        self._chosen = dict.fromkeys(self._places, 0)

    def reshape(self, limb: Limb) -> None:
        """Take another limb of the same kind, in the same skin."""
        self._mesh.delete()
        self._limb, self._mesh = limb, _mesh_of(limb)

    def remark(self, pictures: SkinPictures) -> None:
        """Take another skin of the same limb; for whoever owns the skin on the card."""
        if self._limb.textured:
            self.skin.delete()
            self.skin = upload_skin(pictures, sharp=self._sharp)

    def wear(self, clothes: Clothes) -> None:
        """Take another sleeve; the frame block is told where it ends."""
        self._clothes = clothes
        if clothes.sleeve == "none":
            return
        if self._sleeve_shader is None:
            self._sleeve_shader = Shader(
                "sleeve",
                shadow_defines(self._quality, self._joint_count),
                {"shadow_map": SHADOW_UNIT, "shadow_depth": SHADOW_DEPTH_UNIT},
            )
            program = self._sleeve_shader.program
            self._places[program] = self._sleeve_shader.place("limb")
            self._chosen[program] = 0
        GL.glUseProgram(self._sleeve_shader.program)
        GL.glUniform3f(self._sleeve_shader.place("cloth"), *CLOTH[clothes.colour])

    def draw_shadow(self, limbs: tuple[ShownLimb, ...]) -> None:
        """Draw the limbs' far surfaces into the shadow map.

        The far ones, so that the near ones, which are in the light, never shade themselves.
        """
        GL.glUseProgram(self._depth_shader.program)
        GL.glBindVertexArray(self._mesh.vao)
        for place, limb in enumerate(limbs):
            if limb.opacity > 0:
                self._choose(self._depth_shader.program, place)
                self._wind(GL.GL_CCW if limb.side == "right" else GL.GL_CW)
                self._mesh.draw_again()
        self._wind(GL.GL_CCW)

    def draw(self, limbs: tuple[ShownLimb, ...]) -> None:
        """Draw the limbs into the picture."""
        GL.glBindVertexArray(self._mesh.vao)
        if self._clothes.sleeve != "none" and self._sleeve_shader is not None:
            # First the cloth, which hides skin; from inside too, where its opening is seen.
            GL.glDisable(GL.GL_CULL_FACE)
            self._draw_with(self._sleeve_shader.program, limbs)
            GL.glEnable(GL.GL_CULL_FACE)
        self._draw_with(self._shader.program, limbs)

    def _draw_with(self, program: int, limbs: tuple[ShownLimb, ...]) -> None:
        GL.glUseProgram(program)
        for place, limb in enumerate(limbs):
            if limb.opacity > 0:
                self._choose(program, place)
                self._wind(GL.GL_CW if limb.side == "right" else GL.GL_CCW)
                if limb.opacity < 1:
                    self._draw_fading()
                else:
                    self._mesh.draw_again()
        self._wind(GL.GL_CCW)

    def _choose(self, program: int, place: int) -> None:
        """Say which limb's bones move the mesh; the program in use remembers it."""
        if place != self._chosen[program]:
            self._chosen[program] = place
            GL.glUniform1i(self._places[program], place)

    def _wind(self, front: int) -> None:
        """Say which way round triangles face us; everything but limbs counts on the usual one."""
        if front != self._front:
            self._front = front
            GL.glFrontFace(front)

    def _draw_fading(self) -> None:
        """Draw it half transparent: first its depth alone, so that one layer of skin is blended."""
        GL.glColorMask(False, False, False, False)
        self._mesh.draw_again()
        GL.glColorMask(True, True, True, True)
        GL.glDepthFunc(GL.GL_LEQUAL)
        GL.glEnable(GL.GL_BLEND)
        self._mesh.draw_again()
        GL.glDisable(GL.GL_BLEND)
        GL.glDepthFunc(GL.GL_LESS)


def _mesh_of(limb: Limb) -> MeshBuffer:
    mesh = limb.mesh
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
            Attribute(7, up_arm_m(limb)),
            Attribute(8, np.stack((pads.most_m, pads.joint), axis=1).astype(np.float32)),
        ),
        mesh.triangles,
    )
