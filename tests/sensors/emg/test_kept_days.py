"""Day after day is pooled into a model that stays small and forgets no movement."""

import numpy as np
import pytest

from sensors.emg.adaptation import adapt
from sensors.emg.model import train
from sensors.emg.recording import Recording, make_recording
from tests.sensors.emg.conftest import made_up


def three_channels(recording: Recording) -> Recording:
    """Too few for a ring: nothing is turned, which takes its time."""
    names = np.array(recording.classes)[recording.label]
    return make_recording(recording.samples[:, 2:5], 200.0, names, recording.repetition)


def test_a_model_never_grows_beyond_what_is_kept_and_ends_with_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recording = three_channels(made_up(repetitions=2))
    today = three_channels(made_up(seed=5, repetitions=1))
    whole = train(recording)
    pooled = adapt(whole, today).model.training
    for module in ("model", "adaptation"):
        monkeypatch.setattr(f"sensors.emg.{module}.KEPT_WINDOWS", 100)
    small = train(recording)
    assert 50 < len(small.training.label) <= 100
    assert (np.bincount(small.training.label) > 0).all()
    monkeypatch.setattr("sensors.emg.adaptation.KEPT_WINDOWS", len(pooled.label) // 2)
    kept = adapt(whole, today).model.training
    assert len(pooled.label) / 3 <= len(kept.label) <= len(pooled.label) / 2
    # The newest windows are never the ones that go.
    assert (kept.features[-1] == pooled.features[-1]).all()
    assert (np.bincount(kept.label) > 0).all()
    assert kept.group.max() == pooled.group.max()
    assert kept.group.min() == pooled.group.min()
