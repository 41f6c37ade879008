"""What keeps a whole session safe: cautions, how the patient is, the plan's rules, a ceiling."""

from collections.abc import Callable

import pytest

from game.app import Played, play_session
from game.home.settings import HomeSettings
from sessions.events.entry import BlockEnded, MessageForTherapist, SafetyFired
from sessions.plan.plan import LoadedPlan, parse_plan
from tests.fakes.hurried_patient import HurriedPatient
from tests.game.conftest import MakeTheatre
from tests.game.play.session_log import logged, scenes_of

Plays = Callable[[str, HurriedPatient], Played]

FOLLOW = """
[[blocks]]
exercise = "follow"
movements = ["pinch"]
trials = 1
cycles = 4
patient_sets_speed = false
ask_follow_quality = false
"""
CHECK = 'check = ["well_enough", "dizziness"]\n'
CHECKED = f"""
schema_version = 1
name = "checked"
affected_side = "left"
title = "Checked"
[questions]
{CHECK}weekly = ["movability"]
worse = ["adverse_events"]
[calmer]
exercise = "calm"
duration_s = 60
{FOLLOW}[[blocks]]
exercise = "rest"
duration_s = 5
{FOLLOW}"""
UNCHECKED = CHECKED.replace(CHECK, "")


@pytest.fixture
def plays(home: HomeSettings, make_theatre: MakeTheatre) -> Plays:
    """Return how a plan in TOML is played by a patient, without a sensor."""

    def play(text: str, patient: HurriedPatient) -> Played:
        plan = parse_plan(text, source_name="checked.toml")
        return play_session(plan, home, make_theatre(onlooker=patient, sensor=False))

    return play


def test_cautions_come_first_and_once(
    home: HomeSettings, make_theatre: MakeTheatre, short_plan: LoadedPlan
) -> None:
    scenes = []
    for _ in range(2):
        played = play_session(short_plan, home, make_theatre(onlooker=HurriedPatient()))
        scenes.append(scenes_of(played.folder))
    assert scenes[0][:2] == ["welcome", "cautions"]
    assert "cautions" not in scenes[1]


def test_somebody_unwell_may_choose_something_calm_and_the_therapist_is_told(
    plays: Plays,
) -> None:
    patient = HurriedPatient(choices={"ask_well_enough": [2], "unwell": [1]}, numbers=[1])
    played = plays(CHECKED, patient)
    assert played.ended == "completed"
    assert [e.exercise for e in logged(played.folder, BlockEnded)] == ["calm"]
    assert [e.about for e in logged(played.folder, MessageForTherapist)] == ["unwell"]


def test_dizziness_before_the_session_ends_it_kindly_and_tells(
    plays: Plays,
) -> None:
    patient = HurriedPatient(choices={"ask_well_enough": [0]}, numbers=[6])
    played = plays(CHECKED, patient)
    assert played.ended == "safety"
    assert [e.rule for e in logged(played.folder, SafetyFired)] == ["dizziness"]
    assert [e.about for e in logged(played.folder, MessageForTherapist)] == ["dizziness"]
    assert not logged(played.folder, BlockEnded)
    assert "dizzy" in patient.frames[-1][1].screen.title


@pytest.mark.parametrize(
    ("do", "exercises", "cycles", "ended"),
    [
        ("ease", ["follow", "rest", "follow"], [4, 3], "completed"),
        ("swap", ["follow", "rest", "calm"], [4], "completed"),
        ("end_kindly", ["follow", "rest"], [4], "safety"),
    ],
)
def test_a_rule_of_the_plan_eases_swaps_or_ends(
    do: str,
    exercises: list[str],
    cycles: list[int],
    ended: str,
    plays: Plays,
) -> None:
    rules = f'[[safety.rules]]\nwhen = "pain_rise"\ndo = ["{do}"]\n'
    text = UNCHECKED.replace("[calmer]", f"{rules}[calmer]")
    patient = HurriedPatient(numbers=[2, 2, 5, 5, 5])
    played = plays(text, patient)
    assert played.ended == ended
    blocks = logged(played.folder, BlockEnded)
    assert [e.exercise for e in blocks] == exercises
    # Eased, it is three quarters of four cycles; one trial stays one.
    assert [e.repetitions for e in blocks if e.exercise == "follow"] == cycles
    fired = logged(played.folder, SafetyFired)
    assert fired[0].rule == "pain_rise"
    assert fired[0].reason == "pain is 3 above the start (rule: 2 or more)"


def test_a_ceiling_ends_a_session_in_the_middle_of_an_exercise(
    plays: Plays,
) -> None:
    text = UNCHECKED.replace("[calmer]", "[safety]\nmost_minutes = 1\n[calmer]")
    patient = HurriedPatient(numbers=[2, 2, 2])
    played = plays(text, patient)
    assert played.ended == "safety"
    ended = logged(played.folder, BlockEnded)
    assert ended[-1].outcome == "safety"
    assert sum(e.active_s for e in ended if e.exercise == "follow") == pytest.approx(60, abs=1)
    assert patient.frames[-1][1].screen.title == "That is enough for one session. Well done."
