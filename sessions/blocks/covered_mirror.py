"""Covered mirror block: everything of the mirror block but the sight of the limb."""

from typing import Literal

from sessions.blocks.mirror import MirrorFields


class CoveredMirrorBlock(MirrorFields):
    """The control arm: the same movements with the mirror covered (Chan 2007).

    In Chan's covered arm 1 of 6 had less pain and 3 more (recalled). Cues, times and repetitions
    are those of the mirror block, and so are its fields.
    """

    exercise: Literal["covered_mirror"]
