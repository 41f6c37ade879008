"""Draws less finely where this machine does not keep up; only in a rest, never mid-movement.

Every rest that comes on closes the account of the frames since the last one: where more than a
tenth of them were late, the next lower quality is taken while nothing moves, and the log says so.
"""

from collections.abc import Callable

from game.display.display import Display
from game.timing.pacing import Pacer

MOST_LATE = 0.10
LEAST_FRAMES = 120
_CALM_SCENES = frozenset({"rest"})


class FrameBudget:
    """Counts late frames between rests.

    Args:
        pacer: Counts them.
        display: Draws them, and can draw less finely.
        note: Keeps a sentence in the log, by what it is about.
    """

    def __init__(self, pacer: Pacer, display: Display, note: Callable[[str, str], None]) -> None:
        self._pacer = pacer
        self._display = display
        self._note = note
        self._frames = 0
        self._late_before = pacer.dropped_frames

    def frame_shown(self) -> None:
        """Count one frame."""
        self._frames += 1

    def scene_shown(self, name: str) -> None:
        """Close the account where the scene is a calm one."""
        if name not in _CALM_SCENES:
            return
        late = self._pacer.dropped_frames - self._late_before
        share = late / max(self._frames + late, 1)
        if self._frames >= LEAST_FRAMES and share > MOST_LATE:
            quality = self._display.lower_quality()
            if quality is not None:
                self._note("quality_lowered", f"to {quality}: {share:.0%} of frames were late")
                # The time that took is nobody's late frame.
                self._pacer.resynchronise()
        self._frames, self._late_before = 0, self._pacer.dropped_frames
