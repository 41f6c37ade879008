"""Recordings for the EMG tests: made up with known strengths, and real people where present."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sensors.emg.recording import Recording, make_recording

RATE_HZ = 200.0
CHANNELS = 8
MYO = Path(__file__).resolve().parents[4] / "shared" / "data" / "emg" / "myo_readings_dev.npz"


def made_up(
    *, seed: int = 1, repetitions: int = 4, hold_s: float = 2.0, rotation: int = 0
) -> Recording:
    """Noise whose strength over a ring of eight channels tells rest and four movements apart."""
    rng = np.random.default_rng(seed)
    held = round(hold_s * RATE_HZ)
    pattern = np.full((5, CHANNELS), 1.0)
    for movement in range(1, 5):
        pattern[movement] = 2.0 + 20.0 * np.exp(-((np.arange(8) - 2 * movement + 1) ** 2) / 2.0)
    order = np.tile(np.arange(5), repetitions)
    label = np.repeat(order, held)
    repetition = np.repeat(np.arange(len(order)), held)
    samples = rng.standard_normal((len(label), CHANNELS)) * pattern[label]
    names = np.array(["rest", "fist", "open", "flexion", "extension"])
    return make_recording(np.roll(samples, rotation, axis=1), RATE_HZ, names[label], repetition)


@pytest.fixture(scope="session")
def recording() -> Recording:
    return made_up()


@pytest.fixture(scope="session")
def people() -> dict[int, list[list[tuple[int, int, NDArray[np.int8]]]]]:
    """Three sessions of three people: number in its file, class and samples of each segment."""
    if not MYO.exists():
        pytest.skip("the recorded EMG is not on this machine")
    with np.load(MYO) as data:
        samples, ends, table = data["X"], data["ends"], data["table"]
    starts = np.concatenate([[0], ends[:-1]])
    chosen = (6666, 12378, 54321)
    found: dict[int, list[list[tuple[int, int, NDArray[np.int8]]]]] = {
        person: [[], [], []] for person in chosen
    }
    for start, end, row in zip(starts, ends, table, strict=True):
        if row[0] not in chosen:
            continue
        cuts = list(range(start, end, 1000)) if end - start > 1600 else [start]
        for nth, at in enumerate(cuts):
            stop = min(end, at + 1000) if len(cuts) > 1 else end
            number = nth if len(cuts) > 1 else int(row[4])
            found[int(row[0])][int(row[2]) - 1].append((number, int(row[5]), samples[at:stop]))
    return found


def joined(segments: list[tuple[int, int, NDArray[np.int8]]]) -> Recording:
    """Make one recording of segments; each is a repetition of its own."""
    lengths = [len(samples) for _, _, samples in segments]
    return make_recording(
        np.concatenate([samples for _, _, samples in segments]),
        RATE_HZ,
        np.repeat([label for _, label, _ in segments], lengths),
        np.repeat(np.arange(len(segments)), lengths),
    )
