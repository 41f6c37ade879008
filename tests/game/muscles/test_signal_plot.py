"""Every channel's signal, drawn as lines."""

import numpy as np
import pytest

from game.drawing import Label
from game.muscles.signal_plot import signal_plot


@pytest.mark.parametrize(("channels", "least"), [(8, 0.12), (16, 0.1)])
def test_an_electrodes_number_can_be_read_from_a_chair(channels: int, least: float) -> None:
    noise = np.random.default_rng(1).standard_normal((600, channels))
    labels = [shape for shape in signal_plot(noise) if isinstance(shape, Label)]
    assert [label.text for label in labels] == [str(n + 1) for n in range(channels)]
    assert min(label.size for label in labels) >= least
    apart = labels[0].at[1] - labels[1].at[1]
    assert max(label.size for label in labels) < apart
