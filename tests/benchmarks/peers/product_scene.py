"""What the peers need of the product to draw the very same scene: arrays, shaders, arithmetic.

The product's renderer is opened and draws one frame, and what it puts on the graphics card is noted
on the way, so that the peers cannot fall behind it. They share its arithmetic from joint angles to
matrices, which no engine offers, and replace what comes after it.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from game.display.window import Window, WindowSettings
from game.frame import Frame
from game.limb.limb import load_limb
from game.render import open_renderer
from game.render.quality import HIGH
from tests.benchmarks.frame_scene import SIZE_PX, frame_at

Values = NDArray[np.float32] | NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class NotedTexture:
    """One picture, bound to one unit for good."""

    values: NDArray[np.uint8] | NDArray[np.uint16]
    srgb: bool = False
    mipmaps: bool = False
    repeat: bool = False
    sharp: bool = True
    """Whether smaller copies are read with anisotropy."""


@dataclass(frozen=True, slots=True)
class NotedShader:
    """Sources of one program, and the texture unit of each of its samplers."""

    vertex: str
    fragment: str
    samplers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NotedMesh:
    """Vertex attributes by location, and triangles."""

    attributes: tuple[tuple[int, Values, bool], ...]
    """Location, values of shape (vertices, 1 to 4), and whether bytes stand for 0 to 1."""
    triangles: NDArray[np.uint32]


class ProductScene:
    """The product's scene, opened up. Its window stays open until `close`."""

    def __init__(self) -> None:
        self.quality = HIGH
        self.textures: dict[int, NotedTexture] = {}
        self.shaders: dict[str, NotedShader] = {}
        self.meshes: list[NotedMesh] = []
        """The limb's, then the table's."""
        settings = WindowSettings(SIZE_PX, vsync=False, offscreen=True)
        self.window = Window.open(settings, time.perf_counter)
        limb = load_limb()
        with self._noting():
            renderer = open_renderer(self.window, limb, quality=self.quality)
            renderer.draw(frame_at(0, 2))
            renderer.draw(frame_at(0, 1))
        from game.render.capsules import capsules

        self.capsule_start, self.capsule_end = capsules(limb)
        self._renderer = renderer
        self.values = renderer._block._values
        """The frame block of ``assets/shaders/frame_block.glsl``."""
        self.scene_at = renderer._block._scene_at
        """Where in it the bones end."""
        batch = renderer._ui._batch
        self.quads = batch._vertices[: batch._count].copy()
        """Shape (quads, 4), structured as ``ui.vert`` reads them."""

    def pose(self, frame: Frame) -> None:
        """Write a frame's limbs, and the view that fits them, into `values`."""
        self._renderer._view.follow(frame.limbs)
        self._renderer.warm(frame)

    def close(self) -> None:
        """Close the product's window; arrays and arithmetic stay usable."""
        self.window.close()

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Note each texture, shader and mesh while it is made."""
        from game.render.mesh_buffer import Attribute, MeshBuffer
        from game.render.shader import Shader, shader_source
        from game.render.texture import Texture

        make_texture, replace, make_shader, make_mesh = (
            Texture.__init__,
            Texture.replace,
            Shader.__init__,
            MeshBuffer.__init__,
        )

        def texture(made: Texture, values: NDArray[np.uint8], unit: int, **how: bool) -> None:
            make_texture(made, values, unit, **how)
            self.textures[unit] = NotedTexture(np.array(values, order="C"), **how)

        def replaced(
            made: Texture, values: NDArray[np.uint8], x_px: int = 0, y_px: int = 0
        ) -> None:
            replace(made, values, x_px, y_px)
            rows, columns = values.shape[:2]
            whole = self.textures[made._unit].values
            whole[y_px : y_px + rows, x_px : x_px + columns] = values

        def shader(
            made: Shader,
            name: str,
            defines: Mapping[str, str] | None = None,
            samplers: Mapping[str, int] | None = None,
        ) -> None:
            make_shader(made, name, defines, samplers)
            vertex, fragment = (
                shader_source(f"{name}.{end}", defines or {}) for end in ("vert", "frag")
            )
            # The words' own is made before the one of the same name for what exercises draw.
            self.shaders.setdefault(name, NotedShader(vertex, fragment, dict(samplers or {})))

        def mesh(
            made: MeshBuffer, attributes: tuple[Attribute, ...], triangles: NDArray[np.uint32]
        ) -> None:
            make_mesh(made, attributes, triangles)
            plain = tuple((a.location, a.values.copy(), a.normalised) for a in attributes)
            self.meshes.append(NotedMesh(plain, np.array(triangles, np.uint32)))

        with ExitStack() as stack:
            for owner, name, noting in (
                (Texture, "__init__", texture),
                (Texture, "replace", replaced),
                (Shader, "__init__", shader),
                (MeshBuffer, "__init__", mesh),
            ):
                stack.enter_context(patch.object(owner, name, noting))
            yield
