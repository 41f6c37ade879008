"""A picture of a hand or a foot alone: from any side, at any angle, in any posture.

Tasks of left-right judgement show such pictures. The same wish gives the same picture, and a right
hand's is the mirror image of a left hand's.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.display.limb_picture import LimbPicture, Painted, View
from game.frame import ShownLimb
from game.layout.shapes import Rect
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.postures import FIRST_END_ANGLE, load_postures
from game.render.camera import Camera, Field, Point
from game.render.frame_block import FrameBlock
from game.render.gl import GL
from game.render.limb_renderer import LimbRenderer
from game.render.quality import HIGH
from game.render.render_target import Easel, ShadowMap
from game.render.skin import Clothes, Skin, SkinTone
from sensors.limbs import LIMBS
from sensors.pose import Angles, LimbKind, Side

# Towards the viewer, in the hand's own axes: palm or sole, thumb's or great toe's side, fingers or
# toes.
_TOWARDS: Mapping[View, tuple[float, float, float]] = {
    "dorsal": (-1.0, 0.0, 0.0),
    "palmar": (1.0, 0.0, 0.0),
    "radial": (0.0, 1.0, 0.0),
    "ulnar": (0.0, -1.0, 0.0),
}
# What turns that side up to the light of the sky: the forearm as far as it turns, a leg as a whole.
_UPWARDS_DEG: Mapping[LimbKind, Mapping[View, Mapping[str, float]]] = {
    "arm": {
        "dorsal": {"elbow_flexion": 75.0, "forearm_pronation": 80.0},
        "palmar": {"elbow_flexion": 75.0, "forearm_pronation": -80.0},
        "radial": {"elbow_flexion": 75.0, "forearm_pronation": 0.0},
        "ulnar": {"elbow_flexion": 75.0, "forearm_pronation": 85.0},
    },
    "leg": {
        "dorsal": {"hip_flexion": 0.0, "hip_abduction": 0.0, "knee_flexion": 0.0},
        "palmar": {"hip_flexion": 180.0, "hip_abduction": 0.0, "knee_flexion": 0.0},
        "radial": {"hip_flexion": 0.0, "hip_abduction": -90.0, "knee_flexion": 0.0},
        "ulnar": {"hip_flexion": 0.0, "hip_abduction": 90.0, "knee_flexion": 0.0},
    },
}
_AWAY_M = 0.9
# Half the width of what is shown, about its middle: a hand of 0.2 m at any angle, a foot of 0.27 m.
_HALF_M: Mapping[LimbKind, float] = {"arm": 0.135, "leg": 0.165}
# Seen from straight above, the knee would hide the foot: the viewer stands this far before it, and
# further where the foot is lifted to the shank.
_BEFORE_FOOT_RAD = np.radians(32.0)
_HEEL_BEHIND_M, _SOLE_BELOW_M = 0.055, 0.070
"""The end of the heel, from the ankle's joint."""
# Only what is near the hand is lit: a small shadow map is then as fine as a large one of the room.
_ACROSS_M = 0.64
_QUALITY = replace(HIGH, shadow_px=1024)
_CLOSE_FROM_PX = 480
"""In a picture of this width, edges of the usual surface's triangles can be told at fingertips."""
# Towards the key light, seen by the viewer of a left hand: to the right, up, and to the viewer.
_KEY = np.array((-0.40, 0.55, 0.75))


