"""The simulated patient plays a whole block of each exercise, and the log says what came of it."""

from collections.abc import Callable

import pytest

from game.app import Theatre, play_session
from game.home.settings import HomeSettings
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from sessions.events.entry import BlockEnded, OutcomeMeasured, RatingGiven, Trial
from sessions.events.log import read_log
from sessions.events.summary import summarise
from sessions.folder.manifest import verify

from .playing import plan_of

BLOCKS = {
    "laterality": "pictures = 12",
    "sort": "cards = 8",
    "posture_imagery": "pictures = 3",
    "covered_mirror": 'movements = ["hand_open_close"]\nduration_s = 40',
    "attempts": 'movements = ["pinch"]\nrepetitions = 4',
    "visualisation": 'movements = ["pinch"]\ntrials = 2\npause_s = 1',
    "guided_imagery": "passage_s = 10",
    "observation": 'movements = ["hand_open_close"]\ncycles = 2',
    "breathing": "duration_s = 30",
    "education": 'topics = ["feelings", "patience"]',
    "free_play": "ceiling_s = 60",
}
MEASURED = {
    "laterality": {"accuracy_share", "response_time_s", "asymmetry_share", "order_seed_number"},
    "sort": {"accuracy_share", "difficulty_level_share", "cards_count"},
    "posture_imagery": {"imagined_time_s", "order_seed_number"},
    "covered_mirror": {"repetitions_count"},
    "attempts": {"attempts_count"},
    "visualisation": {"imagined_time_s", "executed_time_s", "imagined_to_executed_ratio"},
    "guided_imagery": {"passages_count"},
    "observation": {"cycles_seen_count"},
    "breathing": {"breaths_count"},
    "education": {"page_read_s"},
    "free_play": {"played_s"},
}
NEEDS_A_HAND = {"covered_mirror", "free_play"}


@pytest.mark.parametrize("exercise", BLOCKS)
def test_a_whole_block_is_played_kept_and_summed_up(
    exercise: str, make_theatre: Callable[..., Theatre], home: HomeSettings
) -> None:
    loaded = plan_of(f'[[blocks]]\nexercise = "{exercise}"\n{BLOCKS[exercise]}\n')
    patient = SimulatedPatient(3, TEMPERAMENTS["cooperative"])
    theatre = make_theatre(onlooker=patient, sensor=exercise in NEEDS_A_HAND)
    played = play_session(loaded, home, theatre)
    assert played.ended == "completed"
    assert not verify(played.folder).problems
    reading = read_log(played.folder / "events.jsonl")
    assert not reading.damaged
    (ended,) = [e for e in reading.entries if isinstance(e, BlockEnded)]
    assert ended.outcome == "completed"
    assert ended.active_s > 5.0
    outcomes = [e for e in reading.entries if isinstance(e, OutcomeMeasured)]
    assert {e.measure for e in outcomes} >= MEASURED[exercise]
    assert all(e.exercise == exercise for e in outcomes)
    trials = [e for e in reading.entries if isinstance(e, Trial)]
    assert bool(trials) == (exercise != "breathing")
    if exercise == "posture_imagery":
        assert all(trial.cycles_done == trial.cycles_ordered for trial in trials)
    summary = summarise(reading)
    assert summary is not None
    assert summary.blocks[0].active_s == ended.active_s


def test_answers_about_imagery_are_in_the_log_with_their_block(
    make_theatre: Callable[..., Theatre], home: HomeSettings
) -> None:
    loaded = plan_of('[[blocks]]\nexercise = "guided_imagery"\npassage_s = 10\n')
    patient = SimulatedPatient(3, TEMPERAMENTS["cooperative"])
    played = play_session(loaded, home, make_theatre(onlooker=patient, sensor=False))
    ratings = [
        e.rating
        for e in read_log(played.folder / "events.jsonl").entries
        if isinstance(e, RatingGiven) and e.rating.block_index == 0
    ]
    assert [r.quantity for r in ratings] == ["imagery_ease", "constant_pain", "exacerbation_pain"]
