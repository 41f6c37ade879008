"""What a trial of tapping measured, and by what: a camera, another sensor, or a key."""

from typing import Literal, TypeAlias

import numpy as np

from game.exercises.reaching.hand_place import HandPlace
from game.exercises.reaching.tapping_scene import TappingScene
from game.play.stage import Journal
from sessions.analysis.sampling import evenly
from sessions.analysis.tapping import (
    FILM_RATE_HZ,
    TappingMeasures,
    measure_presses,
    measure_tapping,
)

Effector: TypeAlias = Literal["intact", "phantom"]
_LEAST_POSES = 30


def tapping_outcomes(
    journal: Journal,
    index: int,
    trial: int,
    scene: TappingScene,
    hand: HandPlace,
    *,
    effector: Effector,
    by_key: bool,
) -> TappingMeasures:
    """Write one trial's outcomes into the log, and return them."""
    measures, by = (
        (measure_presses(scene.pressed_s), "key") if by_key else _of_the_hand(scene, hand)
    )

    def keep(measure: str, value: float | None) -> None:
        condition = f"{effector} {by}"
        journal.outcome(index, scene.name, measure, value, trial=trial, condition=condition)

    keep("taps", float(measures.taps))
    keep("tap_frequency_hz", measures.frequency_hz)
    keep("tap_arrests", float(measures.arrests))
    keep("tap_interval_sd_s", measures.interval_sd_s)
    keep("tap_interval_variation", measures.interval_variation)
    if not by_key:
        keep("tap_amplitude_mm", _in_mm(measures.amplitude))
        keep("tap_velocity_mm_s", _in_mm(measures.velocity))
        keep("tap_decrement_share", measures.decrement_share)
        keep("sensor_rate_hz", scene.measured.rate_hz)
    return measures


def _of_the_hand(scene: TappingScene, hand: HandPlace) -> tuple[TappingMeasures, str]:
    """Return the measures of thumb and index, from the camera's own landmarks where there are."""
    trace = scene.measured
    if len(trace) < _LEAST_POSES:
        return measure_presses(np.empty(0)), "hand"
    apertures_m, by = trace.apertures_m, "camera"
    seen = np.isfinite(apertures_m)
    if int(seen.sum()) < _LEAST_POSES:
        angles_rad = trace.angles_rad
        apertures_m = np.array([hand.aperture_m(angles, "right") for angles in angles_rad])
        seen, by = np.isfinite(apertures_m), "pose"
    times_s, even_m = evenly(trace.times_s[seen], apertures_m[seen], FILM_RATE_HZ)
    return measure_tapping(times_s, even_m, FILM_RATE_HZ), by


def _in_mm(value_m: float | None) -> float | None:
    return None if value_m is None else 1000.0 * value_m
