"""A picture of either hand alone: from any side, at any angle, in any posture, on a plain ground.

Tasks of left-right judgement show such pictures. The same wish gives the same picture, and a right
hand's is the mirror image of a left hand's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.frame import ShownLimb
from game.layout_shapes import Rect
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.postures import FIRST_HAND_ANGLE
from game.limb.skeleton import JOINT
from game.render.camera import Camera, Field, Point
from game.render.frame_block import FrameBlock
from game.render.gl import GL
from game.render.limb_renderer import LimbRenderer
from game.render.quality import HIGH
from game.render.render_target import SceneTarget, ShadowMap
from game.render.screenshot import Picture, read_window
from game.render.skin import SkinTone
from sensors.pose import INDEX, RESTING, Angles, Side

View: TypeAlias = Literal["dorsal", "palmar", "radial", "ulnar"]
Colour: TypeAlias = tuple[int, int, int]

# Towards the viewer, in the hand's own axes (palm, thumb's side, fingers), and the forearm's
# pronation that turns that side up to the light of the sky as far as a forearm turns.
_FACING: Mapping[View, tuple[tuple[float, float, float], float]] = {
    "dorsal": ((-1.0, 0.0, 0.0), 80.0),
    "palmar": ((1.0, 0.0, 0.0), -80.0),
    "radial": ((0.0, 1.0, 0.0), 0.0),
    "ulnar": ((0.0, -1.0, 0.0), 85.0),
}
VIEWS: tuple[View, ...] = tuple(_FACING)
_AWAY_M = 0.9
# Half the width of what is shown, about the middle of the hand: a hand of 0.2 m at any angle.
_HALF_M = 0.135
# Towards the key light, seen by the viewer of a left hand: to the right, up, and to the viewer.
_KEY = np.array((-0.40, 0.55, 0.75))


@dataclass(frozen=True, slots=True)
class HandView:
    """What a picture shows."""

    side: Side
    view: View
    angle_deg: float
    """Turned clockwise from fingers up."""
    posture: Angles
    tone: SkinTone
    background: Colour


def draw_hand(limb: Limb, wanted: HandView, size_px: int) -> Picture:
    """Return the picture, shape (size, size, 3), drawn in the open window.

    Raises:
        DisplayError: the graphics driver refuses a shader, a buffer or a texture.
    """
    towards, pronation_deg = _FACING[wanted.view]
    angles_rad = _posed(wanted.posture, pronation_deg)
    kinematics = Kinematics(limb.skeleton)
    axes = _hand_axes(limb, kinematics, angles_rad, wanted.side)
    middle_m = _middle_m(kinematics, angles_rad, wanted.side)
    camera = _camera(middle_m, axes @ np.array(towards), axes[:, 2], np.radians(wanted.angle_deg))
    whole = Rect(0, 0, size_px, size_px)
    block = FrameBlock(limb, wanted.tone)
    shown = (ShownLimb(wanted.side, angles_rad),)
    block.look_through(camera, (size_px, size_px), whole)
    block.light_along(_key(camera, wanted.side), camera.target_m)
    block.pose(shown)
    block.upload()
    renderer, shadow = LimbRenderer(limb, HIGH), ShadowMap(HIGH.shadow_px)
    target = SceneTarget.create((size_px, size_px), 1.0, HIGH.samples)
    GL.glEnable(GL.GL_DEPTH_TEST)
    GL.glEnable(GL.GL_CULL_FACE)
    GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, shadow.framebuffer)
    GL.glViewport(0, 0, shadow.size_px, shadow.size_px)
    GL.glClear(GL.GL_DEPTH_BUFFER_BIT)
    renderer.draw_shadow(shown)
    GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, target.framebuffer)
    GL.glViewport(0, 0, size_px, size_px)
    GL.glClearColor(*(part / 255 for part in wanted.background), 1.0)
    GL.glClear(GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT)
    renderer.draw(shown)
    target.resolve()
    picture = read_window((size_px, size_px))
    target.delete()
    return picture


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
