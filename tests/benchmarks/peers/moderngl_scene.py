"""The scene in moderngl, in the product's own window.

Written as its documentation advises for speed: vertex arrays, samplers and textures bound once,
every changing number in one uniform buffer written once a frame, uniforms kept as objects.
"""

import moderngl
import numpy as np
from numpy.typing import NDArray

from game.frame import Frame
from game.limb.telescoped import WHOLE
from game.render.palette import PAGE
from game.render.render_target import SHADOW_DEPTH_UNIT, SHADOW_UNIT
from game.render.shader import FRAME_BLOCK_BINDING
from tests.benchmarks.frame_scene import SIZE_PX
from tests.benchmarks.peers.product_scene import NotedMesh, NotedTexture, ProductScene

_SRGB8 = 0x8C41
_PAGE = tuple(part / 255 for part in PAGE)


class ModernglScene:
    """The same meshes, shaders, textures, passes and draws, through moderngl."""

    def __init__(self) -> None:
        self._product = product = ProductScene()
        self._context = context = moderngl.create_context()
        self._programs = {name: self._program(name) for name in product.shaders}
        limb, table = product.meshes
        limb_buffers = self._buffers(limb)
        self._limb = self._vertex_array("limb", limb, limb_buffers)
        self._limb_depth = self._vertex_array("depth", limb, limb_buffers)
        self._table = self._vertex_array("table", table, self._buffers(table))
        self._words = self._quads()
        self._limb_place = self._programs["limb"]["limb"]
        self._depth_limb_place = self._programs["depth"]["limb"]
        self._textures = {unit: self._texture(t, unit) for unit, t in product.textures.items()}
        self._block = context.buffer(product.values.tobytes(), dynamic=True)
        self._block.bind_to_uniform_block(FRAME_BLOCK_BINDING)
        self._shadow = self._shadow_map()
        samples = product.quality.samples
        self._scene = context.framebuffer(
            context.renderbuffer(SIZE_PX, 4, samples=samples),
            context.depth_renderbuffer(SIZE_PX, samples=samples),
        )
        self._window = context.detect_framebuffer(0)
        context.blend_func = moderngl.SRC_ALPHA, moderngl.ONE_MINUS_SRC_ALPHA
        context.enable_only(moderngl.DEPTH_TEST | moderngl.CULL_FACE)

    def warm(self, frame: Frame) -> None:
        """Run through the pose's arithmetic once."""
        self._product.pose(frame)

    def draw(self, frame: Frame) -> None:
        """Draw and flip."""
        context = self._context
        self._product.pose(frame)
        self._block.write(self._product.values)
        self._shadow.use()
        self._shadow.clear()
        for place, limb in enumerate(frame.limbs):
            self._depth_limb_place.value = place
            context.front_face = "ccw" if limb.side == "right" else "cw"
            self._limb_depth.render()
        self._scene.use()
        self._scene.clear(*_PAGE)
        for place, limb in enumerate(frame.limbs):
            self._limb_place.value = place
            context.front_face = "cw" if limb.side == "right" else "ccw"
            self._limb.render()
        context.front_face = "ccw"
        self._table.render()
        context.disable(moderngl.DEPTH_TEST)
        context.copy_framebuffer(self._window, self._scene)
        self._window.use()
        context.enable(moderngl.BLEND)
        self._words.render()
        context.disable(moderngl.BLEND)
        context.enable(moderngl.DEPTH_TEST)
        self._product.window.flip()

    def picture(self) -> NDArray[np.uint8]:
        """Return what the last frame looks like."""
        width_px, height_px = SIZE_PX
        pixels = np.frombuffer(self._window.read(components=3), np.uint8)
        return np.ascontiguousarray(pixels.reshape(height_px, width_px, 3)[::-1])

    def _program(self, name: str) -> moderngl.Program:
        noted = self._product.shaders[name]
        program = self._context.program(vertex_shader=noted.vertex, fragment_shader=noted.fragment)
        if "FrameBlock" in program:
            program["FrameBlock"].binding = FRAME_BLOCK_BINDING
        for sampler, unit in noted.samplers.items():
            if sampler in program:
                program[sampler].value = unit
        if name == "table":
            program["capsule_start"].write(self._product.capsule_start.tobytes())
            program["capsule_end"].write(self._product.capsule_end.tobytes())
        if "begins" in program:
            program["begins"].value = WHOLE
        if name == "ui":
            program["window_px"].value = SIZE_PX
        return program

    def _buffers(self, mesh: NotedMesh) -> tuple[dict[int, moderngl.Buffer], moderngl.Buffer]:
        context = self._context
        attributes = {}
        for location, values, _ in mesh.attributes:
            attributes[location] = context.buffer(np.ascontiguousarray(values).tobytes())
        return attributes, context.buffer(mesh.triangles.tobytes())

    def _vertex_array(
        self,
        name: str,
        mesh: NotedMesh,
        buffers: tuple[dict[int, moderngl.Buffer], moderngl.Buffer],
    ) -> moderngl.VertexArray:
        program = self._programs[name]
        names = {program[key].location: key for key in program if _is_attribute(program[key])}
        content = []
        for location, values, normalised in mesh.attributes:
            if location in names:
                kind = "f4" if values.dtype == np.float32 else "f1" if normalised else "u1"
                content.append((buffers[0][location], f"{values.shape[1]}{kind}", names[location]))
        return self._context.vertex_array(program, content, buffers[1], index_element_size=4)

    def _quads(self) -> moderngl.VertexArray:
        quads = self._product.quads
        first = 4 * np.arange(len(quads), dtype=np.uint32)[:, None]
        indices = first + np.array((0, 2, 1, 0, 3, 2), dtype=np.uint32)
        names = ("place_px", "inside_px", "look", "fill_colour", "border_colour")
        return self._context.vertex_array(
            self._programs["ui"],
            [(self._context.buffer(quads.tobytes()), "2f4 4f4 4f4 4f1 4f1", *names)],
            self._context.buffer(indices.tobytes()),
            index_element_size=4,
        )

    def _texture(self, noted: NotedTexture, unit: int) -> moderngl.Texture:
        values = np.ascontiguousarray(noted.values)
        components = values.shape[2] if values.ndim == 3 else 1
        size_px = (values.shape[1], values.shape[0])
        kind = "nu2" if values.dtype == np.uint16 else "f1"
        internal = _SRGB8 if noted.srgb else None
        texture = self._context.texture(
            size_px,
            components,
            values.tobytes(),
            alignment=1,
            dtype=kind,
            internal_format=internal,
        )
        texture.repeat_x = texture.repeat_y = noted.repeat
        texture.filter = moderngl.LINEAR, moderngl.LINEAR
        if noted.mipmaps:
            texture.build_mipmaps()
            texture.anisotropy = 8.0 if noted.sharp else 1.0
        texture.use(unit)
        return texture

    def _shadow_map(self) -> moderngl.Framebuffer:
        context, size_px = self._context, self._product.quality.shadow_px
        depth = context.depth_texture((size_px, size_px))
        comparing = context.sampler(compare_func="<=", repeat_x=False, repeat_y=False)
        plain = context.sampler(
            filter=(moderngl.NEAREST, moderngl.NEAREST), repeat_x=False, repeat_y=False
        )
        for unit, sampler in ((SHADOW_UNIT, comparing), (SHADOW_DEPTH_UNIT, plain)):
            depth.use(unit)
            sampler.use(unit)
        self._samplers = comparing, plain
        return context.framebuffer(depth_attachment=depth)


def _is_attribute(member: object) -> bool:
    return isinstance(member, moderngl.Attribute)
