"""Which of the hands in view is the intact one, and that it stays the same one.

The plan says which side is intact; the tracker's opinion about left and right is evidence only, and
only until a hand has been chosen. After that the hand is followed by its place: it may change its
label as often as it likes, another hand may come, cross it or wear its label, and it is still the
same hand. When it goes out of sight, what comes back near the place where it went is that hand; a
hand that comes elsewhere is chosen anew, with evidence anew.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.pose import Side
from sensors.sample import HandSample, TrackedHand

# One look at a hand: how far it may shift the evidence, in natural log odds.
_EVIDENCE_PER_LOOK = 1.5
_EVIDENCE_MOST = 12.0
# A person's right hand is more often in the left half of an unmirrored picture: worth about as
# much as a fraction of one look.
_PLACE_EVIDENCE = 0.3
# A hand is chosen after this many looks, unless evidence says that it is the other one.
_LOOKS_TO_CHOOSE = 3
_CLEARLY_OTHER = -2.0
_FORGOTTEN_AFTER_S = 0.6
# How far a hand may have moved between looks, in hand sizes: at once, and for each second.
_REACH_SIZES = 0.6
_REACH_SIZES_PER_S = 6.0
_REACH_SIZES_MOST = 2.0
_OTHER_LABEL_REACH = 0.5


@dataclass(slots=True, eq=False)
class _Track:
    """One hand followed by its place."""

    centre_px: NDArray[np.float64]
    velocity_px_s: NDArray[np.float64]
    size_px: float
    seen_at_s: float
    looks: int
    evidence: float
    """Log odds that it is the intact hand; positive for it."""
    labelled_intact: bool
    hand: TrackedHand

    def expected_px(self, at_s: float) -> NDArray[np.float64]:
        # Nobody keeps up a speed for long: prediction stops after a tenth of a second.
        expected: NDArray[np.float64] = self.centre_px + self.velocity_px_s * min(
            at_s - self.seen_at_s, 0.1
        )
        return expected


def _centre(hand: TrackedHand) -> NDArray[np.float64]:
    # The palm's own landmarks: fingers opening and closing must not look like moving.
    centre: NDArray[np.float64] = hand.landmarks_px[[0, 5, 9, 13, 17]].mean(axis=0, dtype=float)
    return centre


def _size(hand: TrackedHand) -> float:
    points = hand.landmarks_px.astype(np.float64)
    return max(float(np.ptp(points, axis=0).max()), 1.0)


class HandChoice:
    """Chooses the intact hand and keeps to it.

    Args:
        side: the intact side, from the plan.
        other_hand_possible: False where the other hand is missing; then whatever hand is seen is
            the intact one, whatever the tracker calls it.
        right_hand_on_left: whether the camera faces the person, so that the right hand tends to be
            on the left of the picture.
    """

    def __init__(
        self, side: Side, *, other_hand_possible: bool = True, right_hand_on_left: bool = True
    ) -> None:
        self._side = side
        self._other_hand_possible = other_hand_possible
        self._right_hand_on_left = right_hand_on_left
        self._tracks: list[_Track] = []
        self._followed: _Track | None = None
        self.flips = 0
        """Times the followed hand's label changed."""
        self.ignored = 0
        """Samples in which a hand was seen and left alone."""

    def choose(self, sample: HandSample) -> TrackedHand | None:
        """Return the intact hand in this sample, or None where it is not seen."""
        at_s = sample.taken_at_s
        self._tracks = [
            track for track in self._tracks if at_s - track.seen_at_s < _FORGOTTEN_AFTER_S
        ]
        if self._followed is not None and self._followed not in self._tracks:
            self._followed = None
        self._match(sample)
        if self._followed is None:
            self._followed = self._candidate(at_s)
        followed = self._followed
        seen = followed is not None and followed.seen_at_s == at_s
        if any(self._left_alone(track) for track in self._tracks if track.seen_at_s == at_s):
            self.ignored += 1
        return followed.hand if followed is not None and seen else None

    def _match(self, sample: HandSample) -> None:
        """Give each hand to the track it continues, nearest first; the rest start new ones."""
        at_s = sample.taken_at_s
        pairs = []
        for number, hand in enumerate(sample.hands):
            for track in self._tracks:
                distance = self._distance(track, hand, at_s)
                if distance is not None:
                    # The followed hand's claim comes first when two are equally near.
                    pairs.append((distance, track is not self._followed, number, track))
        pairs.sort(key=lambda pair: pair[:3])
        matched: set[int] = set()
        continued: list[_Track] = []
        for _, _, number, track in pairs:
            if number in matched or any(track is other for other in continued):
                continue
            matched.add(number)
            continued.append(track)
            self._continue(track, sample.hands[number], sample)
        for number, hand in enumerate(sample.hands):
            if number not in matched:
                self._tracks.append(self._begin(hand, sample))

    def _distance(self, track: _Track, hand: TrackedHand, at_s: float) -> float | None:
        """Return how far the hand is from where the track should be, or None if too far."""
        size = max(track.size_px, _size(hand))
        elapsed_s = at_s - track.seen_at_s
        reach = min(_REACH_SIZES + _REACH_SIZES_PER_S * elapsed_s, _REACH_SIZES_MOST)
        if self._labelled_intact(hand) != track.labelled_intact:
            # The same hand with a new label is where it was; elsewhere it is another hand.
            reach *= _OTHER_LABEL_REACH
        distance = float(np.hypot(*(_centre(hand) - track.expected_px(at_s)))) / size
        return distance if distance <= reach else None

    def _begin(self, hand: TrackedHand, sample: HandSample) -> _Track:
        return _Track(
            centre_px=_centre(hand),
            velocity_px_s=np.zeros(2),
            size_px=_size(hand),
            seen_at_s=sample.taken_at_s,
            looks=1,
            evidence=self._evidence(hand, sample),
            labelled_intact=self._labelled_intact(hand),
            hand=hand,
        )

    def _continue(self, track: _Track, hand: TrackedHand, sample: HandSample) -> None:
        centre = _centre(hand)
        elapsed_s = sample.taken_at_s - track.seen_at_s
        if elapsed_s > 0:
            speed = (centre - track.centre_px) / elapsed_s
            track.velocity_px_s = 0.5 * track.velocity_px_s + 0.5 * speed
        labelled_intact = self._labelled_intact(hand)
        if track is self._followed and labelled_intact != track.labelled_intact:
            self.flips += 1
        evidence = track.evidence + self._evidence(hand, sample)
        track.centre_px = centre
        track.size_px += 0.3 * (_size(hand) - track.size_px)
        track.seen_at_s = sample.taken_at_s
        track.looks += 1
        track.evidence = min(max(evidence, -_EVIDENCE_MOST), _EVIDENCE_MOST)
        track.labelled_intact = labelled_intact
        track.hand = hand

    def _candidate(self, at_s: float) -> _Track | None:
        """Return the track to follow from now on, if one has been looked at long enough."""
        ready = [
            track
            for track in self._tracks
            if track.seen_at_s == at_s
            and track.looks >= _LOOKS_TO_CHOOSE
            and (track.evidence > _CLEARLY_OTHER or not self._other_hand_possible)
        ]
        return max(ready, key=lambda track: track.evidence, default=None)

    def _left_alone(self, track: _Track) -> bool:
        """Whether the hand was looked at long enough, and is not the one that is followed."""
        waiting = self._followed is None and track.looks < _LOOKS_TO_CHOOSE
        return track is not self._followed and not waiting

    def _labelled_intact(self, hand: TrackedHand) -> bool:
        return (hand.right_probability > 0.5) == (self._side == "right")

    def _evidence(self, hand: TrackedHand, sample: HandSample) -> float:
        intact = hand.right_probability if self._side == "right" else 1.0 - hand.right_probability
        intact = min(max(intact, 1e-3), 1.0 - 1e-3)
        log_odds = math.log(intact / (1.0 - intact))
        label = min(max(log_odds, -_EVIDENCE_PER_LOOK), _EVIDENCE_PER_LOOK)
        in_left_half = _centre(hand)[0] < sample.image_size_px[0] / 2
        expected_left = (self._side == "right") == self._right_hand_on_left
        return label + (_PLACE_EVIDENCE if in_left_half == expected_left else -_PLACE_EVIDENCE)
