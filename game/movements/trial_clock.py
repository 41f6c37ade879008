"""The clock of one trial: turns session time into cycles played, at a speed that may change.

A change of speed is eased in, so that the limb neither jumps nor jerks.
"""

_EASE_S = 0.4
"""How long a change of speed takes: our choice, short against a cycle and long against a frame."""


class TrialClock:
    """Counts cycles from the trial's start; holds still at the last one.

    Cycles are a float: the whole part is how many were completed, the rest is the phase of the
    current one, and at the end of the trial it stays at `repetitions`, where the limb rests.
    """

    def __init__(
        self,
        *,
        starts_at_s: float,
        cycle_s: float,
        shortest_cycle_s: float,
        repetitions: int | None = None,
    ) -> None:
        """Start a trial.

        Args:
            starts_at_s: When the first cycle begins, on the session clock.
            cycle_s: The patient's comfortable duration of one cycle.
            shortest_cycle_s: What `cycle_s` is held to (`MovementPlayer.shortest_cycle_s`).
            repetitions: How many cycles to play; None plays until stopped.

        Raises:
            ValueError: a duration or the count is not above 0.
        """
        if shortest_cycle_s <= 0.0:
            raise ValueError("shortest_cycle_s must be above 0")
        if repetitions is not None and repetitions < 1:
            raise ValueError("repetitions must be at least 1")
        self._shortest_cycle_s = shortest_cycle_s
        self._repetitions = repetitions
        self._cycle_s = self._allowed(cycle_s)
        self._changed_at_s = starts_at_s
        self._cycles_then = 0.0
        self._rate_from_hz = self._rate_to_hz = 1.0 / self._cycle_s

    @property
    def cycle_s(self) -> float:
        """The duration of one cycle once any change has been eased in."""
        return self._cycle_s

    def cycles_at(self, now_s: float) -> float:
        """Return the cycles played by now; never falls while time goes on."""
        since_s = max(0.0, now_s - self._changed_at_s)
        cycles = self._cycles_then + self._rate_to_hz * since_s
        rise_hz = self._rate_to_hz - self._rate_from_hz
        if rise_hz != 0.0:
            eased_s = min(since_s, _EASE_S)
            u = eased_s / _EASE_S
            # Integral of the minimum-jerk step 10 u^3 - 15 u^4 + 6 u^5.
            share = _EASE_S * u**4 * (2.5 - 3.0 * u + u * u)
            cycles += rise_hz * (share - eased_s)
        if self._repetitions is None:
            return cycles
        return min(cycles, float(self._repetitions))

    def phase_at(self, now_s: float) -> float:
        """Return the phase of the current cycle, 0 to 1, for `MovementPlayer.pose_at`."""
        return self.cycles_at(now_s) % 1.0

    def finished_at(self, now_s: float) -> bool:
        """Return whether every repetition has been played."""
        return self._repetitions is not None and self.cycles_at(now_s) >= self._repetitions

    def set_cycle(self, now_s: float, cycle_s: float) -> None:
        """Go on at another speed, held to the shortest cycle allowed.

        Raises:
            ValueError: `cycle_s` is not above 0.
        """
        self._cycle_s = self._allowed(cycle_s)
        rate_now_hz = self._rate_at(now_s)
        self._cycles_then = self.cycles_at(now_s)
        self._rate_from_hz = rate_now_hz
        self._rate_to_hz = 1.0 / self._cycle_s
        # A call stamped before the trial starts must not start it.
        self._changed_at_s = max(now_s, self._changed_at_s)

    def _rate_at(self, now_s: float) -> float:
        u = min(max(now_s - self._changed_at_s, 0.0) / _EASE_S, 1.0)
        step = u**3 * (10.0 + u * (6.0 * u - 15.0))
        return self._rate_from_hz + step * (self._rate_to_hz - self._rate_from_hz)

    def _allowed(self, cycle_s: float) -> float:
        if not cycle_s > 0.0:
            raise ValueError("cycle_s must be above 0")
        return max(cycle_s, self._shortest_cycle_s)
