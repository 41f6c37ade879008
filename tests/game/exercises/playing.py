"""A stage without a window: one block played by commands at chosen times, and what it wrote."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from game.app import players_for
from game.director import Director
from game.exercises.registry import play_block
from game.frame import Frame
from game.input.command import Command, Wish
from game.play.stage import Stage, TrialDone
from game.scenes.asking import Answer
from game.scenes.scene import Play
from game.scenes.setup import SensorView
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING
from sessions.asking.rating import Moment as Occasion
from sessions.asking.rating import Quantity
from sessions.blocks.registry import Block
from sessions.events.entry import BlockOutcome, Ended
from sessions.plan.plan import LoadedPlan, parse_plan
from sessions.plan.safety import Firing

ARM = FollowedArm(RESTING, Tracking.LIVE, 0.0, 0.0)
STEP_S = 1.0 / 20.0
_LONGEST_S = 3600.0


def plan_of(blocks: str, side: str = "left", sensor: str = "simulated") -> LoadedPlan:
    """Return a plan with these blocks in TOML."""
    head = f"""
schema_version = 1
name = "one-block"
title = "One block"
affected_side = "{side}"
sensor = "{sensor}"
"""
    return parse_plan(head + blocks, source_name="one-block.toml")


def one_block(exercise: str, *, side: str = "left", **settings: object) -> LoadedPlan:
    """Return a plan of one block with these settings: text, numbers, booleans and lists of them."""
    # Of these JSON is TOML as well.
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    return plan_of("\n".join(["[[blocks]]", f'exercise = "{exercise}"', *lines]), side=side)


@dataclass
class Kept:
    """A journal that keeps everything in lists."""

    outcomes: list[tuple[str, str, float | None, int | None]] = field(default_factory=list)
    """Measure, condition, value, trial."""
    trials: list[TrialDone] = field(default_factory=list)
    ratings: list[tuple[Quantity, Occasion, Answer | None]] = field(default_factory=list)
    rests_s: list[float] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def rating(
        self,
        quantity: Quantity,
        occasion: Occasion,
        answer: Answer | None,
        block: int | None,
        *,
        for_session: UUID | None = None,
    ) -> None:
        self.ratings.append((quantity, occasion, answer))

    def block_started(self, index: int, block: Block) -> None: ...

    def block_ended(self, index: int, block: Block, outcome: BlockOutcome) -> None: ...

    def trial(self, index: int, trial: TrialDone) -> None:
        self.trials.append(trial)

    def outcome(
        self,
        index: int | None,
        exercise: str,
        measure: str,
        value: float | None,
        *,
        trial: int | None = None,
        condition: str = "",
    ) -> None:
        self.outcomes.append((measure, condition, value, trial))

    def note(self, about: str, text: str) -> None:
        self.notes.append((about, text))

    def message_for_therapist(self, about: str, text: str) -> None: ...

    def rested(self, rested_s: float) -> None:
        self.rests_s.append(rested_s)

    def safety_fired(self, firing: Firing) -> None: ...

    def setup_check(self, advice: tuple[str, ...], *, skipped: bool) -> None: ...

    def session_ended(self, ended: Ended, reason: str) -> None: ...

    def value(self, measure: str, condition: str | None = None) -> float | None:
        """Return one outcome of the whole block.

        Raises:
            KeyError: it was not written.
        """
        for name, said, value, trial in self.outcomes:
            if name == measure and trial is None and condition in (None, said):
                return value
        raise KeyError(measure)

    def rated(self, quantity: str) -> list[object]:
        """Return the answers to one question; None where it was not asked."""
        return [a.value if a else None for name, _, a in self.ratings if name == quantity]

    def of_trials(self, measure: str) -> list[float | None]:
        """Return one outcome of each trial."""
        return [v for name, _, v, trial in self.outcomes if name == measure and trial is not None]


Hand = Callable[[Frame, float], Sequence[Command]]
"""Sees a frame and the time at which it is shown; returns what is pressed."""


def nobody(frame: Frame, now_s: float) -> Sequence[Command]:
    """Press nothing."""
    return ()


def obliging(frame: Frame, now_s: float) -> Sequence[Command]:
    """Answer questions with 7, and press on wherever a page offers it."""
    scale = frame.screen.scale
    if scale is not None and scale.chosen is None:
        return (Command(Wish.CHOOSE, now_s, 7),)
    if any(b.wish is Wish.NEXT for b in frame.screen.buttons):
        return (Command(Wish.NEXT, now_s),)
    return ()


def presses(wish: Wish, *, after_s: float = 0.0) -> Hand:
    """Return a hand that presses one button at every frame after a while."""
    return lambda frame, now_s: (Command(wish, now_s),) if now_s > after_s else ()


@dataclass
class Played:
    """One block, played to its end."""

    kept: Kept
    frames: list[Frame]
    completed: bool | None
    """None where the session was ended."""
    lasted_s: float

    @property
    def scenes(self) -> list[str]:
        """The names of the scenes, each time one came on."""
        names: list[str] = []
        for frame in self.frames:
            if not names or names[-1] != frame.scene:
                names.append(frame.scene)
        return names


def stage_for(loaded: LoadedPlan, kept: Kept, **more: object) -> Stage:
    """Return a stage on which this plan can be played."""
    stage = Stage(
        loaded=loaded,
        players=players_for(loaded),
        journal=kept,
        setup="none",
        look=lambda: SensorView(None, ()),
        session_seed="a session",
    )
    for name, value in more.items():
        setattr(stage, name, value)
    return stage


def play_first(
    loaded: LoadedPlan,
    hand: Hand,
    *,
    step_s: float = STEP_S,
    arm: FollowedArm | Callable[[float], FollowedArm] = ARM,
    **more: object,
) -> Played:
    """Play the plan's first block; `more` are fields of the stage.

    The arm keeps still, or is what it is at each time.
    """
    kept = Kept()
    stage = stage_for(loaded, kept, **more)
    stage.block_index = 0
    result: list[bool] = []

    def session() -> Play[None]:
        result.append((yield from play_block(loaded.plan.blocks[0], stage, 0)))

    def ouch() -> Play[None]:
        yield from ()

    director = Director(
        session(), hurts=ouch, wrong=ouch, on_scene=lambda *_: None, on_command=lambda *_: None
    )
    now_s, frames = 0.0, []
    director.begin(now_s)
    while not director.finished:
        assert now_s < _LONGEST_S, f"nothing ended scene {director.scene_name}"
        followed = arm(now_s) if callable(arm) else arm
        director.update(now_s, followed)
        if director.finished:
            break
        # A frame is seen a little after it was made, as on a real display.
        frame = director.frame(now_s + step_s, followed)
        frames.append(frame)
        for command in hand(frame, now_s + step_s):
            director.handle(command)
        now_s += step_s
    return Played(kept, frames, result[0] if result else None, now_s)
