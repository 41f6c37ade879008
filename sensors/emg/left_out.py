"""A model that does not rest on some of the electrodes: whatever they send changes no decision.

Such an electrode has a strength so large that its signal, in units of it, is nothing. The model
keeps its shape, and so its file and the device's number of channels.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sensors.emg.covariance import pair_index
from sensors.emg.features import LEFT_OUT_SCALE, Features
from sensors.emg.model import EmgModel, fit_decoder


def channels_left_out(model: EmgModel) -> frozenset[int]:
    """Return the device's channels, from 0, that the model does not rest on."""
    return frozenset(model.channel_order[place] for place in model.features.left_out)


def leave_out(model: EmgModel, channels: tuple[int, ...]) -> EmgModel:
    """Learn anew from the same windows without these of the device's channels.

    Raises:
        SensorDataError: the windows do not serve without them.
    """
    places = {model.channel_order.index(channel) for channel in channels}
    scale = [LEFT_OUT_SCALE if k in places else s for k, s in enumerate(model.features.scale)]
    features = replace(model.features, scale=tuple(scale))
    silence = features.of_window(np.tile(features.offset, (features.window, 1)))
    heard = _columns(features, len(silence), places)
    vectors = model.training.features.copy()
    vectors[:, heard] = silence[heard]
    training = replace(model.training, features=features.with_waves_anew(vectors))
    return replace(
        model,
        features=features,
        training=training,
        decoder=fit_decoder(training, model.method),
    )


def _columns(features: Features, length: int, places: set[int]) -> NDArray[np.bool_]:
    """Tell which entries of a feature vector hear one of these places."""
    channels = features.channels
    if features.kind == "envelope":
        first = second = np.zeros(0, np.int64)
    elif features.form in ("pairs", "curved"):
        first, second = pair_index(channels)
    else:
        first, second = np.triu_indices(channels)
    # Before the pairs, every kind of entry comes once for each channel, in their order.
    single = np.arange(length - len(first) - features.waves) % channels
    some = sorted(places)
    paired = np.isin(first, some) | np.isin(second, some)
    return np.concatenate([np.isin(single, some), paired, np.zeros(features.waves, np.bool_)])
