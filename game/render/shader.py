"""Shader programs from the files in ``assets/shaders``."""

import re
from collections.abc import Mapping
from importlib import resources

from game.display.error import DisplayError
from game.render.gl import GL

FRAME_BLOCK_BINDING = 0
_INCLUDE = re.compile(r'^#include "([a-z_.]+)"$', re.MULTILINE)


def shader_source(name: str, defines: Mapping[str, str]) -> str:
    """Return a shader's text with its includes put in and `defines` after the version line."""
    folder = resources.files("assets") / "shaders"
    text = _INCLUDE.sub(
        lambda match: (folder / match.group(1)).read_text(encoding="utf-8"),
        (folder / name).read_text(encoding="utf-8"),
    )
    version, rest = text.split("\n", 1)
    lines = [f"#define {key} {value}" for key, value in defines.items()]
    return "\n".join([version, *lines, rest])


class Shader:
    """One linked program; its frame block is bound where `FrameBlock` uploads to."""

    def __init__(
        self,
        name: str,
        defines: Mapping[str, str] | None = None,
        samplers: Mapping[str, int] | None = None,
    ) -> None:
        """Compile ``NAME.vert`` and ``NAME.frag`` and point each sampler at its texture unit.

        Raises:
            DisplayError: the driver refuses the shader.
        """
        self.program = int(GL.glCreateProgram())
        for kind, ending in ((GL.GL_VERTEX_SHADER, "vert"), (GL.GL_FRAGMENT_SHADER, "frag")):
            file_name = f"{name}.{ending}"
            shader = GL.glCreateShader(kind)
            GL.glShaderSource(shader, shader_source(file_name, defines or {}))
            GL.glCompileShader(shader)
            if not GL.glGetShaderiv(shader, GL.GL_COMPILE_STATUS):
                raise _refused(file_name, GL.glGetShaderInfoLog(shader))
            GL.glAttachShader(self.program, shader)
            GL.glDeleteShader(shader)
        GL.glLinkProgram(self.program)
        if not GL.glGetProgramiv(self.program, GL.GL_LINK_STATUS):
            raise _refused(name, GL.glGetProgramInfoLog(self.program))
        block = GL.glGetUniformBlockIndex(self.program, b"FrameBlock")
        if block != GL.GL_INVALID_INDEX:
            GL.glUniformBlockBinding(self.program, block, FRAME_BLOCK_BINDING)
        GL.glUseProgram(self.program)
        for sampler, unit in (samplers or {}).items():
            GL.glUniform1i(self.place(sampler), unit)

    def place(self, uniform: str) -> int:
        """Return a uniform's location; -1, which OpenGL ignores, where the shader has none."""
        return int(GL.glGetUniformLocation(self.program, uniform.encode("ascii")))


def _refused(name: str, log: bytes | str) -> DisplayError:
    said = log.decode("utf-8", "replace") if isinstance(log, bytes) else log
    first_line = said.strip().splitlines()[0] if said.strip() else "no reason given"
    return DisplayError(
        f"The graphics driver refuses the shader {name} ({first_line}): update the driver, or "
        "start with LIBGL_ALWAYS_SOFTWARE=1 to draw without it."
    )
