"""The pages on which a limb is fitted: three parts, one setting at a time."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from game.commands.limb import players
from game.display.blank import rough_measure
from game.frame import Frame
from game.input.command import Command, Wish
from game.language import use
from game.layout.layout import lay_out
from game.limb.appearance import Appearance
from game.limb.fitted import Fitted
from game.limb.postures import load_postures
from game.limb.skin.tone_from_picture import SampledTone, Unjudged
from game.scenes.limb_fitting import (
    ANEW,
    DONE,
    FROM_CAMERA,
    GO_ON,
    LESS,
    MORE,
    NEXT,
    OPEN,
    OTHER_LIMB,
    OTHER_SIDE,
    START_AGAIN,
    UNDO,
    LimbFitting,
)
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING
from sessions.plan.phantom import NEUTRAL, FeltPhantom
from sessions.plan.residual import ResidualLimb

NOW = Moment(0.0, 2.0)
ARM = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)
LEFT = ResidualLimb(level="transradial", length_mm=120)
LEFT_LEG = ResidualLimb(level="transfemoral", length_mm=250)


def fitting(fitted: Fitted = Fitted(), **more: object) -> LimbFitting:  # noqa: B008 - never changed
    tone = more.get("tone")
    return LimbFitting(fitted, "left", players(), tone if callable(tone) else None)


def press(scene: LimbFitting, *values: int) -> None:
    for value in values:
        scene.command(Command(Wish.CHOOSE, 0.0, value), NOW)


def end(scene: LimbFitting) -> None:
    scene.command(Command(Wish.END, 0.0), NOW)


def seen(scene: LimbFitting) -> Frame:
    return scene.frame(NOW, ARM)


def test_from_good_defaults_few_presses_fit_a_limb() -> None:
    scene = fitting()
    press(scene, OPEN["looks"], MORE, MORE, NEXT, NEXT, MORE, NEXT, NEXT, LESS, DONE, OTHER_SIDE)
    assert scene.fitted.appearance == Appearance(melanin=0.35, sleeve="short", hand_mm=182)
    assert scene.side == "right"
    scene.command(Command(Wish.NEXT, 0.0), NOW)
    assert scene.finished
    assert scene.saved


def test_the_looks_are_judged_on_the_whole_limb_and_the_phantom_on_the_felt_one() -> None:
    felt = FeltPhantom(telescoping=0.6, transparency=0.4)
    scene = fitting(Fitted(phantom=felt, residual=LEFT))
    (first,) = seen(scene).limbs
    press(scene, OPEN["looks"])
    (whole,) = seen(scene).limbs
    assert whole.form.plain
    assert whole.opacity == 1.0
    assert whole.residual_opacity == 0.0
    press(scene, DONE, OPEN["felt"])
    (as_felt,) = seen(scene).limbs
    assert as_felt.form == first.form
    assert as_felt.form.telescoping == 0.6
    assert as_felt.opacity == pytest.approx(0.6)
    assert as_felt.residual_opacity == 1.0


def test_what_is_left_of_a_limb_is_seen_to_its_measured_end_and_the_free_limb_goes_on() -> None:
    scene = fitting(Fitted(phantom=FeltPhantom(posture="fist", stiffness=1.0)))
    press(scene, OPEN["residual"], MORE, NEXT, MORE)
    (limb,) = seen(scene).limbs
    assert scene.fitted.residual == ResidualLimb(level="transradial", length_mm=125)
    assert limb.form.residual_end_m == pytest.approx(0.30 + 0.125)
    assert limb.residual_opacity == 1.0
    assert not np.allclose(limb.angles_rad, load_postures()["fist"], atol=0.05)
    press(scene, NEXT, MORE)
    (limb,) = seen(scene).limbs
    assert limb.residual_opacity == 0.0


def test_a_felt_posture_is_shown_still_and_stiffness_in_movement() -> None:
    scene = fitting()
    press(scene, OPEN["felt"], NEXT, NEXT, MORE)
    limbs = [scene.frame(Moment(t, t), ARM).limbs[0] for t in (1.0, 3.0)]
    for limb in limbs:
        np.testing.assert_allclose(limb.angles_rad, load_postures()["fist"], atol=1e-9)
    press(scene, NEXT)
    limbs = [scene.frame(Moment(t, t), ARM).limbs[0] for t in (1.0, 3.0)]
    assert np.abs(limbs[0].angles_rad - limbs[1].angles_rad).max() > 0.05


def test_undo_takes_back_one_change_after_another_and_shows_where_it_was_made() -> None:
    scene = fitting()
    press(scene, OPEN["looks"], MORE, DONE, OPEN["felt"], NEXT, MORE, DONE, OPEN["residual"], MORE)
    press(scene, UNDO)
    assert scene.fitted.residual is None
    press(scene, UNDO)
    assert (scene.part, scene.setting, scene.fitted.phantom) == ("felt", "size", NEUTRAL)
    press(scene, UNDO)
    assert (scene.part, scene.setting, scene.fitted) == ("looks", "melanin", Fitted())
    press(scene, UNDO)
    assert "nothing to undo" in seen(scene).screen.warning
    assert scene.fitted == Fitted()


def test_starting_again_concerns_one_part_and_can_be_undone() -> None:
    begun = Fitted(appearance=Appearance(hand_mm=200), phantom=FeltPhantom(size=1.2), residual=LEFT)
    scene = fitting(begun)
    press(scene, START_AGAIN)
    assert seen(scene).covered
    press(scene, ANEW["felt"])
    assert scene.fitted.phantom == NEUTRAL
    assert scene.fitted.appearance.hand_mm == 200
    press(scene, UNDO)
    assert scene.fitted == begun
    press(scene, START_AGAIN, GO_ON)
    assert scene.fitted == begun


def test_no_button_of_a_part_moves_or_goes_while_its_settings_change() -> None:
    for part in OPEN:
        scene = fitting(Fitted(residual=LEFT), tone=lambda: Unjudged.NO_HAND)
        press(scene, OPEN[part])
        offered = {tuple(button.key for button in seen(scene).screen.buttons)}
        for value in (MORE, NEXT, LESS, UNDO, NEXT):
            press(scene, value)
            offered.add(tuple(button.key for button in seen(scene).screen.buttons))
        assert len(offered) == 1


def test_leaving_asks_first_where_something_would_be_lost() -> None:
    scene = fitting()
    press(scene, OTHER_LIMB)
    end(scene)
    assert (scene.finished, scene.saved) == (True, False)
    scene = fitting()
    press(scene, OPEN["looks"], MORE)
    end(scene)
    assert not scene.finished
    assert seen(scene).covered
    press(scene, GO_ON)
    assert seen(scene).limbs
    end(scene)
    end(scene)
    assert (scene.finished, scene.saved) == (True, False)


def test_a_leg_is_fitted_by_its_own_settings() -> None:
    scene = fitting()
    press(scene, OTHER_LIMB, OPEN["residual"], MORE, DONE, OPEN["felt"], NEXT, NEXT, MORE)
    assert scene.fitted.residual == ResidualLimb(level="transtibial", length_mm=150)
    assert scene.fitted.phantom == FeltPhantom(posture="toes_curled", stiffness=0.5)
    (limb,) = seen(scene).limbs
    assert limb.kind == "leg"
    assert len(limb.angles_rad) == 25


def test_the_tone_comes_from_the_camera_and_each_trouble_is_told_with_what_to_do() -> None:
    found = [*Unjudged, SampledTone(0.62, 0.9, 12, palm=False)]
    scene = fitting(tone=lambda: found.pop(0))
    press(scene, OPEN["looks"], NEXT, NEXT)
    said = []
    for _ in Unjudged:
        press(scene, FROM_CAMERA)
        said.append(seen(scene).screen.warning)
        assert scene.setting == "melanin"
        assert scene.fitted == Fitted()
    for words, told in zip(("show its back", "nearer", "light"), said, strict=True):
        assert words in told
    press(scene, FROM_CAMERA)
    assert (scene.fitted.appearance.melanin, scene.fitted.appearance.blood) == (0.62, 0.9)


@pytest.fixture
def in_language() -> Iterator[Callable[[str], None]]:
    yield use
    use("en")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_on_the_smallest_window_every_word_is_whole_and_every_button_large(
    language: str, in_language: Callable[[str], None]
) -> None:
    in_language(language)
    for fitted in (Fitted(residual=LEFT), Fitted("leg", residual=LEFT_LEG)):
        for part, value in OPEN.items():
            scene = fitting(fitted, tone=lambda: Unjudged.POOR_LIGHT)
            press(scene, value)
            for _ in fitted.settings(part):
                press(scene, NEXT)
                layout = lay_out(seen(scene).screen, (800, 600), "right", rough_measure)
                assert not [line.text for line in layout.lines if line.text.endswith("…")]
                assert min(line.size_px for line in layout.lines if line.role == "button") >= 16
                assert min(target.rect.height_px for target in layout.targets) >= 50
