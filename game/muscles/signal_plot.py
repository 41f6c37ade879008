"""A few seconds of every muscle channel, drawn as lines one above the other."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.drawing import Colour, Drawing, Label, Path, Shape

_LEFT, _RIGHT, _HALF_HEIGHT = -1.25, 1.35, 0.92
_POINTS = 300
_LINE, _TEXT = 0.006, 0.13
# A channel's line may cross this share of its row; stronger bursts are cut off.
_ROW_SHARE = 0.48
_MOST_CHANNELS = 16
# Quieter than this share of the loudest channel's bursts, noise is drawn as noise, not blown up.
_LEAST_SCALE = 1e-9


def signal_plot(
    samples: NDArray[np.float64], marked: Sequence[int] = (), names: Sequence[str] = ()
) -> Drawing:
    """Return the lines; channels in `marked` stand out.

    Args:
        samples: shape (samples, channels).
        marked: channels with a fault.
        names: what to write beside each; their numbers where left out.
    """
    if len(samples) < 2:
        return ()
    shown = samples[:, :_MOST_CHANNELS] - np.median(samples[:, :_MOST_CHANNELS], axis=0)
    scale = max(float(np.percentile(np.abs(shown), 99.5)), _LEAST_SCALE)
    shapes: list[Shape] = []
    rows = shown.shape[1]
    for channel in range(rows):
        height = 2 * _HALF_HEIGHT / rows
        middle = _HALF_HEIGHT - (channel + 0.5) * height
        colour: Colour = "rose" if channel in marked else "lake"
        values = np.clip(_thinned(shown[:, channel]) / scale, -1.0, 1.0)
        across = np.linspace(_LEFT, _RIGHT, len(values))
        up = middle + values * _ROW_SHARE * height
        places = tuple(zip(across.tolist(), up.tolist(), strict=True))
        shapes.append(Path(places, _LINE, colour))
        name = names[channel] if channel < len(names) else str(channel + 1)
        ink: Colour = "rose" if channel in marked else "soft_ink"
        shapes.append(Label((_LEFT - 0.12, middle), name, min(_TEXT, height * 0.9), ink))
    return tuple(shapes)


def _thinned(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Keep each stretch's lowest and highest value, so that no burst is lost."""
    if len(values) <= _POINTS:
        return values
    size = len(values) // (_POINTS // 2)
    kept = values[len(values) % size :].reshape(-1, size)
    extremes = np.stack([kept.min(axis=1), kept.max(axis=1)], axis=1)
    # In the order in which they came, where that is known: most often it doesn't matter.
    swapped = kept.argmin(axis=1) > kept.argmax(axis=1)
    extremes[swapped] = extremes[swapped][:, ::-1]
    return extremes.reshape(-1)
