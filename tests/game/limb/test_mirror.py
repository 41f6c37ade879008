"""The mirror shows what was measured, within bounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.limb.mirror import MAX_GAIN, MIN_GAIN, mirror, reflect
from sensors.pose import LIMITS_RAD, RESTING, Angles

from .poses import poses


@given(angles=poses())
def test_the_mirror_shows_the_very_angles_that_were_measured(angles: Angles) -> None:
    np.testing.assert_array_equal(mirror(mirror(angles)), angles)


@given(angles=poses(), gain=st.floats(MIN_GAIN, MAX_GAIN))
def test_no_gain_leads_out_of_anatomical_limits(angles: Angles, gain: float) -> None:
    shown = mirror(angles, gain)
    assert (shown >= LIMITS_RAD[:, 0]).all()
    assert (shown <= LIMITS_RAD[:, 1]).all()


@given(gain=st.floats(MIN_GAIN, MAX_GAIN))
def test_the_resting_limb_rests_whatever_the_gain(gain: float) -> None:
    np.testing.assert_allclose(mirror(np.array(RESTING), gain), RESTING)


@pytest.mark.parametrize("gain", [0.0, 0.79, 1.21, float("nan")])
def test_a_gain_out_of_bounds_is_refused_with_its_bounds(gain: float) -> None:
    with pytest.raises(ValueError, match=r"outside 0\.8 to 1\.2"):
        mirror(np.array(RESTING), gain)


def test_reflecting_twice_is_the_identity() -> None:
    points = np.random.default_rng(1).normal(size=(50, 3))
    np.testing.assert_array_equal(reflect(reflect(points)), points)
    assert (reflect(points)[:, 0] == -points[:, 0]).all()
