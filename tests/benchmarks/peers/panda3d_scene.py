"""The scene in Panda3D, off-screen, as an application of its `ShowBase`.

Written as its manual advises for speed: shaders of one's own, bones in arrays that are changed in
place by a task, everything static loaded once, no culling of the few nodes there are, one state per
node. It draws straight into a window of many samples, so it is spared the product's pass from the
picture to the window. As in the product, a frame ends when the graphics card is done.
"""

import re
from collections.abc import Mapping

import numpy as np
from direct.showbase.ShowBase import ShowBase
from direct.task import Task
from numpy.typing import NDArray
from panda3d.core import (
    AntialiasAttrib,
    Camera,
    ColorBlendAttrib,
    CullFaceAttrib,
    DepthTestAttrib,
    DepthWriteAttrib,
    FrameBufferProperties,
    Geom,
    GeomEnums,
    GeomNode,
    GeomTriangles,
    GeomVertexArrayFormat,
    GeomVertexData,
    GeomVertexFormat,
    GraphicsOutput,
    GraphicsPipe,
    InternalName,
    LMatrix4f,
    LVecBase2i,
    LVecBase4f,
    NodePath,
    OmniBoundingVolume,
    PTA_LVecBase4f,
    SamplerState,
    Shader,
    Texture,
    WindowProperties,
    load_prc_file_data,
)

from game.frame import Frame
from game.limb.telescoped import WHOLE
from game.render.frame_block import _AMBIENT_AT, _BONES_AT, _STATE_AT
from game.render.palette import PAGE
from game.render.render_target import SHADOW_DEPTH_UNIT, SHADOW_UNIT
from game.render.thing_renderer import MOST_THINGS
from tests.benchmarks.frame_scene import SIZE_PX
from tests.benchmarks.peers.product_scene import NotedTexture, ProductScene

_SETTINGS = """
load-display p3headlessgl
gl-version 3 3
win-size {size_px[0]} {size_px[1]}
framebuffer-multisample true
multisamples {samples}
sync-video false
gl-finish true
audio-library-name null
notify-level error
default-directnotify-level error
"""
_BLOCK = re.compile(r"layout\(std140\) uniform FrameBlock \{(.*?)\};", re.DOTALL)
_ATTRIBUTE = re.compile(r"layout\(location = (\d+)\) in \w+ (\w+);")
# Where each part of the frame block lies, in numbers; the shaders declare them in this order.
_MATRICES = {"view_projection": slice(0, 16), "light_projection": slice(16, 32)}
_VECTORS = {"eye": slice(32, 36), "key_direction": slice(36, 40)}


def _arrays(product: ProductScene) -> dict[str, slice]:
    """Return where the arrays of the frame block lie; how many bones there are, the limb says."""
    return {
        "limb_state": slice(_STATE_AT, _AMBIENT_AT),
        "ambient_weights": slice(_AMBIENT_AT, _BONES_AT),
        "bones": slice(_BONES_AT, product.scene_at),
        "scene_state": slice(product.scene_at, product.scene_at + 4),
        "bends": slice(product.scene_at + 4, None),
    }


