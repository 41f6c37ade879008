"""Every measure in plain words, once, for the session's page, the comparison and the report.

`docs/outcomes.md` says how each is made. A name ends in its unit; the words leave it out.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]

_UNITS = (
    # Ending, unit as printed, digits, factor. The longer ending comes first.
    ("_ms_per_deg", "ms per degree", 1, 1.0),
    ("_bits_s", "bits/s", 2, 1.0),
    ("_rad_s", "rad/s", 2, 1.0),
    ("_mm_s", "mm/s", 0, 1.0),
    ("_per_min", "per minute", 1, 1.0),
    ("_share", "%", 0, 100.0),
    ("_ratio", "", 2, 1.0),
    ("_count", "", 0, 1.0),
    ("_units", "", 1, 1.0),
    ("_index", "", 2, 1.0),
    ("_bits", "bits", 2, 1.0),
    ("_deg_s", "degrees/s", 0, 1.0),
    ("_deg", "degrees", 0, 1.0),
    ("_uv", "µV", 1, 1.0),
    ("_mm", "mm", 0, 1.0),
    ("_hz", "a second", 1, 1.0),
    ("_s", "s", 2, 1.0),
)
_NO_PERCENT = frozenset({"lag_share"})
_WORDS = {
    "repetitions": "Repetitions",
    "repetitions_count": "Repetitions",
    "seen_share": "Time in which the hand was in sight",
    "range_of_motion_deg": "Range of motion",
    "range_of_motion_share": "Share of the movement's range that was used",
    "stroke_time_s": "Time of one movement there or back",
    "stroke_peak_speed_rad_s": "Fastest turn of a joint",
    "stroke_sparc": "Smoothness (SPARC; -1.4 is smooth, lower is jerkier)",
    "stroke_ldlj": "Smoothness (log jerk; higher is smoother)",
    "delay_ordered_s": "Delay of the limb, as ordered",
    "delay_shown_s": "Delay of the limb, as shown",
    "delay_most_s": "Longest delay of the limb",
    "delayed_sample_age_s": "Delay and latency together",
    "delayed_s": "Time in which the limb was late on purpose",
    "exact_at_end_s": "Time at the end with the exact mirror",
    "sensor_rate_hz": "Pictures or samples of the sensor",
    "cycles_followed": "Movements followed",
    "cycle_time_s": "Pace: time of one movement",
    "placed": "Things brought to their place",
    "level": "Difficulty, 0 easiest to 1 hardest",
    "drops": "Times a thing was dropped",
    "place_error_mm": "Distance from the goal",
    "reaction_time_s": "Time until the hand set out",
    "movement_time_s": "Time of a movement",
    "movement_time_mean_s": "Time of a movement, mean",
    "peak_speed_mm_s": "Fastest speed of the hand",
    "time_to_peak_share": "When in the movement that was",
    "movement_units": "Pieces into which a movement fell (1 is one stroke)",
    "path_directness": "Way taken over the straight way (1 is straight)",
    "reach_sparc": "Smoothness (SPARC; -1.4 is smooth, lower is jerkier)",
    "reach_ldlj": "Smoothness (log jerk; higher is smoother)",
    "grip_aperture_mm": "Widest opening of thumb and finger",
    "time_to_aperture_share": "When in the movement that was",
    "shoulder_range_deg": "Movement of the shoulder",
    "elbow_range_deg": "Movement of the elbow",
    "wrist_range_deg": "Movement of the wrist",
    "carry_time_s": "Time from grasp to goal",
    "pieces": "Pieces in the bowl",
    "bar_time_s": "Time of a bar",
    "together_share": "Bars in time with the beat",
    "lag_share": "Behind the shown movement, as a part of a bar",
    "likeness": "Likeness to the shown movement (1 is the same)",
    "phase_locking": "Steadiness of the beat (1 is steady)",
    "sequence_time_s": "Time of a sequence",
    "targets_missed": "Targets missed, of five",
    "skill_index": "Skill (higher is better)",
    "block_skill_index": "Skill over all sequences (higher is better)",
    "sequences_finished": "Sequences finished",
    "effort_units": "Pieces into which the movement fell (1 is one stroke)",
    "effort_sparc": "Smoothness (SPARC; -1.4 is smooth, lower is jerkier)",
    "accuracy_share": "Right answers",
    "accuracy_mean_share": "Right decisions, mean",
    "response_time_s": "Time to answer",
    "inverse_efficiency_s": "Time to answer, weighed by right answers",
    "left_minus_right_s": "Left takes longer than right by",
    "asymmetry_share": "Affected side takes longer by",
    "angle_slope_ms_per_deg": "Longer for each degree of turn",
    "lateral_minus_medial_s": "Turned outwards takes longer than inwards by",
    "not_answered_count": "Pictures not answered",
    "too_quick_count": "Presses too quick to count",
    "outlier_count": "Answers far slower than the others",
    "correct_share": "Right answers, picture by picture",
    "answering_effector_code": "What was answered with (code)",
    "order_seed_number": "Number that deals the same order again",
    "difficulty_level": "Level, 0 the easiest",
    "difficulty_level_share": "Difficulty at the end",
    "difficulty_level_mean_share": "Difficulty, mean",
    "difficulty_now_share": "Difficulty",
    "limit_s": "Time allowed for an answer",
    "cards_count": "Cards sorted",
    "imagined_time_s": "Time of an imagined movement",
    "executed_time_s": "Time of a movement really made",
    "imagined_to_executed_ratio": "Imagined over really made (near 1: alike)",
    "imagined_variability_share": "Spread of the imagined times",
    "passages_count": "Passages heard or read",
    "attempts_count": "Attempts",
    "cycles_seen_count": "Movements watched",
    "breaths_count": "Breaths",
    "breaths_per_min": "Pace of breathing",
    "page_read_s": "Time a page was open",
    "played_s": "Time played",
    "seen_s": "Time in which the hand was in sight",
    "calibration_accuracy_share": "Movements that the muscle sensor tells apart",
    "decisions_count": "Decisions of the muscle sensor",
    "controller_delay_median_s": "From intention to movement, middle",
    "controller_delay_p95_s": "From intention to movement, 95 % within",
    "attempt_done_count": "Attempts done, one by one",
    "attempt_onset_s": "Until the limb set out",
    "attempt_reached_s": "Until the limb was there",
    "attempt_held_s": "Longest time held",
    "attempt_right_share": "Decisions for the movement asked for",
    "attempt_rejected_share": "Decisions too unsure to count",
    "attempts_done_share": "Attempts done",
    "decided_share": "Taken for another movement",
    "taps": "Taps",
    "tap_frequency_hz": "Taps",
    "tap_amplitude_mm": "Width of a tap",
    "tap_velocity_mm_s": "Speed of tapping",
    "tap_arrests": "Pauses while tapping",
    "tap_decrement_share": "Width lost from first to last tap",
    "tap_interval_sd_s": "Unevenness of the rhythm",
    "tap_interval_variation": "Unevenness of the rhythm, over its pace",
    "phantom_speed_ratio": "Phantom's pace over the intact hand's (1: alike)",
    "completed_count": "Trials done, one by one",
    "selection_time_s": "Until the right movement began",
    "selection_time_mean_s": "Until the right movement began, mean",
    "first_selection_time_s": "Until any right movement began",
    "completion_time_s": "Until it was done",
    "completion_time_mean_s": "Until it was done, mean",
    "completion_share": "Trials done",
    "path_efficiency_share": "Straightness of the way",
    "path_efficiency_mean_share": "Straightness of the way, mean",
    "overshoots_count": "Times beyond the target",
    "overshoots_mean": "Times beyond the target, mean",
    "longest_hold_s": "Longest stay at the target",
    "nearest_deg": "Nearest to the target",
    "stopping_distance_share": "Way gone while staying, of the circle's width",
    "stopping_distance_mean_share": "Way gone while staying, of the circle's width, mean",
    "steered_share": "Time won by steering",
    "steered_mean_share": "Time won by steering, mean",
    "difficulty_bits": "Difficulty",
    "effective_difficulty_bits": "Difficulty, by where the ends were",
    "throughput_bits_s": "Throughput (speed and precision together)",
    "throughput_mean_bits_s": "Throughput, mean",
    "effective_throughput_mean_bits_s": "Throughput, by where the ends were",
    "error_share": "Targets missed",
    "stone_reached_count": "Stones reached, one by one",
    "stone_at_once_count": "Reached at once, one by one",
    "at_once_share": "Reached at once",
    "stone_time_s": "Time for a stone",
    "wrong_share": "Decisions for another movement",
    "stones_count": "Stones crossed",
    "reached_share": "Stones reached by the movement asked for",
    "inside_share": "Time inside the stream",
    "inside_mean_share": "Time inside the stream, mean",
    "distance_rms_share": "Distance from the stream's middle",
    "cycles_count": "Movements there and back",
    "cycle_frequency_hz": "Movements there and back",
    "cycle_time_sd_s": "Unevenness of the pace",
    "cycle_speed_deg_s": "Speed of the movement",
    "cycle_amplitude_deg": "Size of the movement",
    "cycle_amplitude_variation": "Unevenness of its size",
    "cycle_decrement_share": "Size lost from first to last",
    "phantom_time_ratio": "Phantom's time over the intact hand's (1: alike)",
    "phantom_amplitude_ratio": "Phantom's size over the intact hand's (1: alike)",
    "rest_uv": "Muscle signal at rest",
    "modulation_index": "How much the muscle follows the movement (0 to 1)",
    "modulation_p_share": "How likely that is by chance",
    "modulation_any_p_share": "How likely that is by chance, any muscle",
    "vector_strength": "How regularly the muscle follows",
    "phase_difference": "Muscle more active going than coming",
    "profile_uv": "Muscle signal over one movement",
    "profile_deg": "Angle of the intact hand over one movement",
    "distinctness_share": "Movements that the muscles tell apart",
    "distinctness_chance_share": "The same by chance",
    "pattern_similarity": "Likeness of the movements' muscle patterns (1: the same)",
    "quiet_share": "Time with quiet muscles while imagining",
    "quiet_mean_share": "Time with quiet muscles while imagining, mean",
    "imagined_effort_mean_share": "Muscle effort while imagining",
    "imagined_effort_peak_share": "Muscle effort while imagining, highest",
}
_EXERCISES = {
    "attempts": "Phantom movement",
    "covered_mirror": "Covered mirror",
    "execution": "Muscles move the limb",
    "fitts_ring": "Ring of targets",
    "free_play": "Free play",
    "gmi": "Graded motor imagery",
    "laterality": "Left or right",
    "muscles": "Muscle sensor",
    "posture_imagery": "Imagined postures",
    "probe": "The same task each time",
    "sort": "Sorting left and right",
    "phantom_motor": "Phantom motor execution",
    "tac_test": "Reaching postures by muscles",
}


def summed_up(outcomes: Sequence[Row]) -> list[Row]:
    """Return a session's rows for whole blocks, and the means of trials where there are no others.

    Mirror, reach and tapping measure each movement; left or right sums up its block as well.
    """
    whole = {(row["exercise"], row["measure"]) for row in outcomes if row["level"] == "block"}
    return [
        row
        for row in outcomes
        if row["level"] == "block" or (row["exercise"], row["measure"]) not in whole
    ]


def exercise_in_words(exercise: str) -> str:
    """Return an exercise's name as a therapist calls it."""
    return _EXERCISES.get(exercise) or exercise.replace("_", " ").capitalize()


def measure_in_words(measure: str) -> str:
    """Return what a measure is; one that a newer program sends keeps its name, without the unit."""
    known = _WORDS.get(measure)
    if known is not None:
        return known
    ending = next((ending for ending, *_ in _UNITS if measure.endswith(ending)), "")
    return measure.removesuffix(ending).replace("_", " ").capitalize()


def measured(measure: str, value: float | None) -> str:
    """Return a value with its unit."""
    if value is None:
        return "not measured"
    unit, digits, factor = _unit(measure)
    number = f"{factor * value:.{digits}f}"
    return f"{number} {unit}".rstrip()


def difference(measure: str, one: float, other: float) -> str:
    """Return the second minus the first, with its sign and unit."""
    unit, digits, factor = _unit(measure)
    unit = "points" if unit == "%" else unit
    return f"{factor * (other - one):+.{digits}f} {unit}".rstrip()


def _unit(measure: str) -> tuple[str, int, float]:
    if measure not in _NO_PERCENT:
        for ending, unit, digits, factor in _UNITS:
            if measure.endswith(ending):
                return unit, digits, factor
    return "", 2, 1.0
