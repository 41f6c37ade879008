"""What one reach measured: the reach set of the literature, from the arm as the sensor saw it."""

from collections.abc import Mapping

import numpy as np

from game.exercises.reaching.hand_place import HandPlace
from game.exercises.reaching.reach_scene import Phase, ReachScene
from game.play.stage import Journal
from sensors.pose import JOINT_ANGLES, Side
from sessions.analysis.kinematics import MovementMeasures, measure_movement
from sessions.analysis.range_of_motion import group_ranges_deg
from sessions.analysis.sampling import Series, evenly

ANALYSIS_RATE_HZ = 100.0
_LEAST_POSES = 12
_MEASURED_SIDE: Side = "right"
"""Places are worked out as for a right arm: lengths and speeds are the same for a left one."""


def reach_outcomes(
    journal: Journal, index: int, trial: int, scene: ReachScene, level: float
) -> None:
    """Write one reach's outcomes into the log; with a script only that it was shown."""
    exercise, kind = scene.name, scene.task.kind
    condition = f"{kind} {'scripted' if scene.scripted else 'measured'}"

    def keep(measure: str, value: float | None) -> None:
        journal.outcome(index, exercise, measure, value, trial=trial, condition=condition)

    keep("placed", float(scene.placed))
    keep("level", level)
    if scene.scripted:
        return
    keep("drops", float(scene.grasp.drops))
    error_m = scene.grasp.place_error_m
    keep("place_error_mm", None if error_m is None else 1000.0 * error_m)
    for measure, value in reach_measures(scene).items():
        keep(measure, value)


def reach_measures(scene: ReachScene) -> Mapping[str, float | None]:
    """Return the numbers of the way from the cue to the grasp, and of the carrying after it."""
    began = scene.phase_began_at_s
    trace = scene.measured
    go_s, taken_s = began.get(Phase.REACH), began.get(Phase.CARRY)
    placed_s = began.get(Phase.PLACED)
    carried_s = None if taken_s is None or placed_s is None else placed_s - taken_s
    empty: dict[str, float | None] = {"carry_time_s": carried_s, "sensor_rate_hz": trace.rate_hz}
    if go_s is None or taken_s is None or len(trace) < _LEAST_POSES:
        return empty
    times_s, angles_rad = trace.times_s, trace.angles_rad
    # From the cue on: who sets out while still looking has reached all the same.
    part = (times_s >= began[Phase.CUE]) & (times_s <= taken_s)
    if int(part.sum()) < _LEAST_POSES:
        return empty
    own_s, own_rad = times_s[part], angles_rad[part]
    wrists_m, apertures_m = _places(scene.hand, own_rad)
    even_s, even_m = evenly(own_s, wrists_m, ANALYSIS_RATE_HZ)
    moved = measure_movement(even_s, even_m, ANALYSIS_RATE_HZ)
    ranges = group_ranges_deg(own_rad, JOINT_ANGLES)
    return {
        **empty,
        **(_movement(moved, go_s) if moved is not None else {}),
        **_aperture(own_s, apertures_m, go_s, taken_s),
        "shoulder_range_deg": ranges.get("shoulder"),
        "elbow_range_deg": ranges.get("elbow"),
        "wrist_range_deg": ranges.get("wrist_flexion"),
    }


def _places(hand: HandPlace, angles_rad: Series) -> tuple[Series, Series]:
    wrists = np.stack([hand.wrist(angles, _MEASURED_SIDE) for angles in angles_rad])
    apertures = np.array([hand.aperture_m(angles, _MEASURED_SIDE) for angles in angles_rad])
    return wrists, apertures


def _movement(moved: MovementMeasures, go_s: float) -> dict[str, float | None]:
    reaction_s = moved.onset_s - go_s
    return {
        "reaction_time_s": reaction_s if reaction_s >= 0.0 else None,
        "movement_time_s": moved.movement_time_s,
        "peak_speed_mm_s": 1000.0 * moved.peak_speed,
        "time_to_peak_share": moved.time_to_peak_share,
        "movement_units": float(moved.units),
        "path_directness": moved.directness,
        "reach_sparc": moved.sparc,
        "reach_ldlj": moved.ldlj,
    }


def _aperture(
    times_s: Series, apertures_m: Series, go_s: float, taken_s: float
) -> dict[str, float]:
    widest = int(np.argmax(apertures_m))
    share = (float(times_s[widest]) - go_s) / max(taken_s - go_s, 1e-6)
    return {
        "grip_aperture_mm": 1000.0 * float(apertures_m[widest]),
        "time_to_aperture_share": float(np.clip(share, 0.0, 1.0)),
    }