class Panda3dScene:
    """The same meshes, shaders, textures, passes and draws, through Panda3D."""

    def __init__(self) -> None:
        self._product = product = ProductScene()
        product.close()
        samples = product.quality.samples
        load_prc_file_data("", _SETTINGS.format(size_px=SIZE_PX, samples=samples))
        self._base = base = ShowBase(windowType="offscreen")
        base.disable_mouse()
        base.graphicsEngine.render_frame()  # before it, the window does not know its size
        self._window = base.win
        self._shadow_map = Texture("shadow_map")
        self._shadow_buffer = self._add_shadow_buffer()
        self._textures = {u: _texture(noted) for u, noted in product.textures.items()}
        self._parts = _arrays(product)
        self._arrays = {name: _array(product.values[part]) for name, part in self._parts.items()}
        self._roots = {"shadow": NodePath("shadow"), "scene": base.render, "words": base.render2d}
        base.render.set_antialias(AntialiasAttrib.M_multisample)
        self._shaders = {name: self._shader(name) for name in product.shaders}
        self._limbs = self._limb_nodes()
        self._add_table()
        self._add_words()
        self._aimed_for = 0
        region = self._shadow_buffer.make_display_region()
        region.set_camera(self._roots["shadow"].attach_new_node(Camera("shadow")))
        base.set_background_color(*(part / 255 for part in PAGE))
        self._frame: Frame | None = None
        base.task_mgr.add(self._pose, "pose")

    def warm(self, frame: Frame) -> None:
        """Run through the pose's arithmetic once."""
        self._product.pose(frame)

    def draw(self, frame: Frame) -> None:
        """Draw; there is nothing to flip off-screen."""
        self._frame = frame
        self._base.task_mgr.step()

    def picture(self) -> NDArray[np.uint8]:
        """Return what the last frame looks like."""
        shot = self._window.get_screenshot()
        rows = np.frombuffer(shot.get_ram_image_as("RGB"), np.uint8)
        return np.ascontiguousarray(rows.reshape(SIZE_PX[1], SIZE_PX[0], 3)[::-1])

    def _pose(self, task: Task.Task) -> int:
        """Put the limbs into the arrays: a task of every frame."""
        frame = self._frame
        if frame is not None:
            if len(frame.limbs) != self._aimed_for:
                self._aim(frame)
            self._product.pose(frame)
            for name, part in self._parts.items():
                self._arrays[name][1][:] = self._product.values[part]
        return int(Task.cont)

    def _add_shadow_buffer(self) -> GraphicsOutput:
        depth_only = FrameBufferProperties()
        depth_only.set_depth_bits(24)
        size_px = self._product.quality.shadow_px
        output = self._base.graphicsEngine.make_output(
            self._base.pipe,
            "shadow",
            -10,
            depth_only,
            WindowProperties.size(size_px, size_px),
            GraphicsPipe.BF_refuse_window,
            self._window.get_gsg(),
            self._window,
        )
        if output is None:
            raise RuntimeError("Panda3D makes no shadow map here")
        self._shadow_map.set_format(Texture.F_depth_component24)
        output.add_render_texture(
            self._shadow_map, GraphicsOutput.RTM_bind_or_copy, GraphicsOutput.RTP_depth
        )
        return output

    def _shader(self, name: str) -> Shader:
        noted = self._product.shaders[name]
        vertex, fragment = (_plain_uniforms(text) for text in (noted.vertex, noted.fragment))
        return Shader.make(Shader.SL_GLSL, vertex, fragment)

    def _node(self, parent: str, shader: str, geom: Geom) -> NodePath:
        node = GeomNode(shader)
        node.add_geom(geom)
        node.set_bounds(OmniBoundingVolume())
        node.set_final(True)
        path = self._roots[parent].attach_new_node(node)
        path.set_shader(self._shaders[shader])
        for name, (array, _) in self._arrays.items():
            path.set_shader_input(name, array)
        for sampler, unit in self._product.shaders[shader].samplers.items():
            if unit in (SHADOW_UNIT, SHADOW_DEPTH_UNIT):
                how = _comparing() if unit == SHADOW_UNIT else _plain()
                path.set_shader_input(sampler, self._shadow_map, how)
            elif unit in self._textures:
                path.set_shader_input(sampler, self._textures[unit])
        return path

    def _limb_nodes(self) -> list[tuple[NodePath, NodePath]]:
        mesh = self._product.meshes[0]
        names = dict(
            (int(place), name)
            for place, name in _ATTRIBUTE.findall(self._product.shaders["limb"].vertex)
        )
        columns = {
            names[location]: values.astype(np.float32) / np.float32(255 if normalised else 1)
            for location, values, normalised in mesh.attributes
        }
        geom = _geom(columns, mesh.triangles)
        nodes = []
        near, far = CullFaceAttrib.M_cull_clockwise, CullFaceAttrib.M_cull_counter_clockwise
        for place, (of_scene, of_shadow) in enumerate(((near, far), (far, near))):
            pair = self._node("scene", "limb", geom), self._node("shadow", "depth", geom)
            for path, culled in zip(pair, (of_scene, of_shadow), strict=True):
                path.set_shader_input("limb", place)
                # A whole limb at its full length, as the product shows here.
                path.set_shader_input("upper_axis", 0.0, 0.0, 0.0)
                path.set_shader_input("lower_axis", 0.0, 0.0, 0.0)
                path.set_shader_input("axis_joints", LVecBase2i(0, 0))
                path.set_shader_input("begins", *WHOLE)
                path.set_attrib(CullFaceAttrib.make(culled))
            nodes.append(pair)
        return nodes

    def _add_table(self) -> None:
        mesh = self._product.meshes[1]
        path = self._node(
            "scene",
            "table",
            _geom({"place": mesh.attributes[0][1].astype(np.float32)}, mesh.triangles),
        )
        path.set_bin("fixed", 10)
        for name in ("capsule_start", "capsule_end"):
            array, _ = _array(getattr(self._product, name).ravel())
            path.set_shader_input(name, array)
        path.set_shader_input("things", 0)  # nothing stands on this table
        for name in ("thing_start", "thing_end"):
            array, _ = _array(np.zeros(4 * MOST_THINGS, dtype=np.float32))
            path.set_shader_input(name, array)

    def _add_words(self) -> None:
        quads = self._product.quads.ravel()
        first = 4 * np.arange(len(quads) // 4, dtype=np.uint32)[:, None]
        columns = {
            "place_px": quads["place_px"],
            "inside_px": quads["inside_px"],
            "look": quads["look"],
            "fill_colour": quads["fill"] / np.float32(255),
            "border_colour": quads["border"] / np.float32(255),
        }
        triangles = first + np.array((0, 2, 1, 0, 3, 2), dtype=np.uint32)
        path = self._node("words", "ui", _geom(columns, triangles))
        path.set_shader_input("window_px", *SIZE_PX)
        path.set_shader_input("picture", self._textures[next(iter(self._textures))])
        path.set_attrib(DepthTestAttrib.make(DepthTestAttrib.M_none))
        path.set_attrib(DepthWriteAttrib.make(DepthWriteAttrib.M_off))
        path.set_attrib(
            ColorBlendAttrib.make(
                ColorBlendAttrib.M_add,
                ColorBlendAttrib.O_incoming_alpha,
                ColorBlendAttrib.O_one_minus_incoming_alpha,
            )
        )

    def _aim(self, frame: Frame) -> None:
        """Show this many limbs, seen as the product sees them."""
        self._product.pose(frame)
        for count, pair in enumerate(self._limbs):
            for path in pair:
                path.unstash() if count < len(frame.limbs) else path.stash()
        for name, part in (_MATRICES | _VECTORS).items():
            numbers = [float(number) for number in self._product.values[part]]
            value = LMatrix4f(*numbers) if name in _MATRICES else LVecBase4f(*numbers)
            for root in ("shadow", "scene"):
                self._roots[root].set_shader_input(name, value)
        self._aimed_for = len(frame.limbs)


def _plain_uniforms(source: str) -> str:
    """Return a shader with plain uniforms: Panda3D 1.10 has no uniform blocks."""
    return _BLOCK.sub(
        lambda block: re.sub(r"^\s*(?=mat4|vec4)", "uniform ", block.group(1), flags=re.MULTILINE),
        source,
    )


def _array(values: NDArray[np.float32]) -> tuple[PTA_LVecBase4f, NDArray[np.float32]]:
    """Return an array for shaders, and the same memory to write to."""
    array = PTA_LVecBase4f.empty_array(len(values) // 4)
    memory = np.frombuffer(memoryview(array), np.float32)
    memory[:] = values
    return array, memory


def _geom(columns: Mapping[str, NDArray[np.floating]], triangles: NDArray[np.uint32]) -> Geom:
    layout = GeomVertexArrayFormat()
    for name, values in columns.items():
        layout.add_column(
            InternalName.make(name), values.shape[1], GeomEnums.NT_float32, GeomEnums.C_other
        )
    layout = GeomVertexFormat(layout)
    data = GeomVertexData("mesh", GeomVertexFormat.register_format(layout), GeomEnums.UH_static)
    rows = np.concatenate(list(columns.values()), axis=1).astype(np.float32)
    data.unclean_set_num_rows(len(rows))
    memoryview(data.modify_array(0)).cast("B")[:] = rows.tobytes()
    drawn = GeomTriangles(GeomEnums.UH_static)
    drawn.set_index_type(GeomEnums.NT_uint32)
    indices = drawn.modify_vertices()
    indices.unclean_set_num_rows(triangles.size)
    memoryview(indices).cast("B")[:] = np.ascontiguousarray(triangles).tobytes()
    geom = Geom(data)
    geom.add_primitive(drawn)
    return geom


def _texture(noted: NotedTexture) -> Texture:
    values = np.ascontiguousarray(noted.values)
    channels = values.shape[2] if values.ndim == 3 else 1
    texture = Texture()
    if values.dtype == np.uint16:
        kind, layout = Texture.T_unsigned_short, Texture.F_r16
    elif channels == 1:
        kind, layout = Texture.T_unsigned_byte, Texture.F_red
    else:
        kind = Texture.T_unsigned_byte
        layout = Texture.F_srgb if noted.srgb else Texture.F_rgb
    texture.setup_2d_texture(values.shape[1], values.shape[0], kind, layout)
    if channels == 3:
        texture.set_ram_image_as(values.tobytes(), "RGB")
    else:
        texture.set_ram_image(values.tobytes())
    linear, mipmapped = SamplerState.FT_linear, SamplerState.FT_linear_mipmap_linear
    texture.set_minfilter(mipmapped if noted.mipmaps else linear)
    texture.set_magfilter(linear)
    wrap = SamplerState.WM_repeat if noted.repeat else SamplerState.WM_clamp
    texture.set_wrap_u(wrap)
    texture.set_wrap_v(wrap)
    if noted.mipmaps and noted.sharp:
        texture.set_anisotropic_degree(8)
    return texture


def _comparing() -> SamplerState:
    how = _plain()
    how.set_minfilter(SamplerState.FT_shadow)
    how.set_magfilter(SamplerState.FT_shadow)
    return how


def _plain() -> SamplerState:
    how = SamplerState()
    how.set_minfilter(SamplerState.FT_nearest)
    how.set_magfilter(SamplerState.FT_nearest)
    how.set_wrap_u(SamplerState.WM_clamp)
    how.set_wrap_v(SamplerState.WM_clamp)
    return how
