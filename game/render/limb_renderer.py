"""Draws limbs: skinned on the graphics card, once into the shadow map and once into the picture."""

from game.frame import ShownLimb
from game.limb.cloth import CLOTH
from game.limb.limb import Limb
from game.limb.rotation import unit
from game.limb.telescoped import WHOLE, line_of
from game.render.gl import GL
from game.render.limb_surfaces import LimbPart, LimbSurfaces
from game.render.mesh_buffer import MeshBuffer
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
    }


class LimbRenderer:
    """One limb's surface, shaders and skin; draws it on either side."""

    def __init__(self, limb: Limb, quality: Quality, skin: Skin | None = None) -> None:
        """Load the limb; with the skin of another renderer where it is on the card already."""
        self._joint_count = limb.skeleton.anatomy.count
        self._limb = limb
        self._surfaces = LimbSurfaces(limb, coarse=quality.coarse_limb)
        self._sharp = not quality.still_table
        skin = skin or load_skin(limb, sharp=self._sharp)
        self.skin = skin
        """Bound to its texture units until another one is loaded."""
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
        self._begins_places = {
            shader.program: shader.place("begins") for shader in (self._shader, self._depth_shader)
        }
        self._begins: dict[int, tuple[float, ...]] = dict.fromkeys(self._begins_places, (0.0,) * 4)
        self._tell_axes()

    def come_close(self, *, close: bool) -> None:
        """Draw the limb as it is seen close up, or as usual."""
        self._surfaces.come_close(close=close)

    def reshape(self, limb: Limb) -> None:
        """Take another limb of the same kind, in the same skin."""
        self._limb = limb
        self._surfaces.reshape(limb)
        self._tell_axes()

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
        program = self._depth_shader.program
        GL.glUseProgram(program)
        for part in self._surfaces.parts(limbs):
            self._choose(program, part)
            self._wind(GL.GL_CCW if part.side == "right" else GL.GL_CW)
            part.mesh.draw()
        self._wind(GL.GL_CCW)

    def draw(self, limbs: tuple[ShownLimb, ...]) -> None:
        """Draw the limbs into the picture, every residual limb before the limb that goes on."""
        parts = self._surfaces.parts(limbs)
        if self._clothes.sleeve != "none" and self._sleeve_shader is not None:
            # First the cloth, which hides skin; from inside too, where its opening is seen.
            GL.glDisable(GL.GL_CULL_FACE)
            self._draw_with(
                self._sleeve_shader.program,
                [part for part in parts if part.begins is WHOLE],
            )
            GL.glEnable(GL.GL_CULL_FACE)
        self._draw_with(self._shader.program, parts)

    def _tell_axes(self) -> None:
        """Say along which lines a telescoped limb is drawn together."""
        start, hinge, end = line_of(self._limb.skeleton).joints
        anatomy = self._limb.skeleton.anatomy
        joints = [anatomy.joint(name) for name in anatomy.chain[:2]]
        for shader in (self._shader, self._depth_shader):
            GL.glUseProgram(shader.program)
            GL.glUniform3f(shader.place("upper_axis"), *unit(hinge - start))
            GL.glUniform3f(shader.place("lower_axis"), *unit(end - hinge))
            GL.glUniform2i(shader.place("axis_joints"), *joints)

    def _draw_with(self, program: int, parts: list[LimbPart]) -> None:
        GL.glUseProgram(program)
        for part in parts:
            self._choose(program, part)
            self._wind(GL.GL_CW if part.side == "right" else GL.GL_CCW)
            if part.solid:
                part.mesh.draw()
            else:
                _draw_fading(part.mesh)
        self._wind(GL.GL_CCW)

    def _choose(self, program: int, part: LimbPart) -> None:
        """Say which bones move the mesh and where it begins; the program in use remembers it."""
        if part.slot != self._chosen[program]:
            self._chosen[program] = part.slot
            GL.glUniform1i(self._places[program], part.slot)
        if self._begins.get(program, part.begins) != part.begins:
            self._begins[program] = part.begins
            GL.glUniform4f(self._begins_places[program], *part.begins)

    def _wind(self, front: int) -> None:
        """Say which way round triangles face us; everything but limbs counts on the usual one."""
        if front != self._front:
            self._front = front
            GL.glFrontFace(front)


def _draw_fading(mesh: MeshBuffer) -> None:
    """Draw it half transparent: first its depth alone, so that one layer of skin is blended."""
    GL.glColorMask(False, False, False, False)
    mesh.draw()
    GL.glColorMask(True, True, True, True)
    GL.glDepthFunc(GL.GL_LEQUAL)
    GL.glEnable(GL.GL_BLEND)
    mesh.draw_again()
    GL.glDisable(GL.GL_BLEND)
    GL.glDepthFunc(GL.GL_LESS)