class HandPainter:
    """Paints one picture after another in the open window's graphics context.

    Whoever draws something else in the same context binds their own frame block and shadow map
    again afterwards, as `SceneRenderer.paint` does.
    """

    def __init__(self, limb: Limb, skin: Skin | None = None, *, close_ups: bool = True) -> None:
        """Load what every picture needs; with the limb's skin where it is on the card already.

        Args:
            limb: The limb to paint.
            skin: Its skin; None: loaded now.
            close_ups: Whether large pictures are worth the finest surface here.

        Raises:
            DisplayError: the graphics driver refuses a shader, a buffer or a texture.
        """
        self._limb = limb
        self._close_ups = close_ups
        self._kinematics = Kinematics(limb.skeleton)
        self._block = FrameBlock(limb, SkinTone())
        self._renderer = LimbRenderer(limb, _QUALITY, skin)
        self._shadow = ShadowMap(_QUALITY.shadow_px)
        self._easel = Easel(1, 0)

    def paint(self, wanted: LimbPicture, size_px: int) -> Painted:
        """Return the picture, shape (size, size, 4).

        Raises:
            KeyError: there is no such posture.
            DisplayError: the graphics driver refuses the buffers.
        """
        if self._easel.size_px != size_px:
            self._easel.delete()
            self._easel = Easel(size_px, _QUALITY.samples)
        self._renderer.come_close(close=self._close_ups and size_px >= _CLOSE_FROM_PX)
        shown = self._aim(wanted, size_px)
        GL.glEnable(GL.GL_DEPTH_TEST)
        GL.glEnable(GL.GL_CULL_FACE)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self._shadow.framebuffer)
        GL.glViewport(0, 0, self._shadow.size_px, self._shadow.size_px)
        GL.glClear(GL.GL_DEPTH_BUFFER_BIT)
        self._renderer.draw_shadow(shown)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self._easel.framebuffer)
        GL.glViewport(0, 0, size_px, size_px)
        ground = wanted.background or (0, 0, 0)
        GL.glClearColor(*(part / 255 for part in ground), 0.0 if wanted.background is None else 1.0)
        GL.glClear(GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT)
        self._renderer.draw(shown)
        picture = self._easel.picture()
        return picture if wanted.background is not None else _straight(picture)

    def delete(self) -> None:
        """Free the largest pictures."""
        self._easel.delete()
        self._shadow.delete()

    def _aim(self, wanted: LimbPicture, size_px: int) -> tuple[ShownLimb, ...]:
        """Take pose, camera, light and tone; return what is to be drawn."""
        angles_rad, camera = pose_and_camera(self._limb, self._kinematics, wanted)
        shown = (ShownLimb(wanted.side, angles_rad, kind=self._limb.kind),)
        self._block.bind()
        self._shadow.bind()
        self._renderer.skin.bind()
        clothes = Clothes(wanted.sleeve, wanted.sleeve_colour)
        self._renderer.wear(clothes)
        self._block.wear(SkinTone(wanted.melanin, wanted.blood), clothes)
        self._block.look_through(camera, (size_px, size_px), Rect(0, 0, size_px, size_px))
        self._block.light_along(_key(camera, wanted.side), camera.target_m, _ACROSS_M)
        self._block.pose(shown)
        self._block.upload()
        return shown


def pose_and_camera(
    limb: Limb, kinematics: Kinematics, wanted: LimbPicture
) -> tuple[Angles, Camera]:
    """Return how the limb is posed for a picture, and where it is seen from."""
    kind, towards = limb.kind, _TOWARDS[wanted.view]
    angles_rad = _posed(kind, load_postures(kind)[wanted.posture], wanted.view)
    axes = _hand_axes(limb, kinematics, angles_rad, wanted.side)
    middle_m = _middle_m(limb, kinematics, angles_rad, wanted.side, axes)
    turn_rad = np.radians(wanted.angle_deg % 360.0)
    if kind == "leg" and wanted.view == "dorsal":
        towards, upwards = _before_the_foot(angles_rad)
    else:
        upwards = (0.0, 0.0, 1.0)
    camera = _camera(kind, middle_m, axes @ np.array(towards), axes @ np.array(upwards), turn_rad)
    return angles_rad, camera


