"""A model that can't be read is refused, never run, never lost, and a new one takes its place."""

from pathlib import Path

import numpy as np
import pytest

from game.muscles.file import MuscleFile
from sensors.emg.model import EmgModel, train
from sensors.errors import SensorDataError
from tests.sensors.emg.conftest import made_up


@pytest.fixture(scope="module")
def model() -> EmgModel:
    return train(made_up(repetitions=2))


class Trap:
    """Says so in the folder where it is unpickled."""

    def __init__(self, at: Path) -> None:
        self.at = at

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (_sprung, (str(self.at),))


def _sprung(at: str) -> None:
    Path(at).touch()


@pytest.mark.parametrize("harm", ["truncated", "foreign", "text", "pickle"])
def test_what_can_not_be_read_is_set_aside_whole(
    harm: str, model: EmgModel, tmp_path: Path
) -> None:
    kept = MuscleFile(tmp_path, "P001", "myo")
    kept.save(model)
    path, trap = kept.model_path, tmp_path / "sprung"
    match harm:
        case "truncated":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        case "foreign":
            np.savez(path, x=np.zeros(3))
        case "text":
            path.write_text("hello")
        case "pickle":
            trapped = np.array([Trap(trap)], dtype=object)
            np.savez(path, header=trapped)
    harmed = path.read_bytes()
    with pytest.raises(SensorDataError, match=r"myo\.npz"):
        kept.load()
    kept.save(model)
    again = kept.load()
    assert again is not None
    assert again.data_hash == model.data_hash
    assert path.with_name("myo-unreadable-1.npz").read_bytes() == harmed
    assert not trap.exists()


def test_a_model_that_can_be_read_is_replaced_without_a_trace(
    model: EmgModel, tmp_path: Path
) -> None:
    kept = MuscleFile(tmp_path, "P001", "myo")
    kept.save(model)
    kept.save(model)
    assert [each.name for each in kept.model_path.parent.iterdir()] == ["myo.npz"]
