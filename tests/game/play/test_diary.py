"""Questions without an exercise: the diary at bedtime, and what a session owes later."""

from dataclasses import replace
from datetime import datetime, timedelta

from game.app import play_session
from game.home.settings import HomeSettings
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.timing.clock import VirtualClock
from sessions.events.log import read_log
from sessions.events.summary import summarise
from sessions.plan.plan import LoadedPlan, parse_plan
from tests.fakes.hurried_patient import HurriedPatient
from tests.game.conftest import MakeTheatre
from tests.game.play.session_log import ratings_of, started_of


def test_the_diary_asks_few_questions_in_under_a_minute(
    home: HomeSettings, make_theatre: MakeTheatre, short_plan: LoadedPlan
) -> None:
    clock = VirtualClock()
    patient = SimulatedPatient(4, TEMPERAMENTS["cooperative"])
    played = play_session(
        short_plan,
        home,
        make_theatre(clock=clock, onlooker=patient, sensor=False),
        purpose="diary",
    )
    assert played.ended == "completed"
    asked = [r.quantity for r in ratings_of(played.folder)]
    assert asked == list(short_plan.plan.questions.bedtime)
    assert {r.moment for r in ratings_of(played.folder)} == {"bedtime"}
    assert clock() < 75.0  # the last page among it, which goes by itself
    summary = summarise(read_log(played.folder / "events.jsonl"))
    assert summary is not None
    assert (summary.purpose, summary.minutes_ordered, summary.blocks) == ("diary", 0.0, ())


def test_every_kind_of_question_is_answered_by_the_simulated_patient(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    asked = (
        "intensity",
        "posture",
        "adverse_events",
        "global_change",
        "pain_minutes_24h",
        "pain_shares_24h",
        "telescoping",
        "quality",
        "where_phantom_pain",
        "embodiment_agency",
    )
    text = (
        'schema_version = 1\nname = "q"\naffected_side = "left"\ntitle = "Q"\n'
        f"[questions]\nbedtime = {list(asked)}\n"
        '[[blocks]]\nexercise = "calm"\n'
    )
    plan = parse_plan(text, source_name="q.toml")
    for seed in (1, 2, 3):
        clock = VirtualClock()
        patient = SimulatedPatient(seed, TEMPERAMENTS["cooperative"])
        theatre = make_theatre(clock=clock, onlooker=patient, sensor=False)
        played = play_session(plan, home, theatre, purpose="diary")
        answers = {r.quantity: r for r in ratings_of(played.folder)}
        assert set(asked) <= set(answers)
        assert clock() < 10 * 60
        given = [r.value for r in answers.values()]
        assert sum(value == "skipped" for value in given) <= 4
        assert "not_asked" not in given
        assert all(r.answered_after_s is not None for r in answers.values())


def test_what_a_session_owes_is_asked_later_and_kept_with_its_id(
    home: HomeSettings, make_theatre: MakeTheatre, short_plan: LoadedPlan
) -> None:
    first = play_session(short_plan, home, make_theatre(onlooker=HurriedPatient()))
    session_id = started_of(first.folder).session_id
    later = datetime.now().astimezone() + timedelta(minutes=45)
    theatre = replace(
        make_theatre(onlooker=HurriedPatient(numbers=[6]), sensor=False), wall_clock=lambda: later
    )
    second = play_session(short_plan, home, theatre, purpose="later")
    (owed,) = ratings_of(second.folder)
    assert (owed.quantity, owed.moment, owed.value) == ("intensity", "later", 6)
    assert owed.for_session == session_id
    assert owed.answered_at == later
