"""Where a camera's pictures come from, as the settings say."""

import time
from collections.abc import Callable

from sensors.drivers.camera import Camera
from sensors.drivers.camera_frame import FrameSource
from sensors.drivers.clip import (
    DEFAULT_FPS,
    Clip,
    folder_files,
    read_picture,
    video_fps,
    video_pictures,
)
from sensors.errors import SensorNotFoundError
from sensors.settings import WebcamSettings


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
        files = folder_files(path)
        return Clip(
            lambda: (read_picture(file) for file in files),
            name=path.name,
            fps=settings.fps or DEFAULT_FPS,
            loop=settings.loop,
            clock=clock,
            sleep=sleep,
        )
    fps = video_fps(path)
    return Clip(
        lambda: video_pictures(path),
        name=path.name,
        fps=settings.fps or fps,
        loop=settings.loop,
        clock=clock,
        sleep=sleep,
    )
