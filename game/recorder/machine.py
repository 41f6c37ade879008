"""What a session runs on, for its log: enough to judge its latency, nothing about a person."""

import platform
import time
from pathlib import Path

from sessions.events.entry import Machine


def describe_machine(
    *,
    gl_renderer: str,
    display_px: tuple[int, int] | None,
    refresh_hz: float | None,
    quality: str = "",
    draw_ms: float | None = None,
) -> Machine:
    """Return the machine's description."""
    return Machine(
        os=platform.platform(terse=True),
        cpu=_cpu(),
        python=platform.python_version(),
        gl_renderer=gl_renderer,
        display_px=display_px,
        refresh_hz=refresh_hz,
        clock_resolution_s=time.get_clock_info("perf_counter").resolution,
        quality=quality,
        draw_ms=draw_ms,
    )


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
