"""Which cameras of this computer answer."""

from collections.abc import Iterator

from sensors.drivers.hand_tracking.network import load_opencv, quiet_stderr


def answering_cameras(most: int) -> Iterator[tuple[int, str]]:
    """Yield the index and picture size of each camera that gives a picture.

    Args:
        most: how many indices to try, from 0.
    """
    cv2 = load_opencv()
    for index in range(most):
        with quiet_stderr():
            capture = cv2.VideoCapture(index)
            try:
                fetched, picture = capture.read() if capture.isOpened() else (False, None)
            finally:
                capture.release()
        if fetched and picture is not None:
            yield index, f"{picture.shape[1]} x {picture.shape[0]} px"
