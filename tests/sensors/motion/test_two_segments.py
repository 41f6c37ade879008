"""Two segments and a joint: rotations with known answers."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensors.errors import SensorDataError
from sensors.motion.quaternion import Quaternion, about, inverse, product, turned, twist_about
from sensors.motion.two_imu_pose import TwoImuPose
from sensors.motion.two_segments import TwoSegments
from sensors.pose import INDEX
from sensors.sample import ImuSample

X, Y, Z = np.eye(3)


def chained(*parts: Quaternion) -> Quaternion:
    whole = parts[0]
    for part in parts[1:]:
        whole = product(whole, part)
    return whole


def limb(
    flexion: float = 0.0,
    abduction: float = 0.0,
    rotation: float = 0.0,
    hinge: float = 0.0,
    twist: float = 0.0,
    *,
    left: bool = False,
) -> tuple[Quaternion, Quaternion]:
    """Both segments in body space, from angles in degrees, as `arm_geometry` turns them."""
    upper = chained(
        about(X, math.radians(flexion)),
        about(Y, -math.radians(abduction)),
        about(Z, math.radians(rotation)),
    )
    lower = chained(upper, about(X, math.radians(hinge)), about(Z, math.radians(twist)))
    if left:
        mirror = np.array([1.0, 1.0, -1.0, -1.0])
        return upper * mirror, lower * mirror
    return upper, lower


class Strapped:
    """Two sensors strapped on anyhow, each with its own heading."""

    def __init__(self, seed: int, *, left: bool = False) -> None:
        rng = np.random.default_rng(seed)
        self._left = left
        self.headings = [float(rng.uniform(-math.pi, math.pi)) for _ in range(2)]
        self._straps = []
        for _ in range(2):
            q = rng.standard_normal(4)
            self._straps.append(q / np.linalg.norm(q))

    def says(self, **degrees: float) -> tuple[Quaternion, Quaternion]:
        bones = limb(left=self._left, **degrees)
        first, second = (
            chained(about(Z, heading), bone, strap)
            for heading, bone, strap in zip(self.headings, bones, self._straps, strict=True)
        )
        return first, second

    def calibrated(self) -> TwoSegments:
        side = "left" if self._left else "right"
        return TwoSegments(self.says(), self.says(flexion=90.0), side)


def degrees_of(segments: TwoSegments, said: tuple[Quaternion, Quaternion]) -> list[float]:
    found = segments.angles(*said, at_s=0.0)
    return [
        math.degrees(value)
        for value in (
            found.flexion_rad,
            found.abduction_rad,
            found.rotation_rad,
            found.hinge_rad,
            found.twist_rad,
        )
    ]


@pytest.mark.parametrize(
    "angles",
    [
        {},
        {"flexion": 40.0},
        {"abduction": 60.0},
        {"flexion": 30.0, "abduction": 20.0, "rotation": 35.0},
        {"hinge": 90.0},
        {"hinge": 120.0, "twist": 80.0},
        {"flexion": 36.0, "abduction": 8.0, "rotation": 12.0, "hinge": 58.0, "twist": 70.0},
        {"flexion": 10.0, "hinge": 45.0, "twist": -80.0},
    ],
)
@pytest.mark.parametrize("left", [False, True])
def test_known_angles_come_back_however_the_sensors_are_strapped_on(
    angles: dict[str, float], left: bool
) -> None:
    for seed in range(5):
        worn = Strapped(seed, left=left)
        names = ("flexion", "abduction", "rotation", "hinge", "twist")
        wanted = [angles.get(name, 0.0) for name in names]
        assert degrees_of(worn.calibrated(), worn.says(**angles)) == pytest.approx(wanted, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 1000),
    st.floats(-50, 150),
    st.floats(-20, 80),
    st.floats(-80, 80),
    st.floats(0, 145),
    st.floats(-84, 84),
)
def test_any_pose_comes_back(
    seed: int, flexion: float, abduction: float, rotation: float, hinge: float, twist: float
) -> None:
    worn = Strapped(seed)
    said = worn.says(
        flexion=flexion, abduction=abduction, rotation=rotation, hinge=hinge, twist=twist
    )
    wanted = [flexion, abduction, rotation, hinge, twist]
    assert degrees_of(worn.calibrated(), said) == pytest.approx(wanted, abs=1e-5)


def test_one_key_with_the_arm_hanging_mends_drifted_headings() -> None:
    worn = Strapped(3)
    segments = worn.calibrated()
    worn.headings[0] += math.radians(25)
    worn.headings[1] -= math.radians(40)
    pose = {"flexion": 30.0, "hinge": 90.0}
    assert degrees_of(segments, worn.says(**pose)) != pytest.approx([30, 0, 0, 90, 0], abs=5)
    segments.recentre(*worn.says())
    assert degrees_of(segments, worn.says(**pose)) == pytest.approx([30, 0, 0, 90, 0], abs=1e-6)


def test_between_keys_the_hinge_holds_the_headings_together() -> None:
    worn = Strapped(4)
    segments = worn.calibrated()
    sideways = []
    for step in range(60 * 120):
        # One degree a minute apart, which is what a good sensor drifts.
        worn.headings[1] += math.radians(1.0) / 60 / 60
        bend = 60.0 + 40.0 * math.sin(step / 60)
        found = segments.angles(*worn.says(flexion=20.0, hinge=bend), at_s=step / 60)
        sideways.append(abs(math.degrees(found.sideways_rad)))
    assert max(sideways) < 0.6


def test_an_arm_that_was_not_held_as_asked_is_told() -> None:
    worn = Strapped(5)
    for wrong in ({}, {"flexion": 20.0}, {"rotation": 90.0}):
        with pytest.raises(SensorDataError, match="straight out in front"):
            TwoSegments(worn.says(), worn.says(**wrong), "right")


def test_swing_and_twist_take_a_rotation_apart() -> None:
    whole = product(about(X, 0.7), about(Z, -1.1))
    assert twist_about(whole, Z) == pytest.approx(-1.1)
    assert np.allclose(turned(about(Z, math.pi / 2), X), Y)
    assert np.allclose(product(whole, inverse(whole)), [1, 0, 0, 0])


def test_the_pose_waits_for_both_sensors_and_both_poses() -> None:
    worn, pose = Strapped(6), TwoImuPose("right")

    def hear(at_s: float, **degrees: float) -> object:
        upper, lower = worn.says(**degrees)
        pose.update(ImuSample(at_s, at_s, None, upper, None, None, "upper"))
        return pose.update(ImuSample(at_s, at_s, None, lower, None, None, "lower"))

    assert pose.update(ImuSample(0, 0, None, worn.says()[0], None, None)) is None
    assert not pose.heard
    assert hear(0.1) is None
    pose.take("first")
    assert hear(0.2, flexion=90.0) is None
    pose.take("second")
    assert pose.calibrated
    found = None
    for step in range(200):
        found = hear(0.3 + step / 100, flexion=30.0, hinge=90.0, twist=45.0)
    angles = found.angles_rad  # type: ignore[union-attr]
    told = {name: math.degrees(angles[INDEX[name]]) for name in INDEX}
    assert told["shoulder_flexion"] == pytest.approx(30, abs=0.01)
    assert told["elbow_flexion"] == pytest.approx(90, abs=0.01)
    assert told["forearm_pronation"] == pytest.approx(45, abs=0.01)


def test_poses_come_in_order_though_the_two_sensors_samples_do_not() -> None:
    worn, pose = Strapped(6), TwoImuPose("right")

    def hear(at_s: float, **degrees: float) -> list[float]:
        """The lower sensor's clock is behind, now more, now less."""
        said = worn.says(**degrees)
        stamps = {"upper": at_s, "lower": at_s - 0.004 * (1 + round(at_s * 100) % 3)}
        found = [
            pose.update(ImuSample(stamp, at_s, None, turn, None, None, segment))  # type: ignore[arg-type]
            for (segment, stamp), turn in zip(stamps.items(), said, strict=True)
        ]
        return [one.taken_at_s for one in found if one is not None]

    hear(0.1)
    pose.take("first")
    hear(0.2, flexion=90.0)
    pose.take("second")
    taken_s = [at_s for step in range(60) for at_s in hear(0.3 + step / 100, hinge=90.0)]
    assert len(taken_s) >= 60
    assert taken_s == sorted(taken_s)


