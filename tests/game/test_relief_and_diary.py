"""Relief on demand, the diary and later questions: played whole, kept apart, quickly there."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from game.app import Theatre, play_session
from game.at_hand import plan_at_hand, relief_for
from game.clock import VirtualClock
from game.command import Command, Wish
from game.frame import Frame
from game.settings import HomeSettings
from game.simulated_patient import SimulatedPatient
from game.temperament import TEMPERAMENTS
from sessions.blocks.calm import CalmBlock
from sessions.log import read_log
from sessions.log_entry import (
    BlockEnded,
    LogEntry,
    MessageForTherapist,
    RatingGiven,
    SafetyFired,
    SceneShown,
    SessionStarted,
)
from sessions.manifest import verify
from sessions.plan import LoadedPlan, parse_plan
from sessions.rating import Rating
from sessions.summary import summarise

MakeTheatre = Callable[..., Theatre]


@dataclass
class Presses:
    """Presses what is said for a scene, and goes on wherever it can; a person in a hurry."""

    numbers: list[int] = field(default_factory=list)
    choices: dict[str, list[int]] = field(default_factory=dict)
    ends_in: str = ""
    frames: list[tuple[float, Frame]] = field(default_factory=list)
    presses: int = 0

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        self.frames.append((now_s, frame))
        made = self._made(frame, now_s)
        self.presses += made is not None
        return () if made is None else (made,)

    def _made(self, frame: Frame, now_s: float) -> Command | None:
        screen = frame.screen
        offered = {button.wish for button in screen.buttons}
        if frame.scene == self.ends_in:
            self.ends_in = ""
            return Command(Wish.END, now_s)
        if self.choices.get(frame.scene):
            return Command(Wish.CHOOSE, now_s, self.choices[frame.scene].pop(0))
        if screen.layout == "strip":
            # A pace is the one thing on a strip that waits for the patient.
            return Command(Wish.NEXT, now_s) if frame.scene == "pace" else None
        if screen.scale is not None and screen.scale.chosen is None:
            return Command(Wish.CHOOSE, now_s, self.numbers.pop(0) if self.numbers else 3)
        if Wish.NEXT in offered:
            return Command(Wish.NEXT, now_s)
        if Wish.SKIP in offered and not self.choices.get(frame.scene):
            return Command(Wish.SKIP, now_s)
        return None


def entries_of(folder: Path) -> tuple[LogEntry, ...]:
    return read_log(folder / "events.jsonl").entries


def shortened(loaded: LoadedPlan) -> LoadedPlan:
    """Return relief of one minute."""
    block = CalmBlock(exercise="calm", duration_s=60.0)
    return replace(loaded, plan=loaded.plan.model_copy(update={"blocks": (block,)}))


def ratings_of(folder: Path) -> list[Rating]:
    return [e.rating for e in entries_of(folder) if isinstance(e, RatingGiven)]


def started_of(folder: Path) -> SessionStarted:
    return next(e for e in entries_of(folder) if isinstance(e, SessionStarted))


def test_relief_is_kept_apart_with_pain_before_and_after(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    loaded = relief_for(home)
    presses = Presses(numbers=[7, 5])
    played = play_session(
        loaded, home, make_theatre(onlooker=presses, sensor=False), purpose="relief"
    )
    assert played.ended == "completed"
    assert verify(played.folder).sound
    assert started_of(played.folder).purpose == "relief"
    pain = [(r.moment, r.value) for r in ratings_of(played.folder) if r.quantity == "intensity"]
    assert pain == [("session_start", 7), ("session_end", 5)]
    block = next(e for e in entries_of(played.folder) if isinstance(e, BlockEnded))
    assert (block.exercise, block.outcome) == ("calm", "completed")
    assert 120.0 <= block.active_s <= 300.0


def test_from_the_start_to_a_moving_limb_it_is_one_press(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    play_session(
        relief_for(home),
        home,
        make_theatre(onlooker=Presses(ends_in="calm"), sensor=False),
        purpose="relief",
    )  # acknowledges the cautions, as a first session does
    presses = Presses(numbers=[8, 6], ends_in="calm")
    play_session(
        relief_for(home), home, make_theatre(onlooker=presses, sensor=False), purpose="relief"
    )
    moving = next((i, at_s) for i, (at_s, frame) in enumerate(presses.frames) if frame.limbs)
    before = presses.frames[: moving[0]]
    assert {frame.scene for _, frame in before} == {"ask_intensity"}
    assert moving[1] - presses.frames[0][0] < 3.0


def test_pain_that_was_there_before_does_not_keep_relief_away(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    presses = Presses(numbers=[10, 10])
    played = play_session(
        shortened(relief_for(home)),
        home,
        make_theatre(onlooker=presses, sensor=False),
        purpose="relief",
    )
    assert played.ended == "completed"
    assert not [e for e in entries_of(played.folder) if isinstance(e, SafetyFired)]


def test_the_limb_of_relief_moves_slowly_on_the_affected_side_only(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    presses = Presses()
    play_session(
        shortened(relief_for(home, "right")),
        home,
        make_theatre(onlooker=presses, sensor=False),
        purpose="relief",
    )
    limbs = [frame.limbs for _, frame in presses.frames if frame.limbs]
    assert {limb.side for shown in limbs for limb in shown} == {"right"}
    opacities = [shown[0].opacity for shown in limbs]
    assert opacities[0] < 0.2
    assert opacities[-1] == 1.0
    assert len({tuple(shown[0].angles_rad.round(3)) for shown in limbs}) > 50


def test_relief_goes_by_the_side_and_the_rules_of_the_last_plan(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    text = (
        'schema_version = 1\nname = "f"\naffected_side = "right"\ntitle = "F"\n'
        "[safety]\npain_rise = 4\n"
        '[[blocks]]\nexercise = "follow"\nmovements = ["pinch"]\ntrials = 1\ncycles = 1\n'
    )
    plan = parse_plan(text, source_name="f.toml")
    play_session(plan, home, make_theatre(onlooker=Presses(), sensor=False))
    relief = relief_for(home).plan
    assert (relief.affected_side, relief.safety.pain_rise) == ("right", 4)
    assert plan_at_hand(home).plan == plan.plan
    assert isinstance(relief.blocks[0], CalmBlock)


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

    first = play_session(short_plan, home, make_theatre(onlooker=Presses()))
    session_id = started_of(first.folder).session_id
    later = datetime.now().astimezone() + timedelta(minutes=45)
    theatre = replace(
        make_theatre(onlooker=Presses(numbers=[6]), sensor=False), wall_clock=lambda: later
    )
    second = play_session(short_plan, home, theatre, purpose="later")
    (owed,) = ratings_of(second.folder)
    assert (owed.quantity, owed.moment, owed.value) == ("intensity", "later", 6)
    assert owed.for_session == session_id
    assert owed.answered_at == later


def test_cautions_come_first_and_once(
    home: HomeSettings, make_theatre: MakeTheatre, short_plan: LoadedPlan
) -> None:
    scenes = []
    for _ in range(2):
        played = play_session(short_plan, home, make_theatre(onlooker=Presses()))
        scenes.append([e.scene for e in entries_of(played.folder) if isinstance(e, SceneShown)])
    assert scenes[0][:2] == ["welcome", "cautions"]
    assert "cautions" not in scenes[1]


CHECKED = """
schema_version = 1
name = "checked"
affected_side = "left"
title = "Checked"
[questions]
check = ["well_enough", "dizziness"]
weekly = ["movability"]
worse = ["adverse_events"]
[calmer]
exercise = "calm"
duration_s = 60
[[blocks]]
exercise = "follow"
movements = ["pinch"]
trials = 1
cycles = 4
patient_sets_speed = false
ask_follow_quality = false
[[blocks]]
exercise = "rest"
duration_s = 5
[[blocks]]
exercise = "follow"
movements = ["pinch"]
trials = 1
cycles = 4
patient_sets_speed = false
ask_follow_quality = false
"""


def test_somebody_unwell_may_choose_something_calm_and_the_therapist_is_told(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    plan = parse_plan(CHECKED, source_name="checked.toml")
    presses = Presses(choices={"ask_well_enough": [2], "unwell": [1]}, numbers=[1])
    played = play_session(plan, home, make_theatre(onlooker=presses, sensor=False))
    entries = entries_of(played.folder)
    assert [e.exercise for e in entries if isinstance(e, BlockEnded)] == ["calm"]
    assert [e.about for e in entries if isinstance(e, MessageForTherapist)] == ["unwell"]


def test_dizziness_before_the_session_ends_it_kindly_and_tells(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    plan = parse_plan(CHECKED, source_name="checked.toml")
    presses = Presses(choices={"ask_well_enough": [0]}, numbers=[6])
    played = play_session(plan, home, make_theatre(onlooker=presses, sensor=False))
    assert played.ended == "safety"
    entries = entries_of(played.folder)
    assert [e.rule for e in entries if isinstance(e, SafetyFired)] == ["dizziness"]
    assert [e.about for e in entries if isinstance(e, MessageForTherapist)] == ["dizziness"]
    assert not [e for e in entries if isinstance(e, BlockEnded)]
    assert "dizzy" in presses.frames[-1][1].screen.title


@pytest.mark.parametrize(
    ("rule", "exercises", "cycles"),
    [
        ('do = ["ease"]', ["follow", "rest", "follow"], 3),
        ('do = ["swap"]', ["follow", "rest", "calm"], None),
        ('do = ["end_kindly"]', ["follow", "rest"], None),
    ],
)
def test_a_rule_of_the_plan_eases_swaps_or_ends(
    rule: str,
    exercises: list[str],
    cycles: int | None,
    home: HomeSettings,
    make_theatre: MakeTheatre,
) -> None:
    text = CHECKED.replace(
        "[calmer]", f'[[safety.rules]]\nwhen = "pain_rise"\n{rule}\n[calmer]'
    ).replace('check = ["well_enough", "dizziness"]\n', "")
    plan = parse_plan(text, source_name="checked.toml")
    presses = Presses(numbers=[2, 2, 5, 5, 5])
    played = play_session(plan, home, make_theatre(onlooker=presses, sensor=False))
    ended = [e for e in entries_of(played.folder) if isinstance(e, BlockEnded)]
    assert [e.exercise for e in ended] == exercises
    if cycles is not None:
        # Three quarters of four cycles; one trial stays one.
        assert ended[-1].repetitions == cycles
    fired = [e for e in entries_of(played.folder) if isinstance(e, SafetyFired)]
    assert fired[0].rule == "pain_rise"
    assert fired[0].reason == "pain is 3 above the start (rule: 2 or more)"


def test_a_ceiling_ends_a_session_in_the_middle_of_an_exercise(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    text = CHECKED.replace("[calmer]", "[safety]\nmost_minutes = 1\n[calmer]").replace(
        'check = ["well_enough", "dizziness"]\n', ""
    )
    plan = parse_plan(text, source_name="checked.toml")
    presses = Presses(numbers=[2, 2, 2])
    played = play_session(plan, home, make_theatre(onlooker=presses, sensor=False))
    assert played.ended == "safety"
    ended = [e for e in entries_of(played.folder) if isinstance(e, BlockEnded)]
    assert ended[-1].outcome == "safety"
    assert sum(e.active_s for e in ended if e.exercise == "follow") == pytest.approx(60, abs=12)
    assert presses.frames[-1][1].screen.title == "That is enough for one session. Well done."
