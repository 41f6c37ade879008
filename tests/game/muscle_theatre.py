"""A theatre whose patient has muscles: simulated EMG, time that only jumps, nothing drawn."""

from dataclasses import dataclass, field
from pathlib import Path

from game.app import Played, Theatre, play_session
from game.display.blank import BlankDisplay
from game.frame import Frame
from game.home.settings import HomeSettings, default_home
from game.input.command import Command, Wish
from game.loop import Onlooker
from game.recorder.machine import describe_machine
from game.simulated.muscles import WithMuscles
from game.timing.clock import VirtualClock
from game.timing.pacing import Pacer
from sensors.drivers.simulated_emg import SimulatedMuscles
from sensors.settings import SimulatedEmgSettings
from sessions.plan.plan import LoadedPlan, parse_plan

from .seeded_ids import SeededIds

REFRESH_HZ = 30.0

PLAN = """
schema_version = 1
name = "muscles"
affected_side = "left"
sensor = "simulated_emg"
title = "Muscles"
[[blocks]]
exercise = "execution"
attempts = ["close_hand", "bend_wrist"]
trials = 2
hold_s = 1.0
relax_s = 2.0
ask_follow_quality = false
"""


@dataclass
class Presser:
    """Goes on wherever a page offers it, answers 3 to every question, keeps every frame."""

    presses: dict[str, list[Wish]] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    _scene: str = ""
    _since_s: float = 0.0

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        self.frames.append(frame)
        if frame.scene != self._scene:
            self._scene, self._since_s = frame.scene, now_s
        if now_s - self._since_s < 1.0:
            return ()
        waiting = self.presses.get(frame.scene)
        if waiting:
            self._since_s = now_s
            return (Command(waiting.pop(0), now_s),)
        if frame.screen.scale is not None and frame.screen.scale.chosen is None:
            self._since_s = now_s
            return (Command(Wish.CHOOSE, now_s, 3),)
        if frame.screen.layout == "page" and frame.scene not in ("muscle_check",):
            self._since_s = now_s
            return (Command(Wish.NEXT, now_s),)
        if frame.scene == "pace":
            return (Command(Wish.NEXT, now_s),)
        return ()


def muscle_plan(text: str = PLAN) -> LoadedPlan:
    return parse_plan(text, source_name="muscles.toml")


def muscle_home(folder: Path) -> HomeSettings:
    plain = default_home()
    return HomeSettings(plain.patient, plain.display, folder / "sessions", SimulatedEmgSettings())


@dataclass
class MuscleRun:
    """What is needed to play one session with muscles."""

    home: HomeSettings
    settings: SimulatedEmgSettings = field(default_factory=SimulatedEmgSettings)
    presser: Presser = field(default_factory=Presser)
    clock: VirtualClock = field(default_factory=VirtualClock)
    seed: int = 1
    ids: SeededIds = field(default_factory=SeededIds)

    def __post_init__(self) -> None:
        self.muscles = SimulatedMuscles(self.settings, self.clock)

    def theatre(self, onlooker: Onlooker | None = None) -> Theatre:
        self.muscles.open()
        watching = self.presser if onlooker is None else onlooker
        return Theatre(
            clock=self.clock,
            display=BlankDisplay(self.clock, "right"),
            pacer=Pacer(self.clock, REFRESH_HZ),
            machine=describe_machine(gl_renderer="", display_px=None, refresh_hz=REFRESH_HZ),
            refresh_hz=REFRESH_HZ,
            sensor=None,
            muscles=self.muscles,
            onlooker=WithMuscles(watching, self.muscles, self.seed),
            new_id=self.ids,
        )

    def play(self, plan: LoadedPlan, onlooker: Onlooker | None = None) -> Played:
        return play_session(plan, self.home, self.theatre(onlooker))
