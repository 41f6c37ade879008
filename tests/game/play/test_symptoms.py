"""A patient can say at any time that something is wrong, whatever the plan asks."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from game.app import Played, play_session
from game.frame import Frame
from game.home.settings import HomeSettings
from game.input.command import Command, Wish
from game.language import use
from game.scenes.cover import Cover
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING
from sessions.asking.answer import Chosen
from sessions.asking.catalogue import item
from sessions.asking.item import ChooseSeveral
from sessions.events.entry import CommandGiven, MessageForTherapist, SafetyFired
from sessions.plan.plan import parse_plan
from tests.fakes.hurried_patient import HurriedPatient
from tests.game.conftest import MakeTheatre
from tests.game.play.session_log import logged, ratings_of, scenes_of

PLAN = """
schema_version = 1
name = "plain"
title = "Plain"
affected_side = "left"
[questions]
before = ["intensity"]
after = ["intensity"]
[[blocks]]
exercise = "follow"
movements = ["pinch"]
trials = 1
cycles = 3
patient_sets_speed = false
ask_follow_quality = false
"""


@dataclass
class Telling(HurriedPatient):
    """Presses "something is wrong" once in the first exercise, where it is offered, and ticks."""

    ticks: tuple[str, ...] = ()
    strong: int = 0
    pressed: list[Wish] = field(default_factory=list)
    limb_seen_in: set[str] = field(default_factory=set)

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        if frame.limbs:
            self.limb_seen_in.add(frame.scene)
        offered = {b.wish: b for b in frame.screen.buttons}
        if frame.scene == "follow" and Wish.WRONG not in self.pressed and Wish.WRONG in offered:
            self.pressed.append(Wish.WRONG)
            ask = item("adverse_events").ask
            assert isinstance(ask, ChooseSeveral)
            places = [option.id for option in ask.options]
            self.choices["ask_adverse_events"] = [places.index(tick) for tick in self.ticks]
            self.numbers = [self.strong]
            return (Command(Wish.WRONG, now_s),)
        return super().look(frame, now_s)


Tells = Callable[[Telling], Played]


@pytest.fixture
def tells(home: HomeSettings, make_theatre: MakeTheatre) -> Tells:
    def play(patient: Telling) -> Played:
        plan = parse_plan(PLAN, source_name="plain.toml")
        return play_session(plan, home, make_theatre(onlooker=patient, sensor=False))

    return play


def test_strong_dizziness_told_in_an_exercise_ends_it_kindly_and_tells(tells: Tells) -> None:
    patient = Telling(ticks=("dizziness",), strong=6)
    played = tells(patient)
    assert played.ended == "safety"
    assert logged(played.folder, SafetyFired)[0].rule == "dizziness"
    assert "dizziness" in [e.about for e in logged(played.folder, MessageForTherapist)]
    assert "ask_adverse_events" not in patient.limb_seen_in
    assert [e.wish for e in logged(played.folder, CommandGiven)] == ["wrong"]


def test_sweating_pauses_tells_and_lets_the_patient_go_on(tells: Tells) -> None:
    played = tells(Telling(ticks=("sweating",)))
    assert played.ended == "completed"
    (fired,) = logged(played.folder, SafetyFired)
    assert (fired.rule, fired.reason) == ("symptom", "the patient reports sweating")
    assert (fired.action, fired.also) == ("pause_and_ask", ("tell_therapist",))
    assert [e.about for e in logged(played.folder, MessageForTherapist)] == ["symptom"]
    told = [r for r in ratings_of(played.folder) if r.quantity == "adverse_events"]
    assert [(r.moment, r.value) for r in told] == [("safety", Chosen(chosen=("sweating",)))]
    assert "safety_pause" in scenes_of(played.folder)


def test_nothing_ticked_costs_nothing(tells: Tells) -> None:
    played = tells(Telling())
    assert played.ended == "completed"
    assert logged(played.folder, SafetyFired) == []
    assert logged(played.folder, MessageForTherapist) == []


def test_the_cover_offers_it_too_in_either_language() -> None:
    said = []
    for language in ("en", "fr"):
        use(language)
        arm = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)
        frame = Cover().frame(Moment(0.0, 0.0), arm)
        said.append([b.text for b in frame.screen.buttons if b.wish is Wish.WRONG])
    use("en")
    assert said == [["Something is wrong"], ["Quelque chose ne va pas"]]
