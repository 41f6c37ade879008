"""The 21 landmarks of one hand, within the square that the hand was found in."""

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sensors.drivers.hand_tracking.network import Network, load_opencv
from sensors.drivers.hand_tracking.region import Region
from sensors.sample import TrackedHand

_INPUT_PX = 224
_LANDMARKS = 21


class HandLandmarker:
    """Lays landmarks on the hand in a region of a picture."""

    def __init__(self, model: Path) -> None:
        self._cv2 = load_opencv()
        self._network = Network(model)

    def place(self, rgb: NDArray[np.uint8], region: Region) -> TrackedHand:
        """Return the hand in the region; its `presence` says whether there is one at all.

        The network's own labels are meant for mirrored pictures: what they call left there is the
        person's right hand in a picture as the camera took it, which is what comes here.
        """
        to_picture = region.to_picture(_INPUT_PX)
        cut = self._cv2.warpAffine(
            rgb,
            to_picture,
            (_INPUT_PX, _INPUT_PX),
            flags=self._cv2.INTER_LINEAR | self._cv2.WARP_INVERSE_MAP,
            borderMode=self._cv2.BORDER_REPLICATE,
        )
        flat_px, presence, right, flat_m = self._network.run(cut / np.float32(255))
        in_cut_px = flat_px.reshape(_LANDMARKS, 3)
        landmarks_px = in_cut_px[:, :2] @ to_picture[:, :2].T + to_picture[:, 2]
        world_m = flat_m.reshape(_LANDMARKS, 3).astype(np.float32)
        cos, sin = math.cos(region.angle_rad), math.sin(region.angle_rad)
        world_m[:, :2] = world_m[:, :2] @ np.array([[cos, sin], [-sin, cos]], dtype=np.float32)
        return TrackedHand(
            landmarks_px=landmarks_px.astype(np.float32),
            world_m=world_m,
            presence=float(presence[0]),
            right_probability=float(right[0]),
        )
