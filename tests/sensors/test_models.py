"""The hand models are used only if they are the very files that were chosen."""

import hashlib
import sys
from pathlib import Path

import pytest

from sensors import models
from sensors.drivers.hand_tracking.network import Network, load_opencv
from sensors.errors import MissingPartError
from sensors.models import INSTALL_LINE, check_model, model_path


def test_the_right_file_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "model.tflite"
    file.write_bytes(b"weights")
    assert check_model(file, hashlib.sha256(b"weights").hexdigest()) == file


def test_an_altered_or_missing_file_is_refused_with_the_line_that_brings_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "model.tflite"
    file.write_bytes(b"other weights")
    for path in (file, tmp_path / "gone.tflite"):
        with pytest.raises(MissingPartError) as told:
            check_model(path, hashlib.sha256(b"weights").hexdigest())
        assert path.name in str(told.value)
        assert INSTALL_LINE in str(told.value)


def test_without_the_wheel_the_line_that_brings_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(models, "_DISTRIBUTION", "no-such-wheel")
    models._installed_file.cache_clear()
    try:
        with pytest.raises(MissingPartError, match=r"install --no-deps mediapipe==0\.10\.21"):
            model_path("hand_landmark_full")
    finally:
        models._installed_file.cache_clear()


def test_the_installed_models_are_found_without_importing_the_wheel() -> None:
    try:
        path = model_path("hand_landmark_full")
    except MissingPartError as error:
        pytest.skip(str(error))
    assert path.stat().st_size > 5_000_000
    assert "mediapipe" not in sys.modules


@pytest.mark.parametrize(
    ("package", "use"),
    [
        ("cv2", load_opencv),
        ("ai_edge_litert.interpreter", lambda: Network(Path("model.tflite"))),
    ],
)
def test_a_missing_package_is_said_with_the_line_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, package: str, use: object
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    assert callable(use)
    with pytest.raises(MissingPartError, match=r"pip --python .* install .*(opencv|litert)"):
        use()
