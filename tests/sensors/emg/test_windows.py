"""Windows stay inside one movement of one repetition."""

import numpy as np
import pytest

from sensors.emg.model import train, window_features
from sensors.emg.recording import Recording, make_recording
from sensors.emg.windows import WindowSettings, runs, window_labels
from sensors.errors import SensorSettingsError
from tests.sensors.emg.conftest import made_up


def _recording(label: list[int], repetition: list[int]) -> Recording:
    return make_recording(np.zeros((len(label), 1)), 10.0, np.array(label), np.array(repetition))


def test_runs_end_where_label_or_repetition_changes() -> None:
    found = runs(_recording([0, 0, 1, 1, 1, 0], [0, 0, 0, 1, 1, 1]))
    assert found.start.tolist() == [0, 2, 3, 5]
    assert found.stop.tolist() == [2, 3, 5, 6]
    assert found.label.tolist() == [0, 1, 1, 0]


def test_windows_never_cross_a_change_of_label_or_repetition() -> None:
    recording = _recording([0] * 6 + [1] * 9, [0] * 10 + [1] * 5)
    # Runs of 6, 4 and 5 samples; windows of 4 each 2.
    found = window_labels(recording, WindowSettings(0.4, 0.2))
    assert found.label.tolist() == [0, 0, 1, 1]
    assert found.run.tolist() == [0, 0, 1, 2]


def test_features_come_in_the_order_of_their_labels(recording: Recording) -> None:
    model = train(recording)
    settings = WindowSettings()
    assert len(window_features(model, recording)) == len(window_labels(recording, settings).label)


def test_the_first_windows_of_a_stretch_count_as_reacting_but_never_more_than_a_fifth() -> None:
    long = window_labels(made_up(hold_s=5.0, repetitions=1), WindowSettings())
    assert (~long.settled & (long.run == 0)).sum() == 4
    short = window_labels(made_up(hold_s=0.4, repetitions=1), WindowSettings())
    assert (short.run == 0).sum() == 5
    assert (~short.settled & (short.run == 0)).sum() == 1


@pytest.mark.parametrize(
    ("window_s", "step_s", "why"),
    [
        (0, 0.05, "above 0"),
        (0.2, 0, "above 0"),
        (99, 1, "at most 10"),
        (0.01, 0.05, "too short"),
        (0.2, 0.001, "too short"),
    ],
)
def test_windows_that_make_no_sense_are_refused(window_s: float, step_s: float, why: str) -> None:
    with pytest.raises(SensorSettingsError, match=why):
        WindowSettings(window_s, step_s).lengths(200.0)
