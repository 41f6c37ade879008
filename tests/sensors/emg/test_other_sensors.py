"""Other rates, channel counts, units and kinds of signal, made from real people's recordings."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sensors.emg.adaptation import adapt
from sensors.emg.calibration import judge
from sensors.emg.hysteresis import Envelope
from sensors.emg.live import LiveDecoder
from sensors.emg.model import train
from sensors.emg.quality import Fault, assess, levels_of
from sensors.emg.recording import Recording, make_recording
from sensors.emg.windows import live_windows
from tests.sensors.emg.conftest import joined
from tests.sensors.emg.test_adaptation import accuracy

People = dict[int, list[list[tuple[int, int, NDArray[np.int8]]]]]
Array = NDArray[np.float64]


def again(recording: Recording, samples: Array, rate_hz: float, every: int = 1) -> Recording:
    names = np.array(recording.classes)[recording.label][::every]
    return make_recording(samples, rate_hz, names, recording.repetition[::every])


def resampled(recording: Recording, rate_hz: float) -> Recording:
    n = len(recording.samples)
    count = int(n * rate_hz / recording.rate_hz)
    at = np.arange(count) * recording.rate_hz / rate_hz
    samples = np.stack(
        [np.interp(at, np.arange(n), channel) for channel in recording.samples.T], axis=1
    )
    nearest = np.minimum(at.astype(int), n - 1)
    names = np.array(recording.classes)[recording.label][nearest]
    return make_recording(samples, rate_hz, names, recording.repetition[nearest])


def changed(recording: Recording, how: str) -> Recording:
    x, hz = recording.samples, recording.rate_hz
    match how:
        case "volts":
            return again(recording, x * 1e-6, hz)
        case "counts on an offset":
            return again(recording, 2048 + 16 * x, hz)
        case "1000 Hz":
            return resampled(recording, 1000.0)
        case "125 Hz":
            return resampled(recording, 125.0)
        case "4 channels":
            return again(recording, x[:, ::2], hz)
        case "2 channels":
            return again(recording, x[:, [0, 4]], hz)
        case "1 channel":
            return again(recording, x[:, [4]], hz)
        case "16 channels":
            return again(recording, np.concatenate([x, np.roll(x, 1, axis=1)], axis=1), hz)
        case "envelope":
            return again(recording, Envelope(hz, 8, np.zeros(8)).push(x), hz)
        case "50 Hz envelope":
            return again(recording, Envelope(hz, 8, np.zeros(8)).push(x)[::4], hz / 4, 4)
        case _:
            raise ValueError(how)


KINDS = {
    "volts": 0.70,
    "counts on an offset": 0.70,
    "1000 Hz": 0.65,
    "125 Hz": 0.60,
    "4 channels": 0.50,
    "2 channels": 0.30,
    "1 channel": 0.20,
    "16 channels": 0.70,
    "envelope": 0.60,
    "50 Hz envelope": 0.55,
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_any_kind_of_sensor_is_learnt_judged_adapted_and_read_live(
    kind: str, people: People
) -> None:
    session = people[12378][0]
    train_on = changed(joined([part for part in session if part[0] < 2]), kind)
    test_on = changed(joined([part for part in session if part[0] == 6]), kind)
    model = train(train_on, live_windows(train_on.rate_hz))
    assert accuracy(model, test_on) >= KINDS[kind]
    verdict = judge(model, model.decoder.classes[0])
    assert 0.0 < verdict.accuracy <= 1.0
    assert np.isfinite(verdict.rest_share)
    adapted = adapt(model, test_on).model
    assert np.isfinite(adapted.decoder.weights).all()
    live = LiveDecoder(model, rest=model.decoder.classes[0], clock=lambda: 0.0)
    made = live.push(test_on.samples[: round(3 * test_on.rate_hz)], 3.0)
    assert len(made) > 50 if test_on.rate_hz >= 100 else len(made) > 30
    assert all(np.isfinite(one.decision.confidence) for one in made)


def test_quality_finds_nothing_wrong_with_real_recordings(people: People) -> None:
    for first, _, _ in people.values():
        samples = joined(first).samples
        found = [assess(samples[at : at + 2000], 200.0) for at in range(0, 20_000, 4000)]
        wrong = [q for each in found for q in each if q.fault is not None]
        assert len(wrong) <= 0.05 * sum(map(len, found))


@pytest.mark.parametrize(
    ("fault", "spoil"),
    [
        (Fault.FLAT, lambda x, t: np.zeros_like(x)),
        (Fault.SATURATED, lambda x, t: np.clip(30 * x, -127, 127)),
        (Fault.MAINS_HUM, lambda x, t: x + 60 * np.sin(2 * np.pi * 50 * t)),
        (Fault.LOOSE, lambda x, t: x + 150 * np.sin(2 * np.pi * 1.7 * t)),
        (Fault.DEAD, lambda x, t: 0.01 * x),
    ],
)
def test_each_fault_made_on_a_real_channel_is_found_there_alone(
    fault: Fault, spoil: object, people: People
) -> None:
    for first, _, _ in people.values():
        moving = np.concatenate([part[2] for part in first if part[1] != 0][:3])[:3000]
        samples = moving.astype(np.float64)
        t = np.arange(len(samples)) / 200.0
        samples[:, 3] = spoil(samples[:, 3], t)  # type: ignore[operator]
        found = assess(samples, 200.0)
        assert found[3].fault is fault
        assert all(q.fault is None for q in found if q.channel != 3)


def test_with_a_calibration_at_hand_real_recordings_stay_free_of_faults_resting_or_not(
    people: People,
) -> None:
    for first, second, third in people.values():
        recording = joined(first[:40])
        levels = levels_of(train(recording, live_windows(200.0)))
        found = []
        for session in (first, second, third):
            samples = joined(session).samples
            looks = range(0, len(samples) - 600, 2400)
            found += [assess(samples[at : at + 600], 200.0, calibrated=levels) for at in looks]
        wrong = [q for each in found for q in each if q.fault is not None]
        assert len(wrong) <= 0.005 * sum(map(len, found))


def test_another_gain_than_at_calibration_is_told(people: People) -> None:
    recording = joined(people[54321][0])
    levels = levels_of(train(recording, live_windows(200.0)))
    found = assess(20 * recording.samples[:40_000], 200.0, calibrated=levels)
    assert all(q.fault is Fault.WRONG_GAIN for q in found)
