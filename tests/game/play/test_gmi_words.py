"""What the patient reads about graded motor imagery: where they are, and what would help."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from game.app import Theatre, play_session
from game.frame import Frame
from game.home.settings import HomeSettings
from game.input.command import Command, Wish
from game.language import use
from game.play.gmi_words import gmi_sentence
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from sessions.course.gmi import GmiRule, GmiStage, Standing
from sessions.plan.plan import parse_plan

PLAN = """
schema_version = 1
name = "judging"
title = "Judging"
affected_side = "left"
sensor = "simulated"
[[blocks]]
exercise = "laterality"
pictures = 8
"""


def at(stage: GmiStage, *lacking: str) -> Standing:
    return Standing(stage, 1, 3, lacking, "for the therapist")


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (at("laterality"), "Step 1 of 3, judging left and right: 1 of 3 sets reached the aim."),
        (at("laterality", "accuracy", "difference"), "A little surer on each side"),
        (at("laterality", "difference"), "Left and right are not equally quick yet"),
        (at("imagery", "ease"), "Smaller and slower"),
        (at("imagery", "not_measured"), "Step 2 of 3"),
        (at("mirror"), "now comes the mirror"),
    ],
)
def test_each_standing_is_one_kind_sentence(standing: Standing, said: str) -> None:
    assert said in gmi_sentence(standing)


def test_it_is_said_in_french_too() -> None:
    use("fr")
    try:
        assert gmi_sentence(at("mirror")).startswith("Les deux premières étapes")
    finally:
        use("en")


def test_the_last_page_of_a_session_counts_what_was_just_done(
    make_theatre: Callable[..., Theatre], home: HomeSettings
) -> None:
    last: list[Frame] = []
    patient = SimulatedPatient(3, TEMPERAMENTS["cooperative"])

    class Watcher:
        def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
            if frame.scene == "summary":
                last.append(frame)
                return (Command(Wish.NEXT, now_s),)
            return patient.look(frame, now_s)

    rule = GmiRule(accuracy_above=0.5, margin_s=5.0, laterality_blocks=2)
    loaded = replace(parse_plan(PLAN, source_name="judging.toml"), gmi=rule)
    play_session(loaded, home, make_theatre(onlooker=Watcher(), sensor=False))
    assert "Step 1 of 3" in last[-1].screen.lines[-1]
    assert "of 2 sets reached the aim." in last[-1].screen.lines[-1]
