"""Did an electrode go silent while a calibration was recorded, from the start or from halfway on?

Judged repetition by repetition, against the other electrodes of the same repetition: a cable that
slips off leaves what was recorded before it as strong as ever.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensors.emg.left_out import channels_left_out
from sensors.emg.model import EmgModel, filtered
from sensors.emg.quality import DEAD_SHARE, FEWEST_FOR_COMPARISON
from sensors.emg.recording import Recording
from sensors.emg.windows import runs

Array = NDArray[np.float64]

_BLOCK_S = 0.2
# Two repetitions of 1,641 by 13 people, of the same movement, had a sound electrode below
# `DEAD_SHARE`: so it takes two in one faint spell, and two movements where there are as many.
_DEAD_IN_A_SPELL = 2
# A dead channel's own noise comes near a tenth of weak muscles now and then: not so a spell's end.
_FAINT_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class SilentElectrodes:
    """Which electrodes heard nothing, and what was recorded with them so."""

    channels: tuple[int, ...]
    """From 0, in the device's order."""
    movements: tuple[str, ...]
    """Every movement of which a repetition was recorded with one of them silent."""


def silent_electrodes(recording: Recording, model: EmgModel, rest: str) -> SilentElectrodes | None:
    """Return the electrodes that heard nothing of movements which others heard; None where all did.

    A channel is silent in a repetition where it never changes, or has less than a tenth of the
    typical channel's strength; it is told where that holds twice in a row of faint repetitions, and
    not of one movement alone: that may just not need the muscle below.

    Args:
        recording: The calibration.
        model: What was learnt from it: how it is filtered, and what it leaves out already.
        rest: The name of rest, in which a sound electrode may be as quiet.
    """
    envelope = model.features.kind == "envelope"
    clean = filtered(recording, model.filters)
    if envelope:
        clean = clean - np.percentile(clean, 0.5, axis=0)
    stretches = runs(recording)
    block = max(2, round(_BLOCK_S * recording.rate_hz))
    shares, made = [], []
    for start, stop, label in zip(stretches.start, stretches.stop, stretches.label, strict=True):
        if recording.classes[label] == rest or stop - start < block:
            continue
        shares.append(_shares(_strength(clean[start:stop], block, envelope=envelope)))
        made.append(recording.classes[label])
    if not shares:
        return None
    names = np.array(made)
    table = _spells(np.array(shares))
    table[:, sorted(channels_left_out(model))] = False
    for channel in np.flatnonzero(table.any(axis=0)):
        if len(set(names[table[:, channel]])) < min(2, len(set(made))):
            table[:, channel] = False
    channels = tuple(np.flatnonzero(table.any(axis=0)).tolist())
    if not channels or len(channels) == recording.channels:
        return None
    with_them = table.any(axis=1)
    movements = dict.fromkeys(names[with_them].tolist())
    return SilentElectrodes(channels, tuple(movements))


def _strength(samples: Array, block: int, *, envelope: bool) -> Array:
    """Return each channel's strength in most of the blocks: a filter's transient is in few."""
    count = len(samples) // block
    blocks = samples[: count * block].reshape(count, block, -1)
    size = np.abs(blocks).mean(axis=1) if envelope else blocks.std(axis=1)
    strength: Array = np.median(size, axis=0)
    return strength


def _shares(strength: Array) -> Array:
    """Return each channel's strength as a share of the typical one's; where few, flat or not."""
    typical = float(np.median(strength))
    if len(strength) < FEWEST_FOR_COMPARISON or typical == 0.0:
        return np.where(strength <= 1e-9 * float(strength.max()), 0.0, 1.0)
    return strength / typical


def _spells(shares: Array) -> NDArray[np.bool_]:
    """Tell in which repetitions each channel was silent: dead twice in a faint spell."""
    spells = np.zeros(shares.shape, np.bool_)
    for channel in range(shares.shape[1]):
        faint = np.concatenate([[False], shares[:, channel] < _FAINT_SHARE, [False]])
        dead = shares[:, channel] < DEAD_SHARE
        begins = np.flatnonzero(faint[1:] & ~faint[:-1])
        ends = np.flatnonzero(~faint[1:] & faint[:-1])
        for begin, end in zip(begins, ends, strict=True):
            if dead[begin:end].sum() >= min(_DEAD_IN_A_SPELL, len(shares)):
                spells[begin:end, channel] = True
    return spells
