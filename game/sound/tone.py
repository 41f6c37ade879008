"""A soft tone, as a value: what is to be heard, for whoever owns the loudspeaker."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 44_100
_PARTIALS = ((1.0, 1.0), (2.0, 0.28), (3.0, 0.09), (4.02, 0.04))
"""Times the pitch, and how loud: near to a softly struck wooden bar."""
_ATTACK_S = 0.02
_PEAK = 0.22
"""Of the loudest that there is: soft, whatever is played together."""

# A pentatonic scale has no two neighbouring notes that grate, in whatever order they come.
_PENTATONIC = (0, 2, 4, 7, 9)
_A3_HZ = 220.0


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone of a bar."""

    pitch_hz: float
    lasts_s: float = 1.4
    loudness: float = 1.0
    """0 to 1, of what is soft enough anyway."""

    def samples(self) -> NDArray[np.int16]:
        """Return the tone as sound, shape (n, 2), left and right alike."""
        t = np.arange(round(self.lasts_s * RATE_HZ)) / RATE_HZ
        wave = np.zeros(len(t))
        for times, share in _PARTIALS:
            fade = np.exp(-t * (2.2 + 1.6 * times) / self.lasts_s)
            wave += share * fade * np.sin(2.0 * np.pi * self.pitch_hz * times * t)
        rise = np.minimum(t / _ATTACK_S, 1.0)
        end = np.clip((self.lasts_s - t) / 0.05, 0.0, 1.0)
        shaped = wave * rise * rise * (3.0 - 2.0 * rise) * end
        loud = _PEAK * self.loudness / sum(share for _, share in _PARTIALS)
        mono = np.round(np.clip(shaped * loud, -1.0, 1.0) * 32767.0).astype(np.int16)
        return np.stack((mono, mono), axis=1)


def scale_hz(step: int) -> float:
    """Return the pitch of a step of the pentatonic scale; 0 is the A below middle C."""
    octave, note = divmod(step, len(_PENTATONIC))
    return float(_A3_HZ * 2.0 ** (octave + _PENTATONIC[note] / 12.0))
