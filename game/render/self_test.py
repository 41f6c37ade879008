"""How finely this machine can draw: measured once for each driver and window size, then kept.

From the tier that the driver's name promises downwards, a closing hand is drawn a few times; the
first tier that leaves half of a refresh to spare is taken. A processor that draws gets the lowest
at once: measuring the others would cost seconds. The answer is kept in the user's cache folder, so
that the next start measures nothing.
"""

import hashlib
import json
import os
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from game.display.window import Window
from game.frame import Frame, ShownLimb
from game.limb.limb import Limb
from game.limb.postures import load_postures
from game.render.gl import GL
from game.render.quality import LOW, TIERS, Quality, is_software, quality_for
from game.screen import Screen
from sensors.limbs import LIMBS

FRAMES, WARM_UP_FRAMES = 8, 2
_MOST_OF_A_REFRESH = 0.5
_FILE = "quality.json"


@dataclass(frozen=True, slots=True)
class Judged:
    """A quality, and what a frame of it took."""

    quality: Quality
    draw_ms: float | None = None


def chosen_quality(
    window: Window, limb: Limb, clock: Callable[[], float], folder: Path | None = None
) -> Judged:
    """Return the quality for this window: as it was measured before, or measured now."""
    path = (folder or platformdirs.user_cache_path("mirrorlimb")) / _FILE
    key = _key(window)
    kept = _read(path).get(key)
    by_name = {tier.name: tier for tier in TIERS}
    if isinstance(kept, list) and len(kept) == 2 and kept[0] in by_name:
        return Judged(by_name[kept[0]], float(kept[1]))
    first = TIERS.index(quality_for(window.renderer_name))
    if is_software(window.renderer_name):
        first = TIERS.index(LOW)
    budget_ms = 1000 * _MOST_OF_A_REFRESH / window.refresh_hz
    judged = Judged(LOW)
    for tier in TIERS[first:]:
        judged = Judged(tier, frame_ms(window, limb, tier, clock))
        if judged.draw_ms is not None and judged.draw_ms <= budget_ms:
            break
    _keep(path, key, judged)
    return judged


def frame_ms(window: Window, limb: Limb, quality: Quality, clock: Callable[[], float]) -> float:
    """Return the median time of a frame that the graphics card has finished, milliseconds."""
    from game.render.scene_renderer import SceneRenderer

    renderer = SceneRenderer(window, limb, quality=quality)
    poses = [LIMBS[limb.kind].resting]
    if limb.kind == "arm":
        poses.append(load_postures()["half_closed"])
    taken_s = []
    for i in range(WARM_UP_FRAMES + FRAMES):
        shown = ShownLimb("left", poses[i % len(poses)], kind=limb.kind)
        began_s = clock()
        renderer.draw(Frame("self_test", (shown,), Screen("strip")))
        GL.glFinish()
        taken_s.append(clock() - began_s)
    renderer.close()
    return round(1000 * statistics.median(taken_s[WARM_UP_FRAMES:]), 2)


def _key(window: Window) -> str:
    version = bytes(GL.glGetString(GL.GL_VERSION)).decode("ascii", "replace")
    driver = f"{window.renderer_name} {version} {window.size_px} {window.refresh_hz:.0f}"
    tiers = " ".join(repr(tier) for tier in TIERS)
    return hashlib.sha256(f"{driver} {tiers}".encode()).hexdigest()[:16]


def _read(path: Path) -> dict[str, object]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(path: Path, key: str, judged: Judged) -> None:
    """Write the answer; a cache that cannot be written costs only time."""
    everything = _read(path) | {key: [judged.quality.name, judged.draw_ms]}
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(everything), encoding="utf-8")
        unfinished.replace(path)
    except OSError:
        return
