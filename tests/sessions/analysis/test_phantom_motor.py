"""Phantom motor control: cycles and residual-limb EMG made up so that the answers are known."""

import numpy as np
import pytest

from sessions.analysis.phantom_cycles import Cycle, CycleMeasures, find_cycles, measure_cycles
from sessions.analysis.phantom_motor import (
    envelope_uv,
    measure_distinctness,
    measure_modulation,
    normalised,
)

RATE_HZ = 50.0
T = np.arange(1000) / RATE_HZ


def cycled(angle_deg: np.ndarray, range_deg: float | None = 60.0) -> CycleMeasures:
    cycles = find_cycles(T, angle_deg, RATE_HZ, range_deg)
    return measure_cycles(cycles, T, angle_deg, RATE_HZ)


def test_steady_cycles_have_their_count_time_speed_and_amplitude() -> None:
    # 0.5 Hz for 20 s: maxima at 0.5, 2.5 ... 18.5 s are ten, so nine whole cycles lie between.
    measures = cycled(30.0 + 20.0 * np.sin(2 * np.pi * 0.5 * T))
    assert measures.cycles == 9
    assert measures.cycle_s == pytest.approx(2.0, abs=0.01)
    assert measures.frequency_hz == pytest.approx(0.5, abs=0.003)
    assert measures.amplitude_deg == pytest.approx(40.0, rel=0.01)
    # There and back once a cycle: 80 degrees in 2 s.
    assert measures.speed_deg_s == pytest.approx(40.0, rel=0.02)
    assert measures.decrement_share == pytest.approx(0.0, abs=0.01)
    assert measures.cycle_sd_s == pytest.approx(0.0, abs=0.02)


def test_cycles_that_shrink_by_half_have_that_decrement() -> None:
    fading = 1.0 - 0.5 * (T - 1.0) / 17.0
    measures = cycled(30.0 + 20.0 * fading * np.sin(2 * np.pi * 0.5 * T))
    # From the first cycle's middle at 1.5 s to the last one's at 17.5 s.
    assert measures.decrement_share == pytest.approx(0.5 * 16 / 17, abs=0.03)


def test_swings_below_a_fifth_of_the_range_are_no_cycles() -> None:
    small = 30.0 + 5.0 * np.sin(2 * np.pi * 0.5 * T)
    assert cycled(small, 60.0).cycles == 0
    assert cycled(small, 40.0).cycles == 9
    assert cycled(np.full_like(T, 7.0)) == CycleMeasures(0, *[None] * 7)


def test_trembling_adds_no_cycles() -> None:
    angle_deg = 30.0 + 20.0 * np.sin(2 * np.pi * 0.5 * T) + 3.0 * np.sin(2 * np.pi * 9.0 * T)
    assert cycled(angle_deg).cycles == 9


def test_a_hand_that_lies_still_makes_no_cycles_of_its_trembling() -> None:
    noise = np.random.default_rng(1).standard_normal(len(T))
    assert find_cycles(T, 30.0 + 0.5 * noise, RATE_HZ) == ()
    # Nor where the range to compare with was nothing but trembling.
    assert find_cycles(T, 30.0 + 0.5 * noise, RATE_HZ, 0.4) == ()


EMG_HZ = 1000.0
EMG_T = np.arange(20_000) / EMG_HZ
CYCLES = tuple(Cycle(0.5 + 2 * k, 1.2 + 2 * k, 2.5 + 2 * k, 40.0) for k in range(8))


def emg(levels: np.ndarray, seed: int = 1) -> np.ndarray:
    """Noise in the muscles' band whose strength is given, shape (samples, channels)."""
    noise = np.random.default_rng(seed).standard_normal(levels.shape)
    return levels * noise


def phasic() -> np.ndarray:
    """Two channels: one works while the angle falls, the other all along."""
    going = np.zeros_like(EMG_T, dtype=bool)
    for cycle in CYCLES:
        going |= (cycle.began_s <= EMG_T) & (cycle.turned_s > EMG_T)
    return np.stack([np.where(going, 60.0, 5.0), np.full_like(EMG_T, 30.0)], axis=1)


def test_a_steady_signal_has_its_rectified_mean() -> None:
    envelope = envelope_uv(emg(np.full((20_000, 1), 50.0)), EMG_HZ)
    # What the band keeps of white noise up to 500 Hz; a Gaussian's mean size is 0.8 of its SD.
    f_hz = np.arange(500.0)
    gain = 1 / (1 + (f_hz / 450.0) ** 4) - 1 / (1 + (f_hz / 20.0) ** 4)
    kept = np.sqrt(np.mean(gain**2) * 2 / np.pi)
    assert envelope.mean() == pytest.approx(50.0 * kept, rel=0.03)
    given = np.full((500, 2), 3.0)
    assert envelope_uv(given, 100.0, raw=False) == pytest.approx(given)


