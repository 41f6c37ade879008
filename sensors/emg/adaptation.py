"""The daily "one of each": a quarter of a minute that fits yesterday's model to today's electrodes.

An armband rarely sits as it did. Every rotation of the ring is tried: under the right one the old
model explains the new repetition best. The old recordings, seen through that rotation, are then
pooled with the new repetition and a fresh decoder is learnt. Where no rotation is clearly better
(other electrode layouts, or nothing moved) the order stays, and pooling alone does the work.
"""

from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np

from sensors.emg.classifier import Array, LinearDecoder, TrainingSet, thinned
from sensors.emg.confidence import log_loss
from sensors.emg.features import Features
from sensors.emg.filter import suggest_filter
from sensors.emg.model import (
    KEPT_WINDOWS,
    EmgModel,
    check_fits,
    filtered,
    fit_decoder,
    training_set,
)
from sensors.emg.recording import Recording
from sensors.errors import SensorDataError

# Earlier days together count this many times what today counts: one repetition is few independent
# samples, but they are the ones that fit today.
EARLIER_WEIGHT = 2.0
# Log-loss a rotation must save before it is believed, nats a window.
ROTATION_GAIN = 0.2
# An armband has about so many; a grid of more is no ring, and each rotation costs time.
FEWEST_RING_CHANNELS, MOST_RING_CHANNELS = 4, 16
# How far earlier days are moved to today's mean: one repetition does not tell it exactly.
MOVED_SHARE = 0.75
_STRONGEST_REWEIGHTING = 20.0


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A model fitted to today, and how that went."""

    model: EmgModel
    rotation: int
    """Places by which the electrodes moved along the ring; 0 where nothing clearly moved."""
    agreement: float
    """Share of today's windows that the old model, turned so, already gets right."""
    today: TrainingSet
    """Today's windows alone, with the movements that were made: in a pool, earlier days that went
    well hide that nobody moved today."""


def adapt(model: EmgModel, today: Recording) -> Adaptation:
    """Fit a model to today's one repetition of each movement.

    Raises:
        SensorDataError: the recording holds no movement that the model knows, comes from another
            device, or is too short.
    """
    check_fits(model, today)
    model, known = _in_terms_of_both(model, today)
    model = _without_hum(model, known)
    zero = _zero_of_channels(model, known)
    rotation, turned, data = _best_rotation(model, known, zero)
    if len(data.label) == 0:
        raise SensorDataError(
            "No stretch of today's calibration is as long as a window: hold each movement longer."
        )
    agreement = _right(model.decoder, data)
    pooled = _pool(_moved(model.training, data, turned.features), data)
    decoder = fit_decoder(pooled, model.method)
    both = sha256(f"{model.data_hash} {today.data_hash()}".encode()).hexdigest()
    fitted = replace(turned, decoder=decoder, training=_kept(pooled), data_hash=both)
    return Adaptation(fitted, rotation, agreement, _made(data))


def _in_terms_of_both(model: EmgModel, today: Recording) -> tuple[EmgModel, Recording]:
    """Number the movements alike; one made today for the first time is added at the end."""
    used = [today.classes[k] for k in np.unique(today.label)]
    learnt = [model.training.classes[k] for k in np.unique(model.training.label)]
    if not any(name in learnt for name in used):
        raise SensorDataError(
            f"Today's calibration has no movement that the model knows ({', '.join(learnt)}): "
            "calibrate from the start."
        )
    classes = model.training.classes
    classes += tuple(name for name in used if name not in classes)
    places = np.array(
        [classes.index(name) if name in classes else -1 for name in today.classes], np.int64
    )
    training = replace(model.training, classes=classes)
    known = replace(today, classes=classes, label=places[today.label])
    return replace(model, training=training), known


def _without_hum(model: EmgModel, today: Recording) -> EmgModel:
    """Add a notch where the mains hum today and did not before: it takes next to nothing else."""
    if model.features.kind != "raw" or model.filters.mains_hz is not None:
        return model
    mains_hz = suggest_filter(today.samples, today.rate_hz).mains_hz
    return replace(model, filters=replace(model.filters, mains_hz=mains_hz))


