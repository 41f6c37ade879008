"""Relief on demand: quickly there, kept apart, on the affected side, with pain before and after."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from game.app import Played, play_session
from game.home.at_hand import plan_at_hand, relief_for
from game.home.settings import HomeSettings
from game.input.command import Wish
from sessions.blocks.calm import CalmBlock
from sessions.events.entry import BlockEnded, SafetyFired
from sessions.folder.manifest import verify
from sessions.plan.plan import LoadedPlan, parse_plan
from tests.fakes.hurried_patient import HurriedPatient
from tests.game.conftest import MakeTheatre
from tests.game.play.session_log import logged, ratings_of, started_of

Relieved = Callable[[LoadedPlan, HurriedPatient], Played]


@pytest.fixture
def relieved(home: HomeSettings, make_theatre: MakeTheatre) -> Relieved:
    """Return how relief is played by a patient, without a sensor."""

    def play(loaded: LoadedPlan, patient: HurriedPatient) -> Played:
        theatre = make_theatre(onlooker=patient, sensor=False)
        return play_session(loaded, home, theatre, purpose="relief")

    return play


def shortened(loaded: LoadedPlan) -> LoadedPlan:
    """Return relief of one minute."""
    block = CalmBlock(exercise="calm", duration_s=60.0)
    return replace(loaded, plan=loaded.plan.model_copy(update={"blocks": (block,)}))


def test_relief_is_kept_apart_with_pain_before_and_after(
    home: HomeSettings, relieved: Relieved
) -> None:
    played = relieved(relief_for(home), HurriedPatient(numbers=[7, 5]))
    assert played.ended == "completed"
    assert verify(played.folder).sound
    assert started_of(played.folder).purpose == "relief"
    pain = [(r.moment, r.value) for r in ratings_of(played.folder) if r.quantity == "intensity"]
    assert pain == [("session_start", 7), ("session_end", 5)]
    block = logged(played.folder, BlockEnded)[0]
    assert (block.exercise, block.outcome) == ("calm", "completed")
    assert 120.0 <= block.active_s <= 300.0


def test_from_the_start_to_a_moving_limb_it_is_one_press(
    home: HomeSettings, relieved: Relieved
) -> None:
    # Acknowledges the cautions, as a first session does.
    relieved(relief_for(home), HurriedPatient(ends_in="calm"))
    patient = HurriedPatient(numbers=[8, 6], answers_only_in="ask_intensity", ends_in="calm")
    relieved(relief_for(home), patient)
    moving = next(i for i, (_, frame) in enumerate(patient.frames) if frame.limbs)
    (began_s, _), (moves_s, _) = patient.frames[0], patient.frames[moving]
    assert {frame.scene for _, frame in patient.frames[:moving]} == {"ask_intensity"}
    assert moves_s - began_s < 3.0
    pressed = [(press.wish, press.value) for press in patient.presses if press.at_s < moves_s]
    assert pressed == [(Wish.CHOOSE, 8)]


def test_pain_that_was_there_before_does_not_keep_relief_away(
    home: HomeSettings, relieved: Relieved
) -> None:
    played = relieved(shortened(relief_for(home)), HurriedPatient(numbers=[10, 10]))
    assert played.ended == "completed"
    assert not logged(played.folder, SafetyFired)


def test_the_limb_of_relief_moves_slowly_on_the_affected_side_only(
    home: HomeSettings, relieved: Relieved
) -> None:
    patient = HurriedPatient()
    relieved(shortened(relief_for(home, "right")), patient)
    limbs = [frame.limbs for _, frame in patient.frames if frame.limbs]
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
    play_session(plan, home, make_theatre(onlooker=HurriedPatient(), sensor=False))
    relief = relief_for(home).plan
    assert (relief.affected_side, relief.safety.pain_rise) == ("right", 4)
    assert plan_at_hand(home).plan == plan.plan
    assert isinstance(relief.blocks[0], CalmBlock)