def _straight(picture: Painted) -> Painted:
    """Return straight alpha for a picture painted on black, whose edges are that much darker."""
    alpha = picture[:, :, 3:].astype(np.uint16)
    edge = (alpha > 0) & (alpha < 255)
    colours = np.where(edge, picture[:, :, :3] * np.uint16(255) // np.maximum(alpha, 1), 255)
    whole = np.where(edge, np.minimum(colours, 255), picture[:, :, :3]).astype(np.uint8)
    return np.concatenate((whole, picture[:, :, 3:]), axis=2)


def _posed(kind: LimbKind, posture: Angles, view: View) -> Angles:
    limb, first = LIMBS[kind], FIRST_END_ANGLE[kind]
    angles_rad = limb.resting.copy()
    angles_rad[first:] = posture[first:]
    for name, value_deg in _UPWARDS_DEG[kind][view].items():
        angles_rad[limb.index[name]] = np.radians(value_deg)
    return angles_rad


def _before_the_foot(angles_rad: Angles) -> tuple[Point, Point]:
    """Return the ways to the viewer of a foot's back, and upwards in the picture; its own axes."""
    lifted_rad = float(angles_rad[LIMBS["leg"].index["ankle_dorsiflexion"]])
    tilt_rad = _BEFORE_FOOT_RAD + max(lifted_rad, 0.0)
    cosine, sine = float(np.cos(tilt_rad)), float(np.sin(tilt_rad))
    return (-cosine, 0.0, sine), (sine, 0.0, cosine)


def _hand_axes(
    limb: Limb, kinematics: Kinematics, angles_rad: Angles, side: Side
) -> NDArray[np.float64]:
    """Return the hand's axes as columns: to the palm, to the thumb's side, to the fingers.

    A foot's point to the sole, to the great toe's side and to the toes.
    """
    skeleton = limb.skeleton
    end = skeleton.anatomy.joint(skeleton.anatomy.chain[-1])
    to_body = kinematics.skin_matrices(angles_rad, side)[end, :, :3].astype(np.float64)
    from_zero = to_body @ skeleton.to_zero[end, :, :3].T
    if limb.kind == "arm":
        return np.asarray(from_zero * (1.0, 1.0, -1.0))
    inner, up = skeleton.axes[end, 0], np.array([0.0, 0.0, 1.0])
    return np.asarray(from_zero @ np.stack([-up, inner, np.cross(up, inner)], axis=1))


def _middle_m(
    limb: Limb, kinematics: Kinematics, angles_rad: Angles, side: Side, axes: NDArray[np.float64]
) -> NDArray[np.float64]:
    anatomy = limb.skeleton.anatomy
    start_m = kinematics.joint_positions(angles_rad, side)[anatomy.joint(anatomy.chain[-1])]
    if limb.kind == "leg":
        start_m = start_m + _SOLE_BELOW_M * axes[:, 0] - _HEEL_BEHIND_M * axes[:, 2]
    shown_m = np.vstack((start_m, kinematics.tips(angles_rad, side)))
    return np.asarray((shown_m.min(axis=0) + shown_m.max(axis=0)) / 2)


def _camera(
    kind: LimbKind,
    middle_m: NDArray[np.float64],
    towards: NDArray[np.float64],
    fingers: NDArray[np.float64],
    angle_rad: float,
) -> Camera:
    across = np.cross(fingers, towards)
    # A picture turned clockwise is seen by a viewer turned the other way.
    up = np.cos(angle_rad) * fingers - np.sin(angle_rad) * across
    slope = _HALF_M[kind] / _AWAY_M
    return Camera(
        eye_m=_point(middle_m + _AWAY_M * towards),
        target_m=_point(middle_m),
        field=Field(-slope, slope, -slope, slope),
        up=_point(up),
    )


def _key(camera: Camera, side: Side) -> NDArray[np.float64]:
    """Return the way to the light: the same at any angle, mirrored for a right hand."""
    back = np.subtract(camera.eye_m, camera.target_m) / _AWAY_M
    up = np.asarray(camera.up)
    right = np.cross(up, back)
    sign = 1.0 if side == "left" else -1.0
    towards = sign * _KEY[0] * right + _KEY[1] * up + _KEY[2] * back
    return np.asarray(towards / np.linalg.norm(towards))


def _point(vector: NDArray[np.float64]) -> Point:
    x, y, z = vector.tolist()
    return x, y, z
