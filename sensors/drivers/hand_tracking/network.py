"""One neural network run by LiteRT, and OpenCV, both loaded only when a camera is really used."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from sensors.errors import MissingPartError
from sensors.install_line import install_line

_EXTRA_LINE = install_line("ai-edge-litert", "opencv-python-headless")


def load_opencv() -> ModuleType:
    """Return the OpenCV module, told to keep its warnings to itself.

    Raises:
        MissingPartError: OpenCV is not installed.
    """
    os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    try:
        import cv2
    except ImportError as error:
        raise MissingPartError(
            f"The camera needs OpenCV, which is not installed; bring it with: {_EXTRA_LINE}"
        ) from error
    # The variable above is read on import only, which may have happened elsewhere.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    return cv2


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Send what native libraries write to the standard error stream nowhere, for a moment."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)


class Network:
    """One model file, ready to run on one processor thread.

    Raises:
        MissingPartError: LiteRT is not installed.
    """

    def __init__(self, path: Path) -> None:
        try:
            from ai_edge_litert.interpreter import Interpreter
        except ImportError as error:
            raise MissingPartError(
                f"The camera needs LiteRT, which is not installed; bring it with: {_EXTRA_LINE}"
            ) from error
        with quiet_stderr():
            self._interpreter = Interpreter(model_path=str(path), num_threads=1)
            self._interpreter.allocate_tensors()
        self._input_index: int = self._interpreter.get_input_details()[0]["index"]
        outputs = sorted(self._interpreter.get_output_details(), key=lambda each: str(each["name"]))
        self._output_indices: list[int] = [each["index"] for each in outputs]

    def run(self, rgb: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Return the outputs, in the order of their names, for one picture.

        Args:
            rgb: shape (height, width, 3), 0 to 1.
        """
        self._interpreter.set_tensor(self._input_index, rgb[None])
        self._interpreter.invoke()
        return [self._interpreter.get_tensor(index)[0] for index in self._output_indices]
