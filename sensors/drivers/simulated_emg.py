"""Muscles of a forearm that a simulated patient moves: surface EMG where no device is at hand.

A contracting muscle's surface signal is, for its strength, well described by band-limited Gaussian
noise whose variance grows with the contraction (Hogan & Mann 1980); most of its power lies between
20 and 400 Hz (De Luca 2002). Muscles lie around the forearm; an electrode hears those near it most.
Contractions rise over about 0.2 s, fluctuate by some per cent and tire slowly. The patterns of the
single movements are plausible, not measured.
"""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from sensors.emg.filter import StreamFilter, high_pass, low_pass
from sensors.errors import SensorLostError
from sensors.sample import CameraPicture, EmgSample
from sensors.sensor import SensorIdentity
from sensors.settings import SimulatedEmgSettings

_MUSCLES = 12
_FULL_UV, _FLOOR_UV, _MAINS_UV = 160.0, 4.0, 1.0
_RISE_S, _FALL_S = 0.12, 0.10
_TREMOR_SHARE, _TREMOR_HZ = 0.06, 3.0
_BAND_HZ = (20.0, 400.0)
_BAND_Q = 0.7071
# How sharply an electrode hears the muscle below it, and a movement its main muscle.
_ELECTRODE_FOCUS, _MOVEMENT_FOCUS = 6.0, 5.0
_KEPT_S = 2.0
_BY_ITSELF_S = 3.0
# Main muscles of each movement: place around the forearm as a share of a turn, and strength.
_PATTERNS: Mapping[str, tuple[tuple[float, float], ...]] = MappingProxyType(
    {
        "close_hand": ((0.10, 1.0), (0.28, 0.8), (0.62, 0.3)),
        "open_hand": ((0.62, 1.0), (0.72, 0.7)),
        "pinch": ((0.20, 0.7), (0.45, 0.6)),
        "point": ((0.24, 0.6), (0.66, 0.7)),
        "spread_fingers": ((0.72, 0.8), (0.88, 0.7)),
        "bend_wrist": ((0.04, 1.0), (0.16, 0.5)),
        "lift_wrist": ((0.54, 1.0), (0.80, 0.4)),
        "hand_to_thumb_side": ((0.46, 0.9), (0.94, 0.5)),
        "hand_to_little_side": ((0.32, 0.9), (0.84, 0.6)),
        "palm_up": ((0.40, 0.8), (0.52, 0.5)),
        "bend_elbow": ((0.48, 0.6), (0.98, 0.6)),
        "stretch_elbow": ((0.76, 0.6), (0.36, 0.5)),
    }
)


