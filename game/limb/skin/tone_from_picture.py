"""The patient's own skin tone, from a camera picture of their intact hand.

The skin model of `pigment` is turned round: what colour a camera saw is the bare skin's, behind
melanin and blood, under a light of unknown strength and tint. The tint is taken from the rest of
the picture (shades of grey: Finlayson & Trezzi 2004, Minkowski norm 6), half trusted, for rooms are
not grey; the strength and the pigments are then the most likely ones: three numbers for three
colours, held in bounds by what is usual. Places in shadow, in a highlight or off the skin are left
out before the median is taken.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from game.limb.skin.pigment import BARE, BLOOD_ABSORBS, MELANIN_ABSORBS

Floats = NDArray[np.float64]

PALM_MELANIN, PALM_BLOOD = 0.38, 1.25
"""What the palm has of the back's melanin and blood (see `pigment.pigments`)."""
LOWEST_MELANIN, HIGHEST_MELANIN = 0.05, 1.2
LOWEST_BLOOD, HIGHEST_BLOOD = 0.3, 2.0

# Corners of palm or back as shares of wrist and knuckles; then the middles of the first phalanges.
_ON_PALM = tuple((a, b) for a in (0.15, 0.3, 0.45, 0.6) for b in (0.2, 0.4, 0.6, 0.8))
_PHALANGES = ((5, 6), (9, 10), (13, 14), (17, 18))
_PATCH_SHARE = 0.05
_LEAST_PATCHES = 5
_SMALLEST_HAND_PX = 24.0
_DARKEST, _BRIGHTEST = 0.012, 0.97
# Brightness of a patch over that of the middle one.
_SHADOW, _HIGHLIGHT = 0.62, 1.45
_MOST_TINT = 0.35
_TINT_TRUST = 0.5
# How sure is what: colour (after the median), strength of light over the picture's own estimate,
# melanin and blood among people. Set so that our own pictures of known pigments come out right.
_COLOUR_SD, _LIGHT_SD, _BLOOD_SD = 0.08, 0.35, 0.25
# A palm says little about the rest of the skin: there people are held nearer to what is usual.
_BACK_MELANIN_SD, _PALM_MELANIN_SD = 0.45, 0.20
_USUAL_MELANIN, _USUAL_BLOOD = 0.40, 1.0
_WALL = 0.70
"""Reflectance of what is bright in a room."""


@dataclass(frozen=True, slots=True)
class SampledTone:
    """What was found."""

    melanin: float
    blood: float
    patches: int
    """How many places of the hand it rests on."""
    palm: bool
    """Whether the palm was seen, which has less melanin than the back."""


class Unjudged(Enum):
    """Why no tone was found: each asks something else of the person."""

    NO_HAND = "no hand is seen"
    TOO_FAR = "the hand is too small in the picture"
    POOR_LIGHT = "too little of it is neither dark, shining nor covered"


def tone_from_picture(
    rgb: NDArray[np.uint8], landmarks_px: Floats, *, right_hand: bool
) -> SampledTone | Unjudged:
    """Return the tone of the hand in a picture, or why too little of it can be judged.

    Args:
        rgb: shape (height, width, 3), not mirrored.
        landmarks_px: shape (21, 2), the hand's joints from wrist to tips, in this picture.
        right_hand: whether it is the person's right hand: palm and back are told apart by it.
    """
    return tone_from_light(_linear(rgb), landmarks_px, right_hand=right_hand)


def tone_from_light(
    linear: Floats, landmarks_px: Floats, *, right_hand: bool
) -> SampledTone | Unjudged:
    """Return the same from a picture whose values are proportional to light."""
    size_px = float(np.linalg.norm(landmarks_px[9] - landmarks_px[0]))
    if size_px < _SMALLEST_HAND_PX:
        return Unjudged.TOO_FAR
    patches = _patches(linear, landmarks_px, max(1, round(_PATCH_SHARE * size_px)))
    if len(patches) < _LEAST_PATCHES:
        return Unjudged.POOR_LIGHT
    brightness = patches.mean(axis=1)
    middle = np.median(brightness)
    kept = patches[(brightness > _SHADOW * middle) & (brightness < _HIGHLIGHT * middle)]
    logs = np.log(kept)
    tint = logs - logs.mean(axis=1, keepdims=True)
    off = np.linalg.norm(tint - np.median(tint, axis=0), axis=1)
    kept = kept[off <= max(2.5 * float(np.median(off)), 0.05)]
    if len(kept) < _LEAST_PATCHES:
        return Unjudged.POOR_LIGHT
    palm = _shows_palm(landmarks_px, right_hand=right_hand)
    melanin, blood = _pigments(np.median(kept, axis=0), *_light(linear, landmarks_px), palm=palm)
    return SampledTone(melanin, blood, len(kept), palm)


