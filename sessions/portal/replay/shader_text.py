"""The game's own limb shader for the browser: the same files, in the browser's dialect.

Only what needs the game's other pictures is left out: no shadow map, no height texture.
"""

import re
from collections.abc import Mapping
from importlib import resources

_INCLUDE = re.compile(r'^#include "([a-z_.]+)"$', re.MULTILINE)
_HEAD = "#version 300 es\nprecision highp float;\nprecision highp int;\n"
_NO_SHADOW = "float lit_share(vec3 world, float bias_m, float least_m, int taps) { return 1.0; }"
_WITHOUT = {"shadow.glsl": _NO_SHADOW}
_DEFINES = {"SHADOW_TAPS": "1", "BUMP": "0", "FINE_SHINE": "1"}


def shader_text(name: str, defines: Mapping[str, str]) -> str:
    """Return ``limb.vert`` or ``limb.frag`` with its includes and defines put in.

    Raises:
        FileNotFoundError: there is no such shader.
    """
    folder = resources.files("assets") / "shaders"

    def included(match: re.Match[str]) -> str:
        part = match.group(1)
        return _WITHOUT.get(part) or (folder / part).read_text(encoding="utf-8")

    text = _INCLUDE.sub(included, (folder / name).read_text(encoding="utf-8"))
    _, body = text.split("\n", 1)
    lines = [f"#define {key} {value}" for key, value in (_DEFINES | dict(defines)).items()]
    return _HEAD + "\n".join([*lines, body])
