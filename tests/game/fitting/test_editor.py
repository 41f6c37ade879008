"""The limb's editor, whole runs: keys alone, mouse alone; what is kept is used by a session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from game.app import Theatre, play_session
from game.commands.limb import fitted_of, keep, players
from game.display.blank import BlankDisplay
from game.display.error import DisplayError
from game.display.gl import GLDisplay
from game.display.window import WindowSettings
from game.fitting.editor import LiveLimb, edit_limb
from game.frame import Frame
from game.home.settings import HomeSettings, default_home
from game.home.settings_file import load_home
from game.input.command import Command, Wish
from game.input.event import InputEvent, KeyPressed, MousePressed, MouseReleased, WindowClosed
from game.layout.layout import Layout
from game.limb.appearance import Appearance
from game.limb.fitted import Fitted
from game.limb.form import LimbForm
from game.limb.limb import load_limb
from game.render.screenshot import Picture
from game.scenes.limb_fitting import LESS, MORE, NEXT, OPEN, OTHER_LIMB, LimbFitting
from game.scenes.scene import Moment
from game.screen import Button
from game.shown.felt_limb import UPPER_M
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.timing.clock import RealClock, VirtualClock
from game.timing.pacing import Pacer
from sessions.plan.phantom import FeltPhantom, PhantomRule
from sessions.plan.plan import LoadedPlan, parse_plan
from sessions.plan.residual import ResidualLimb


def presses(told: str) -> list[str]:
    """Return the words of buttons, one a press; ``3 More`` is three presses."""
    said = []
    for part in told.split(", "):
        count, _, word = part.partition(" ") if part[0].isdigit() else ("1", "", part)
        said += [word] * int(count)
    return said


LOOKS = presses(
    "How it looks, 3 More, 2 Next, Change, 2 Next, 3 Less, 2 Next, 2 More, Next, Less, 3 Next, "
    "2 Less, Next, 8 More, Done"
)
"""Skin by eye, sleeve, length of the hand, girth of forearm and wrist, sex, age."""
FELT = presses("How I feel it, 4 More, Next, More, Next, Change, Next, More, Next, More, Done")
LEFT = presses("What is left of it, Change, Next, 2 Less, Done")
USUAL = [*LOOKS, *FELT, *LEFT, "Keep and close"]
"""The usual case: docs/phantom.md says how many presses that is."""
WANTED = Fitted(
    appearance=Appearance(
        melanin=0.4,
        sleeve="short",
        hand_mm=176,
        forearm_girth_mm=260,
        wrist_girth_mm=165,
        masculine=0.3,
        age_years=65,
    ),
    phantom=FeltPhantom(telescoping=0.4, size=1.1, posture="fist", stiffness=0.6, transparency=0.2),
    residual=ResidualLimb(level="transradial", length_mm=110),
)


@dataclass
class Person:
    """Presses buttons by their words, with keys alone or with the mouse alone."""

    wanted: list[str]
    mouse: bool = False
    pressed: int = 0

    def press(self, layout: Layout | None) -> list[InputEvent]:
        """Return the next press on what is on the screen."""
        if layout is None or not self.wanted:
            return []
        word = self.wanted.pop(0)
        (target,) = [
            target
            for target in layout.targets
            if isinstance(target.choice, Button) and target.choice.text == word
        ]
        self.pressed += 1
        if not self.mouse:
            assert isinstance(target.choice, Button)
            return [KeyPressed(target.choice.key, 0.0)]
        x_px = target.rect.x_px + target.rect.width_px // 2
        y_px = target.rect.y_px + target.rect.height_px // 2
        return [MousePressed(x_px, y_px, 0.0), MouseReleased(x_px, y_px, 0.0)]


class BeforePerson(BlankDisplay):
    """A display that lays everything out, and a person before it."""

    def __init__(self, clock: VirtualClock, person: Person) -> None:
        super().__init__(clock, "right", size_px=(800, 600))
        self._person = person

    def poll(self) -> list[InputEvent]:
        return self._person.press(self.layout)


def fitted_by(person: Person) -> Fitted | None:
    clock = VirtualClock()
    scene = LimbFitting(Fitted(), "left", players())
    return edit_limb(BeforePerson(clock, person), Pacer(clock, 20.0), scene, None)


@pytest.mark.parametrize("mouse", [False, True], ids=["keys alone", "mouse alone"])
def test_one_hand_fits_looks_phantom_and_residual_limb(*, mouse: bool, tmp_path: Path) -> None:
    person = Person(list(USUAL), mouse=mouse)
    kept = fitted_by(person)
    assert kept == WANTED
    assert person.pressed == len(USUAL)
    keep(tmp_path / "room.toml", fitted_of(default_home()), kept)
    assert fitted_of(load_home(tmp_path / "room.toml")) == WANTED


def test_a_session_begins_with_the_limb_as_it_was_fitted(
    tmp_path: Path,
    short_plan: LoadedPlan,
    home: HomeSettings,
    make_theatre: Callable[..., Theatre],
) -> None:
    kept = fitted_by(Person([*FELT, *LEFT, "Keep and close"]))
    assert kept is not None
    path = tmp_path / "room.toml"
    keep(path, fitted_of(default_home()), kept)
    written = load_home(path)
    home = replace(home, limb=written.limb, phantom=written.phantom, residual=written.residual)
    frames: list[Frame] = []
    patient = SimulatedPatient(1, TEMPERAMENTS["cooperative"])

    class Watching:
        def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
            frames.append(frame)
            return patient.look(frame, now_s)

    plan = short_plan.plan
    rule = PhantomRule(begin_as_felt=True, ask=False)
    short = plan.model_copy(update={"phantom": rule, "blocks": plan.blocks[:1]})
    felt_plan = parse_plan(short.model_dump_json(), source_name="felt.json")
    play_session(felt_plan, home, make_theatre(onlooker=Watching()))
    shown = [limb for frame in frames for limb in frame.limbs if limb.side == "left"]
    assert {limb.form for limb in shown} == {LimbForm(0.4, 1.1, UPPER_M["arm"] + 0.11, True)}
    assert {limb.residual_opacity > 0 for limb in shown if limb.opacity > 0} == {True}


def test_the_usual_case_takes_as_many_presses_as_the_page_on_it_says() -> None:
    page = (Path(__file__).parents[3] / "docs" / "phantom.md").read_text(encoding="utf-8")
    looks_alone = len([*LOOKS, "Keep and close"])
    from_camera = looks_alone - len(["More", "More", "More"]) + len(["Camera"])
    page = " ".join(page.split())
    assert f"**{len(USUAL)} presses** from the defaults, {looks_alone} of" in page
    assert f"{from_camera} with the skin taken from the camera" in page


@pytest.fixture(scope="module")
def display() -> Iterator[GLDisplay]:
    try:
        opened = GLDisplay.open(
            WindowSettings(size_px=(800, 600), vsync=False, offscreen=True),
            load_limb(),
            "right",
            VirtualClock(),
        )
    except DisplayError as error:
        pytest.skip(f"no OpenGL here: {error}")
    yield opened
    opened.close()


@dataclass
class Waiting:
    """Chooses one thing after another, each once the last is seen as it was wished for."""

    live: LiveLimb
    choices: list[int]
    take: Callable[[], Picture]
    pictures: list[Picture] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    looks: int = 0

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        self.looks += 1
        if not self.live.settled or not frame.limbs:
            return ()
        self.pictures.append(self.take())
        self.kinds.append(frame.limbs[0].kind)
        if not self.choices:
            return (Command(Wish.NEXT, now_s),)
        return (Command(Wish.CHOOSE, now_s, self.choices.pop(0)),)


def watched(display: GLDisplay, choices: list[int]) -> tuple[Fitted | None, Waiting]:
    scene, clock = LimbFitting(Fitted(), "left", players()), RealClock()
    with LiveLimb(display, Fitted()) as live:
        onlooker = Waiting(live, choices, lambda: display.renderer.screenshot())
        return edit_limb(display, Pacer(clock, 5.0), scene, live, onlooker), onlooker


def test_felt_limb_and_residual_limb_change_before_ones_eyes(display: GLDisplay) -> None:
    kept, person = watched(display, [OPEN["felt"], MORE, OPEN["residual"], MORE, NEXT, LESS])
    assert kept is not None
    assert kept.residual == ResidualLimb(level="transradial", length_mm=115)
    _, felt, drawn_in, left, level, longer, shorter = person.pictures
    below_words = slice(180, None)
    for one, other in ((felt, drawn_in), (left, level), (longer, shorter)):
        assert (one[below_words] != other[below_words]).mean() > 0.001


def test_another_kind_of_limb_is_loaded_and_shown(display: GLDisplay) -> None:
    kept, person = watched(display, [OTHER_LIMB, OTHER_LIMB])
    assert kept == Fitted()
    assert person.kinds == ["arm", "leg", "arm"]
    arm, leg, again = person.pictures
    assert 2 * (arm != again).mean() < (arm != leg).mean()


def test_leaving_without_keeping_keeps_nothing_and_the_cover_hides_the_limb() -> None:
    wishes = [Wish.COVER, Wish.END, Wish.END]
    seen = []

    class Leaving:
        def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
            seen.append(frame.covered)
            if len(seen) == 1:
                return (
                    Command(Wish.CHOOSE, now_s, OPEN["looks"]),
                    Command(Wish.CHOOSE, now_s, MORE),
                )
            return (Command(wishes.pop(0), now_s),)

    scene, clock = LimbFitting(Fitted(), "left", players()), VirtualClock()
    display = BlankDisplay(clock, "right")
    assert edit_limb(display, Pacer(clock, 20.0), scene, None, Leaving()) is None
    assert seen == [False, False, True, True]
    assert scene.fitted != Fitted()


def test_closing_the_window_asks_first_where_something_would_be_lost() -> None:
    clock = VirtualClock()
    display = BlankDisplay(clock, "right")
    scene = LimbFitting(Fitted(), "left", players())
    scene.command(Command(Wish.CHOOSE, 0.0, OPEN["felt"]), Moment(0.0, 0.0))
    scene.command(Command(Wish.CHOOSE, 0.0, MORE), Moment(0.0, 0.0))

    class Closing:
        def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
            display.pending = [] if frame.covered else [WindowClosed(now_s)]
            return (Command(Wish.NEXT, now_s),) if frame.covered else ()

    kept = edit_limb(display, Pacer(clock, 20.0), scene, None, Closing())
    assert kept == Fitted(phantom=FeltPhantom(telescoping=0.1))
