"""A Myo armband that plays a recording of a real one, as if it were worn now."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.fakes.myo_armband import EMG_HANDLES, MyoArmband, value_event


class PlayedMyo(MyoArmband):
    """Sends the rows two at a time, 100 notifications a second; then begins again."""

    def __init__(self, folder: Path, rows: NDArray[np.int8]) -> None:
        self._rows = rows
        super().__init__(folder)

    def due(self, now_s: float) -> bytes:
        if self._pace is None:
            return b""
        said = b""
        for number in self._pace.due(now_s):
            handle = EMG_HANDLES[number % 4]
            if handle + 1 in self.subscribed:
                at = 2 * number % (len(self._rows) - 1)
                said += value_event(handle, self._rows[at : at + 2].tobytes())
        return said
