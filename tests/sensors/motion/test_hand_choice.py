"""The intact hand is chosen once and kept: labels, crossings and other hands can't change that."""

from collections.abc import Callable

import numpy as np
import pytest

from sensors.motion.hand_choice import HandChoice
from sensors.pose import RESTING, Side
from sensors.sample import HandSample, TrackedHand

See = Callable[..., TrackedHand]
Sampled = Callable[..., HandSample]
PERIOD_S = 1 / 30
UP, TO_CAMERA = np.array([0.0, -1.0, 0.0]), np.array([0.0, 0.0, -1.0])


class Stage:
    """Puts hands before the choice, one picture after another."""

    def __init__(self, see: See, sample: Sampled, choice: HandChoice) -> None:
        self._see = see
        self._sample = sample
        self.choice = choice
        self._picture = 0

    def show(self, **right_probability_at: tuple[float, float, float]) -> str | None:
        """Show hands by name as (x, y, right probability); return who was chosen."""
        self._picture += 1
        hands = {
            name: self._see(
                RESTING,
                "right",
                along=UP,
                palmwards=TO_CAMERA,
                centre_px=(x, y),
                right_probability=right,
            )
            for name, (x, y, right) in right_probability_at.items()
        }
        chosen = self.choice.choose(self._sample(self._picture * PERIOD_S, *hands.values()))
        return next((name for name, hand in hands.items() if hand is chosen), None)


@pytest.fixture
def stage(see: See, sample: Sampled) -> Callable[..., Stage]:
    def make(side: Side = "right", *, other_hand_possible: bool = True) -> Stage:
        return Stage(see, sample, HandChoice(side, other_hand_possible=other_hand_possible))

    return make


def _shown(stage: Stage, pictures: int, **hands: tuple[float, float, float]) -> list[str | None]:
    return [stage.show(**hands) for _ in range(pictures)]


def test_of_two_hands_the_one_on_the_plan_s_side_is_chosen(stage: Callable[..., Stage]) -> None:
    hands = {"right": (160.0, 240.0, 0.9), "left": (480.0, 240.0, 0.1)}
    assert _shown(stage("right"), 5, **hands)[-1] == "right"
    assert _shown(stage("left"), 5, **hands)[-1] == "left"


def test_the_other_hand_alone_is_ignored_and_counted(stage: Callable[..., Stage]) -> None:
    watched = stage("right")
    assert _shown(watched, 90, left=(480.0, 240.0, 0.05)) == [None] * 90
    assert watched.choice.ignored == 88  # all but the first two looks
    assert watched.choice.flips == 0


def test_with_one_hand_missing_whatever_hand_is_seen_is_the_intact_one(
    stage: Callable[..., Stage],
) -> None:
    watched = stage("right", other_hand_possible=False)
    assert _shown(watched, 5, intact=(480.0, 240.0, 0.02))[-1] == "intact"


def test_a_followed_hand_stays_followed_whatever_its_label_and_flips_are_counted(
    stage: Callable[..., Stage],
) -> None:
    watched = stage("right")
    _shown(watched, 10, right=(200.0, 240.0, 0.95))
    labels = [0.05, 0.95, 0.05, 0.05, 0.05, 0.95]
    assert [watched.show(right=(200.0, 240.0, label)) for label in labels] == ["right"] * 6
    assert watched.choice.flips == 4


def test_labels_that_swap_between_two_hands_do_not_swap_the_hands(
    stage: Callable[..., Stage],
) -> None:
    watched = stage("right")
    _shown(watched, 10, right=(200.0, 240.0, 0.95), left=(440.0, 240.0, 0.05))
    assert _shown(watched, 200, right=(200.0, 240.0, 0.02), left=(440.0, 240.0, 0.98)) == (
        ["right"] * 200
    )


def test_two_hands_that_cross_keep_who_they_are(stage: Callable[..., Stage]) -> None:
    watched = stage("right")
    for step in range(61):
        x = 150.0 + step * 340.0 / 60
        chosen = watched.show(right=(x, 200.0, 0.9), left=(640.0 - x, 280.0, 0.1))
        if step >= 3:
            assert chosen == "right"


def test_a_hand_that_crosses_behind_and_is_hidden_for_a_moment_is_taken_up_again(
    stage: Callable[..., Stage],
) -> None:
    watched = stage("right")
    for step in range(61):
        x = 150.0 + step * 340.0 / 60
        hands = {"left": (640.0 - x, 260.0, 0.1)}
        if not 27 <= step <= 33:
            hands["right"] = (x, 220.0, 0.9)
        chosen = watched.show(**hands)
        assert chosen in ("right", None)
    assert chosen == "right"


def test_the_other_hand_coming_elsewhere_as_the_followed_one_goes_is_not_taken_for_it(
    stage: Callable[..., Stage],
) -> None:
    watched = stage("right")
    _shown(watched, 20, right=(160.0, 240.0, 0.95))
    assert _shown(watched, 60, left=(480.0, 240.0, 0.1)) == [None] * 60


def test_the_intact_hand_coming_back_elsewhere_is_followed_again(
    stage: Callable[..., Stage],
) -> None:
    watched = stage("right")
    _shown(watched, 20, right=(160.0, 240.0, 0.95))
    _shown(watched, 30)
    assert _shown(watched, 5, right=(420.0, 140.0, 0.9))[-1] == "right"


def test_a_fast_reach_is_still_the_same_hand(stage: Callable[..., Stage]) -> None:
    watched = stage("right")
    _shown(watched, 10, right=(100.0, 240.0, 0.9))
    for x in range(100, 560, 60):
        assert watched.show(right=(float(x), 240.0, 0.9)) == "right"


def test_where_labels_say_nothing_the_place_in_the_picture_does(
    stage: Callable[..., Stage],
) -> None:
    # Facing the camera, one's right hand is on the left of the picture.
    hands = {"right": (160.0, 240.0, 0.5), "left": (480.0, 240.0, 0.5)}
    assert _shown(stage("right"), 5, **hands)[-1] == "right"
    assert _shown(stage("left"), 5, **hands)[-1] == "left"


def test_a_jump_is_believed_of_the_same_label_further_than_of_the_other(
    stage: Callable[..., Stage], see: See
) -> None:
    size_px = float(
        np.ptp(see(RESTING, "right", along=UP, palmwards=TO_CAMERA).landmarks_px, axis=0).max()
    )
    for share, label, chosen in ((0.6, 0.95, "right"), (0.6, 0.05, None), (0.3, 0.05, "right")):
        watched = stage("right")
        _shown(watched, 10, right=(200.0, 240.0, 0.95))
        # The next picture: it could be 0.8 of its size away, half of that under another label.
        assert watched.show(right=(200.0 + share * size_px, 240.0, label)) == chosen
