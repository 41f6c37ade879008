"""OpenGL, imported in one place with the flags that keep its calls cheap.

PyOpenGL decides at import, from the environment and not from the window, which window system it
looks things up in. `game.display.window` sets ``PYOPENGL_PLATFORM`` to fit the window it has
opened, so this module is imported after that. Checking after each call costs about 15 % of a
frame: it is off unless ``MIRRORLIMB_GL_CHECKS=1``, for tests and for finding out what a driver
objects to.
"""

import os

import OpenGL

_CHECK = os.environ.get("MIRRORLIMB_GL_CHECKS") == "1"
OpenGL.ERROR_CHECKING = _CHECK
OpenGL.ERROR_LOGGING = False
OpenGL.FULL_LOGGING = False
OpenGL.CONTEXT_CHECKING = False
OpenGL.STORE_POINTERS = False
OpenGL.ERROR_ON_COPY = True

from OpenGL import GL  # noqa: E402  (the flags count only before this line)

# Taken raw: PyOpenGL's wrappers find out what kind of array they were given, which takes longer
# than the call itself.
from OpenGL.raw.GL.VERSION.GL_1_1 import glDrawElements  # noqa: E402
from OpenGL.raw.GL.VERSION.GL_1_5 import glBufferSubData  # noqa: E402

# Taken raw: the wrapper asks for the current context of the platform PyOpenGL chose, which fails
# when the window was made through EGL.
from OpenGL.raw.GL.VERSION.GL_2_0 import glVertexAttribPointer  # noqa: E402

__all__ = ["GL", "glBufferSubData", "glDrawElements", "glVertexAttribPointer"]