def test_cycles_are_normalised_by_their_parts() -> None:
    ramp = np.zeros((len(EMG_T), 1))
    ramp[:, 0] = EMG_T
    rows = normalised(EMG_T, ramp, CYCLES[:1])
    assert rows.shape == (1, 1, 100)
    assert rows[0, 0, 0] == pytest.approx(0.5)
    assert rows[0, 0, 50] == pytest.approx(1.2)
    assert rows[0, 0, 75] == pytest.approx((1.2 + 2.5) / 2, abs=1e-6)
    beyond = (*CYCLES[:1], Cycle(19.0, 19.9, 21.0, 40.0))
    assert len(normalised(EMG_T, ramp, beyond)) == 1
    early = (Cycle(-0.1, 0.4, 1.0, 40.0), Cycle(0.0, 0.4, 1.0, 40.0))
    assert len(normalised(EMG_T, ramp, early)) == 1
    assert normalised(EMG_T, ramp, ()).shape == (0, 1, 100)


def test_phasic_activity_is_significant_and_steady_activity_is_not() -> None:
    rows = normalised(EMG_T, envelope_uv(emg(phasic()), EMG_HZ), CYCLES)
    modulation = measure_modulation(rows)
    assert modulation is not None
    assert modulation.strongest == 0
    assert modulation.index[0] > 0.7
    assert modulation.p[0] == pytest.approx(1 / 1001)
    assert modulation.any_p < 0.05
    assert modulation.phase_difference[0] > 0.6
    assert modulation.index[1] < 0.3
    assert modulation.p[1] > 0.05
    assert modulation == measure_modulation(rows)
    assert measure_modulation(rows[:3]) is not None
    assert measure_modulation(rows[:2]) is None


def test_the_index_and_the_vector_are_as_worked_out_by_hand() -> None:
    # Half of each cycle at 3, half at 1: (3 - 1) / (3 + 1), and a first harmonic of 2 / pi * 2 / 4.
    square = np.concatenate((np.full(50, 3.0), np.full(50, 1.0)))
    modulation = measure_modulation(np.tile(square, (5, 1, 1)))
    assert modulation is not None
    assert modulation.index == (0.5,)
    assert modulation.phase_difference == (0.5,)
    bins = np.repeat([3.0, 1.0], 10)
    phase = np.exp(2j * np.pi * (np.arange(20) + 0.5) / 20)
    assert modulation.vector_strength[0] == pytest.approx(abs((bins * phase).sum()) / 40.0)
    assert modulation.vector_strength[0] == pytest.approx(1 / np.pi, rel=0.01)


def test_by_chance_few_steady_recordings_count_as_modulated() -> None:
    found = 0
    for seed in range(30):
        noise = np.random.default_rng(seed).gamma(20.0, 1.0, size=(8, 1, 100))
        modulation = measure_modulation(noise)
        assert modulation is not None
        found += modulation.p[0] < 0.05
    assert found <= 5


def test_movements_of_other_muscles_are_distinct_and_of_the_same_are_not() -> None:
    rng = np.random.default_rng(3)

    def cycles_of(levels: tuple[float, ...]) -> np.ndarray:
        mean = np.array(levels)[None, :, None]
        return mean * rng.gamma(50.0, 1 / 50.0, size=(10, len(levels), 1)) * np.ones(100)

    apart = measure_distinctness({"a": cycles_of((9.0, 1.0)), "b": cycles_of((1.0, 9.0))})
    assert apart is not None
    assert apart.accuracy == 1.0
    assert apart.chance == 0.5
    # 2 * 9 * 1 / (81 + 1)
    assert apart.similarity == pytest.approx(18 / 82, abs=0.03)
    same = measure_distinctness({"a": cycles_of((5.0, 5.0)), "b": cycles_of((5.0, 5.0))})
    assert same is not None
    assert same.accuracy < 0.85
    assert same.similarity == pytest.approx(1.0, abs=0.01)
    assert measure_distinctness({"a": cycles_of((9.0, 1.0))}) is None


def test_movements_of_the_same_muscle_at_other_times_are_distinct_too() -> None:
    rng = np.random.default_rng(3)

    def cycles_of(going: float, coming: float) -> np.ndarray:
        shape = np.concatenate((np.full(50, going), np.full(50, coming)))
        return shape * rng.gamma(50.0, 1 / 50.0, size=(10, 2, 1))

    apart = measure_distinctness({"a": cycles_of(9.0, 1.0), "b": cycles_of(1.0, 9.0)})
    assert apart is not None
    assert apart.accuracy == 1.0
    assert apart.similarity == pytest.approx(1.0, abs=0.01)


def test_an_envelope_keeps_what_a_movement_does_and_drops_a_tremor() -> None:
    """It is smoothed at 6 Hz."""
    slow, fast = (
        envelope_uv(30.0 * (1.0 + np.sin(2 * np.pi * hz * EMG_T))[:, None], EMG_HZ, raw=False)
        for hz in (1.0, 12.0)
    )
    inner = slice(2000, 18_000)
    assert np.ptp(slow[inner]) == pytest.approx(60.0, rel=0.02)
    # A second order, there and back: 1 / (1 + (12 / 6) ** 4).
    assert np.ptp(fast[inner]) == pytest.approx(60.0 / 17.0, rel=0.1)
