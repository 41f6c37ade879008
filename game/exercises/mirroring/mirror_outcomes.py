"""What a stretch of mirror exercise measured: how far, how often, how smoothly, how well seen."""

from collections.abc import Mapping

from game.exercises.mirroring.mirror_scene import MirrorScene
from game.play.stage import Journal
from sensors.leg_pose import LEG
from sensors.pose import ARM
from sessions.analysis.range_of_motion import driving_angle, group_ranges_deg
from sessions.analysis.strokes import measure_strokes

LEAST_POSES = 20


def mirror_outcomes(journal: Journal, index: int, trial: int, scene: MirrorScene) -> None:
    """Write the outcomes of one movement of a mirror block into the log."""

    def keep(measure: str, value: float | None, condition: str) -> None:
        journal.outcome(index, "mirror", measure, value, trial=trial, condition=condition)

    movement = scene.movement_id
    keep("repetitions", float(scene.repetitions), movement)
    keep("seen_share", scene.seen_s / scene.active_s if scene.active_s > 0.0 else None, movement)
    trace = scene.measured
    if len(trace) < LEAST_POSES:
        return
    angles_rad, times_s = trace.angles_rad, trace.times_s
    names = LEG.names if angles_rad.shape[1] == len(LEG.names) else ARM.names
    for group, range_deg in group_ranges_deg(angles_rad, names).items():
        keep("range_of_motion_deg", range_deg, f"{movement} {group}")
    driving = driving_angle(angles_rad)
    strokes = measure_strokes(times_s, angles_rad[:, driving])
    measures: Mapping[str, float | None] = {
        "stroke_time_s": strokes.duration_s,
        "stroke_peak_speed_rad_s": strokes.peak_speed,
        "stroke_sparc": strokes.sparc,
        "stroke_ldlj": strokes.ldlj,
        "sensor_rate_hz": trace.rate_hz,
    }
    for measure, value in measures.items():
        keep(measure, value, f"{movement} {names[driving]}")
