"""Pictures from files: a video, or a folder of pictures, played as if a camera took them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sensors.drivers.camera_frame import CameraFrame
from sensors.drivers.hand_tracking.network import load_opencv
from sensors.errors import SensorDataError, SensorEndedError

DEFAULT_FPS = 30.0
_PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp"})


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


def video_pictures(path: Path) -> Iterator[NDArray[np.uint8]]:
    """Yield a video's pictures, red first."""
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


def folder_files(folder: Path) -> list[Path]:
    """Return the pictures in a folder, in the order of their names.

    Raises:
        SensorDataError: there are none.
    """
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() in _PICTURE_ENDINGS)
    if not files:
        raise SensorDataError(f"Folder {folder.name} holds no pictures (.jpg, .png, .bmp, .webp)")
    return files


def video_fps(path: Path) -> float:
    """Return a video's own pace.

    Raises:
        SensorDataError: it is not a video.
    """
    cv2 = load_opencv()
    capture = cv2.VideoCapture(str(path))
    try:
        if not capture.isOpened() or not capture.grab():
            raise SensorDataError(f"{path.name} is not a video that can be read")
        fps = float(capture.get(cv2.CAP_PROP_FPS))
    finally:
        capture.release()
    return fps if 0 < fps <= 240 else DEFAULT_FPS
