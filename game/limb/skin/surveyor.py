"""How the texels of each kind of limb are told in words of anatomy."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.limb.skeleton import Skeleton
from game.limb.skin.foot_site import foot_frame, read_foot, survey_foot
from game.limb.skin.site import HandAnatomy, Site, Values, hand_frame, read_anatomy, survey
from sensors.pose import LimbKind


@dataclass(frozen=True, slots=True)
class Surveyor:
    """Where a limb's skin functions measure from, and what they make of a place."""

    frame: Callable[[Skeleton], NDArray[np.float64]]
    """The move, shape (3, 4), from the rest frame to the frame of hand or foot."""
    read: Callable[[Skeleton], HandAnatomy]
    survey: Callable[[HandAnatomy, Values, Values], Site]


SURVEYORS: dict[LimbKind, Surveyor] = {
    "arm": Surveyor(hand_frame, read_anatomy, survey),
    "leg": Surveyor(foot_frame, read_foot, survey_foot),
}
