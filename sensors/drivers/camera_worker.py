"""What the camera's own process does: grab a picture, find the hands, send what was seen."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensors.drivers.camera_frame import CameraFrame, FrameSource
from sensors.drivers.frame_source import open_frame_source
from sensors.drivers.hand_tracking.hand_tracker import HandTracker
from sensors.drivers.hand_tracking.network import load_opencv
from sensors.errors import SensorEndedError, SensorError, SensorLostError
from sensors.models import ModelName, model_path
from sensors.sample import CameraPicture, HandSample
from sensors.settings import WebcamSettings

_PREVIEW_PERIOD_S = 0.1
_PREVIEW_WIDTH_PX = 320
_REOPEN_PERIOD_S = 0.5


@dataclass(frozen=True, slots=True)
class CameraOpened:
    """The camera gives pictures, and the models are loaded."""

    detail: str


CameraMessage: TypeAlias = CameraOpened | HandSample | CameraPicture | SensorError


def brightness(rgb: NDArray[np.uint8]) -> float:
    """Return the mean luminance, 0 to 1, of a picture; every eighth pixel is enough.

    Source of the weights: ITU-R BT.601.
    """
    red, green, blue = rgb[::8, ::8].reshape(-1, 3).mean(axis=0) / 255.0
    return float(0.299 * red + 0.587 * green + 0.114 * blue)


class CameraWorker:
    """Grabs, tracks and sends until the pictures end.

    Args:
        settings: the camera and the model.
        send: takes each message.
        wants_preview: whether camera pictures are asked for now.
        clock: seconds on the program's one monotonic clock.
        sleep: waits that many seconds.
    """

    def __init__(
        self,
        settings: WebcamSettings,
        send: Callable[[CameraMessage], None],
        wants_preview: Callable[[], bool],
        clock: Callable[[], float],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._send = send
        self._wants_preview = wants_preview
        self._clock = clock
        self._sleep = sleep
        self._cv2 = load_opencv()
        self._preview_sent_at_s = -_PREVIEW_PERIOD_S

    def run(self) -> None:
        """Work until the end of a clip, or for ever with a camera.

        Raises:
            SensorError: the camera could not be opened, or a clip has ended or can't be read.
        """
        full = self._settings.model == "full"
        landmarks: ModelName = "hand_landmark_full" if full else "hand_landmark_lite"
        tracker = HandTracker(model_path("palm_detection_full"), model_path(landmarks))
        source = open_frame_source(self._settings, self._clock, self._sleep)
        self._send(CameraOpened(f"{source.detail}, {self._settings.model} model"))
        while True:
            try:
                frame = self._unmirrored(source.read())
            except SensorEndedError:
                raise
            except SensorLostError as lost:
                self._send(lost)
                source.close()
                source = self._reopened()
                continue
            self._send(self._tracked(tracker, frame))
            self._send_preview(frame)

    def _unmirrored(self, frame: CameraFrame) -> CameraFrame:
        if not self._settings.mirrored:
            return frame
        return CameraFrame(frame.taken_at_s, np.ascontiguousarray(frame.rgb[:, ::-1]))

    def _tracked(self, tracker: HandTracker, frame: CameraFrame) -> HandSample:
        height, width = frame.rgb.shape[:2]
        hands = tracker.track(frame.rgb)
        return HandSample(
            taken_at_s=frame.taken_at_s,
            arrived_at_s=self._clock(),
            image_size_px=(width, height),
            hands=hands,
            brightness=brightness(frame.rgb),
        )

    def _send_preview(self, frame: CameraFrame) -> None:
        due = frame.taken_at_s - self._preview_sent_at_s >= _PREVIEW_PERIOD_S
        if not due or not self._wants_preview():
            return
        self._preview_sent_at_s = frame.taken_at_s
        height, width = frame.rgb.shape[:2]
        size = _PREVIEW_WIDTH_PX, max(1, round(_PREVIEW_WIDTH_PX * height / width))
        small = self._cv2.resize(frame.rgb, size, interpolation=self._cv2.INTER_AREA)
        self._send(CameraPicture(frame.taken_at_s, small))

    def _reopened(self) -> FrameSource:
        while True:
            self._sleep(_REOPEN_PERIOD_S)
            try:
                return open_frame_source(self._settings, self._clock, self._sleep)
            except SensorError:
                # Said already, when the camera went; it may be plugged in again at any time.
                continue
