"""A whole session in which the patient says how the phantom feels, and sees the limb like that."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from game.app import Theatre, play_session
from game.frame import Frame
from game.home.settings import HomeSettings
from game.input.command import Command
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from sensors.pose import LIMITS_RAD
from sessions.asking.answer import Chosen
from sessions.asking.felt_answers import FELT_ITEMS, as_told
from sessions.events.entry import PhantomShown, RatingGiven
from sessions.events.log import read_log
from sessions.plan.phantom import FeltPhantom, PhantomRule
from sessions.plan.plan import LoadedPlan, parse_plan
from sessions.plan.residual import ResidualLimb

USUAL = FeltPhantom(telescoping=0.35, size=1.2, posture="fist", stiffness=0.4)
RESIDUAL = ResidualLimb(level="transradial", length_mm=120)


@dataclass
class Watching:
    """The simulated patient, and every frame they saw."""

    patient: SimulatedPatient
    frames: list[Frame] = field(default_factory=list)

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        self.frames.append(frame)
        return self.patient.look(frame, now_s)


def asking(plan: LoadedPlan, rule: PhantomRule) -> LoadedPlan:
    text = plan.plan.model_copy(update={"phantom": rule}).model_dump_json()
    return parse_plan(text, source_name="felt.json")


@pytest.mark.parametrize("seed", [1, 2])
def test_the_limb_is_shown_as_the_patient_says_today(
    seed: int, short_plan: LoadedPlan, home: HomeSettings, make_theatre: Callable[..., Theatre]
) -> None:
    rule = PhantomRule(begin_as_felt=True, most_stiffness=0.6)
    home = replace(home, phantom=USUAL, residual=RESIDUAL)
    watching = Watching(SimulatedPatient(seed, TEMPERAMENTS["cooperative"]))
    played = play_session(asking(short_plan, rule), home, make_theatre(onlooker=watching))
    entries = read_log(played.folder / "events.jsonl").entries
    (shown,) = [entry for entry in entries if isinstance(entry, PhantomShown)]
    answers = {
        entry.rating.quantity: entry.rating.value
        for entry in entries
        if isinstance(entry, RatingGiven) and entry.rating.quantity in FELT_ITEMS
    }
    assert set(answers) == set(FELT_ITEMS)
    assert any(isinstance(value, int | Chosen) for value in answers.values())
    assert shown.told == as_told(USUAL, answers, "arm")
    assert shown.phantom == rule.shown(shown.told, 0)
    limbs = [limb for frame in watching.frames for limb in frame.limbs]
    affected = [limb for limb in limbs if limb.side == "left"]
    assert {limb.form.telescoping for limb in affected} == {shown.phantom.telescoping}
    assert {limb.residual_opacity > 0 for limb in affected if limb.opacity > 0} == {True}
    for limb in limbs:
        assert (limb.angles_rad >= LIMITS_RAD[:, 0] - 1e-9).all()
        assert (limb.angles_rad <= LIMITS_RAD[:, 1] + 1e-9).all()
        if limb.side == "right":
            assert limb.form.plain
            assert limb.residual_opacity == 0.0
    pairs = zip(watching.frames, watching.frames[1:], strict=False)
    for before, after in pairs:
        if before.limbs and after.limbs:
            assert {limb.form for limb in before.limbs} & {limb.form for limb in after.limbs}


def test_a_plan_that_does_not_ask_shows_what_the_settings_say(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: Callable[..., Theatre]
) -> None:
    rule = PhantomRule(begin_as_felt=True, ask=False)
    watching = Watching(SimulatedPatient(3, TEMPERAMENTS["cooperative"]))
    home = replace(home, phantom=USUAL)
    played = play_session(asking(short_plan, rule), home, make_theatre(onlooker=watching))
    entries = read_log(played.folder / "events.jsonl").entries
    assert not [entry for entry in entries if isinstance(entry, PhantomShown)]
    forms = {limb.form for frame in watching.frames for limb in frame.limbs if limb.side == "left"}
    assert {form.telescoping for form in forms} == {0.35}
