"""A recording's limbs as the browser needs them: few enough frames a second, two bytes an angle."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sessions.portal.replay.array_pack import pack
from sessions.recording.frame_row import FrameRow
from sessions.recording.reader import RecordingReader
from sessions.recording.rows import PoseRow

RATE_HZ = 20.0
STEPS_PER_RAD = 10_000
"""0.006 degrees; the largest angle of a joint, pi, is 31,416 steps."""
GONE = -32768
"""Stands in the first angle of a limb that was not there, or covered."""


def frames_pack(recording: Path) -> bytes:
    """Return what was shown and measured, at most `RATE_HZ` frames a second.

    Arrays: ``at_s`` (n,), ``covered`` (n,), ``left``, ``right`` and ``measured`` (n, angles), and
    ``opacity`` (n, 2) in 255ths. Time counts from the first frame.

    Raises:
        RecordingError: the recording cannot be read.
    """
    frames: list[FrameRow] = []
    poses: list[PoseRow] = []
    last_frame_s = last_pose_s = -np.inf
    for row in RecordingReader(recording).rows("frame", "pose"):
        if isinstance(row, FrameRow) and float(row.flip_s) - last_frame_s >= 1.0 / RATE_HZ - 1e-3:
            frames.append(row)
            last_frame_s = float(row.flip_s)
        elif isinstance(row, PoseRow) and float(row.taken_s) - last_pose_s >= 1.0 / RATE_HZ - 1e-3:
            poses.append(row)
            last_pose_s = float(row.taken_s)
    angles = max((len(limb.angles_rad) for frame in frames for limb in frame.limbs), default=0)
    at_s = np.array([float(frame.flip_s) for frame in frames])
    starts_s = float(at_s[0]) if len(at_s) else 0.0
    sides = {side: _shown(frames, side, angles) for side in ("left", "right")}
    opacity = np.array([[_opacity(f, side) for side in ("left", "right")] for f in frames])
    return pack(
        {"starts_s": starts_s, "steps_per_rad": STEPS_PER_RAD, "gone": GONE, "angles": angles},
        {
            "at_s": (at_s - starts_s).astype(np.float32),
            "covered": np.array([frame.covered for frame in frames], dtype=np.uint8),
            "left": sides["left"],
            "right": sides["right"],
            "measured": _measured(poses, at_s, angles),
            "opacity": opacity.reshape(len(frames), 2).astype(np.uint8),
        },
    )


def _shown(frames: Sequence[FrameRow], side: str, angles: int) -> NDArray[np.int16]:
    steps = np.full((len(frames), angles), GONE, dtype=np.int16)
    for i, frame in enumerate(frames):
        for limb in frame.limbs:
            if limb.side == side and not frame.covered:
                steps[i] = _steps(np.asarray(limb.angles_rad, dtype=np.float64))
    return steps


def _measured(
    poses: Sequence[PoseRow], at_s: NDArray[np.float64], angles: int
) -> NDArray[np.int16]:
    """Return, at each frame, the newest pose that is not older than half a second."""
    steps = np.full((len(at_s), angles), GONE, dtype=np.int16)
    usable = [pose for pose in poses if len(pose.angles_rad) == angles]
    if not usable:
        return steps
    taken_s = np.array([float(pose.taken_s) for pose in usable])
    order = np.argsort(taken_s, kind="stable")
    newest = np.searchsorted(taken_s[order], at_s, side="right") - 1
    for i, place in enumerate(newest):
        if place >= 0 and at_s[i] - taken_s[order[place]] < 0.5:
            steps[i] = _steps(np.asarray(usable[order[place]].angles_rad, dtype=np.float64))
    return steps


def _steps(angles_rad: NDArray[np.float64]) -> NDArray[np.int16]:
    return np.clip(np.rint(angles_rad * STEPS_PER_RAD), -32767, 32767).astype(np.int16)


def _opacity(frame: FrameRow, side: str) -> int:
    return next((round(255 * float(x.opacity)) for x in frame.limbs if x.side == side), 0)
