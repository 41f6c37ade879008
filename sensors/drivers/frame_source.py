"""Pictures one after another: from a camera, a video file or a folder of pictures."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sensors.drivers.hand_tracking.network import load_opencv
from sensors.errors import (
    SensorBusyError,
    SensorDataError,
    SensorEndedError,
    SensorLostError,
    SensorNotFoundError,
)
from sensors.settings import WebcamSettings

_DEFAULT_FPS = 30.0
_PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp"})
# A camera that has just been opened may need this many reads before it gives a picture.
_FIRST_READS = 5


@dataclass(frozen=True, slots=True)
class CameraFrame:
    """One picture as the camera took it, with the time it was taken."""

    taken_at_s: float
    rgb: NDArray[np.uint8]
    """Shape (height, width, 3)."""


class FrameSource(Protocol):
    """Where pictures come from."""

    @property
    def detail(self) -> str:
        """Picture size and rate, for the log."""
        ...

    def read(self) -> CameraFrame:
        """Return the next picture, waiting for it.

        Raises:
            SensorLostError: the camera went away; SensorEndedError at the end of a clip.
            SensorDataError: a picture can't be read.
        """
        ...

    def close(self) -> None:
        """Let the camera or file go."""
        ...


class Camera:
    """A camera of this computer.

    Raises:
        SensorNotFoundError: there is none with that number.
        SensorBusyError: it is there but gives no pictures.
    """

    def __init__(self, settings: WebcamSettings, index: int, clock: Callable[[], float]) -> None:
        self._cv2 = load_opencv()
        self._clock = clock
        self._index = index
        self._capture = self._cv2.VideoCapture(index)
        if not self._capture.isOpened():
            self._capture.release()
            raise _camera_absent(index)
        self._capture.set(self._cv2.CAP_PROP_FRAME_WIDTH, settings.width_px)
        self._capture.set(self._cv2.CAP_PROP_FRAME_HEIGHT, settings.height_px)
        self._capture.set(self._cv2.CAP_PROP_FPS, settings.fps or _DEFAULT_FPS)
        # Old pictures waiting in the driver's queue would be shown late.
        self._capture.set(self._cv2.CAP_PROP_BUFFERSIZE, 1)
        if not any(self._capture.grab() for _ in range(_FIRST_READS)):
            self._capture.release()
            raise SensorBusyError(
                f"Camera {index} is there but gives no picture: close other programs that use it"
            )

    @property
    def detail(self) -> str:
        """Picture size and rate that the camera agreed to."""
        width = self._capture.get(self._cv2.CAP_PROP_FRAME_WIDTH)
        height = self._capture.get(self._cv2.CAP_PROP_FRAME_HEIGHT)
        rate = self._capture.get(self._cv2.CAP_PROP_FPS)
        return f"{width:.0f} x {height:.0f} px at {rate:.3g} Hz"

    def read(self) -> CameraFrame:
        """Return the next picture, stamped when the camera handed it over."""
        grabbed = self._capture.grab()
        taken_at_s = self._clock()
        fetched, bgr = self._capture.retrieve() if grabbed else (False, None)
        if not fetched:
            raise SensorLostError(
                f"Camera {self._index} has stopped sending pictures: check that it is plugged in"
            )
        return CameraFrame(taken_at_s, self._cv2.cvtColor(bgr, self._cv2.COLOR_BGR2RGB))

    def close(self) -> None:
        """Let the camera go."""
        self._capture.release()


def _camera_absent(index: int) -> SensorNotFoundError | SensorBusyError:
    device = Path(f"/dev/video{index}")
    if device.exists():
        return SensorBusyError(
            f"Camera {index} can't be opened: close other programs that use it, and check that "
            "you may use cameras (on Linux, membership of the group video)"
        )
    return SensorNotFoundError(
        f"There is no camera {index}: plug one in, or choose another number in the settings"
    )


class Clip:
    """A video file or a folder of pictures, played at a steady pace, in order, none left out."""

    def __init__(
        self,
        pictures: Callable[[], Iterator[NDArray[np.uint8]]],
        *,
        name: str,
        fps: float,
        loop: bool,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._pictures = pictures
        self._name = name
        self._fps = fps
        self._loop = loop
        self._clock = clock
        self._sleep = sleep
        self._current = pictures()
        self._due_at_s: float | None = None

    @property
    def detail(self) -> str:
        """Rate that the clip is played at."""
        return f"clip at {self._fps:.3g} Hz"

    def read(self) -> CameraFrame:
        """Return the next picture when its turn comes, by deadlines that don't add up delays."""
        rgb = next(self._current, None)
        if rgb is None and self._loop:
            self._current = self._pictures()
            rgb = next(self._current, None)
        if rgb is None:
            raise SensorEndedError(f"{self._name} has been played to its end")
        now_s = self._clock()
        if self._due_at_s is not None and now_s < self._due_at_s:
            self._sleep(self._due_at_s - now_s)
            now_s = self._clock()
        period_s = 1.0 / self._fps
        # More than one picture late: the delay is dropped, not caught up with.
        late = self._due_at_s is None or now_s - self._due_at_s > period_s
        self._due_at_s = (now_s if late or self._due_at_s is None else self._due_at_s) + period_s
        return CameraFrame(now_s, rgb)

    def close(self) -> None:
        """Let the file go."""
        self._current = iter(())


