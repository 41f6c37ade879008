"""The camera's own process: hands come out of it, and nothing that happens to it goes unsaid."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from sensors.drivers.camera_frame import CameraFrame
from sensors.drivers.camera_worker import CameraMessage, CameraOpened, CameraWorker, brightness
from sensors.drivers.clip import read_picture
from sensors.drivers.webcam import Webcam
from sensors.errors import (
    SensorDataError,
    SensorEndedError,
    SensorError,
    SensorLostError,
    SensorNotFoundError,
)
from sensors.sample import CameraPicture, HandSample
from sensors.settings import WebcamSettings

from .clips import moved, write_clip

pytestmark = pytest.mark.usefixtures("hand_models")

PICTURES = 12
DEADLINE_S = 30.0


def _until(happens: Callable[[], bool]) -> None:
    """Give another process its turn until something happens; fail if it never does."""
    pause = threading.Event()
    give_up_at_s = time.perf_counter() + DEADLINE_S
    while not happens():
        assert time.perf_counter() < give_up_at_s, "nothing happened"
        pause.wait(0.002)


@pytest.fixture
def clip(photographs: list[Path], tmp_path: Path) -> Path:
    photograph = read_picture(next(file for file in photographs if "rock-026" in file.stem))
    pictures = [moved(photograph, step) for step in range(PICTURES)]
    return write_clip(tmp_path / "clip.avi", pictures, 60.0)


@pytest.fixture
def webcam() -> Iterator[Callable[..., Webcam]]:
    opened: list[Webcam] = []

    def make(**options: object) -> Webcam:
        camera = Webcam(WebcamSettings.model_validate(options), time.perf_counter)
        opened.append(camera)
        return camera

    yield make
    for camera in opened:
        camera.close()


def _drained_to_the_end(camera: Webcam) -> list[HandSample]:
    samples: list[HandSample] = []

    def ended() -> bool:
        try:
            samples.extend(camera.drain())
        except SensorEndedError:
            return True
        return False

    _until(ended)
    return samples


def test_every_picture_of_a_clip_gives_one_sample_with_its_hand(
    webcam: Callable[..., Webcam], clip: Path
) -> None:
    camera = webcam(source=clip, loop=False)
    camera.open()
    samples = _drained_to_the_end(camera)
    assert len(samples) == PICTURES
    for sample in samples:
        assert len(sample.hands) == 1
        assert sample.image_size_px == (640, 480)
        assert 0.3 < sample.brightness < 0.95
        assert sample.taken_at_s < sample.arrived_at_s <= time.perf_counter()
    assert np.all(np.diff([sample.taken_at_s for sample in samples]) > 0)


def test_a_mirrored_camera_s_pictures_are_turned_back(
    webcam: Callable[..., Webcam], clip: Path
) -> None:
    labels = []
    for mirrored in (False, True):
        camera = webcam(source=clip, loop=False, mirrored=mirrored)
        camera.open()
        hands = [sample.hands[0] for sample in _drained_to_the_end(camera)]
        labels.append({hand.right_probability > 0.5 for hand in hands})
    assert labels == [{True}, {False}]


def test_the_identity_names_the_clip_without_its_folder(
    webcam: Callable[..., Webcam], clip: Path
) -> None:
    camera = webcam(source=clip)
    camera.open()
    assert camera.identity.device == "clip.avi"
    assert "full model" in camera.identity.detail


def test_camera_pictures_come_small_and_only_when_asked_for(
    webcam: Callable[..., Webcam], clip: Path
) -> None:
    camera = webcam(source=clip)
    camera.open()
    _until(lambda: len(camera.drain()) > 0)
    assert camera.picture() is None
    _until(lambda: camera.picture() is not None)
    picture = camera.picture()
    assert picture is not None
    assert picture.rgb.shape == (240, 320, 3)


def test_draining_never_waits_even_while_the_camera_s_process_stands_still(
    webcam: Callable[..., Webcam], clip: Path
) -> None:
    camera = webcam(source=clip)
    camera.open()
    _until(lambda: len(camera.drain()) > 0)
    process_id = camera.process_id
    assert process_id is not None
    os.kill(process_id, signal.SIGSTOP)
    said: list[str] = []

    def lost() -> bool:
        started_s = time.perf_counter()
        try:
            camera.drain()
        except SensorLostError as error:
            said.append(str(error))
        assert time.perf_counter() - started_s < 0.5
        return bool(said)

    try:
        _until(lost)
    finally:
        os.kill(process_id, signal.SIGCONT)
    assert "stopped sending" in said[0]
    _until(lambda: _comes_back(camera))


def _comes_back(camera: Webcam) -> bool:
    try:
        return len(camera.drain()) > 0
    except SensorLostError:
        return False


def test_when_its_process_dies_the_camera_is_lost_and_then_comes_back(
    webcam: Callable[..., Webcam], clip: Path
) -> None:
    camera = webcam(source=clip)
    camera.open()
    _until(lambda: len(camera.drain()) > 0)
    process_id = camera.process_id
    assert process_id is not None
    os.kill(process_id, signal.SIGKILL)
    lost = []

    def said() -> bool:
        try:
            camera.drain()
        except SensorLostError as error:
            lost.append(str(error))
        return bool(lost)

    _until(said)
    _until(lambda: _comes_back(camera))
    assert camera.process_id != process_id


def test_the_camera_s_process_ends_when_the_program_is_killed(clip: Path) -> None:
    program = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from sensors.drivers.webcam import Webcam\n"
        "from sensors.settings import WebcamSettings\n"
        "camera = Webcam(WebcamSettings(source=Path(sys.argv[1])), time.perf_counter)\n"
        "camera.open()\n"
        "print(camera.process_id, flush=True)\n"
        "sys.stdin.read()\n"
    )
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", program, str(clip)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
    ) as parent:
        assert parent.stdout is not None
        process_id = int(parent.stdout.readline())
        parent.kill()
        parent.wait()

        def gone() -> bool:
            try:
                state = Path(f"/proc/{process_id}/stat").read_text()
            except OSError:
                return True
            return state.rpartition(")")[2].split()[0] == "Z"

        _until(gone)


def test_closing_ends_the_process_and_may_be_done_twice(
    webcam: Callable[..., Webcam], clip: Path
) -> None:
    camera = webcam(source=clip)
    camera.open()
    process_id = camera.process_id
    camera.close()
    camera.close()
    with pytest.raises(OSError, match="No such process"):
        os.kill(process_id or 0, 0)
    with pytest.raises(SensorLostError, match="open it first"):
        camera.drain()


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("gone.avi", None, SensorNotFoundError, "no file or folder"),
        ("text.avi", b"just text", SensorDataError, "not a video"),
    ],
)
def test_what_can_t_be_opened_is_said_in_a_sentence(
    webcam: Callable[..., Webcam],
    tmp_path: Path,
    name: str,
    content: bytes | None,
    error: type[SensorError],
    words: str,
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=words):
        webcam(source=tmp_path / name).open()


class UnpluggedCamera:
    """A source that gives one picture and is then unplugged."""

    detail = "640 x 480 px at 30 Hz"

    def __init__(self, picture: np.ndarray) -> None:
        self._left = [picture]

    def read(self) -> CameraFrame:
        if not self._left:
            raise SensorLostError("Camera 0 has stopped sending pictures: check its plug")
        return CameraFrame(1.0, self._left.pop())

    def close(self) -> None:
        self._left.clear()


def test_a_camera_unplugged_and_plugged_in_again_is_said_and_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    picture = np.full((120, 160, 3), 100, dtype=np.uint8)
    answers: list[object] = [
        UnpluggedCamera(picture),
        SensorNotFoundError("There is no camera 0"),
        SensorNotFoundError("There is no camera 0"),
        UnpluggedCamera(picture),
        SensorEndedError("enough"),
    ]

    def open_next(*_: object) -> UnpluggedCamera:
        answer = answers.pop(0)
        if isinstance(answer, SensorEndedError):
            raise KeyboardInterrupt
        if isinstance(answer, SensorError):
            raise answer
        assert isinstance(answer, UnpluggedCamera)
        return answer

    monkeypatch.setattr("sensors.drivers.camera_worker.open_frame_source", open_next)
    sent: list[CameraMessage] = []
    slept_s: list[float] = []
    worker = CameraWorker(
        WebcamSettings(), sent.append, lambda: False, time.perf_counter, slept_s.append
    )
    with pytest.raises(KeyboardInterrupt):
        worker.run()
    kinds = [type(message) for message in sent]
    assert kinds == [CameraOpened, HandSample, SensorLostError, HandSample, SensorLostError]
    assert sum(slept_s[:3]) <= 1.5


def test_pictures_are_sent_ten_times_a_second_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = np.full((120, 160, 3), 100, dtype=np.uint8)
    frames = [CameraFrame(1.0 + number / 60, picture) for number in range(61)]

    class Played(UnpluggedCamera):
        def read(self) -> CameraFrame:
            if not frames:
                raise SensorEndedError("played")
            return frames.pop(0)

    monkeypatch.setattr(
        "sensors.drivers.camera_worker.open_frame_source", lambda *_: Played(picture)
    )
    sent: list[CameraMessage] = []
    worker = CameraWorker(WebcamSettings(), sent.append, lambda: True, time.perf_counter)
    with pytest.raises(SensorEndedError):
        worker.run()
    previews = [message for message in sent if isinstance(message, CameraPicture)]
    assert 9 <= len(previews) <= 11


def test_brightness_is_the_eye_s() -> None:
    picture = np.zeros((64, 64, 3), dtype=np.uint8)
    assert brightness(picture) == 0.0
    picture[..., 1] = 255
    assert brightness(picture) == pytest.approx(0.587)
    assert brightness(np.full_like(picture, 255)) == pytest.approx(1.0)
