"""The window: opening, what it reports, and what it says where it can't be had."""

import subprocess
import sys
import textwrap

import pygame
import pytest

from game.display.error import INSTALL_LINE
from game.display.window import Window
from game.input.event import (
    KeyPressed,
    KeyReleased,
    MouseMoved,
    MousePressed,
    WindowClosed,
    WindowResized,
)

OPEN_IT = textwrap.dedent(
    """
    import time
    from game.display.window import DisplayError, Window, WindowSettings
    try:
        Window.open(WindowSettings(size_px=(64, 64)), time.perf_counter)
    except DisplayError as error:
        print(error)
    else:
        print("opened")
    """
)


def said_when_opened_with(environment: dict[str, str]) -> str:
    """What a process of its own says when it opens a window under these variables."""
    import os

    kept = {key: value for key, value in os.environ.items() if key not in DISPLAY_VARIABLES}
    run = subprocess.run(
        [sys.executable, "-c", OPEN_IT],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


DISPLAY_VARIABLES = {"DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "PYOPENGL_PLATFORM"}
linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="these libraries are Linux's"
)


def test_a_flip_returns_the_time_and_times_never_run_backwards(window: Window) -> None:
    stamps_s = [window.flip() for _ in range(5)]
    assert stamps_s == sorted(stamps_s)
    assert stamps_s[0] < stamps_s[-1]


def test_an_off_screen_window_says_that_nobody_can_see_it(window: Window) -> None:
    assert not window.visible
    assert window.size_px == (640, 360)
    assert window.refresh_hz == 60.0
    assert window.renderer_name


def test_measuring_the_flips_gives_a_positive_interval(window: Window) -> None:
    assert 0 < window.measure_flip_interval_s(flips=5) < 1


def test_pressed_keys_and_mouse_are_reported_in_our_own_words(window: Window) -> None:
    pygame.event.clear()
    for event in (
        pygame.event.Event(pygame.KEYDOWN, key=pygame.K_SPACE, mod=0),
        pygame.event.Event(pygame.KEYUP, key=pygame.K_KP_ENTER, mod=0),
        pygame.event.Event(pygame.KEYDOWN, key=pygame.K_KP7, mod=0),
        pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=pygame.KMOD_LSHIFT),
        pygame.event.Event(pygame.KEYDOWN, key=pygame.K_s, mod=0),
        pygame.event.Event(pygame.MOUSEMOTION, pos=(3, 4), rel=(0, 0), buttons=(0, 0, 0)),
        pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(5, 6), button=3),
        pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(5, 6), button=4),
        pygame.event.Event(pygame.VIDEORESIZE, size=(800, 600), w=800, h=600),
        pygame.event.Event(pygame.QUIT),
    ):
        pygame.event.post(event)
    events = window.poll()
    assert len({event.at_s for event in events}) == 1
    now_s = events[0].at_s
    ours = (
        KeyPressed("Space", now_s),
        KeyReleased("Enter", now_s),
        KeyPressed("7", now_s),
        KeyPressed("Tab", now_s, shift=True),
        KeyPressed("S", now_s),
        MouseMoved(3, 4, now_s),
        MousePressed(5, 6, now_s),
        WindowResized((800, 600), now_s),
        WindowClosed(now_s),
    )
    assert tuple(events) == ours


@linux_only
def test_a_window_opens_with_no_display_at_all(window: Window) -> None:
    assert said_when_opened_with({}) == "opened"


@linux_only
def test_a_window_system_that_does_not_exist_is_named_with_the_way_out() -> None:
    said = said_when_opened_with({"SDL_VIDEODRIVER": "bogus"})
    assert "SDL_VIDEODRIVER=bogus" in said
    assert "unset" in said
    assert "\n" not in said


@linux_only
def test_missing_opengl_libraries_are_told_with_the_line_that_brings_them() -> None:
    said = said_when_opened_with({"__EGL_VENDOR_LIBRARY_FILENAMES": "/nonexistent"})
    assert INSTALL_LINE in said
    assert "\n" not in said


@linux_only
def test_an_old_driver_is_told_with_its_version(window: Window) -> None:
    said = said_when_opened_with({"MESA_GL_VERSION_OVERRIDE": "2.1"})
    if said == "opened":
        pytest.skip(f"{window.renderer_name} does not listen to MESA_GL_VERSION_OVERRIDE")
    assert "OpenGL 2.1" in said
    assert "3.3" in said
    assert "\n" not in said


def test_a_second_window_is_refused_while_one_is_open_and_the_first_still_draws(
    window: Window,
) -> None:
    with pytest.raises(RuntimeError, match="another window is open"):
        Window.open(window.settings, window.flip)
    assert 0 < window.measure_flip_interval_s(flips=2) < 1
