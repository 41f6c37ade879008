"""The window, or its off-screen stand-in: opens it, shows what was drawn, reports what was pressed.

Nothing of pygame leaves this module. With no display (a server, a test machine) the same context is
made off-screen, so a session can be played and pictured there.
"""

import itertools
import os
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

# pygame greets on standard output otherwise, which belongs to the program's own words.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from game.display.error import INSTALL_LINE, DisplayError
from game.input.event import (
    InputEvent,
    KeyPressed,
    KeyReleased,
    MouseMoved,
    MousePressed,
    MouseReleased,
    WindowClosed,
    WindowResized,
)

_NAMED_KEYS = {
    pygame.K_SPACE: "Space",
    pygame.K_RETURN: "Enter",
    pygame.K_KP_ENTER: "Enter",
    pygame.K_ESCAPE: "Escape",
    pygame.K_TAB: "Tab",
    pygame.K_BACKSPACE: "Backspace",
    pygame.K_LEFT: "Left",
    pygame.K_RIGHT: "Right",
    pygame.K_UP: "Up",
    pygame.K_DOWN: "Down",
    pygame.K_PAGEUP: "Page up",
    pygame.K_PAGEDOWN: "Page down",
    **{getattr(pygame, f"K_KP_{digit}"): str(digit) for digit in range(10)},
}
_FENCE_TIMEOUT_NS = 100_000_000


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """How to open the window."""

    size_px: tuple[int, int] = (1280, 720)
    fullscreen: bool = False
    vsync: bool = True
    offscreen: bool = False
    """True opens no visible window even where there is a display."""
    title: str = "mirrorlimb"


def display_available() -> bool:
    """Return whether this machine has a display that a person could look at."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Window:
    """One open window with an OpenGL 3.3 core context; made by `Window.open`."""

    def __init__(
        self, settings: WindowSettings, clock: Callable[[], float], *, vsync: bool
    ) -> None:
        from game.render.gl import GL

        self.settings = settings
        self.vsync = vsync
        """Whether the driver granted vsync; whether it holds, only measuring tells."""
        self._clock = clock
        self._gl = GL
        self.renderer_name = bytes(GL.glGetString(GL.GL_RENDERER)).decode("ascii", "replace")

    @classmethod
    def open(cls, settings: WindowSettings, clock: Callable[[], float]) -> Self:
        """Open the window.

        Raises:
            DisplayError: this machine has no OpenGL 3.3, an old driver, or lacks the libraries.
            RuntimeError: another one is open. SDL would take its context away, and whoever still
                draws with that would draw nothing, or into what is not theirs.
        """
        if pygame.display.get_init() and pygame.display.get_surface() is not None:
            raise RuntimeError("another window is open: close it before this one is opened")
        if sys.platform.startswith("linux") and (settings.offscreen or not display_available()):
            os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
        try:
            pygame.display.init()
            pygame.font.init()
        except pygame.error as error:
            raise DisplayError(_no_display_text(error)) from None
        pygame.display.set_caption(settings.title)
        vsync = settings.vsync
        try:
            _request_context(3, 3)
            try:
                _set_mode(settings, vsync=vsync)
            except pygame.error:
                if not vsync:
                    raise
                vsync = False
                _set_mode(settings, vsync=False)
        except pygame.error as error:
            raise DisplayError(_no_context_text(settings, error)) from None
        _choose_platform()
        try:
            return cls(settings, clock, vsync=vsync and pygame.display.is_vsync())
        except (ImportError, AttributeError, TypeError) as error:
            raise DisplayError(_libraries_text(str(error))) from None

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of what is drawn on."""
        return pygame.display.get_window_size()

    @property
    def visible(self) -> bool:
        """Whether a person can see it; false where everything is drawn off-screen."""
        return not self.settings.offscreen and pygame.display.get_driver() != "offscreen"

    @property
    def refresh_hz(self) -> float:
        """What the display says its refresh rate is; 60 where it does not say."""
        said_hz = pygame.display.get_current_refresh_rate() if self.visible else 0
        return float(said_hz) if said_hz > 0 else 60.0

    def flip(self) -> float:
        """Show what was drawn, wait until the graphics have done so, and return the time.

        The wait keeps the driver from queueing frames, each of which would age what is shown by a
        whole refresh. A fence is waited on because two ``glFinish`` a frame halve the frame rate
        with some drivers.
        """
        gl = self._gl
        pygame.display.flip()
        fence = gl.glFenceSync(gl.GL_SYNC_GPU_COMMANDS_COMPLETE, 0)
        gl.glClientWaitSync(fence, gl.GL_SYNC_FLUSH_COMMANDS_BIT, _FENCE_TIMEOUT_NS)
        gl.glDeleteSync(fence)
        return self._clock()

    def measure_flip_interval_s(self, flips: int = 40) -> float:
        """Show `flips` empty pictures and return the median time between them.

        Far from ``1 / refresh_hz`` means that flipping does not wait for the display.
        """
        gl = self._gl
        stamps_s = []
        for _ in range(flips):
            gl.glClear(gl.GL_COLOR_BUFFER_BIT)
            stamps_s.append(self.flip())
        return statistics.median(b - a for a, b in itertools.pairwise(stamps_s))

    def poll(self) -> list[InputEvent]:
        """Return what happened since the last call, oldest first."""
        now_s = self._clock()
        events = (_translated(event, now_s) for event in pygame.event.get())
        return [event for event in events if event is not None]

    def close(self) -> None:
        """Close the window; the graphics context goes with it."""
        pygame.display.quit()


