"""Fitting by steps: every setting of every part, for arm and leg, stays within what is allowed."""

from typing import get_args

import pytest

from game.fitting.words import hint, part_name, setting_name, value_words
from game.limb.appearance import DEFAULT_APPEARANCE, Appearance
from game.limb.felt_fitting import FELT_POSTURES, FELT_SETTINGS
from game.limb.fitted import Fitted, Part
from game.limb.fitting import SETTINGS, STEPS, bounds_of
from game.limb.form import LimbForm
from game.limb.form import residual_end_m as drawn_end_m
from game.limb.limb import load_limb
from game.limb.postures import load_postures
from game.shown.felt_limb import UPPER_M, residual_end_m
from sensors.pose import LimbKind
from sessions.plan.phantom import NEUTRAL, FeltPhantom
from sessions.plan.residual import AmputationLevel, ResidualLimb

KINDS: tuple[LimbKind, ...] = ("arm", "leg")
LEFT_OF: dict[LimbKind, ResidualLimb] = {
    "arm": ResidualLimb(level="transradial", length_mm=120),
    "leg": ResidualLimb(level="transtibial", length_mm=120),
}


def every_setting() -> list[tuple[LimbKind, Part, str]]:
    parts: tuple[Part, ...] = get_args(Part)
    return [
        (kind, part, setting)
        for kind in KINDS
        for part in parts
        for setting in Fitted(kind, residual=LEFT_OF[kind]).settings(part)
    ]


@pytest.mark.parametrize(("kind", "part", "setting"), every_setting())
def test_every_setting_goes_up_and_down_stays_in_bounds_and_has_plain_words(
    kind: LimbKind, part: Part, setting: str
) -> None:
    first = up = down = Fitted(kind, residual=LEFT_OF[kind])
    seen = []
    for _ in range(80):
        up = up.changed(part, setting, more=True)
        down = down.changed(part, setting, more=False)
        seen += [value_words(one, part, setting) for one in (up, down)]
    assert part_name(part)
    assert setting_name(setting, kind)
    assert hint(first, setting)
    assert all(seen)
    assert len(set(seen)) > 1
    if setting in STEPS:
        low, high = bounds_of(Appearance, setting)
    elif part == "felt" and setting != "posture":
        low, high = bounds_of(FeltPhantom, setting)
    elif setting == "length_mm":
        low, high = bounds_of(ResidualLimb, setting)
    else:
        return
    assert up.value(part, setting) == pytest.approx(high)
    assert down.value(part, setting) == pytest.approx(low)


def test_every_field_of_appearance_phantom_and_residual_limb_can_be_set() -> None:
    assert {*SETTINGS["arm"], *SETTINGS["leg"]} == set(Appearance.model_fields)
    assert set(FELT_SETTINGS) == set(FeltPhantom.model_fields)
    assert set(Fitted(residual=LEFT_OF["arm"]).settings("residual")) == set(
        ResidualLimb.model_fields
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_posture_that_is_offered_is_one_of_the_limbs_and_has_words(kind: LimbKind) -> None:
    fitted = Fitted(kind)
    for posture in FELT_POSTURES[kind][1:]:
        fitted = fitted.changed("felt", "posture", more=True)
        assert fitted.phantom.posture == posture
        assert posture in load_postures(kind)
        assert value_words(fitted, "felt", "posture") != posture or " " not in value_words(
            fitted, "felt", "posture"
        )
    assert fitted.changed("felt", "posture", more=True).phantom.posture is None


def test_a_posture_that_is_named_is_felt_at_once_and_a_free_phantom_is_not_stiff() -> None:
    held = Fitted().changed("felt", "posture", more=True)
    assert (held.phantom.posture, held.phantom.stiffness) == ("fist", 0.5)
    assert held.changed("felt", "posture", more=False).phantom == NEUTRAL


def test_a_phantom_that_becomes_stiff_is_stiff_in_some_posture() -> None:
    stiff = Fitted().changed("felt", "stiffness", more=True)
    assert (stiff.phantom.posture, stiff.phantom.stiffness) == ("relaxed", 0.1)


def test_every_level_of_amputation_is_reached_on_its_own_limb() -> None:
    reached = set()
    for kind in KINDS:
        fitted = Fitted(kind)
        for _ in range(2):
            fitted = fitted.changed("residual", "level", more=True)
            assert fitted.residual is not None
            assert fitted.residual.limb == kind
            reached.add(fitted.residual.level)
        assert fitted.changed("residual", "level", more=True).residual is None
    assert reached == set(get_args(AmputationLevel))


def test_what_is_said_of_an_arm_stays_while_a_leg_is_only_looked_at() -> None:
    of_arm = Fitted(phantom=FeltPhantom(posture="fist", stiffness=0.4), residual=LEFT_OF["arm"])
    as_leg = of_arm.other_limb()
    assert as_leg.residual_here is None
    assert as_leg.settings("residual") == ("level",)
    assert as_leg.value("felt", "posture") is None
    assert as_leg.other_limb() == of_arm


def test_only_what_differs_from_the_default_is_kept() -> None:
    assert (Fitted().kept("looks"), Fitted().kept("felt"), Fitted().kept("residual")) == (
        {},
        {},
        None,
    )
    mine = Fitted(
        appearance=Appearance(hand_mm=180),
        phantom=FeltPhantom(telescoping=0.4),
        residual=LEFT_OF["arm"],
    )
    assert mine.kept("looks") == {"hand_mm": 180.0}
    assert mine.kept("felt") == {"telescoping": 0.4}
    assert mine.kept("residual") == {"level": "transradial", "length_mm": 120.0}
    for part in get_args(Part):
        mine = mine.anew(part)
    assert mine == Fitted(appearance=DEFAULT_APPEARANCE)


@pytest.mark.parametrize("level", get_args(AmputationLevel))
def test_a_residual_limb_that_is_shown_shorter_than_measured_is_told(
    level: AmputationLevel,
) -> None:
    for length_mm in range(40, 421, 20):
        left = ResidualLimb(level=level, length_mm=length_mm)
        fitted = Fitted(left.limb, residual=left)
        limb = load_limb(kind=left.limb)
        end_m = residual_end_m(left, UPPER_M[left.limb])
        skeleton = limb.skeleton
        drawn_m = drawn_end_m(LimbForm(residual_end_m=end_m), skeleton.anatomy, skeleton.zero_heads)
        above_m = UPPER_M[left.limb] if level in ("transradial", "transtibial") else 0.0
        assert fitted.longer_than_shown == (drawn_m < above_m + length_mm / 1000 - 0.004)
        assert ("shorter" in hint(fitted, "length_mm")) == fitted.longer_than_shown
