"""A leg followed by motion sensors: any mounting, any heading, either side, one sensor or two."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from game.limb.kinematics import Kinematics
from game.limb.plain_leg import make_plain_leg
from sensors.errors import SensorDataError
from sensors.leg_pose import LEG
from sensors.motion.leg_geometry import (
    SEATED_LEG,
    hip_of_drop_rad,
    hip_over_floor_rad,
    seated_drop_m,
)
from sensors.motion.leg_motion_pose import LegMotionPose
from sensors.motion.quaternion import Quaternion, about, product
from sensors.pose import Angles, MeasuredPose, Side
from sensors.sample import ImuSample

SKELETON = make_plain_leg()[1]
KINEMATICS = Kinematics(SKELETON)
JOINTS = {"upper": "knee", "lower": "ankle", "": "ankle"}
ONE, TWO = ("",), ("upper", "lower")


def quaternion(turn: np.ndarray) -> Quaternion:
    """Return the quaternion of a rotation matrix by the eigenvector method (Bar-Itzhack 2000)."""
    (xx, xy, xz), (yx, yy, yz), (zx, zy, zz) = turn
    symmetric = np.array(
        [
            [xx + yy + zz, zy - yz, xz - zx, yx - xy],
            [zy - yz, xx - yy - zz, xy + yx, xz + zx],
            [xz - zx, xy + yx, yy - xx - zz, yz + zy],
            [yx - xy, xz + zx, yz + zy, zz - xx - yy],
        ]
    )
    found: Quaternion = np.linalg.eigh(symmetric)[1][:, -1]
    return found


class Strapped:
    """Sensors strapped on anyhow, each with a heading of its own."""

    def __init__(self, side: Side, places: tuple[str, ...], seed: int) -> None:
        random = np.random.default_rng(seed)
        self.side: Side = side
        self.places = places
        self.mounts = {place: _unit(random.normal(size=4)) for place in places}
        self.headings = {
            place: about(np.eye(3)[2], random.uniform(-np.pi, np.pi)) for place in places
        }
        self.at_s = 0.0

    def samples(self, angles: Angles) -> list[ImuSample]:
        self.at_s += 0.01
        moves = KINEMATICS.skin_matrices(angles, self.side).astype(float)[:, :, :3]
        resting = KINEMATICS.skin_matrices(LEG.resting, self.side).astype(float)[:, :, :3]
        # The first call's array is overwritten by the second.
        moves = KINEMATICS.skin_matrices(angles, self.side).astype(float)[:, :, :3]
        found = []
        for place in self.places:
            row = SKELETON.anatomy.joint(JOINTS[place])
            turn = quaternion(moves[row] @ resting[row].T)
            seen = product(product(self.headings[place], turn), self.mounts[place])
            found.append(
                ImuSample(self.at_s, self.at_s, None, seen, None, None, segment=place)  # type: ignore[arg-type]
            )
        return found


def _unit(values: np.ndarray) -> Quaternion:
    return np.asarray(values / np.linalg.norm(values))


def leg(knee_deg: float, ankle_deg: float, inversion_deg: float = 0.0) -> Angles:
    """Return a seated leg whose foot is on the floor."""
    hip = hip_over_floor_rad(np.radians(knee_deg), np.radians(ankle_deg))
    angles = LEG.resting.copy()
    for name, value in (
        ("hip_flexion", hip),
        ("knee_flexion", np.radians(knee_deg)),
        ("ankle_dorsiflexion", np.radians(ankle_deg)),
        ("foot_inversion", np.radians(inversion_deg)),
    ):
        angles[LEG.index[name]] = value
    return angles


def held_out() -> Angles:
    angles = LEG.resting.copy()
    angles[LEG.index["hip_flexion"]] = np.radians(80.0)
    angles[LEG.index["knee_flexion"]] = np.radians(15.0)
    angles[LEG.index["ankle_dorsiflexion"]] = 0.0
    return angles


def settled(pose: LegMotionPose, worn: Strapped, angles: Angles) -> MeasuredPose:
    """Hold a pose until its bound on speed no longer counts."""
    found = None
    for _ in range(150):
        for sample in worn.samples(angles):
            found = pose.update(sample) or found
    assert found is not None
    return found


def calibrated(worn: Strapped) -> LegMotionPose:
    pose = LegMotionPose(worn.side)
    for name, angles in (("first", LEG.resting), ("second", held_out())):
        for sample in worn.samples(angles):
            assert pose.update(sample) is None
        pose.take("first" if name == "first" else "second")
    assert pose.calibrated
    return pose


@pytest.mark.parametrize("side", ["left", "right"])
@given(
    seed=st.integers(0, 1000),
    knee_deg=st.floats(25.0, 75.0),
    ankle_deg=st.floats(-45.0, 12.0),
    inversion_deg=st.floats(-10.0, 25.0),
)
@settings(deadline=None, max_examples=6, phases=[Phase.explicit, Phase.generate])
def test_two_sensors_find_knee_and_ankle(
    side: Side, seed: int, knee_deg: float, ankle_deg: float, inversion_deg: float
) -> None:
    worn = Strapped(side, TWO, seed)
    pose = calibrated(worn)
    wanted = leg(knee_deg, ankle_deg, inversion_deg)
    found = settled(pose, worn, wanted).angles_rad
    for name in ("hip_flexion", "knee_flexion", "ankle_dorsiflexion", "foot_inversion"):
        apart = np.degrees(found[LEG.index[name]] - wanted[LEG.index[name]])
        assert abs(apart) < 1.5, name


@pytest.mark.parametrize("side", ["left", "right"])
@given(
    seed=st.integers(0, 1000),
    ankle_deg=st.floats(-45.0, 12.0),
    inversion_deg=st.floats(-10.0, 25.0),
)
@settings(deadline=None, max_examples=6, phases=[Phase.explicit, Phase.generate])
def test_one_sensor_on_the_foot_finds_the_ankle(
    side: Side, seed: int, ankle_deg: float, inversion_deg: float
) -> None:
    worn = Strapped(side, ONE, seed)
    pose = calibrated(worn)
    wanted = leg(46.0, ankle_deg, inversion_deg)
    found = settled(pose, worn, wanted).angles_rad
    for name in ("ankle_dorsiflexion", "foot_inversion"):
        apart = np.degrees(found[LEG.index[name]] - wanted[LEG.index[name]])
        assert abs(apart) < 1.5, name
    assert (found >= LEG.limits_rad[:, 0]).all()
    assert (found <= LEG.limits_rad[:, 1]).all()


def test_drifted_headings_do_no_harm_and_recentring_mends_them() -> None:
    worn = Strapped("right", TWO, 4)
    pose = calibrated(worn)
    for place in TWO:
        worn.headings[place] = product(about(np.eye(3)[2], 0.5), worn.headings[place])
    for sample in worn.samples(LEG.resting):
        pose.update(sample)
    pose.recentre()
    wanted = leg(40.0, -10.0, 10.0)
    found = settled(pose, worn, wanted).angles_rad
    apart = np.degrees(found - wanted)[LEG.index["ankle_dorsiflexion"]]
    assert abs(apart) < 4.0


def test_a_leg_that_was_not_held_out_is_told_and_nothing_is_shown() -> None:
    worn, pose = Strapped("left", ONE, 1), LegMotionPose("left")
    assert not pose.heard
    for sample in worn.samples(LEG.resting):
        pose.update(sample)
    assert pose.heard
    pose.take("first")
    with pytest.raises(SensorDataError, match="take both poses again"):
        pose.take("second")
    assert not pose.calibrated
    assert all(pose.update(sample) is None for sample in worn.samples(LEG.resting))


@given(knee_deg=st.floats(20.0, 80.0), pitch_deg=st.floats(-20.0, 60.0))
def test_the_foot_s_lowest_point_is_on_the_floor(knee_deg: float, pitch_deg: float) -> None:
    drop_m = seated_drop_m(np.radians(pitch_deg))
    knee = np.radians(knee_deg)
    hip = hip_of_drop_rad(knee, drop_m)
    ankle_m = SEATED_LEG.thigh_m * np.cos(hip) + SEATED_LEG.shank_m * np.cos(hip - knee)
    assert ankle_m == pytest.approx(drop_m, abs=1e-9)


def test_poses_come_in_order_though_the_two_sensors_samples_do_not() -> None:
    worn = Strapped("right", ("upper", "lower"), 3)
    pose = calibrated(worn)
    taken_s = []
    for _ in range(30):
        shank, foot = worn.samples(LEG.resting)
        for sample in (shank, replace(foot, taken_at_s=foot.taken_at_s - 0.004)):
            found = pose.update(sample)
            if found is not None:
                taken_s.append(found.taken_at_s)
    assert len(taken_s) >= 30
    assert taken_s == sorted(taken_s)
