"""Where palms are in a whole picture."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sensors.drivers.hand_tracking.network import Network, load_opencv

_INPUT_PX = 192
# Grids of the single-shot detector: cells of 8 px with two anchors each, cells of 16 px with six.
# Source: the anchor options of palm_detection in MediaPipe (Apache-2.0).
_GRIDS = ((8, 2), (16, 6))
_SAME_PALM_OVERLAP = 0.3


@dataclass(frozen=True, slots=True)
class Palm:
    """One palm, in the picture's own pixels."""

    box_px: NDArray[np.float64]
    """Shape (2, 2): top left, bottom right."""
    keypoints_px: NDArray[np.float64]
    """Shape (7, 2): wrist, bases of index, middle, ring and little finger, thumb's two."""
    score: float


def anchor_centres() -> NDArray[np.float64]:
    """Return the centre of every anchor, shape (2016, 2), x and y from 0 to 1."""
    grids = []
    for cell_px, repeats in _GRIDS:
        cells = _INPUT_PX // cell_px
        rows, columns = np.indices((cells, cells)).reshape(2, -1)
        grids.append(np.repeat((np.stack([columns, rows], axis=1) + 0.5) / cells, repeats, axis=0))
    return np.concatenate(grids)


def _merge_overlapping(
    boxes: NDArray[np.float64], keypoints: NDArray[np.float64], scores: NDArray[np.float64]
) -> list[tuple[NDArray[np.float64], NDArray[np.float64], float]]:
    """Average what overlaps, weighted by score; best first."""
    areas = np.prod(boxes[:, 1] - boxes[:, 0], axis=1)
    free = np.ones(len(scores), dtype=bool)
    merged = []
    for best in np.argsort(-scores):
        if not free[best]:
            continue
        low = np.maximum(boxes[best, 0], boxes[:, 0])
        high = np.minimum(boxes[best, 1], boxes[:, 1])
        shared = np.prod(np.clip(high - low, 0.0, None), axis=1)
        overlap = shared / np.maximum(areas[best] + areas - shared, 1e-9)
        group = free & (overlap > _SAME_PALM_OVERLAP)
        group[best] = True
        free &= ~group
        weights = scores[group] / scores[group].sum()
        merged.append(
            (
                np.tensordot(weights, boxes[group], axes=1),
                np.tensordot(weights, keypoints[group], axes=1),
                float(scores[best]),
            )
        )
    return merged


class PalmDetector:
    """Finds palms anywhere in a picture."""

    def __init__(self, model: Path) -> None:
        self._cv2 = load_opencv()
        self._network = Network(model)
        self._anchors = anchor_centres()

    def detect(self, rgb: NDArray[np.uint8], *, min_score: float = 0.5) -> list[Palm]:
        """Return the palms in a picture of shape (height, width, 3), best first."""
        height, width = rgb.shape[:2]
        scale = _INPUT_PX / max(height, width)
        small_size = max(1, round(width * scale)), max(1, round(height * scale))
        way = self._cv2.INTER_AREA if scale < 0.5 else self._cv2.INTER_LINEAR
        small = self._cv2.resize(rgb, small_size, interpolation=way)
        left, top = (_INPUT_PX - small_size[0]) // 2, (_INPUT_PX - small_size[1]) // 2
        square = np.zeros((_INPUT_PX, _INPUT_PX, 3), dtype=np.float32)
        square[top : top + small_size[1], left : left + small_size[0]] = small / np.float32(255)
        regressed, logits = self._network.run(square)
        return self._decode(regressed, logits[:, 0], min_score, scale, np.array([left, top]))

    def _decode(
        self,
        regressed: NDArray[np.float32],
        logits: NDArray[np.float32],
        min_score: float,
        scale: float,
        margin_px: NDArray[np.int64],
    ) -> list[Palm]:
        likely = np.flatnonzero(logits > math.log(min_score / (1 - min_score)))
        if not len(likely):
            return []
        scores = 1.0 / (1.0 + np.exp(-np.minimum(logits[likely].astype(np.float64), 50.0)))
        offsets = regressed[likely].astype(np.float64)
        anchors_px = self._anchors[likely] * _INPUT_PX
        centres = anchors_px + offsets[:, :2]
        halves = offsets[:, 2:4] / 2
        boxes = np.stack([centres - halves, centres + halves], axis=1)
        keypoints = offsets[:, 4:].reshape(-1, 7, 2) + anchors_px[:, None]
        return [
            Palm((box - margin_px) / scale, (points - margin_px) / scale, score)
            for box, points, score in _merge_overlapping(boxes, keypoints, scores)
        ]
