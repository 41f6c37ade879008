"""Every channel's signal, drawn as lines."""

import numpy as np
import pytest

from game.drawing import Label, Path
from game.muscles.signal_plot import signal_plot


@pytest.mark.parametrize(("channels", "least"), [(8, 0.12), (16, 0.1)])
def test_an_electrodes_number_can_be_read_from_a_chair(channels: int, least: float) -> None:
    noise = np.random.default_rng(1).standard_normal((600, channels))
    labels = [shape for shape in signal_plot(noise) if isinstance(shape, Label)]
    assert [label.text for label in labels] == [str(n + 1) for n in range(channels)]
    assert min(label.size for label in labels) >= least
    apart = labels[0].at[1] - labels[1].at[1]
    assert max(label.size for label in labels) < apart


def test_a_channel_with_a_fault_stands_out_and_bears_its_name() -> None:
    noise = np.random.default_rng(1).standard_normal((600, 3))
    drawn = signal_plot(noise, marked=[1], names=["thumb"])
    lines = [shape.colour for shape in drawn if isinstance(shape, Path)]
    labels = [(shape.text, shape.colour) for shape in drawn if isinstance(shape, Label)]
    assert lines == ["lake", "rose", "lake"]
    assert labels == [("thumb", "soft_ink"), ("2", "rose"), ("3", "soft_ink")]


@pytest.mark.parametrize("first", [1.0, -1.0])
def test_no_burst_is_lost_and_its_ends_keep_their_order(first: float) -> None:
    """Of a thousand samples two of each six are drawn: a burst of six is still there."""
    samples = np.zeros((1000, 1))
    samples[502:505], samples[505:508] = 100.0 * first, -100.0 * first
    (line,) = [shape for shape in signal_plot(samples) if isinstance(shape, Path)]
    assert len(line.places) == 2 * 166
    up = [y for _, y in line.places]
    highest, lowest = up.index(max(up)), up.index(min(up))
    assert max(up) == -min(up) > 0.8
    assert lowest - highest == first
    assert line.places[highest][0] == pytest.approx(0.05, abs=0.02)


def test_nothing_is_drawn_of_one_sample() -> None:
    assert signal_plot(np.zeros((1, 8))) == ()