class SimulatedForearm:
    """Signals of all electrodes, step by step; the same for the same seed and the same attempts."""

    def __init__(self, settings: SimulatedEmgSettings) -> None:
        self._rate_hz, channels = settings.rate_hz, settings.channels
        self._random = np.random.default_rng(settings.seed)
        top_hz = min(_BAND_HZ[1], 0.4 * self._rate_hz)
        band = (
            high_pass(min(_BAND_HZ[0], 0.1 * self._rate_hz), self._rate_hz, _BAND_Q),
            low_pass(top_hz, self._rate_hz, _BAND_Q),
        )
        self._filter = StreamFilter(band, _MUSCLES)
        # What share of white noise the band keeps, so that a full contraction has its strength.
        trial = StreamFilter(band, 1).push(self._random.standard_normal((4096, 1)))
        self._level = 1.0 / float(trial[1024:].std())
        turn = (np.arange(channels) + settings.rotation) / channels
        self._hears = _near(turn[:, None], _places(), _ELECTRODE_FOCUS).T
        self._active = np.zeros(_MUSCLES)
        self._sway = np.zeros(_MUSCLES)
        self._done = 0

    def samples(self, count: int, wanted: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return the next samples, (count, channels), while the muscles are wanted so active."""
        t = np.arange(1, count + 1) / self._rate_hz
        tau_s = np.where(wanted > self._active, _RISE_S, _FALL_S)
        active = wanted + (self._active - wanted) * np.exp(-t[:, None] / tau_s)
        self._active = active[-1]
        keep = math.exp(-count / self._rate_hz * _TREMOR_HZ)
        drive = self._random.standard_normal(_MUSCLES)
        self._sway = keep * self._sway + math.sqrt(1 - keep * keep) * drive
        strength = np.maximum(active * (1.0 + _TREMOR_SHARE * self._sway), 0.0)
        muscle = self._filter.push(self._random.standard_normal((count, _MUSCLES)))
        heard = (muscle * self._level * strength * _FULL_UV) @ self._hears
        heard += _FLOOR_UV * self._random.standard_normal(heard.shape)
        place = (self._done + np.arange(count)) / self._rate_hz
        heard += _MAINS_UV * np.sin(2 * math.pi * 50.0 * place)[:, None]
        self._done += count
        return heard.astype(np.float32)


class SimulatedMuscles:
    """The simulated forearm, read by the clock that is given; somebody says what it attempts."""

    def __init__(self, settings: SimulatedEmgSettings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._forearm: SimulatedForearm | None = None
        self._opened_at_s = 0.0
        self._sent = 0
        self._attempted: str | None = None
        self._effort = 1.0
        self._away = False

    @property
    def identity(self) -> SensorIdentity:
        """Which simulation this is."""
        s = self._settings
        detail = f"{s.channels} channels at {s.rate_hz:g} Hz, seed {s.seed}"
        return SensorIdentity(driver="simulated_emg", device="simulated forearm", detail=detail)

    def open(self) -> None:
        """Start with relaxed muscles."""
        self._forearm = SimulatedForearm(self._settings)
        self._opened_at_s = self._clock()
        self._sent = 0

    def attempt(self, movement: str | None, effort: float = 1.0) -> None:
        """Attempt a movement from now on; None, or one that is not known, relaxes.

        Args:
            movement: one of the attempts' names, or two of them joined by a plus sign.
            effort: share of a full contraction.
        """
        self._attempted, self._effort = movement, min(max(effort, 0.0), 1.0)

    def unplug(self) -> None:
        """Go away, as a device whose cable is pulled."""
        self._away = True

    def plug(self) -> None:
        """Be there again; what was not sent meanwhile is lost."""
        if self._away:
            self._away = False
            self._sent = self._due()

    def drain(self) -> tuple[EmgSample, ...]:
        """Return what is due since the last call, as one block.

        Raises:
            SensorLostError: it is not open, or has gone away.
        """
        if self._forearm is None:
            raise SensorLostError("The simulated forearm is closed: open it first")
        if self._away:
            raise SensorLostError("The simulated forearm is unplugged: plug it in again")
        due, rate_hz = self._due(), self._settings.rate_hz
        lost = max(0, due - self._sent - math.ceil(_KEPT_S * rate_hz))
        count = due - self._sent - lost
        if count <= 0:
            return ()
        self._sent = due
        now_s = self._clock()
        rows = self._forearm.samples(count, self._wanted(now_s))
        taken_at_s = min(now_s, self._opened_at_s + due / rate_hz)
        return (EmgSample(taken_at_s, now_s, due / rate_hz, rows, rate_hz, lost),)

    def picture(self) -> CameraPicture | None:
        """Return None: there is no camera."""
        return None

    def close(self) -> None:
        """Stop."""
        self._forearm = None

    def _due(self) -> int:
        # A hair's breadth of tolerance, so that a clock that ticks at the same rate is not early.
        return math.floor((self._clock() - self._opened_at_s) * self._settings.rate_hz + 1e-6)

    def _wanted(self, now_s: float) -> NDArray[np.float64]:
        movement = self._attempted
        if movement is None and self._settings.by_itself:
            turn = int((now_s - self._opened_at_s) / _BY_ITSELF_S)
            names = tuple(_PATTERNS)
            movement = names[turn // 2 % len(names)] if turn % 2 else None
        wanted = np.zeros(_MUSCLES)
        for part in (movement or "").split("+"):
            for place, strength in _PATTERNS.get(part, ()):
                wanted += strength * _near(np.array(place), _places(), _MOVEMENT_FOCUS)
        return np.minimum(wanted, 1.2) * self._effort


def _places() -> NDArray[np.float64]:
    return np.arange(_MUSCLES) / _MUSCLES


def _near(
    place: NDArray[np.float64], muscles: NDArray[np.float64], focus: float
) -> NDArray[np.float64]:
    """Return how near muscles are around the forearm: 1 at the same place, falling off smoothly."""
    near: NDArray[np.float64] = np.exp(focus * (np.cos(2 * math.pi * (place - muscles)) - 1.0))
    return near
