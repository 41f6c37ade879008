"""A camera of this computer."""

from collections.abc import Callable
from pathlib import Path

from sensors.drivers.camera_frame import CameraFrame
from sensors.drivers.hand_tracking.network import load_opencv
from sensors.errors import SensorBusyError, SensorLostError, SensorNotFoundError
from sensors.settings import WebcamSettings

_DEFAULT_FPS = 30.0
# A camera that has just been opened may need this many reads before it gives a picture.
_FIRST_READS = 5


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
        f"There is no camera {index}: plug one in, choose another number in the settings, "
        "or use mouse or keys (--sensor pointer)"
    )
