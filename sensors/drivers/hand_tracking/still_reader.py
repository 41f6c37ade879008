"""The best landmarks for one picture on its own, taking as long as that needs.

A live camera gets another chance thirty times a second; a single picture does not. So the search
widens step by step (the whole picture, with a margin, turned, in tiles), what is found is settled
by cutting it out again around its own landmarks, and the final landmarks are the median of several
slightly different cuts.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.drivers.hand_tracking.hand_landmarker import HandLandmarker
from sensors.drivers.hand_tracking.network import load_opencv
from sensors.drivers.hand_tracking.palm_detector import PalmDetector
from sensors.drivers.hand_tracking.region import Region, region_from_landmarks, region_from_palm
from sensors.models import model_path
from sensors.sample import TrackedHand

_MIN_PRESENCE = 0.5
_SURE_PRESENCE = 0.9
# A palm that scores less may be a bent arm or a face: worth looking further, unless the landmark
# network has no doubt at all.
_SURE_PALM = 0.75
_NO_DOUBT_PRESENCE = 0.985
# Below this palms are found in faces and clothes: the landmark network has to be surer then.
_LIKELY_PALM = 0.6
_LIKELY_PRESENCE = 0.75
_VIEW_PX = 384
_DARK_MEAN = 80.0
_QUARTER_TURN = math.pi / 2
# Small enough that the hand stays whole in the cut, large enough that errors differ.
_VARIATIONS = tuple((scale, turn) for scale in (0.92, 1.08) for turn in (-0.2, 0.0, 0.2))


@dataclass(frozen=True, slots=True)
class _Candidate:
    hand: TrackedHand
    region: Region
    palm_score: float

    @property
    def rank(self) -> float:
        """Order among candidates: presence is near 1 for most, so its shortfall weighs most."""
        nearness = math.sqrt(math.sqrt(self.region.size_px))
        return math.pow(self.hand.presence, 6) * self.palm_score * nearness

    @property
    def sure(self) -> bool:
        """Whether there is no reason to look further."""
        return self.hand.presence >= _NO_DOUBT_PRESENCE or (
            self.hand.presence >= _SURE_PRESENCE and self.palm_score >= _SURE_PALM
        )


def _tiles(width: int, height: int, share: float, per_side: int) -> Iterator[Region]:
    side = max(width, height) * share
    for row in range(per_side):
        for column in range(per_side):
            at = np.array([column, row]) / (per_side - 1)
            room = np.maximum(np.array([width, height]) - side, 0.0)
            offset = np.where(room > 0, at * room, (np.array([width, height]) - side) / 2)
            yield Region(offset + side / 2, side, 0.0)


def _brightened(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a dark picture brightened evenly, any other as it is."""
    mean = float(rgb.mean())
    if mean >= _DARK_MEAN or mean == 0.0:
        return rgb
    brightened: NDArray[np.uint8] = np.clip(rgb * (_DARK_MEAN / mean), 0, 255).astype(np.uint8)
    return brightened


def _searches(width: int, height: int) -> Iterator[tuple[float, list[Region]]]:
    """Yield the least palm score and the views to look at, the likeliest first."""
    whole = Region(np.array([width / 2, height / 2]), float(max(width, height)), 0.0)
    yield 0.5, [whole]
    yield 0.4, [whole.varied(scale=scale) for scale in (1.3, 1.7)]
    yield 0.5, [whole.varied(scale=1.2, turn_rad=turns * _QUARTER_TURN) for turns in (1, 2, 3)]
    yield 0.5, list(_tiles(width, height, 0.6, 2))
    yield 0.45, list(_tiles(width, height, 0.4, 4))
    yield 0.2, [whole.varied(scale=scale) for scale in (1.0, 1.4, 2.2)]


