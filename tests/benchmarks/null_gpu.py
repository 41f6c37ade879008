"""Runs a benchmark in a child process whose graphics card takes every call and draws nothing.

``GALLIUM_NOOP=1`` makes Mesa such a card. It counts only before OpenGL is loaded, so the benchmark
starts itself anew. What is left is the program's own cost, which does not hang on the machine's
graphics. ``GALLIUM_THREAD=0`` goes with it: Mesa 22's threaded calls take the null card's buffers
for their own kind and write past their end.

The child asks for a little more priority than its neighbours, where the system grants it.
"""

import contextlib
import os
import subprocess
import sys

_INSIDE = "MIRRORLIMB_BENCHMARK_CHILD"
_NICER = -5


def environment() -> dict[str, str]:
    """Return this process's environment with a null graphics card and no checks after each call."""
    kept = {key: value for key, value in os.environ.items() if key != "MIRRORLIMB_GL_CHECKS"}
    null = {"GALLIUM_NOOP": "1", "GALLIUM_THREAD": "0", "SDL_VIDEODRIVER": "offscreen"}
    return kept | null | {_INSIDE: "1"}


def inside() -> bool:
    """Return whether this is the child process."""
    return _INSIDE in os.environ


def run_again(module: str, arguments: list[str]) -> int:
    """Run a benchmark's module in a child process; return its exit status."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, env=environment(), check=False).returncode


def ask_for_priority() -> None:
    """Move ahead of other work on this machine, where that is allowed."""
    with contextlib.suppress(OSError):
        os.nice(_NICER)


def describe_machine() -> str:
    """Return the machine in a few words: processors, and how busy they are at the moment."""
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return f"{os.cpu_count()} processors, load average {busy}, Python {sys.version.split()[0]}"
