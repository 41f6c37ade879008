"""A limb that fits its patient: measured sizes, build and age, on the same mesh."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from game.limb.appearance import DEFAULT_APPEARANCE, Appearance
from game.limb.kinematics import Kinematics
from game.limb.limb import Limb, load_limb
from game.limb.mesh import LimbMesh
from game.limb.modelling.girth import FOREARM_PLACE, WRIST_PLACE, girth_m
from game.limb.modelling.lifelike import make_limb, read_cage
from game.limb.modelling.wheel import WheelFiles
from game.limb.skeleton import JOINT
from sensors.pose import RESTING

MINE = Appearance(
    hand_mm=172,
    forearm_mm=245,
    forearm_girth_mm=240,
    wrist_girth_mm=155,
    masculine=0.0,
    age_years=70,
    muscle=-0.3,
    weight=0.4,
    melanin=0.6,
)


@pytest.fixture(scope="module")
def fitted(data_folder: Path) -> Limb:
    return Limb(*make_limb(read_cage(WheelFiles(data_folder), MINE.shape)), textured=True)


def test_any_shape_has_the_same_vertices_triangles_and_skin(lifelike: Limb, fitted: Limb) -> None:
    for name in ("uv", "triangles"):
        np.testing.assert_array_equal(getattr(lifelike.mesh, name), getattr(fitted.mesh, name))
    assert lifelike.mesh.positions.shape == fitted.mesh.positions.shape
    assert np.abs(lifelike.mesh.positions - fitted.mesh.positions).max() > 0.005


def test_the_same_appearance_gives_the_same_bytes(data_folder: Path, fitted: Limb) -> None:
    again, _ = make_limb(read_cage(WheelFiles(data_folder), MINE.shape))
    for field in fields(LimbMesh):
        if field.name != "cage":
            one, other = getattr(fitted.mesh, field.name), getattr(again, field.name)
            assert one.tobytes() == other.tobytes(), field.name


def test_measured_lengths_are_met(fitted: Limb) -> None:
    joints_m = Kinematics(fitted.skeleton).joint_positions(RESTING, "left")
    elbow, wrist = joints_m[JOINT["elbow"]], joints_m[JOINT["wrist"]]
    assert np.linalg.norm(wrist - elbow) == pytest.approx(0.245, abs=0.001)
    heads = fitted.skeleton.rest_heads
    path = [heads[JOINT[f"middle_{name}"]] for name in ("mcp", "pip", "dip")]
    path = [heads[JOINT["wrist"]], *path, fitted.skeleton.rest_tips[2]]
    hand_m = np.linalg.norm(np.diff(path, axis=0), axis=1).sum()
    assert hand_m == pytest.approx(0.172, abs=0.006)


def test_measured_girths_are_met(data_folder: Path) -> None:
    arm = read_cage(WheelFiles(data_folder), MINE.shape)
    elbow, wrist = arm.heads["elbow"], arm.heads["wrist"]
    forearm_m = girth_m(arm.vertices, elbow, wrist, FOREARM_PLACE)
    assert forearm_m == pytest.approx(0.240, rel=0.03)
    assert girth_m(arm.vertices, elbow, wrist, WRIST_PLACE) == pytest.approx(0.155, rel=0.03)


def test_without_girths_the_build_decides(data_folder: Path) -> None:
    girths_m = []
    for weight in (-0.8, 0.0, 0.8):
        arm = read_cage(WheelFiles(data_folder), Appearance(weight=weight).shape)
        elbow, wrist = arm.heads["elbow"], arm.heads["wrist"]
        girths_m.append(girth_m(arm.vertices, elbow, wrist, FOREARM_PLACE))
    assert girths_m == sorted(girths_m)
    assert girths_m[2] > 1.05 * girths_m[0]


def test_each_shape_is_kept_apart_and_the_tone_needs_no_new_mesh(
    data_folder: Path, tmp_path: Path
) -> None:
    load_limb(tmp_path, data_folder)
    load_limb(tmp_path, data_folder, MINE)
    assert len(list(tmp_path.glob("limb-*.npz"))) == 2
    load_limb(tmp_path, data_folder, DEFAULT_APPEARANCE.model_copy(update={"melanin": 0.9}))
    assert len(list(tmp_path.glob("limb-*.npz"))) == 2


@pytest.mark.parametrize(
    "wrong", [{"hand_mm": 20}, {"melanin": 3}, {"hand": 180}, {"age_years": 5}]
)
def test_a_value_out_of_range_or_misspelt_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError, match=rf"(?m)^{next(iter(wrong))}$"):
        Appearance.model_validate(wrong)