class StillReader:
    """Finds one hand in a picture that has no before and after.

    Raises:
        MissingPartError: a model, LiteRT or OpenCV is not installed.
    """

    def __init__(self) -> None:
        self._cv2 = load_opencv()
        self._palms = PalmDetector(model_path("palm_detection_full"))
        self._landmarks = HandLandmarker(model_path("hand_landmark_full"))

    def read(self, rgb: NDArray[np.uint8]) -> TrackedHand | None:
        """Return the clearest hand in a picture of shape (height, width, 3), or None."""
        height, width = rgb.shape[:2]
        rgb = _brightened(rgb)
        best: _Candidate | None = None
        for min_score, views in _searches(width, height):
            for view in views:
                for candidate in self._candidates(rgb, view, min_score):
                    if best is None or candidate.rank > best.rank:
                        best = candidate
            if best is not None and best.sure:
                break
        if best is None:
            best = self._filling_the_picture(rgb)
        return None if best is None else self._averaged(rgb, best)

    def _candidates(
        self, rgb: NDArray[np.uint8], view: Region, min_score: float
    ) -> Iterator[_Candidate]:
        cut_px = min(_VIEW_PX, max(64, round(view.size_px)))
        to_picture = view.to_picture(cut_px)
        cut = self._cv2.warpAffine(
            rgb,
            to_picture,
            (cut_px, cut_px),
            flags=self._cv2.INTER_LINEAR | self._cv2.WARP_INVERSE_MAP,
        )
        for palm in self._palms.detect(cut, min_score=min_score)[:4]:
            seen = region_from_palm(palm.box_px, palm.keypoints_px)
            if seen is None:
                continue
            region = Region(
                to_picture[:, :2] @ seen.centre_px + to_picture[:, 2],
                seen.size_px * view.size_px / cut_px,
                seen.angle_rad + view.angle_rad,
            )
            candidate = self._settled(rgb, region, palm.score)
            if candidate is not None:
                yield candidate

    def _settled(
        self, rgb: NDArray[np.uint8], region: Region, palm_score: float
    ) -> _Candidate | None:
        """Cut the hand out again around its own landmarks until they stay where they are."""
        best: _Candidate | None = None
        for _ in range(3):
            hand = self._landmarks.place(rgb, region)
            if hand.presence < _MIN_PRESENCE:
                break
            if best is None or hand.presence > best.hand.presence - 0.05:
                best = _Candidate(hand, region, palm_score)
            closer = region_from_landmarks(hand.landmarks_px)
            if closer is None:
                break
            region = closer
        return best

    def _filling_the_picture(self, rgb: NDArray[np.uint8]) -> _Candidate | None:
        """Take the whole picture for the hand: a close cut may leave no palm to detect."""
        height, width = rgb.shape[:2]
        middle = np.array([width / 2, height / 2])
        best: _Candidate | None = None
        for scale in (1.0, 1.4):
            for turns in range(8):
                region = Region(middle, max(width, height) * scale, turns * _QUARTER_TURN / 2)
                candidate = self._settled(rgb, region, 1.0)
                if candidate is None or candidate.hand.presence < _SURE_PRESENCE:
                    continue
                if best is None or candidate.hand.presence > best.hand.presence:
                    best = candidate
        return best

    def _averaged(self, rgb: NDArray[np.uint8], found: _Candidate) -> TrackedHand | None:
        around = region_from_landmarks(found.hand.landmarks_px) or found.region
        cuts = [
            self._landmarks.place(rgb, around.varied(scale=scale, turn_rad=turn_rad))
            for scale, turn_rad in _VARIATIONS
        ]
        presence = float(np.median([found.hand.presence, *(hand.presence for hand in cuts)]))
        if presence < (_MIN_PRESENCE if found.palm_score >= _LIKELY_PALM else _LIKELY_PRESENCE):
            return None
        hands = [found.hand, *(hand for hand in cuts if hand.presence >= _MIN_PRESENCE)]
        return TrackedHand(
            landmarks_px=np.median([hand.landmarks_px for hand in hands], axis=0),
            world_m=np.median([hand.world_m for hand in hands], axis=0),
            presence=presence,
            right_probability=float(np.median([hand.right_probability for hand in hands])),
        )