def _linear(rgb: NDArray[np.uint8]) -> Floats:
    value = rgb.astype(np.float64) / 255.0
    return np.asarray(np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4))


def _patches(linear: Floats, landmarks_px: Floats, radius_px: int) -> Floats:
    """Return the median colour of each usable place on the hand, shape (n, 3)."""
    wrist = landmarks_px[0]
    first, last = landmarks_px[5], landmarks_px[17]
    places = [wrist + (1.0 - a) * (first + b * (last - first) - wrist) for a, b in _ON_PALM]
    places += [(landmarks_px[i] + landmarks_px[j]) / 2 for i, j in _PHALANGES]
    height, width = linear.shape[:2]
    found = []
    for x, y in np.rint(places).astype(int):
        rows = slice(max(0, y - radius_px), y + radius_px + 1)
        columns = slice(max(0, x - radius_px), x + radius_px + 1)
        if not (0 <= x < width and 0 <= y < height):
            continue
        colour = np.median(linear[rows, columns].reshape(-1, 3), axis=0)
        if colour.min() > _DARKEST / 4 and colour.mean() > _DARKEST and colour.max() < _BRIGHTEST:
            found.append(colour)
    return np.array(found).reshape(-1, 3)


def _light(linear: Floats, landmarks_px: Floats) -> tuple[Floats, float]:
    """Return the light's tint, shape (3,), mean 1, and its strength, from all but the hand."""
    height, width = linear.shape[:2]
    low, high = landmarks_px.min(axis=0), landmarks_px.max(axis=0)
    margin = 0.15 * (high - low)
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    inside = (x > low[0] - margin[0]) & (x < high[0] + margin[0])
    inside &= (y > low[1] - margin[1]) & (y < high[1] + margin[1])
    rest = linear[~inside] if (~inside).mean() > 0.15 else linear.reshape(-1, 3)
    rest = rest[rest.max(axis=1) < _BRIGHTEST] if (rest.max(axis=1) < _BRIGHTEST).any() else rest
    norm = (rest**6).mean(axis=0) ** (1 / 6)
    tint = np.log(np.maximum(norm, 1e-4))
    tint = np.clip(_TINT_TRUST * (tint - tint.mean()), -_MOST_TINT, _MOST_TINT)
    strength = float(np.quantile(rest.mean(axis=1), 0.9)) / _WALL
    return np.exp(tint), max(strength, 0.05)


def _pigments(colour: Floats, tint: Floats, strength: float, *, palm: bool) -> tuple[float, float]:
    """Return the most likely melanin and blood behind one colour."""
    share_melanin, share_blood = (PALM_MELANIN, PALM_BLOOD) if palm else (1.0, 1.0)
    seen = np.log(np.array(BARE)) - np.log(colour / tint)
    rows = np.stack(
        [
            share_melanin * np.array(MELANIN_ABSORBS),
            share_blood * np.array(BLOOD_ABSORBS),
            -np.ones(3),
        ],
        axis=1,
    )
    melanin_sd = _PALM_MELANIN_SD if palm else _BACK_MELANIN_SD
    usual_sd = np.array([melanin_sd, _BLOOD_SD, _LIGHT_SD])
    weights = np.concatenate([np.full(3, 1 / _COLOUR_SD), 1 / usual_sd])
    matrix = np.vstack([rows, np.eye(3)]) * weights[:, None]
    usual = np.array([_USUAL_MELANIN, _USUAL_BLOOD, np.log(strength)])
    solved = np.linalg.lstsq(matrix, np.concatenate([seen, usual]) * weights, rcond=None)[0]
    return (
        float(np.clip(solved[0], LOWEST_MELANIN, HIGHEST_MELANIN)),
        float(np.clip(solved[1], LOWEST_BLOOD, HIGHEST_BLOOD)),
    )


def _shows_palm(landmarks_px: Floats, *, right_hand: bool) -> bool:
    """Return whether the palm faces the camera: by which way round the knuckles lie."""
    first, last = landmarks_px[5] - landmarks_px[0], landmarks_px[17] - landmarks_px[0]
    turning = first[0] * last[1] - first[1] * last[0]
    return bool((turning > 0) != right_hand)
