"""Clips made from photographs by a motion that is known, so that it can be found again."""

from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
CLIP_SIZE_PX = (640, 480)


def known_motion(step: int, photograph: Picture) -> NDArray[np.float64]:
    """Return the (2, 3) matrix from photograph to clip picture: shift, zoom and turn."""
    height, width = photograph.shape[:2]
    fit = 0.95 * CLIP_SIZE_PX[1] / height
    zoom = fit * (1.0 + 0.25 * np.sin(step / 9.0))
    turn = np.radians(18.0 * np.sin(step / 13.0))
    cos, sin = zoom * np.cos(turn), zoom * np.sin(turn)
    middle = np.array(CLIP_SIZE_PX) / 2 + [70.0 * np.sin(step / 11.0), 25.0 * np.sin(step / 7.0)]
    linear = np.array([[cos, -sin], [sin, cos]])
    return np.column_stack([linear, middle - linear @ [width / 2, height / 2]])


def moved(photograph: Picture, step: int) -> Picture:
    """Return one picture of the clip."""
    matrix = known_motion(step, photograph)
    picture: Picture = cv2.warpAffine(
        photograph, matrix, CLIP_SIZE_PX, borderMode=cv2.BORDER_REPLICATE
    )
    return picture


def write_clip(path: Path, pictures: list[Picture], fps: float) -> Path:
    """Write red-first pictures as a MJPG video file."""
    height, width = pictures[0].shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, (width, height))
    for picture in pictures:
        writer.write(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    writer.release()
    return path