def _zero_of_channels(model: EmgModel, today: Recording) -> Array:
    """What each incoming channel reads at no activity; an envelope's floor needs long rest."""
    if model.features.kind == "raw":
        middle: Array = filtered(today, model.filters).mean(axis=0)
        return middle
    zero = np.empty(today.channels)
    zero[list(model.channel_order)] = model.features.offset
    return zero


def _best_rotation(
    model: EmgModel, today: Recording, zero: Array
) -> tuple[int, EmgModel, TrainingSet]:
    ring = FEWEST_RING_CHANNELS <= today.channels <= MOST_RING_CHANNELS
    best, chosen, least = 0, _seen_turned(model, today, zero, 0), np.inf
    for rotation in range(today.channels if ring else 1):
        seen = chosen if rotation == 0 else _seen_turned(model, today, zero, rotation)
        data = seen[1]
        if len(data.label) == 0:
            break
        loss = _balanced_loss(model.decoder, data) + (ROTATION_GAIN if rotation else 0.0)
        if loss < least:
            best, chosen, least = rotation, seen, loss
    return best, *chosen


def _seen_turned(
    model: EmgModel, today: Recording, zero: Array, rotation: int
) -> tuple[EmgModel, TrainingSet]:
    """Return the model of the turned ring, and today's windows as it sees them."""
    order = tuple((channel + rotation) % today.channels for channel in model.channel_order)
    features = replace(model.features, offset=tuple(zero[list(order)].tolist()))
    turned = replace(model, channel_order=order, features=features)
    return turned, training_set(today, model.windows, model.filters, features, order)


def _balanced_loss(decoder: LinearDecoder, data: TrainingSet) -> float:
    """Log-loss in which every movement counts alike: rest fits under any rotation."""
    chances = decoder.probabilities(data.features)
    present = [k for k in np.unique(data.label).tolist() if k < len(decoder.classes)]
    losses = [log_loss(chances[data.label == k], data.label[data.label == k]) for k in present]
    return float(np.mean(losses)) if losses else 0.0


def _right(decoder: LinearDecoder, data: TrainingSet) -> float:
    return float((decoder.scores(data.features).argmax(axis=1) == data.label).mean())


def _made(data: TrainingSet) -> TrainingSet:
    """Number only the movements that there are windows of."""
    made = np.unique(data.label)
    classes = tuple(data.classes[k] for k in made)
    return replace(data, label=np.searchsorted(made, data.label), classes=classes)


def _moved(earlier: TrainingSet, today: TrainingSet, features: Features) -> TrainingSet:
    """Move earlier windows by what the movements' means differ by today, on average.

    All by the same: what one repetition says of one movement alone is no more than how that
    repetition went. The fewer movements were made today, the less is known and the less is moved.
    Waves run across where the strengths are then: another gain changes nothing in them.
    """
    made, learnt = np.unique(today.label), np.unique(earlier.label)
    both = np.intersect1d(made, learnt)
    apart = [_mean(today, k) - _mean(earlier, k) for k in both]
    by = MOVED_SHARE * np.sum(apart, axis=0) / len(learnt)
    return replace(earlier, features=features.with_waves_anew(earlier.features + by))


def _mean(data: TrainingSet, movement: int) -> Array:
    mine = data.label == movement
    mean: Array = data.weight[mine] @ data.features[mine] / data.weight[mine].sum()
    return mean


def _pool(earlier: TrainingSet, today: TrainingSet) -> TrainingSet:
    """Join both; today is weighted so that it does not change how common a movement is."""
    share = _shares(earlier)
    mine = _shares(today)
    # A movement made today for the first time counts as often as it was made.
    ratio = np.divide(share, mine, out=np.ones_like(share), where=(mine > 0) & (share > 0))
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
        earlier.waves,
    )


def _shares(data: TrainingSet) -> Array:
    total = np.bincount(data.label, data.weight, minlength=len(data.classes))
    shares: Array = total / total.sum()
    return shares


def _kept(data: TrainingSet) -> TrainingSet:
    every = -(-len(data.label) // KEPT_WINDOWS)
    if every <= 1:
        return data
    return thinned(data, np.arange(len(data.label) - 1, -1, -every)[::-1].copy())
