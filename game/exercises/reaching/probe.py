"""Plays a probe block: the same sequences in every session, and what they measured."""

from functools import partial

import numpy as np

from game.exercises.reaching.probe_scene import ProbeScene
from game.exercises.reaching.target_sequence import TARGETS, VERSION
from game.exercises.turns import play_kept, rest_between
from game.play.stage import Stage, TrialDone
from game.scenes.scene import Play
from sessions.analysis.kinematics import measure_movement
from sessions.analysis.sampling import evenly
from sessions.analysis.skill import skill_index
from sessions.blocks.probe import ProbeBlock

_RATE_HZ = 100.0
_LEAST_RISE_PER_S = 0.05
"""Of the share of effort, for a stroke to count."""


def play_probe(block: ProbeBlock, stage: Stage, index: int) -> Play[bool]:
    """Play the block; return False where the patient skipped it."""
    by_hand = block.driven_by == "hand" and stage.arm_is_measured
    misses, finished, durations_s = 0, 0, list[float]()
    for i in range(block.sequences):
        yield from rest_between(i, block.rest_s)
        scene = ProbeScene(
            stage.affected_side,
            stage.trace,
            by_hand=by_hand,
            progress_from=i / block.sequences,
            progress_to=(i + 1) / block.sequences,
        )
        yield from play_kept(scene, partial(_keep, stage=stage, index=index, number=i))
        if scene.skipped:
            return False
        duration_s = scene.sequence.duration_s
        if duration_s is not None:
            finished += 1
            misses += scene.sequence.misses
            durations_s.append(duration_s)
    mean_s = float(np.mean(durations_s)) if durations_s else 0.0
    skill = skill_index(misses, finished * len(TARGETS), mean_s)
    condition = _condition(by_hand=by_hand)
    stage.journal.outcome(index, "probe", "block_skill_index", skill, condition=condition)
    stage.journal.outcome(
        index, "probe", "sequences_finished", float(finished), condition=condition
    )
    return True


def _condition(*, by_hand: bool) -> str:
    return f"version {VERSION} {'hand' if by_hand else 'canvas'}"


def _keep(scene: ProbeScene, stage: Stage, index: int, number: int) -> None:
    """Write one sequence into the log."""
    sequence = scene.sequence
    stage.journal.trial(
        index,
        TrialDone(
            exercise="probe",
            movement=f"probe_version_{VERSION}",
            cycles_ordered=1,
            cycles_done=int(sequence.complete),
            active_s=scene.active_s,
            finished=scene.finished,
            skipped=scene.skipped,
            seen_s=scene.seen_s if scene.by_hand else None,
        ),
    )
    if scene.active_s <= 0.0:
        return
    condition = _condition(by_hand=scene.by_hand)

    def keep(measure: str, value: float | None) -> None:
        stage.journal.outcome(index, "probe", measure, value, trial=number, condition=condition)

    duration_s = sequence.duration_s
    keep("sequence_time_s", duration_s)
    keep("targets_missed", float(sequence.misses) if sequence.complete else None)
    keep(
        "skill_index",
        None if duration_s is None else skill_index(sequence.misses, len(TARGETS), duration_s),
    )
    times_s, shares = scene.effort
    if sequence.complete and len(times_s) > 10 and times_s[-1] > times_s[0]:
        even_s, even = evenly(times_s, shares, _RATE_HZ)
        moved = measure_movement(even_s, even, _RATE_HZ, least_rise=_LEAST_RISE_PER_S)
        keep("effort_units", None if moved is None else float(moved.units))
        keep("effort_sparc", None if moved is None else moved.sparc)
    if scene.by_hand:
        keep("sensor_rate_hz", scene.measured.rate_hz)
