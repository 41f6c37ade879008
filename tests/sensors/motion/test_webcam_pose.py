"""Whatever a tracker says about left and right, the limb is never swapped and never jumps."""

from collections.abc import Callable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sensors.motion.intact_limb import IntactLimbEstimator
from sensors.motion.pose_steps import LONGEST_STEP_S, max_speed_rad_s
from sensors.motion.webcam_pose import WebcamPose
from sensors.pose import FINGERS, INDEX, LIMITS_RAD, RESTING, Angles, Side, angles_from_degrees
from sensors.sample import HandSample, TrackedHand
from sensors.settings import CameraView

See = Callable[..., TrackedHand]
Sampled = Callable[..., HandSample]
PERIOD_S = 1 / 30
UP, TO_CAMERA = np.array([0.0, -1.0, 0.0]), np.array([0.0, 0.0, -1.0])
MIRROR = np.array([-1.0, 1.0, 1.0])

OPEN = angles_from_degrees({f"{finger}_pip_flexion": 15.0 for finger in FINGERS})
CLOSED = angles_from_degrees(
    {
        **{f"{finger}_mcp_flexion": 70.0 for finger in FINGERS},
        **{f"{finger}_pip_flexion": 90.0 for finger in FINGERS},
        **{f"{finger}_dip_flexion": 60.0 for finger in FINGERS},
    }
)
sides = st.sampled_from(["left", "right"])
# One picture: does the intact hand show, what is it called, does another hand show, and its name.
pictures = st.lists(
    st.tuples(st.booleans(), st.floats(0.0, 1.0), st.booleans(), st.floats(0.0, 1.0)),
    min_size=1,
    max_size=40,
)


def _facing(see: See, angles: Angles, side: Side, x_px: float, right: float) -> TrackedHand:
    return see(
        angles,
        side,
        along=UP,
        palmwards=TO_CAMERA,
        centre_px=(x_px, 240.0),
        right_probability=right,
    )


def _own_x_px(side: Side) -> float:
    return 180.0 if side == "right" else 460.0


@settings(max_examples=60, deadline=None)
@given(side=sides, shown=pictures)
def test_no_sequence_of_labels_gaps_and_other_hands_makes_the_limb_jump_or_leave_its_limits(
    see: See, sample: Sampled, side: Side, shown: list[tuple[bool, float, bool, float]]
) -> None:
    estimator = IntactLimbEstimator(side)
    last: tuple[float, Angles] | None = None
    for number, (intact, label, other, other_label) in enumerate(shown):
        at_s = number * PERIOD_S
        hands = []
        if intact:
            hands.append(_facing(see, RESTING, side, _own_x_px(side), label))
        if other:
            hands.append(_facing(see, CLOSED, side, 640.0 - _own_x_px(side), other_label))
        pose = estimator.update(sample(at_s, *hands))
        if pose is None:
            continue
        assert (pose.angles_rad >= LIMITS_RAD[:, 0] - 1e-9).all()
        assert (pose.angles_rad <= LIMITS_RAD[:, 1] + 1e-9).all()
        if last is not None:
            elapsed_s = min(at_s - last[0], LONGEST_STEP_S)
            assert (np.abs(pose.angles_rad - last[1]) <= max_speed_rad_s() * elapsed_s + 1e-9).all()
        last = at_s, pose.angles_rad


@settings(max_examples=60, deadline=None)
@given(side=sides, labels=st.lists(st.floats(0.0, 1.0), min_size=1, max_size=30), other=st.data())
def test_once_followed_the_pose_is_that_hand_s_whatever_the_labels_and_every_flip_is_counted(
    see: See, sample: Sampled, side: Side, labels: list[float], other: st.DataObject
) -> None:
    estimator = IntactLimbEstimator(side)
    own_label = 0.95 if side == "right" else 0.05
    for number in range(10):
        hands = [_facing(see, OPEN, side, _own_x_px(side), own_label)]
        before = estimator.update(sample(number * PERIOD_S, *hands))
    assert before is not None
    flips = 0
    was_right = own_label > 0.5
    for number, label in enumerate(labels, start=10):
        hand = _facing(see, OPEN, side, _own_x_px(side), label)
        second = _facing(see, CLOSED, side, 640.0 - _own_x_px(side), other.draw(st.floats(0, 1)))
        pose = estimator.update(sample(number * PERIOD_S, hand, second))
        flips += (label > 0.5) != was_right
        was_right = label > 0.5
        assert estimator.followed is hand
        assert pose is not None
        assert np.allclose(pose.angles_rad, before.angles_rad, atol=1e-3)
    assert estimator.counts.handedness_flips == flips
    assert estimator.counts.other_hand_ignored == len(labels)


def test_a_closing_hand_closes_the_limb(see: See, sample: Sampled) -> None:
    for side in ("left", "right"):
        estimator = IntactLimbEstimator(side)
        label = 0.95 if side == "right" else 0.05
        for number in range(60):
            shown = OPEN if number < 15 else CLOSED
            pose = estimator.update(
                sample(number * PERIOD_S, _facing(see, shown, side, _own_x_px(side), label))
            )
        assert pose is not None
        for finger in FINGERS:
            assert np.degrees(pose.angles_rad[INDEX[f"{finger}_mcp_flexion"]]) > 60.0
            assert np.degrees(pose.angles_rad[INDEX[f"{finger}_pip_flexion"]]) > 65.0


