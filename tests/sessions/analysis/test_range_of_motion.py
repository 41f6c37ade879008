"""Ranges of motion per joint group, unmoved by one wrong picture."""

import numpy as np
import pytest

from sessions.analysis.range_of_motion import driving_angle, group_ranges_deg, joint_ranges_deg

NAMES = ("elbow_flexion", "wrist_flexion", "index_mcp_flexion", "little_mcp_flexion")


def poses() -> np.ndarray:
    swing = np.radians(np.linspace(0, 40, 401))
    return np.stack((0.5 + 0 * swing, swing, 0.25 * swing, 0.5 * swing), axis=1)


def test_each_group_has_the_range_of_its_most_moved_angle() -> None:
    groups = group_ranges_deg(poses(), NAMES)
    assert set(groups) == {"elbow", "wrist_flexion", "finger_base"}
    # 4 % of an even sweep are trimmed.
    assert groups["wrist_flexion"] == pytest.approx(40 * 0.96)
    assert groups["finger_base"] == pytest.approx(20 * 0.96)
    assert groups["elbow"] == pytest.approx(0.0)
    assert driving_angle(poses()) == 1


def test_one_wrong_picture_does_not_stretch_the_range() -> None:
    wrong = poses()
    wrong[200] = np.radians(170)
    assert joint_ranges_deg(wrong) == pytest.approx(joint_ranges_deg(poses()), abs=0.5)


def test_poses_not_measured_do_not_count() -> None:
    gaps = poses()
    gaps[10:60] = np.nan
    assert np.isfinite(joint_ranges_deg(gaps)).all()
    assert joint_ranges_deg(np.full((3, 4), np.nan)) == pytest.approx(np.zeros(4))
