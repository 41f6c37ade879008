"""Accuracy on real forearms: three people of the recorded thirteen, no post-processing."""

import numpy as np
from numpy.typing import NDArray

from sensors.emg.adaptation import adapt
from sensors.emg.model import train
from sensors.emg.recording import Recording, make_recording
from sensors.emg.signal_kind import detect_kind
from tests.sensors.emg.conftest import joined
from tests.sensors.emg.test_adaptation import accuracy

People = dict[int, list[list[tuple[int, int, NDArray[np.int8]]]]]


def test_within_a_session_movements_are_told_apart(people: People) -> None:
    found = [
        accuracy(
            train(joined([part for part in first if part[0] < 6])),
            joined([part for part in first if part[0] >= 6]),
        )
        for first, _, _ in people.values()
    ]
    assert np.mean(found) >= 0.90


def test_a_third_session_is_decoded_from_two_earlier_ones(people: People) -> None:
    found = [
        accuracy(train(joined(first + second)), joined(third))
        for first, second, third in people.values()
    ]
    assert np.mean(found) >= 0.88


def test_raw_recordings_of_people_are_seen_as_raw(people: People) -> None:
    for first, _, _ in people.values():
        recording = joined(first)
        assert detect_kind(recording.samples, recording.rate_hz) == "raw"


def test_one_repetition_after_a_turn_of_the_armband_restores_the_session(people: People) -> None:
    for rotation, (first, _, _) in enumerate(people.values(), start=2):
        model = train(joined([part for part in first if part[0] < 6]))
        late = [part for part in first if part[0] >= 6]
        once, rest = _one_of_each(late)
        turned, later = _turned(joined(once), rotation), _turned(joined(rest), rotation)
        found = adapt(model, turned)
        assert found.rotation == rotation
        assert accuracy(model, later) < 0.8
        assert accuracy(found.model, later) >= accuracy(model, joined(rest)) - 0.01


def _one_of_each(
    segments: list[tuple[int, int, NDArray[np.int8]]],
) -> tuple[list[tuple[int, int, NDArray[np.int8]]], list[tuple[int, int, NDArray[np.int8]]]]:
    once: list[tuple[int, int, NDArray[np.int8]]] = []
    rest: list[tuple[int, int, NDArray[np.int8]]] = []
    for part in segments:
        new = len(part[2]) > 400 and part[1] not in {taken[1] for taken in once}
        (once if new else rest).append(part)
    return once, rest


def _turned(recording: Recording, rotation: int) -> Recording:
    names = np.array(recording.classes)[recording.label]
    samples = np.roll(recording.samples, rotation, axis=1)
    return make_recording(samples, recording.rate_hz, names, recording.repetition)
