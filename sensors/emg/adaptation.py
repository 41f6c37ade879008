"""The daily "one of each": a quarter of a minute that fits yesterday's model to today's electrodes.

An armband rarely sits as it did. Every rotation of the ring is tried: under the right one the old
model explains the new repetition best. The old recordings, seen through that rotation, are then
pooled with the new repetition and a fresh decoder is learnt. Where no rotation is clearly better
(other electrode layouts, or nothing moved) the order stays, and pooling alone does the work.
"""

from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from sensors.emg.classifier import LinearDecoder, TrainingSet, thinned
from sensors.emg.confidence import log_loss
from sensors.emg.model import KEPT_WINDOWS, EmgModel, check_fits, fit_decoder, training_set
from sensors.emg.recording import Recording
from sensors.errors import SensorDataError

# Earlier days together count this many times what today counts: one repetition is few independent
# samples, but they are the ones that fit today.
EARLIER_WEIGHT = 2.0
# Log-loss a rotation must save before it is believed, nats a window.
ROTATION_GAIN = 0.2
FEWEST_RING_CHANNELS = 4
_STRONGEST_REWEIGHTING = 20.0


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A model fitted to today, and how that went."""

    model: EmgModel
    rotation: int
    """Places by which the electrodes moved along the ring; 0 where nothing clearly moved."""
    agreement: float
    """Share of today's windows that the old model, turned so, already gets right."""


def adapt(model: EmgModel, today: Recording) -> Adaptation:
    """Fit a model to today's one repetition of each movement.

    Raises:
        SensorDataError: the recording holds a movement that the model does not know, comes from
            another device, or is too short.
    """
    check_fits(model, today)
    known = _in_terms_of(model, today)
    rotation, data = _best_rotation(model, known)
    if len(data.label) == 0:
        raise SensorDataError(
            "No stretch of today's calibration is as long as a window: hold each movement longer."
        )
    agreement = _right(model.decoder, data)
    pooled = _pool(model.training, data)
    order = _turned(model.channel_order, rotation)
    decoder = fit_decoder(pooled, model.method)
    both = sha256(f"{model.data_hash} {today.data_hash()}".encode()).hexdigest()
    fitted = replace(
        model, channel_order=order, decoder=decoder, training=_kept(pooled), data_hash=both
    )
    return Adaptation(fitted, rotation, agreement)


def _in_terms_of(model: EmgModel, today: Recording) -> Recording:
    used = [today.classes[k] for k in np.unique(today.label)]
    learnt = {model.training.classes[k] for k in np.unique(model.training.label)}
    strange = [name for name in used if name not in learnt]
    if strange:
        raise SensorDataError(
            f"Today's calibration has a movement that the model does not know ({strange[0]}): "
            "calibrate from the start, or leave it out."
        )
    places = np.array(
        [
            model.training.classes.index(name) if name in model.training.classes else -1
            for name in today.classes
        ],
        np.int64,
    )
    return replace(today, classes=model.training.classes, label=places[today.label])


def _best_rotation(model: EmgModel, today: Recording) -> tuple[int, TrainingSet]:
    turns = range(today.channels) if today.channels >= FEWEST_RING_CHANNELS else range(1)
    best, chosen, least = 0, _seen_turned(model, today, 0), np.inf
    for rotation in turns:
        data = chosen if rotation == 0 else _seen_turned(model, today, rotation)
        if len(data.label) == 0:
            break
        loss = _balanced_loss(model.decoder, data) + (ROTATION_GAIN if rotation else 0.0)
        if loss < least:
            best, chosen, least = rotation, data, loss
    return best, chosen


def _seen_turned(model: EmgModel, today: Recording, rotation: int) -> TrainingSet:
    order = _turned(model.channel_order, rotation)
    return training_set(today, model.windows, model.filters, model.features, order)


def _turned(order: tuple[int, ...], rotation: int) -> tuple[int, ...]:
    return tuple((channel + rotation) % len(order) for channel in order)


def _balanced_loss(decoder: LinearDecoder, data: TrainingSet) -> float:
    """Log-loss in which every movement counts alike: rest fits under any rotation."""
    chances = decoder.probabilities(data.features)
    present: list[int] = np.unique(data.label).tolist()
    return float(
        np.mean([log_loss(chances[data.label == k], data.label[data.label == k]) for k in present])
    )


def _right(decoder: LinearDecoder, data: TrainingSet) -> float:
    return float((decoder.scores(data.features).argmax(axis=1) == data.label).mean())


def _pool(earlier: TrainingSet, today: TrainingSet) -> TrainingSet:
    """Join both; today is weighted so that it does not change how common a movement is."""
    share = _shares(earlier)
    mine = _shares(today)
    ratio = np.divide(share, mine, out=np.zeros_like(share), where=mine > 0)
    ratio = np.clip(ratio, 1 / _STRONGEST_REWEIGHTING, _STRONGEST_REWEIGHTING)
    new_weight = ratio[today.label]
    new_weight *= len(new_weight) / new_weight.sum()
    old_weight = earlier.weight * (EARLIER_WEIGHT * len(new_weight) / earlier.weight.sum())
    return TrainingSet(
        np.concatenate([earlier.features, today.features]),
        np.concatenate([earlier.label, today.label]),
        np.concatenate([earlier.group, today.group + int(earlier.group.max(initial=-1)) + 1]),
        np.concatenate([old_weight, new_weight]),
        earlier.classes,
    )


def _shares(data: TrainingSet) -> NDArray[np.float64]:
    total = np.bincount(data.label, data.weight, minlength=len(data.classes))
    shares: NDArray[np.float64] = total / total.sum()
    return shares


def _kept(data: TrainingSet) -> TrainingSet:
    every = -(-len(data.label) // KEPT_WINDOWS)
    if every <= 1:
        return data
    return thinned(data, np.arange(len(data.label) - 1, -1, -every)[::-1].copy())
