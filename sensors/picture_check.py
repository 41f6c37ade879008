"""Whether the camera sees what it needs: advice as codes, which the game puts into words."""

import enum

import numpy as np

from sensors.sample import HandSample, TrackedHand

_DARK = 0.18
_BRIGHT = 0.88
# Longer side of the hand's box as a share of the picture's shorter side.
_FAR = 0.16
_NEAR = 0.85
_MARGIN = 0.04


class Advice(enum.Enum):
    """One thing to say about the picture; directions are the patient's own."""

    OK = "ok"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    HAND_NOT_SEEN = "hand_not_seen"
    OTHER_HAND_ONLY = "other_hand_only"
    TOO_NEAR = "too_near"
    TOO_FAR = "too_far"
    MOVE_LEFT = "move_left"
    MOVE_RIGHT = "move_right"
    MOVE_UP = "move_up"
    MOVE_DOWN = "move_down"


def check_picture(sample: HandSample, followed: TrackedHand | None) -> tuple[Advice, ...]:
    """Return what to say about the picture, the most important first; `OK` stands alone.

    Args:
        sample: the newest sample of a camera that faces the person.
        followed: the intact hand in it, as `IntactLimbEstimator.followed` has it.
    """
    advice: list[Advice] = []
    if sample.brightness < _DARK:
        advice.append(Advice.TOO_DARK)
    elif sample.brightness > _BRIGHT:
        advice.append(Advice.TOO_BRIGHT)
    if followed is None:
        advice.append(Advice.OTHER_HAND_ONLY if sample.hands else Advice.HAND_NOT_SEEN)
    else:
        advice.extend(_framing(sample.image_size_px, followed))
    return tuple(advice) or (Advice.OK,)


def _framing(image_size_px: tuple[int, int], hand: TrackedHand) -> list[Advice]:
    size = np.array(image_size_px, dtype=np.float64)
    low = hand.landmarks_px.min(axis=0) / size
    high = hand.landmarks_px.max(axis=0) / size
    share = float(((high - low) * size).max() / size.min())
    if share > _NEAR:
        return [Advice.TOO_NEAR]
    advice = [Advice.TOO_FAR] if share < _FAR else []
    # The camera faces the person: what is left in the picture is to the person's right.
    edges = (
        (low[0] < _MARGIN, Advice.MOVE_LEFT),
        (high[0] > 1.0 - _MARGIN, Advice.MOVE_RIGHT),
        (high[1] > 1.0 - _MARGIN, Advice.MOVE_UP),
        (low[1] < _MARGIN, Advice.MOVE_DOWN),
    )
    return advice + [move for at_edge, move in edges if at_edge]
