"""Everything that changes from frame to frame, as one array and one upload.

The layout is the uniform block of ``assets/shaders/frame_block.glsl`` (std140: matrices column by
column, every vector four numbers wide). Kinematics writes its matrices straight into it.
"""

from ctypes import c_void_p

import numpy as np
from numpy.typing import NDArray

from game.frame import ShownLimb
from game.layout.shapes import Rect
from game.limb.ambient import KEY_POSTURES, AmbientBlend
from game.limb.cloth import hem_m
from game.limb.flesh import BENDS
from game.limb.form import LimbForm
from game.limb.kinematics import Kinematics, Matrices
from game.limb.limb import Limb
from game.limb.telescoped import begins
from game.render.camera import Camera, Point
from game.render.gl import GL, glBufferSubData
from game.render.light import ACROSS_M, key_direction, projection_along
from game.render.limb_bounds import LimbBounds, seen_capsules_px
from game.render.shader import FRAME_BLOCK_BINDING
from game.render.skin import Clothes, SkinTone
from game.render.slots import MOST_LIMBS, SLOTS, residual_slot
from game.render.surroundings import SURROUNDINGS
from game.render.thing_renderer import things_px
from game.things.thing import ShownThing
from sensors.pose import LimbKind, Side

_SLEEVE_ENDS_BEFORE_M = 0.06
"""A sleeve is pushed up so far from the end of the residual limb, which is to be seen."""
_THICK_M = 0.09
"""No residual limb is thicker than this about its bones."""
_NO_TABLE_M = -10.0
_STATE_AT = 40
_AMBIENT_AT = _STATE_AT + 4 * SLOTS
_BONES_AT = _AMBIENT_AT + len(KEY_POSTURES) * SLOTS


