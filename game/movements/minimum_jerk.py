"""The smoothest way through given postures at given times: minimum jerk.

People move their hand along the path whose integrated squared jerk is smallest (Flash and Hogan,
J Neurosci 1985;5:1688). Between two stops this is the fifth-order polynomial
``10 t^3 - 15 t^4 + 6 t^5``; through postures passed without stopping it is a chain of fifth-order
polynomials whose first four derivatives agree where they meet. Here each joint angle moves so.
"""

import numpy as np
from numpy.typing import NDArray

Coefficients = NDArray[np.float64]

# One segment over t in [0, 1]: rows are the coefficients of 1, t .. t^5; columns are the value,
# velocity and acceleration (per unit of t) at its start, then the same at its end.
_HERMITE = np.array(
    [
        [1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 1.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 0.5, 0.0, 0.0, 0.0],
        [-10.0, -6.0, -1.5, 10.0, -4.0, 0.5],
        [15.0, 8.0, 1.5, -15.0, 7.0, -1.0],
        [-6.0, -3.0, -0.5, 6.0, -3.0, 0.5],
    ]
)
_JERK_AT_START = 6.0 * _HERMITE[3]
_JERK_AT_END = 6.0 * _HERMITE[3] + 24.0 * _HERMITE[4] + 60.0 * _HERMITE[5]
_SNAP_AT_START = 24.0 * _HERMITE[4]
_SNAP_AT_END = 24.0 * _HERMITE[4] + 120.0 * _HERMITE[5]


def chain(
    values: NDArray[np.float64], spans: NDArray[np.float64], passing: NDArray[np.bool_]
) -> Coefficients:
    """Return the polynomials that lead through `values`.

    Args:
        values: Shape (n + 1, joints): the value at each knot.
        spans: Shape (n,): how long each segment lasts; above 0.
        passing: Shape (n + 1,): True at knots passed without stopping; False at both ends.

    Returns:
        Shape (n, 6, joints): for each segment, the coefficients of 1, t .. t^5 with t from 0 to 1
        over the segment.
    """
    knots, joints = values.shape
    speed_and_acceleration = np.zeros((knots, 2, joints))
    through = np.flatnonzero(passing)
    if through.size:
        speed_and_acceleration[through] = _at_passing_knots(values, spans, through)
    coefficients = np.empty((knots - 1, 6, joints))
    for i, span in enumerate(spans):
        scale = np.array([span, span**2])[:, None]
        ends = np.concatenate(
            [
                values[i : i + 1],
                speed_and_acceleration[i] * scale,
                values[i + 1 : i + 2],
                speed_and_acceleration[i + 1] * scale,
            ]
        )
        coefficients[i] = _HERMITE @ ends
    return coefficients


def _at_passing_knots(
    values: NDArray[np.float64], spans: NDArray[np.float64], through: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return velocity and acceleration, shape (len(through), 2, joints), that join smoothly.

    At each such knot the third and fourth derivatives of the segments before and after must agree:
    two equations for two unknowns. Knots that stop have zero velocity and acceleration.
    """
    place = {int(knot): 2 * n for n, knot in enumerate(through)}
    matrix = np.zeros((2 * through.size, 2 * through.size))
    known = np.zeros((2 * through.size, values.shape[1]))
    for knot, row in place.items():
        sides = (
            (knot - 1, 1.0, _JERK_AT_END, _SNAP_AT_END),
            (knot, -1.0, _JERK_AT_START, _SNAP_AT_START),
        )
        for segment, sign, jerk, snap in sides:
            span = spans[segment]
            for equation, weights in (
                (row, sign * jerk / span**3),
                (row + 1, sign * snap / span**4),
            ):
                for end in (0, 1):
                    value, speed, acceleration = weights[3 * end : 3 * end + 3]
                    known[equation] -= value * values[segment + end]
                    column = place.get(segment + end)
                    if column is not None:
                        matrix[equation, column] += speed * span
                        matrix[equation, column + 1] += acceleration * span**2
    joined: NDArray[np.float64] = np.linalg.solve(matrix, known).astype(np.float64)
    return joined.reshape(through.size, 2, values.shape[1])
