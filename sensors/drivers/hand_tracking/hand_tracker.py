"""Hands followed from picture to picture: up to two, so that one can be told from the other."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sensors.drivers.hand_tracking.hand_landmarker import HandLandmarker
from sensors.drivers.hand_tracking.palm_detector import PalmDetector
from sensors.drivers.hand_tracking.region import Region, region_from_landmarks, region_from_palm
from sensors.sample import TrackedHand

_MAX_HANDS = 2
_MIN_PRESENCE = 0.5
# A second hand is looked for now and then only: the search costs as much as following a hand.
_PICTURES_BETWEEN_SEARCHES = 8
# Share of a hand's square by which two hands must lie apart to be two.
_APART = 0.25
_MARGIN_SHARE = 0.2


class HandTracker:
    """Finds hands in a stream of pictures and follows them.

    Args:
        palm_model: the palm detector's file.
        landmark_model: the landmark network's file, full or lite.

    Raises:
        MissingPartError: LiteRT or OpenCV is not installed.
    """

    def __init__(self, palm_model: Path, landmark_model: Path) -> None:
        self._palms = PalmDetector(palm_model)
        self._landmarks = HandLandmarker(landmark_model)
        self._regions: list[Region] = []
        self._since_search = 0
        self._with_margin = True

    def track(self, rgb: NDArray[np.uint8]) -> tuple[TrackedHand, ...]:
        """Return the hands in the next picture, shape (height, width, 3).

        Hands followed from the picture before come first, in the same order.
        """
        found: list[tuple[TrackedHand, Region]] = []
        for region in self._regions:
            self._add(rgb, region, found)
        if self._search_is_due(len(found)):
            self._search(rgb, found)
        self._regions = [region for _, region in found]
        return tuple(hand for hand, _ in found)

    def _search_is_due(self, followed: int) -> bool:
        self._since_search += 1
        if followed == 0:
            return True
        return followed < _MAX_HANDS and self._since_search >= _PICTURES_BETWEEN_SEARCHES

    def _search(self, rgb: NDArray[np.uint8], found: list[tuple[TrackedHand, Region]]) -> None:
        self._since_search = 0
        # A hand close to the lens is larger than any the detector knows: every other search that
        # has nothing to follow looks at the picture with a margin, where the hand is smaller.
        self._with_margin = not found and not self._with_margin
        margin_px = round(max(rgb.shape[:2]) * _MARGIN_SHARE) if self._with_margin else 0
        seen = np.pad(rgb, ((margin_px,) * 2, (margin_px,) * 2, (0, 0))) if margin_px else rgb
        for palm in self._palms.detect(seen)[: _MAX_HANDS + 1]:
            region = region_from_palm(palm.box_px - margin_px, palm.keypoints_px - margin_px)
            if region is None or _already_followed(region, found):
                continue
            first = self._landmarks.place(rgb, region)
            closer = region_from_landmarks(first.landmarks_px)
            if first.presence >= _MIN_PRESENCE and closer is not None:
                self._add(rgb, closer, found)

    def _add(
        self,
        rgb: NDArray[np.uint8],
        region: Region,
        found: list[tuple[TrackedHand, Region]],
    ) -> None:
        if len(found) >= _MAX_HANDS:
            return
        hand = self._landmarks.place(rgb, region)
        follow = region_from_landmarks(hand.landmarks_px)
        if hand.presence < _MIN_PRESENCE or follow is None or _already_followed(follow, found):
            return
        found.append((hand, follow))


def _already_followed(region: Region, found: list[tuple[TrackedHand, Region]]) -> bool:
    return any(
        float(np.hypot(*(region.centre_px - other.centre_px)))
        < _APART * max(region.size_px, other.size_px)
        for _, other in found
    )