class FrameBlock:
    """The array, its views, and the buffer it is uploaded to."""

    def __init__(self, limb: Limb, tone: SkinTone) -> None:
        self._limb = limb
        self._surface_m = SURROUNDINGS[limb.kind].surface_m
        joint_count = limb.skeleton.anatomy.count
        self._scene_at = scene_at = _BONES_AT + 12 * joint_count * SLOTS
        bends_at = scene_at + 4
        bent = joint_count * SLOTS
        self._values = np.zeros(bends_at + 4 * -(-bent // 4), dtype=np.float32)
        self._state = self._values[_STATE_AT:_AMBIENT_AT].reshape(SLOTS, 4)
        self._states: list[tuple[float, LimbForm, float]] | None = None
        self._furnished = False
        self._angles_rad = np.empty(len(limb.skeleton.anatomy.angles.names), np.float32)
        self.wear(tone, Clothes())
        self._ambient = tuple(self._values[_AMBIENT_AT:_BONES_AT].reshape(SLOTS, -1))
        bones = self._values[_BONES_AT:scene_at].reshape(SLOTS, joint_count, 3, 4)
        self._bones = tuple(bones)
        shares = self._values[bends_at : bends_at + bent]
        self._bends = tuple(shares.reshape(SLOTS, joint_count))
        self._bending = limb.kind == "arm"
        self._kinematics = Kinematics(limb.skeleton)
        self._residual_kinematics = Kinematics(limb.skeleton)
        self._blend = AmbientBlend(limb.kind)
        self._lights = {side: _light_values(limb.kind, side) for side in ("left", "right")}
        self.view_version = 0
        """Grows whenever the camera or the light moves."""
        self._light_for("left")
        self._size_bytes = self._values.nbytes
        self._address = c_void_p(self._values.ctypes.data)
        self._buffer = int(GL.glGenBuffers(1))
        self.bind()
        GL.glBufferData(GL.GL_UNIFORM_BUFFER, self._values.nbytes, self._values, GL.GL_STREAM_DRAW)

    def bind(self) -> None:
        """Make this the block that shaders read and that `upload` fills."""
        GL.glBindBuffer(GL.GL_UNIFORM_BUFFER, self._buffer)
        GL.glBindBufferBase(GL.GL_UNIFORM_BUFFER, FRAME_BLOCK_BINDING, self._buffer)

    def reshape(self, limb: Limb) -> None:
        """Take another limb of the same kind."""
        self._limb = limb
        self._kinematics = Kinematics(limb.skeleton)
        self._residual_kinematics = Kinematics(limb.skeleton)

    def wear(self, tone: SkinTone, clothes: Clothes) -> None:
        """Take another skin tone and sleeve."""
        self._hem_m = hem_m(self._limb, clothes.sleeve)
        self._state[:, 1:] = tone.melanin, tone.blood, self._hem_m
        self._states = None

    def look_through(self, camera: Camera, window_px: tuple[int, int], area: Rect) -> None:
        """Take the view from a camera, fitted into a part of the window."""
        self._values[:16] = camera.view_projection(window_px, area).T.ravel()
        self._values[32:35] = camera.eye_m
        self._values[35] = self._surface_m
        self.view_version += 1

    def pose(self, limbs: tuple[ShownLimb, ...]) -> None:
        """Take the limbs' joint angles and opacities."""
        angles_rad = self._angles_rad
        for place, limb in enumerate(limbs):
            angles_rad[:] = limb.angles_rad
            self._kinematics.skin_matrices(angles_rad, limb.side, self._bones[place], limb.form)
            self._blend.weights(angles_rad, self._ambient[place])
            if self._bending:
                np.matmul(BENDS, angles_rad, self._bends[place])
            if limb.residual_opacity > 0:
                self._pose_residual(place, limb)
        states = [(limb.opacity, limb.form, limb.residual_opacity) for limb in limbs]
        if states != self._states:
            self._states = states
            self._state[:, 0] = 0.0
            for place, limb in enumerate(limbs):
                self._state[place, 0] = limb.opacity
                self._state[residual_slot(place), 0] = limb.residual_opacity
                self._state[place::MOST_LIMBS, 3] = self._hem_of(limb)
        if limbs and limbs[0].side != self._lit_for:
            self._light_for(limbs[0].side)

    def _pose_residual(self, place: int, limb: ShownLimb) -> None:
        """Pose the residual limb as the limb it was: nothing of it is drawn together."""
        slot = residual_slot(place)
        self._residual_kinematics.skin_matrices(limb.angles_rad, limb.side, self._bones[slot])
        self._ambient[slot][:] = self._ambient[place]
        self._bends[slot][:] = self._bends[place]

    def _hem_of(self, limb: ShownLimb) -> float:
        """Return where the sleeve ends: above the end of a residual limb that is shown."""
        if limb.residual_opacity == 0.0:
            return self._hem_m
        up_m, *_ = begins(limb.form, self._limb.skeleton)
        return max(self._hem_m, up_m + _SLEEVE_ENDS_BEFORE_M)

    def furnish(self, *, furnished: bool) -> None:
        """Say whether things stand on the table, whose shadows are there without any limb."""
        if furnished != self._furnished:
            self._furnished = furnished
            self._values[self._scene_at] = float(furnished)

    def light_along(
        self, towards: NDArray[np.float64], middle_m: Point, across_m: float = ACROSS_M
    ) -> None:
        """Put the key light elsewhere, with no table below, for pictures of the limb alone.

        Args:
            towards: Shape (3,), unit vector towards the light.
            middle_m: What the shadow map is centred on.
            across_m: How much of the world it covers.
        """
        values = (
            projection_along(towards, middle_m, across_m).T.ravel(),
            np.append(towards, across_m),
        )
        self._lights = {"left": values, "right": values}
        self._light_for(self._lit_for)
        self._values[35] = _NO_TABLE_M

    def bones_of(self, place: int) -> Matrices:
        """Return a posed limb's skin matrices, shape (J, 3, 4); the next pose changes them."""
        return self._bones[place]

    @property
    def towards_key(self) -> NDArray[np.float32]:
        """The unit vector towards the key light, shape (3,)."""
        return self._values[36:39]

    def seen_px(
        self, bounds: LimbBounds, ends_m: NDArray[np.float32], window_px: tuple[int, int]
    ) -> Rect:
        """Return what a limb whose capsules end there can change of the window."""
        view_projection = self._values[:16].reshape(4, 4).T
        return bounds.seen_px(ends_m, view_projection, self.towards_key, window_px)

    def residual_seen_px(self, place: int, window_px: tuple[int, int]) -> Rect:
        """Return what a shown limb's residual limb can change of the window, from the trunk on."""
        skeleton = self._limb.skeleton
        joints = [skeleton.anatomy.joint(name) for name in skeleton.anatomy.chain]
        bones = self._bones[residual_slot(place)][joints]
        at_m = (
            np.einsum("jab,jb->ja", bones[:, :, :3], skeleton.rest_heads[joints]) + bones[:, :, 3]
        )
        return seen_capsules_px(
            at_m.astype(np.float32),
            np.full(len(joints), _THICK_M, np.float32),
            self._values[:16].reshape(4, 4).T,
            self.towards_key,
            window_px,
            self._surface_m,
        )

    def things_seen_px(
        self, things: tuple[ShownThing, ...], window_px: tuple[int, int]
    ) -> tuple[Rect, ...]:
        """Return what each thing can change of the window."""
        view_projection = self._values[:16].reshape(4, 4).T
        return things_px(things, view_projection, self.towards_key, window_px)

    def upload(self) -> None:
        """Send it to the graphics card."""
        # Whoever binds another block binds this one again: it need not be bound anew here.
        glBufferSubData(GL.GL_UNIFORM_BUFFER, 0, self._size_bytes, self._address)

    def _light_for(self, side: Side) -> None:
        self._lit_for = side
        self._values[16:32], self._values[36:40] = self._lights[side]
        self.view_version += 1


def _light_values(kind: LimbKind, side: Side) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    towards = key_direction(side)
    projection = projection_along(towards, SURROUNDINGS[kind].lit_middle_m)
    return projection.T.ravel(), np.append(towards, ACROSS_M)
