"""A picture of either hand alone: from any side, at any angle, in any posture, on a plain ground.

Tasks of left-right judgement show such pictures. The same wish gives the same picture, and a right
hand's is the mirror image of a left hand's.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.frame import ShownLimb
from game.layout_shapes import Rect
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.postures import FIRST_HAND_ANGLE, load_postures
from game.limb.skeleton import JOINT
from game.limb_picture import LimbPicture, Painted, View
from game.render.camera import Camera, Field, Point
from game.render.frame_block import FrameBlock
from game.render.gl import GL
from game.render.limb_renderer import LimbRenderer
from game.render.quality import HIGH
from game.render.render_target import Easel, ShadowMap
from game.render.skin import Clothes, Skin, SkinTone
from sensors.pose import INDEX, RESTING, Angles, Side

# Towards the viewer, in the hand's own axes (palm, thumb's side, fingers), and the forearm's
# pronation that turns that side up to the light of the sky as far as a forearm turns.
_FACING: Mapping[View, tuple[tuple[float, float, float], float]] = {
    "dorsal": ((-1.0, 0.0, 0.0), 80.0),
    "palmar": ((1.0, 0.0, 0.0), -80.0),
    "radial": ((0.0, 1.0, 0.0), 0.0),
    "ulnar": ((0.0, -1.0, 0.0), 85.0),
}
_AWAY_M = 0.9
# Half the width of what is shown, about the middle of the hand: a hand of 0.2 m at any angle.
_HALF_M = 0.135
# Only what is near the hand is lit: a small shadow map is then as fine as a large one of the room.
_ACROSS_M = 0.64
_QUALITY = replace(HIGH, shadow_px=1024)
# Towards the key light, seen by the viewer of a left hand: to the right, up, and to the viewer.
_KEY = np.array((-0.40, 0.55, 0.75))


class HandPainter:
    """Paints one picture after another in the open window's graphics context.

    Whoever draws something else in the same context binds their own frame block and shadow map
    again afterwards, as `SceneRenderer.paint` does.
    """

    def __init__(self, limb: Limb, skin: Skin | None = None) -> None:
        """Load what every picture needs; with the limb's skin where it is on the card already.

        Raises:
            DisplayError: the graphics driver refuses a shader, a buffer or a texture.
        """
        self._limb = limb
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
        towards, pronation_deg = _FACING[wanted.view]
        angles_rad = _posed(load_postures()[wanted.posture], pronation_deg)
        axes = _hand_axes(self._limb, self._kinematics, angles_rad, wanted.side)
        middle_m = _middle_m(self._kinematics, angles_rad, wanted.side)
        turn_rad = np.radians(wanted.angle_deg % 360.0)
        camera = _camera(middle_m, axes @ np.array(towards), axes[:, 2], turn_rad)
        shown = (ShownLimb(wanted.side, angles_rad),)
        self._block.bind()
        self._shadow.bind()
        clothes = Clothes(wanted.sleeve, wanted.sleeve_colour)
        self._renderer.wear(clothes)
        self._block.wear(SkinTone(wanted.melanin, wanted.blood), clothes)
        self._block.look_through(camera, (size_px, size_px), Rect(0, 0, size_px, size_px))
        self._block.light_along(_key(camera, wanted.side), camera.target_m, _ACROSS_M)
        self._block.pose(shown)
        self._block.upload()
        return shown


def on_ground(picture: Painted) -> NDArray[np.uint8]:
    """Return a picture without its alpha, for a file."""
    return np.ascontiguousarray(picture[:, :, :3])


def _straight(picture: Painted) -> Painted:
    """Return straight alpha for a picture painted on black, whose edges are that much darker."""
    alpha = picture[:, :, 3:].astype(np.uint16)
    edge = (alpha > 0) & (alpha < 255)
    colours = np.where(edge, picture[:, :, :3] * np.uint16(255) // np.maximum(alpha, 1), 255)
    whole = np.where(edge, np.minimum(colours, 255), picture[:, :, :3]).astype(np.uint8)
    return np.concatenate((whole, picture[:, :, 3:]), axis=2)


def _posed(posture: Angles, pronation_deg: float) -> Angles:
    angles_rad = RESTING.copy()
    angles_rad[FIRST_HAND_ANGLE:] = posture[FIRST_HAND_ANGLE:]
    angles_rad[INDEX["elbow_flexion"]] = np.radians(75.0)
    angles_rad[INDEX["forearm_pronation"]] = np.radians(pronation_deg)
    return angles_rad


def _hand_axes(
    limb: Limb, kinematics: Kinematics, angles_rad: Angles, side: Side
) -> NDArray[np.float64]:
    """Return the hand's axes as columns: to the palm, to the thumb's side, to the fingers."""
    wrist = JOINT["wrist"]
    to_body = kinematics.skin_matrices(angles_rad, side)[wrist, :, :3].astype(np.float64)
    from_zero = to_body @ limb.skeleton.to_zero[wrist, :, :3].T
    return np.asarray(from_zero * (1.0, 1.0, -1.0))


def _middle_m(kinematics: Kinematics, angles_rad: Angles, side: Side) -> NDArray[np.float64]:
    joints_m = kinematics.joint_positions(angles_rad, side)
    shown_m = np.vstack((joints_m[JOINT["wrist"]], kinematics.tips(angles_rad, side)))
    return np.asarray((shown_m.min(axis=0) + shown_m.max(axis=0)) / 2)


def _camera(
    middle_m: NDArray[np.float64],
    towards: NDArray[np.float64],
    fingers: NDArray[np.float64],
    angle_rad: float,
) -> Camera:
    across = np.cross(fingers, towards)
    # A picture turned clockwise is seen by a viewer turned the other way.
    up = np.cos(angle_rad) * fingers - np.sin(angle_rad) * across
    slope = _HALF_M / _AWAY_M
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
