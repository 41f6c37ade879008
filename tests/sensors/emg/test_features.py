"""Features against numbers worked out by hand, and run against window."""

import numpy as np
import pytest

from sensors.emg.covariance import (
    SHRINKAGE,
    VARIANCE_FLOOR,
    WAVES,
    log_covariance,
    pair_index,
    waves,
)
from sensors.emg.features import Features, measure_features, part_bounds, time_domain


def test_time_domain_features_match_a_window_worked_out_by_hand() -> None:
    window = np.array([1.0, -2.0, 3.0, 3.5, -1.0, -1.5])[:, None]
    # |x| sums to 12; slopes -3, 5, 0.5, -4.5, -0.5; signs change at 1/-2, -2/3, 3.5/-1;
    # slopes change sign at -3/5 and 0.5/-4.5.
    found = time_domain(window, parts=(0, 4, 6), dead_band=0.0)
    assert found == pytest.approx([12 / 6, 9.5 / 4, 2.5 / 2, 13.5 / 5, 3 / 5, 2 / 4])


def test_the_dead_band_ignores_small_crossings_and_turns() -> None:
    window = np.array([0.1, -0.1, 0.1, -0.1, 5.0, -5.0])[:, None]
    crossings, turns = time_domain(window, parts=(0, 6), dead_band=1.0)[3:]
    assert crossings == pytest.approx(2 / 5)
    # Turns between two small slopes do not count; one large slope of the two is enough.
    assert turns == pytest.approx(2 / 4)


def test_channels_do_not_mix_in_the_time_domain() -> None:
    rng = np.random.default_rng(2)
    both = rng.standard_normal((40, 2))
    alone = [time_domain(both[:, [k]], (0, 30, 40), 0.01) for k in range(2)]
    assert time_domain(both, (0, 30, 40), 0.01) == pytest.approx(
        np.stack(alone, axis=1).reshape(-1)
    )


@pytest.mark.parametrize("kind", ["raw", "envelope"])
@pytest.mark.parametrize(("window", "step"), [(40, 10), (200, 50), (51, 13), (150, 25), (40, 40)])
def test_a_window_alone_and_a_whole_run_give_the_same_numbers(
    kind: str, window: int, step: int
) -> None:
    rng = np.random.default_rng(3)
    # Whole numbers, as a converter gives them: many ties, zeros and flat stretches.
    samples = np.round(rng.standard_normal((7000, 5)) * 3) + 20
    features = measure_features(samples, kind, window, step)  # type: ignore[arg-type]
    run = features.of_run(samples)
    assert len(run) == (7000 - window) // step + 1
    for at in (0, 1, 95, 96, 97, len(run) - 1):
        one = features.of_window(samples[at * step : at * step + window])
        waved = features.waves or -len(one)
        assert run[at][:-waved] == pytest.approx(one[:-waved], abs=1e-9)
        # Cosines are taken of short numbers.
        assert run[at] == pytest.approx(one, abs=1e-5)


@pytest.mark.parametrize(
    ("window", "step", "bounds"),
    [
        (200, 50, (0, 50, 100, 150, 200)),
        (150, 25, (0, 50, 75, 100, 150)),
        (200, 100, (0, 100, 200)),
        (40, 40, (0, 40)),
    ],
)
def test_a_window_is_cut_in_parts_on_the_grid_that_windows_share(
    window: int, step: int, bounds: tuple[int, ...]
) -> None:
    assert part_bounds(window, step) == bounds


def test_a_run_shorter_than_a_window_gives_no_vectors() -> None:
    features = Features("raw", 40, 10, (0.0, 0.0), (1.0, 1.0))
    assert features.of_run(np.zeros((39, 2))).shape == (0, (1 + 4 + 3) * 2 + 2 + 1 + WAVES)


def test_a_dead_channel_leaves_every_feature_finite() -> None:
    samples = np.random.default_rng(4).standard_normal((400, 3))
    samples[:, 1] = 7.0
    features = measure_features(samples, "raw", 40, 10)
    assert np.isfinite(features.of_run(samples)).all()
    assert np.isfinite(features.of_run(np.zeros((400, 3)))).all()


def test_pairs_are_the_log_of_deviation_and_the_matrix_logarithm_of_each_correlation() -> None:
    r = 0.6
    found = log_covariance(np.array([[4.0, r * 2.0], [r * 2.0, 1.0]]), "pairs")
    deviation = np.sqrt(np.array([4.0, 1.0]) + VARIANCE_FLOOR)
    shrunk = (1 - SHRINKAGE) * r * 2.0 / deviation.prod()
    value, vector = np.linalg.eigh(np.array([[1.0, shrunk], [shrunk, 1.0]]))
    logarithm = (vector * np.log(value)) @ vector.T
    assert found == pytest.approx([*np.log(deviation), logarithm[0, 1]])


def test_the_matrix_form_is_the_logarithm_of_the_shrunk_matrix() -> None:
    rng = np.random.default_rng(5)
    root = rng.standard_normal((3, 30))
    covariance = root @ root.T / 30
    vector = log_covariance(covariance, "matrix")
    logarithm = np.zeros((3, 3))
    row, column = np.triu_indices(3)
    logarithm[row, column] = vector / np.where(row == column, 1, np.sqrt(2))
    logarithm = logarithm + np.triu(logarithm, 1).T
    value, basis = np.linalg.eigh(logarithm)
    level = SHRINKAGE * np.trace(covariance) / 3 + VARIANCE_FLOOR
    assert (basis * np.exp(value)) @ basis.T == pytest.approx(
        (1 - SHRINKAGE) * covariance + level * np.eye(3)
    )


def test_many_channels_are_paired_with_their_neighbours_only() -> None:
    assert len(pair_index(16)[0]) == 120
    assert len(pair_index(64)[0]) == 63 + 62


@pytest.mark.parametrize("channels", [1, 2, 8, 32])
def test_waves_are_as_like_as_a_gaussian_of_how_far_apart_their_windows_lie(channels: int) -> None:
    """Rahimi and Recht 2007: twice the mean product of cosines of random directions."""
    rng = np.random.default_rng(6)
    near = rng.standard_normal((400, channels)) / 2
    # From the same window to one that is quite another.
    far = near + np.linspace(0, 1, 400)[:, None] * rng.standard_normal((400, channels))
    like = 2 * (waves(near) * waves(far)).mean(axis=1)
    # 2 radians for a step of one in all channels.
    expected = np.exp(-2.0 * ((near - far) ** 2).mean(axis=1))
    assert np.abs(like - expected).mean() < 0.15
    assert np.corrcoef(like, expected)[0, 1] > 0.8
    assert 2 * (waves(near) ** 2).mean() == pytest.approx(1.0, abs=0.05)


def test_a_model_kept_for_years_meets_the_same_waves() -> None:
    still = waves(np.zeros(2))
    assert still[:3] == pytest.approx([0.718253, 0.854882, -0.258301], abs=1e-6)
    assert waves(np.array([0.5, -0.25]))[:3] == pytest.approx(
        [0.971607, 0.999357, -0.621717], abs=1e-6
    )


def test_the_curved_form_is_the_pairs_and_the_waves_over_their_deviations() -> None:
    root = np.random.default_rng(7).standard_normal((5, 3, 30))
    covariance = root @ root.transpose(0, 2, 1) / 30
    pairs, curved = (log_covariance(covariance, form) for form in ("pairs", "curved"))
    assert curved[:, :-WAVES] == pytest.approx(pairs)
    assert curved[:, -WAVES:] == pytest.approx(waves(pairs[:, :3]))
