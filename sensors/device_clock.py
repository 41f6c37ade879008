"""When a sample was taken, on the program's clock, from a device that only counts its own time.

A sample can be late but never early, so the smallest difference between arrival and device time
over the last seconds is the one with the least delay; everything else that came later was held up
on the way. A window of seconds, not of the whole session, lets the two clocks drift apart.
"""

_BUCKET_S = 1.0
_JUMP_S = 1.0


class DeviceClock:
    """Turns device time into `taken_at_s`: smooth, never after the arrival, never going back."""

    def __init__(self) -> None:
        self._least_before_s = float("inf")
        self._least_now_s = float("inf")
        self._bucket_ends_s = float("-inf")
        self._arrived_at_s = float("-inf")
        self._floor_s = float("-inf")
        self._newest_s = float("-inf")

    def hear(self, device_time_s: float, arrived_at_s: float) -> None:
        """Take the newest device time of one read, and when that was.

        Args:
            device_time_s: the device's own time or its counter in seconds.
            arrived_at_s: when it was read, on the program's clock.
        """
        difference_s = arrived_at_s - device_time_s
        if difference_s - min(self._least_before_s, self._least_now_s) > _JUMP_S:
            # The device's count was set back, or a whole turn of it was lost.
            self._least_before_s = self._least_now_s = difference_s
        if arrived_at_s >= self._bucket_ends_s:
            self._least_before_s, self._least_now_s = self._least_now_s, difference_s
            self._bucket_ends_s = arrived_at_s + _BUCKET_S
        self._least_now_s = min(self._least_now_s, difference_s)
        self._arrived_at_s = arrived_at_s
        self._floor_s = self._newest_s

    def taken_at_s(self, device_time_s: float) -> float:
        """Return when something of the last read was taken; of earlier reads nothing is later."""
        taken_s = device_time_s + min(self._least_before_s, self._least_now_s)
        taken_s = max(self._floor_s, min(taken_s, self._arrived_at_s))
        self._newest_s = max(self._newest_s, taken_s)
        return taken_s