def _video_pictures(path: Path) -> Iterator[NDArray[np.uint8]]:
    cv2 = load_opencv()
    capture = cv2.VideoCapture(str(path))
    try:
        while True:
            fetched, bgr = capture.read()
            if not fetched:
                return
            yield cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)
    finally:
        capture.release()


def read_picture(path: Path) -> NDArray[np.uint8]:
    """Return one picture file, shape (height, width, 3), red first.

    Raises:
        SensorDataError: the file is missing or not a picture.
    """
    cv2 = load_opencv()
    try:
        content = np.fromfile(path, dtype=np.uint8)
    except OSError as error:
        reason = error.strerror or "it can't be read"
        raise SensorDataError(f"Picture {path.name}: {reason}") from error
    bgr = cv2.imdecode(content, cv2.IMREAD_COLOR) if content.size else None
    if bgr is None:
        raise SensorDataError(f"{path.name} is not a picture that can be read")
    rgb: NDArray[np.uint8] = cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)
    return rgb


def _folder_files(folder: Path) -> list[Path]:
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() in _PICTURE_ENDINGS)
    if not files:
        raise SensorDataError(f"Folder {folder.name} holds no pictures (.jpg, .png, .bmp, .webp)")
    return files


def _video_fps(path: Path) -> float:
    cv2 = load_opencv()
    capture = cv2.VideoCapture(str(path))
    try:
        if not capture.isOpened() or not capture.grab():
            raise SensorDataError(f"{path.name} is not a video that can be read")
        fps = float(capture.get(cv2.CAP_PROP_FPS))
    finally:
        capture.release()
    return fps if 0 < fps <= 240 else _DEFAULT_FPS


def open_frame_source(
    settings: WebcamSettings,
    clock: Callable[[], float],
    sleep: Callable[[float], None] = time.sleep,
) -> FrameSource:
    """Return where the settings say that pictures come from, opened.

    Raises:
        SensorNotFoundError: no such camera, file or folder.
        SensorBusyError: the camera is in use.
        SensorDataError: not a video, or a folder without pictures.
        MissingPartError: OpenCV is not installed.
    """
    if isinstance(settings.source, int):
        return Camera(settings, settings.source, clock)
    path = settings.source
    if not path.exists():
        raise SensorNotFoundError(f"There is no file or folder {path.name}: check the settings")
    if path.is_dir():
        files = _folder_files(path)
        return Clip(
            lambda: (read_picture(file) for file in files),
            name=path.name,
            fps=settings.fps or _DEFAULT_FPS,
            loop=settings.loop,
            clock=clock,
            sleep=sleep,
        )
    fps = _video_fps(path)
    return Clip(
        lambda: _video_pictures(path),
        name=path.name,
        fps=settings.fps or fps,
        loop=settings.loop,
        clock=clock,
        sleep=sleep,
    )