def _request_context(major: int, minor: int) -> None:
    attribute = pygame.display.gl_set_attribute
    attribute(pygame.GL_CONTEXT_MAJOR_VERSION, major)
    attribute(pygame.GL_CONTEXT_MINOR_VERSION, minor)
    core = pygame.GL_CONTEXT_PROFILE_CORE if major >= 3 else 0
    attribute(pygame.GL_CONTEXT_PROFILE_MASK, core)
    attribute(pygame.GL_DEPTH_SIZE, 24)
    attribute(pygame.GL_DOUBLEBUFFER, 1)


def _set_mode(settings: WindowSettings, *, vsync: bool) -> None:
    flags = pygame.OPENGL | pygame.DOUBLEBUF
    size_px = settings.size_px
    if settings.offscreen or not display_available():
        flags |= pygame.HIDDEN
    elif settings.fullscreen:
        flags |= pygame.FULLSCREEN
        size_px = (0, 0)
    else:
        flags |= pygame.RESIZABLE
    pygame.display.set_mode(size_px, flags, vsync=int(vsync))


def _choose_platform() -> None:
    # In a Wayland session SDL uses X11 while PyOpenGL would choose EGL, and the other way about
    # off-screen: say which one the window really uses.
    if sys.platform.startswith("linux"):
        platform = "glx" if pygame.display.get_driver() == "x11" else "egl"
        os.environ.setdefault("PYOPENGL_PLATFORM", platform)


def _no_display_text(error: pygame.error) -> str:
    asked = os.environ.get("SDL_VIDEODRIVER")
    if asked:
        return (
            f"No window can be opened through SDL_VIDEODRIVER={asked} ({error}): unset that "
            "variable and start again."
        )
    return _libraries_text(str(error))


def _no_context_text(settings: WindowSettings, error: pygame.error) -> str:
    """Say why OpenGL 3.3 was refused: name the driver's version where it has an older one."""
    asked = os.environ.get("SDL_VIDEODRIVER")
    if asked and asked not in {"x11", "wayland", "offscreen", "kmsdrm", "windows", "cocoa"}:
        return _no_display_text(error)
    try:
        _request_context(2, 0)
        _set_mode(settings, vsync=False)
        _choose_platform()
        from game.render.gl import GL

        GL.glGetError()  # SDL may have left one behind while it asked for what is not there
        version = bytes(GL.glGetString(GL.GL_VERSION)).decode("ascii", "replace")
    except (pygame.error, ImportError, AttributeError, TypeError):
        return _libraries_text(str(error))
    finally:
        pygame.display.quit()
    return (
        f"The graphics driver offers OpenGL {version}, and the limb needs 3.3: update the graphics "
        "driver, or start with LIBGL_ALWAYS_SOFTWARE=1 to draw without it."
    )


def _libraries_text(reason: str) -> str:
    if sys.platform.startswith("linux"):
        return (
            f"No usable OpenGL was found ({reason}): on Debian or Ubuntu run "
            f"`{INSTALL_LINE}`, then start again."
        )
    return f"No usable OpenGL was found ({reason}): install the graphics card maker's driver."


def _key_name(key: int) -> str:
    named = _NAMED_KEYS.get(key)
    if named is not None:
        return named
    name = pygame.key.name(key)
    return name.upper() if len(name) == 1 else name.capitalize()


def _translated(event: pygame.event.Event, now_s: float) -> InputEvent | None:
    match event.type:
        case pygame.KEYDOWN:
            shift = bool(event.mod & pygame.KMOD_SHIFT)
            return KeyPressed(_key_name(event.key), now_s, shift)
        case pygame.KEYUP:
            return KeyReleased(_key_name(event.key), now_s)
        case pygame.MOUSEMOTION:
            return MouseMoved(event.pos[0], event.pos[1], now_s)
        case pygame.MOUSEBUTTONDOWN if event.button <= 3:
            return MousePressed(event.pos[0], event.pos[1], now_s)
        case pygame.MOUSEBUTTONUP if event.button <= 3:
            return MouseReleased(event.pos[0], event.pos[1], now_s)
        case pygame.VIDEORESIZE:
            return WindowResized((event.w, event.h), now_s)
        case pygame.QUIT:
            return WindowClosed(now_s)
        case _:
            return None
