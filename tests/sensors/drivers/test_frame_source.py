"""Pictures come in order, at their pace, and what can't be read is said in a sentence."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from sensors.drivers.camera_frame import FrameSource
from sensors.drivers.clip import read_picture
from sensors.drivers.frame_source import open_frame_source
from sensors.errors import (
    SensorBusyError,
    SensorDataError,
    SensorEndedError,
    SensorNotFoundError,
)
from sensors.settings import WebcamSettings

from .clips import write_clip

pytestmark = pytest.mark.usefixtures("hand_models")

SHADES = (40, 90, 140, 190)


class Time:
    """A clock that moves only by sleeping."""

    def __init__(self) -> None:
        self.at_s = 50.0

    def clock(self) -> float:
        return self.at_s

    def sleep(self, for_s: float) -> None:
        self.at_s += for_s


def _grey(shade: int) -> np.ndarray:
    return np.full((96, 128, 3), shade, dtype=np.uint8)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for number, shade in enumerate(SHADES):
        cv2.imwrite(str(pictures / f"{number:02}.png"), _grey(shade))
    (pictures / "notes.txt").write_text("not a picture")
    return pictures


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "clip.avi", [_grey(shade) for shade in SHADES], 25.0)


def _open(path: Path, time: Time, **options: object) -> FrameSource:
    settings = WebcamSettings.model_validate({"source": path, **options})
    return open_frame_source(settings, time.clock, time.sleep)


@pytest.mark.parametrize("kind", ["folder", "clip"])
def test_pictures_come_in_order_and_paced_by_deadline(
    kind: str, request: pytest.FixtureRequest
) -> None:
    time = Time()
    source = _open(request.getfixturevalue(kind), time, fps=10.0, loop=False)
    frames = [source.read() for _ in SHADES]
    assert [round(float(frame.rgb.mean()) / 10) for frame in frames] == [4, 9, 14, 19]
    assert np.allclose([frame.taken_at_s for frame in frames], [50.0, 50.1, 50.2, 50.3])
    with pytest.raises(SensorEndedError, match="played to its end"):
        source.read()
    source.close()


def test_a_looped_folder_starts_again(folder: Path) -> None:
    source = _open(folder, Time(), fps=10.0)
    shades = [int(source.read().rgb[0, 0, 0]) for _ in range(10)]
    assert shades == [*SHADES, *SHADES, *SHADES[:2]]


def test_a_slow_reader_delays_pictures_and_is_not_rushed_afterwards(folder: Path) -> None:
    time = Time()
    source = _open(folder, time, fps=10.0)
    source.read()
    time.at_s += 0.04
    assert source.read().taken_at_s == pytest.approx(50.1)
    time.at_s += 5.0
    late = source.read().taken_at_s
    assert source.read().taken_at_s == pytest.approx(late + 0.1)


def test_a_video_s_own_pace_is_kept_unless_another_is_set(clip: Path) -> None:
    time = Time()
    source = _open(clip, time)
    first, second = source.read(), source.read()
    assert second.taken_at_s - first.taken_at_s == pytest.approx(0.04)


def test_pictures_are_red_first(tmp_path: Path) -> None:
    red_last = np.zeros((8, 8, 3), dtype=np.uint8)
    red_last[..., 2] = 255
    cv2.imwrite(str(tmp_path / "red.png"), red_last)
    assert read_picture(tmp_path / "red.png")[0, 0].tolist() == [255, 0, 0]


def test_a_folder_without_pictures_says_so(tmp_path: Path) -> None:
    with pytest.raises(SensorDataError, match="holds no pictures"):
        _open(tmp_path, Time())


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SensorNotFoundError, match=r"no file or folder gone\.avi"):
        _open(tmp_path / "gone.avi", Time())


@pytest.mark.parametrize("content", [b"", b"not a video at all", b"RIFF" + bytes(200)])
def test_a_file_that_is_not_a_video_says_so(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "clip.avi"
    file.write_bytes(content)
    with pytest.raises(SensorDataError, match=r"clip\.avi is not a video"):
        _open(file, Time())


def test_a_picture_that_can_t_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "torn.jpg").write_bytes(b"\xff\xd8\xff torn")
    with pytest.raises(SensorDataError, match=r"torn\.jpg is not a picture"):
        read_picture(tmp_path / "torn.jpg")
    with pytest.raises(SensorDataError, match=r"gone\.jpg"):
        read_picture(tmp_path / "gone.jpg")


def test_a_camera_that_is_not_there_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises((SensorNotFoundError, SensorBusyError), match="amera 63"):
        open_frame_source(WebcamSettings(source=63), Time().clock)
    assert capfd.readouterr().err == ""
