"""The limb's editor: one hand, keys or mouse alone, in a minute; kept in the settings file."""

import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from game.arm_follower import FollowedArm, Tracking
from game.clock import RealClock
from game.command import Command, Wish
from game.controls import Controls
from game.display_error import DisplayError
from game.frame import Frame
from game.gl_display import GLDisplay
from game.input_event import KeyPressed, MousePressed
from game.limb.appearance import DEFAULT_APPEARANCE, Appearance
from game.limb.fitting import SETTINGS, STEPS, bounds, changed, differing
from game.limb.limb import load_limb
from game.limb.skin.tone_from_picture import SampledTone
from game.limb_editor import edit_limb
from game.limb_table import with_limb_table, write_limb_table
from game.pacing import Pacer
from game.scenes.limb_fitting import (
    FROM_CAMERA,
    LESS,
    MORE,
    NEXT,
    OTHER_SIDE,
    LimbFitting,
    setting_name,
    value_words,
)
from game.scenes.scene import Moment
from game.settings import load_home
from game.window import WindowSettings
from sensors.pose import RESTING

NOW = Moment(0.0, 0.0)
FILE = """# our home
[patient]
code = "P001"  # made up
usable_hand = "right"

[limb]  # measured on Monday
# the tape was short
hand_mm = 172
melanin = 0.5

[display]
fullscreen = true  # please
"""


def scene(appearance: Appearance = DEFAULT_APPEARANCE, **more: object) -> LimbFitting:
    from game.commands.limb import players

    tone = more.get("tone")
    return LimbFitting(appearance, "left", players(), tone if callable(tone) else None)


def press(fitting: LimbFitting, *values: int) -> None:
    for value in values:
        fitting.command(Command(Wish.CHOOSE, 0.0, value), NOW)


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_goes_up_and_down_stays_in_bounds_and_has_a_plain_name(setting: str) -> None:
    up = down = DEFAULT_APPEARANCE
    for _ in range(60):
        up, down = changed(up, setting, more=True), changed(down, setting, more=False)
    assert setting_name(setting)
    for appearance in (up, down, DEFAULT_APPEARANCE):
        assert value_words(appearance, setting)
    if setting in STEPS:
        low, high = bounds(setting)
        assert getattr(up, setting) == pytest.approx(high)
        assert getattr(down, setting) == pytest.approx(low)


def test_every_field_of_an_arms_appearance_can_be_set() -> None:
    of_a_leg = {"foot_mm", "shank_mm", "calf_girth_mm", "ankle_girth_mm"}
    assert set(SETTINGS) == set(Appearance.model_fields) - of_a_leg


def test_from_good_defaults_few_presses_fit_a_limb() -> None:
    fitting = scene()
    press(fitting, MORE, MORE, NEXT, NEXT, MORE, NEXT, NEXT, LESS, OTHER_SIDE)
    assert fitting.appearance.melanin == pytest.approx(0.35)
    assert fitting.appearance.sleeve == "short"
    assert fitting.appearance.hand_mm == DEFAULT_APPEARANCE.hand_mm - 3
    assert fitting.side == "right"
    fitting.command(Command(Wish.NEXT, 0.0), NOW)
    assert fitting.finished
    assert fitting.saved


def test_the_tone_comes_from_the_camera_and_a_hand_out_of_sight_is_told() -> None:
    seen: list[SampledTone | None] = [None, SampledTone(0.62, 0.9, 12, palm=False)]
    fitting = scene(tone=lambda: seen.pop(0))
    press(fitting, FROM_CAMERA)
    arm = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)
    assert "cannot see" in fitting.frame(NOW, arm).screen.warning
    assert fitting.appearance == DEFAULT_APPEARANCE
    press(fitting, FROM_CAMERA)
    assert (fitting.appearance.melanin, fitting.appearance.blood) == (0.62, 0.9)


def test_only_the_limb_changes_in_the_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "room.toml"
    path.write_text(FILE)
    mine = Appearance(hand_mm=180, sleeve="long", hair=0.5)
    write_limb_table(path, mine)
    text = path.read_text()
    assert load_home(path).limb == mine
    for line in FILE.splitlines():
        if line and not line.startswith(("hand_mm", "melanin")):
            assert line in text.splitlines()
    assert [entry.name for entry in tmp_path.iterdir()] == ["room.toml"]
    write_limb_table(path, mine)
    assert path.read_text() == text


@pytest.mark.parametrize("text", ["", "# nothing yet", FILE.replace("\n", "\r\n")])
def test_any_file_takes_a_limb_and_the_default_one_needs_no_line(text: str) -> None:
    mine = Appearance(melanin=0.7, age_years=61)
    written = with_limb_table(text, mine)
    assert tomllib.loads(written)["limb"] == differing(mine)
    assert tomllib.loads(with_limb_table(written, DEFAULT_APPEARANCE))["limb"] == {}
    if "\r\n" in text:
        assert written.count("\n") == written.count("\r\n")


@pytest.fixture(scope="module")
def display() -> Iterator[GLDisplay]:
    try:
        opened = GLDisplay.open(
            WindowSettings(size_px=(800, 600), vsync=False, offscreen=True),
            load_limb(),
            "right",
            time.perf_counter,
        )
    except DisplayError as error:
        pytest.skip(f"no OpenGL here: {error}")
    yield opened
    opened.close()


def test_keys_alone_and_the_mouse_alone_reach_every_button(display: GLDisplay) -> None:
    fitting = scene(tone=lambda: None)
    arm = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)
    display.draw(fitting.frame(NOW, arm), None)
    layout = display.layout
    assert layout is not None
    controls = Controls()
    for target in layout.targets:
        inside = (target.rect.x_px + target.rect.width_px // 2, target.rect.y_px + 2)
        clicked = controls.commands([MousePressed(*inside, 0.0)], layout)
        assert len(clicked) == 1
        assert target.rect.height_px >= 30
    for key, value in (("Left", LESS), ("Right", MORE), ("Down", NEXT), ("C", FROM_CAMERA)):
        typed = controls.commands([KeyPressed(key, 0.0)], layout)
        assert [command.value for command in typed] == [value]


@dataclass
class Person:
    """Presses a list of buttons, one every few frames, then waits to see it and keeps it."""

    presses: list[Command]
    frames: int = 0
    shots: list[object] = field(default_factory=list)

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        self.frames += 1
        if self.frames % 3:
            return ()
        return (self.presses.pop(0),) if self.presses else (Command(Wish.NEXT, now_s),)


def test_a_person_fits_a_limb_and_sees_it_change(display: GLDisplay) -> None:
    choose = [MORE, MORE, NEXT, NEXT, MORE, NEXT, NEXT, *[LESS] * 4]
    presses = [Command(Wish.CHOOSE, 0.0, value) for value in choose]
    presses.insert(3, Command(Wish.COVER, 0.0))
    presses.insert(4, Command(Wish.RESUME, 0.0))
    before = display.renderer.screenshot()
    clock = RealClock()
    began_s = clock()
    kept = edit_limb(display, Pacer(clock, 20.0), scene(), Person(presses))
    assert kept is not None
    assert kept.hand_mm == DEFAULT_APPEARANCE.hand_mm - 12
    assert kept.sleeve == "short"
    assert clock() - began_s < 60.0
    assert (display.renderer.screenshot() != before).mean() > 0.02


def test_leaving_with_escape_keeps_nothing(display: GLDisplay) -> None:
    presses = [Command(Wish.CHOOSE, 0.0, MORE), Command(Wish.END, 0.0)]
    assert edit_limb(display, Pacer(RealClock(), 20.0), scene(), Person(presses)) is None
