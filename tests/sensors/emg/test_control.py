"""Delay, ramp, vote, speed, and the live path against the batch path."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensors.emg.control import (
    MajorityVote,
    ProportionalSpeed,
    VelocityRamp,
    activity_of,
    controller_delay_s,
    fit_speed,
)
from sensors.emg.live import LiveDecoder
from sensors.emg.model import train, window_features
from sensors.emg.recording import Recording, select
from sensors.emg.windows import WindowSettings
from sensors.errors import SensorDataError, SensorSettingsError

CLASSES = ("rest", "fist", "open")


@pytest.mark.parametrize(
    ("window_s", "step_s", "votes", "processing_s", "delay_s"),
    [
        (0.2, 0.05, 1, 0.0, 0.125),
        (0.2, 0.05, 3, 0.0, 0.175),
        (0.2, 0.05, 5, 0.0, 0.225),
        (0.15, 0.025, 3, 0.0, 0.1125),
        (0.15, 0.025, 1, 0.002, 0.0895),
    ],
)
def test_the_delay_is_half_a_window_and_half_a_step_for_each_vote(
    window_s: float, step_s: float, votes: int, processing_s: float, delay_s: float
) -> None:
    assert controller_delay_s(window_s, step_s, votes, processing_s) == pytest.approx(delay_s)


@given(
    st.lists(
        st.tuples(st.sampled_from([*CLASSES, "unknown"]), st.floats(-1, 5), st.floats(0, 0.1)),
        max_size=60,
    )
)
def test_velocity_is_bounded_and_never_jumps_at_any_class_switch(
    steps: list[tuple[str, float, float]],
) -> None:
    ramp = VelocityRamp(CLASSES, "rest", up_s=0.3, down_s=0.15)
    before = np.zeros(2)
    for movement, speed, dt_s in steps:
        now = ramp.update(movement, speed, dt_s)
        assert ((now >= 0) & (now <= 1)).all()
        assert (now - before <= dt_s / 0.3 + 1e-12).all()
        assert (before - now <= dt_s / 0.15 + 1e-12).all()
        before = now


def test_the_ramp_reaches_full_speed_in_its_time_and_brakes_twice_as_fast() -> None:
    ramp = VelocityRamp(CLASSES, "rest")
    for _ in range(6):
        fist, opened = ramp.update("fist", 1.0, 0.05)
    assert (fist, opened) == (pytest.approx(1.0), 0.0)
    for _ in range(3):
        fist, opened = ramp.update("open", 1.0, 0.05)
    assert (fist, opened) == (pytest.approx(0.0), pytest.approx(0.5))


def test_one_wrong_decision_hardly_moves_the_limb() -> None:
    ramp = VelocityRamp(CLASSES, "rest")
    assert ramp.update("fist", 1.0, 0.05)[0] == pytest.approx(1 / 6)
    assert ramp.update("rest", 0.0, 0.05)[0] == 0.0


def test_stopping_is_at_once() -> None:
    ramp = VelocityRamp(CLASSES, "rest")
    ramp.update("fist", 1.0, 0.3)
    ramp.stop()
    assert ramp.update("rest", 0.0, 0.0).tolist() == [0.0, 0.0]


def test_the_majority_wins_and_a_tie_goes_to_the_newest() -> None:
    vote = MajorityVote(3)
    decided = [vote.update(name) for name in ("rest", "fist", "fist", "rest", "open")]
    assert decided == ["rest", "fist", "fist", "fist", "open"]
    with pytest.raises(SensorSettingsError, match="at least one decision"):
        MajorityVote(0)


def test_speed_runs_from_nothing_to_full_over_the_calibrated_range() -> None:
    speed = ProportionalSpeed(CLASSES, (0.0, 1.0, 1.0), (1.0, 3.0, 5.0))
    assert [speed.speed("fist", a) for a in (0.5, 1.0, 2.0, 3.0, 9.0)] == [0, 0, 0.5, 1, 1]
    assert speed.speed("never calibrated", 9.0) == 0.0


def test_activity_is_the_summed_mean_absolute_value(recording: Recording) -> None:
    model = train(recording)
    window = recording.samples[:40]
    offset, scale = np.array(model.features.offset), np.array(model.features.scale)
    expected = (np.abs(window - offset) / scale).mean(axis=0).sum()
    assert activity_of(model.features, model.features.of_window(window)) == pytest.approx(expected)


def test_harder_work_gives_more_speed(recording: Recording) -> None:
    model = train(recording)
    speed = fit_speed(model.features, model.training)
    assert speed.speed("fist", 0.01) < speed.speed("fist", 3.0) <= 1.0


def test_the_live_path_decides_as_the_batch_path_whatever_the_chunks(
    recording: Recording,
) -> None:
    model = train(recording)
    part = select(recording, recording.repetition == 1)
    batch = model.decoder.probabilities(window_features(model, part)).max(axis=1)
    for size in (1, 7, 40, 400):
        live = LiveDecoder(model, rest="rest", clock=lambda: 50.0, reject_below=0.0)
        made = [
            decision
            for at in range(0, len(part.samples), size)
            for decision in live.push(
                part.samples[at : at + size], 10 + (min(at + size, 400) - 1) / part.rate_hz
            )
        ]
        assert [one.decision.confidence for one in made] == pytest.approx(batch)
        # The first window ends with sample 39, the next each 10 samples on.
        ends_s = [one.window_end_s for one in made]
        assert ends_s == pytest.approx([10 + (39 + 10 * k) / 200 for k in range(len(made))])
        assert all(0 <= one.speed <= 1 for one in made)


def test_after_a_gap_no_window_spans_it(recording: Recording) -> None:
    live = LiveDecoder(train(recording), rest="rest", clock=lambda: 0.0)
    assert len(live.push(recording.samples[:40], 0.0)) == 1
    live.reset()
    assert live.push(recording.samples[:39], 1.0) == ()
    assert len(live.push(recording.samples[39:40], 1.1)) == 1


def test_control_needs_rest_and_the_calibrated_channels(recording: Recording) -> None:
    model = train(recording)
    with pytest.raises(SensorDataError, match="no rest"):
        LiveDecoder(model, rest="relax", clock=lambda: 0.0)
    with pytest.raises(SensorDataError, match="8 channels"):
        LiveDecoder(model, rest="rest", clock=lambda: 0.0).push(np.zeros((5, 7)), 0.0)


def test_the_default_delay_is_within_a_hundred_and_twenty_five_milliseconds(
    recording: Recording,
) -> None:
    live = LiveDecoder(train(recording, WindowSettings()), rest="rest", clock=lambda: 0.0)
    assert live.mean_delay_s <= 0.125 + 1e-12