def test_the_pose_is_mended_by_one_key_too() -> None:
    worn, pose, now_s = Strapped(3), TwoImuPose("right"), 0.0

    def settled(**degrees: float) -> dict[str, float]:
        """Return the arm's angles once the pose has had time to go there."""
        nonlocal now_s
        found = None
        for _ in range(200):
            now_s += 0.01
            for segment, turn in zip(("upper", "lower"), worn.says(**degrees), strict=True):
                sample = ImuSample(now_s, now_s, None, turn, None, None, segment)  # type: ignore[arg-type]
                found = pose.update(sample) or found
        angles = found.angles_rad if found is not None else np.zeros(len(INDEX))
        return {name: math.degrees(angles[INDEX[name]]) for name in INDEX}

    settled()
    pose.take("first")
    settled(flexion=90.0)
    pose.take("second")
    worn.headings[0] += math.radians(25)
    worn.headings[1] -= math.radians(40)
    assert abs(settled(flexion=30.0, hinge=90.0)["forearm_pronation"]) > 5.0
    settled()
    pose.recentre()
    told = settled(flexion=30.0, hinge=90.0)
    assert told["shoulder_flexion"] == pytest.approx(30, abs=0.1)
    assert told["elbow_flexion"] == pytest.approx(90, abs=0.1)
    assert told["forearm_pronation"] == pytest.approx(0, abs=0.1)
