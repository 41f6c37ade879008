"""The probe: what counts as held and as missed, and a whole block by pointer and by hand."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.app import Theatre, play_session
from game.drawing import Box, Disc
from game.exercises.reaching.target_sequence import (
    HALF_WIDTH,
    HOLD_S,
    TARGETS,
    VERSION,
    TargetSequence,
    level_of,
    share_for,
    share_of_hand,
)
from game.frame import Frame
from game.home.settings import HomeSettings
from game.input.command import Command
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.timing.clock import VirtualClock
from sensors.drivers.pointer import PointerSensor
from sensors.motion.pointer_pose import pose_of_shares
from sensors.settings import PointerSettings
from sessions.events.entry import OutcomeMeasured
from sessions.events.log import read_log
from sessions.plan.plan import parse_plan

PLAN = """
schema_version = 1
name = "probe"
affected_side = "left"
sensor = "pointer"
title = "Probe"
[[blocks]]
exercise = "probe"
sequences = 3
rest_s = 1
"""


def hold(sequence: TargetSequence, at_s: float, level: float, for_s: float) -> float:
    steps = round(for_s * 100)
    for i in range(steps + 1):
        sequence.update(at_s + i / 100, level)
    return at_s + for_s + 0.01


def test_version_one_is_what_it_was() -> None:
    assert VERSION == 1
    assert TARGETS == (0.80, 0.40, 0.65, 0.22, 0.52)
    assert (HALF_WIDTH, HOLD_S) == (0.055, 0.25)
    assert level_of(0.25) == pytest.approx(0.4708803, abs=1e-7)


@given(st.floats(0.0, 1.0))
def test_effort_and_level_are_each_others_inverse(share: float) -> None:
    assert share_for(level_of(share)) == pytest.approx(share, abs=1e-9)


def test_targets_held_in_order_make_a_sequence_without_a_miss() -> None:
    sequence = TargetSequence()
    at_s = hold(sequence, 0.0, 0.0, 1.0)
    for i, target in enumerate(TARGETS):
        at_s = hold(sequence, at_s, target, HOLD_S + 0.05)
        assert sequence.caught == i + 1
    assert sequence.complete
    assert sequence.misses == 0
    assert sequence.duration_s == pytest.approx(5 * 0.31 - 0.06, abs=0.02)


def test_a_target_passed_or_left_too_soon_is_missed_once() -> None:
    sequence = TargetSequence()
    at_s = hold(sequence, 0.0, 0.0, 0.2)
    at_s = hold(sequence, at_s, 0.95, 0.2)  # passed
    at_s = hold(sequence, at_s, TARGETS[0], 0.1)  # and left too soon
    at_s = hold(sequence, at_s, 0.6, 0.1)
    at_s = hold(sequence, at_s, TARGETS[0], 0.3)
    assert (sequence.caught, sequence.misses) == (1, 1)
    hold(sequence, at_s, TARGETS[1], 0.3)
    assert (sequence.caught, sequence.misses) == (2, 1)


def test_the_hand_moves_the_dot_over_the_whole_line() -> None:
    shares = [share_of_hand(pose_of_shares(o, 0.5, 0.5)) for o in np.linspace(0, 1, 11)]
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert shares == sorted(shares)


class OpeningPatient:
    """Somebody at the mouse as a sensor, who opens the hand until the dot is in the field."""

    def __init__(self, sensor: PointerSensor) -> None:
        self._sensor = sensor
        self._pages = SimulatedPatient(3, TEMPERAMENTS["cooperative"])
        self._opening = 0.3
        self.drawings: list[tuple[object, ...]] = []

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        bright = [s for s in frame.drawing if isinstance(s, Box) and s.colour == "amber"]
        dots = [s for s in frame.drawing if isinstance(s, Disc)]
        if bright and dots:
            self.drawings.append(tuple(s for s in frame.drawing if isinstance(s, Box)))
            self._opening += 0.05 * float(bright[0].at[1] - dots[-1].at[1])
            self._opening = min(max(self._opening, 0.0), 1.0)
        self._sensor.feed(opening=self._opening, wrist=0.5, elbow=0.5)
        return self._pages.look(frame, now_s)


def outcomes(folder_events: object) -> list[OutcomeMeasured]:
    entries = read_log(folder_events).entries  # type: ignore[arg-type]
    return [e for e in entries if isinstance(e, OutcomeMeasured)]


def test_a_block_by_hand_measures_skill_and_is_the_same_each_time(
    home: HomeSettings, make_theatre: Callable[..., Theatre]
) -> None:
    clock = VirtualClock()
    sensor = PointerSensor(PointerSettings(), clock)
    sensor.open()
    patient = OpeningPatient(sensor)
    theatre = replace(make_theatre(clock=clock, onlooker=patient, sensor=False), sensor=sensor)
    played = play_session(parse_plan(PLAN, source_name="p.toml"), home, theatre)
    assert played.ended == "completed"
    found = outcomes(played.folder / "events.jsonl")
    assert {e.condition for e in found} == {"version 1 hand"}
    times = [e.value for e in found if e.measure == "sequence_time_s"]
    assert len(times) == 3
    assert all(value is not None and 1.5 < value < 40.0 for value in times)
    skills = [e.value for e in found if e.measure == "skill_index"]
    assert all(value is not None for value in skills)
    sparc = [e.value for e in found if e.measure == "effort_sparc"]
    assert all(value is not None and value < -1.4 for value in sparc)
    places = {tuple(box.at for box in boxes) for boxes in patient.drawings}  # type: ignore[attr-defined]
    assert len(places) == 1


def test_a_block_by_pointer_is_played_by_the_simulated_patient(
    home: HomeSettings, make_theatre: Callable[..., Theatre]
) -> None:
    patient = SimulatedPatient(4, TEMPERAMENTS["cooperative"])
    theatre = make_theatre(onlooker=patient, sensor=False)
    text = PLAN + 'driven_by = "canvas"\n'
    played = play_session(parse_plan(text, source_name="p.toml"), home, theatre)
    found = outcomes(played.folder / "events.jsonl")
    assert {e.condition for e in found} == {"version 1 canvas"}
    finished = next(e.value for e in found if e.measure == "sequences_finished")
    assert finished == 3.0
    assert next(e.value for e in found if e.measure == "block_skill_index") is not None