def test_the_same_movement_of_either_hand_gives_the_same_pose(see: See, sample: Sampled) -> None:
    poses = []
    for side in ("left", "right"):
        estimator = IntactLimbEstimator(side)
        for number in range(30):
            turn = np.array([0.01 * number, -1.0, 0.0])
            hand = see(
                OPEN,
                side,
                along=turn if side == "right" else turn * MIRROR,
                palmwards=TO_CAMERA,
                centre_px=(_own_x_px(side), 240.0),
            )
            pose = estimator.update(sample(number * PERIOD_S, hand))
        assert pose is not None
        poses.append(pose.angles_rad)
    assert np.allclose(poses[0], poses[1], atol=1e-3)


def test_palm_to_the_camera_and_back_to_the_camera_are_told_apart_by_the_known_side(
    see: See, sample: Sampled
) -> None:
    pronation = {}
    for name, palmwards in (("palm", TO_CAMERA), ("back", -TO_CAMERA)):
        for right_probability in (0.02, 0.98):
            estimator = IntactLimbEstimator("right", other_hand_possible=False)
            hand = see(
                CLOSED,
                "right",
                along=UP,
                palmwards=palmwards,
                right_probability=right_probability,
            )
            for number in range(30):
                pose = estimator.update(sample(number * PERIOD_S, hand))
            assert pose is not None
            pronation[name, right_probability] = pose.angles_rad[INDEX["forearm_pronation"]]
    assert pronation["palm", 0.02] == pronation["palm", 0.98] > 0.5
    assert pronation["back", 0.02] == pronation["back", 0.98] < -0.5


def test_a_hand_moving_in_the_picture_moves_the_arm_the_way_the_person_moves(
    see: See, sample: Sampled
) -> None:
    estimator = IntactLimbEstimator("right")
    hand = _facing(see, OPEN, "right", 250.0, 0.95)
    for number in range(30):
        start = estimator.update(sample(number * PERIOD_S, hand))
    # To the left in the picture is outwards for the right hand: the arm turns outwards.
    for number in range(30, 90):
        moved = _facing(see, OPEN, "right", 130.0, 0.95)
        end = estimator.update(sample(number * PERIOD_S, moved))
    assert start is not None
    assert end is not None
    rotation = INDEX["shoulder_rotation"]
    assert end.angles_rad[rotation] < start.angles_rad[rotation] - 0.1


def test_a_hand_that_is_raised_lifts_and_stretches_the_arm(see: See, sample: Sampled) -> None:
    angles = []
    for y_px in (240.0, 100.0):
        estimator = IntactLimbEstimator("right")
        hand = see(
            OPEN,
            "right",
            along=UP,
            palmwards=TO_CAMERA,
            centre_px=(180.0, y_px),
            right_probability=0.95,
        )
        for number in range(60):
            pose = estimator.update(sample(number * PERIOD_S, hand))
        assert pose is not None
        angles.append(np.degrees(pose.angles_rad))
    low, high = angles
    assert high[INDEX["shoulder_flexion"]] > low[INDEX["shoulder_flexion"]] + 10.0
    assert high[INDEX["elbow_flexion"]] < low[INDEX["elbow_flexion"]] - 10.0


def test_a_forearm_turned_past_its_range_stays_there_and_never_flips_over(
    see: See, sample: Sampled
) -> None:
    """Half a turn from the middle, palm up and palm down are one and the same in a picture."""
    estimator = IntactLimbEstimator("right", other_hand_possible=False)
    turned_deg = [0.0] * 30 + np.linspace(0.0, 130.0, 60).tolist() + [130.0] * 30
    for number, deg in enumerate(turned_deg):
        turned = np.radians(-deg)
        hand = see(
            OPEN,
            "right",
            along=UP,
            palmwards=np.array([np.sin(turned), 0.0, -np.cos(turned)]),
            centre_px=(180.0, 240.0),
        )
        pose = estimator.update(sample(number * PERIOD_S, hand))
        if number >= 30:
            assert pose is not None
            assert np.degrees(pose.angles_rad[INDEX["forearm_pronation"]]) > 60.0


def test_from_where_the_camera_stands_follows_which_hand_lies_left_in_the_picture(
    see: See, sample: Sampled
) -> None:
    views: tuple[CameraView, ...] = ("facing", "overhead")
    for view, own_x_px in zip(views, (180.0, 460.0), strict=True):
        estimator = WebcamPose("right", view=view)
        hands = [_facing(see, OPEN, "right", x_px, 0.5) for x_px in (own_x_px, 640.0 - own_x_px)]
        for number in range(5):
            estimator.update(sample(number * PERIOD_S, *hands))
        assert estimator.followed is hands[0]


def test_losing_the_hand_is_counted_once_each_time(see: See, sample: Sampled) -> None:
    estimator = IntactLimbEstimator("right")
    hand = _facing(see, OPEN, "right", 250.0, 0.95)
    for number in range(40):
        estimator.update(sample(number * PERIOD_S, *([hand] if number % 20 < 10 else [])))
    assert estimator.counts.lost == 2
    assert estimator.counts.samples == 40
