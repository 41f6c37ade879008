"""The director: plays, interludes, pauses and ends."""

from collections.abc import Callable

import pytest

from game.director import Director
from game.frame import Frame, ShownLimb
from game.input.command import Command, Wish
from game.scenes.scene import Moment, Play, SessionOver, play
from game.screen import Screen
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.pose import RESTING

ARM = FollowedArm(RESTING, Tracking.LIVE, 0.0, 0.0)


class Timed:
    """A scene with a limb, for a given time."""

    def __init__(self, name: str, for_s: float) -> None:
        self.name = name
        self.finished = False
        self.active_s = 0.0
        self._for_s = for_s

    def command(self, command: Command, moment: Moment) -> None: ...

    def update(self, moment: Moment, arm: FollowedArm) -> None:
        self.active_s = moment.active_s
        self.finished = moment.active_s >= self._for_s

    def frame(self, moment: Moment, arm: FollowedArm) -> Frame:
        limb = ShownLimb("left", arm.angles_rad)
        return Frame(scene=self.name, limbs=(limb,), screen=Screen(layout="strip"))


def directed(
    session: Play[None], hurts: Callable[[], Play[None]] | None = None
) -> tuple[Director, list[str]]:
    scenes: list[str] = []

    def ouch() -> Play[None]:
        yield from play(Timed("ouch", 1.0))

    director = Director(
        session,
        hurts=hurts or ouch,
        wrong=hurts or ouch,
        on_scene=lambda name, at_s: scenes.append(f"{name} {at_s:g}"),
        on_command=lambda command, scene: None,
    )
    director.begin(0.0)
    return director, scenes


def two_scenes() -> Play[None]:
    yield from play(Timed("one", 2.0))
    yield from play(Timed("two", 2.0))


def run(director: Director, *times_s: float) -> None:
    for at_s in times_s:
        director.update(at_s, ARM)


def test_scenes_follow_one_another_and_then_it_is_finished() -> None:
    director, scenes = directed(two_scenes())
    run(director, 1.0, 2.0, 3.0, 4.0)
    assert scenes == ["one 0", "two 2"]
    assert director.finished


def test_the_frame_after_the_cover_key_shows_no_limb() -> None:
    director, _ = directed(two_scenes())
    assert director.frame(0.5, ARM).limbs
    director.handle(Command(Wish.COVER, 0.6))
    frame = director.frame(0.6, ARM)
    assert frame.covered
    assert not frame.limbs


def test_time_under_the_cover_is_not_counted() -> None:
    director, scenes = directed(two_scenes())
    run(director, 1.0)
    director.handle(Command(Wish.COVER, 1.0))
    run(director, 50.0)
    director.handle(Command(Wish.RESUME, 100.0))
    run(director, 100.0, 100.9)
    assert director.scene_name == "one"
    run(director, 101.0)
    assert director.scene_name == "two"
    assert scenes == ["one 0", "cover 1", "one 100", "two 101"]


def test_a_second_press_of_the_cover_key_changes_nothing() -> None:
    director, scenes = directed(two_scenes())
    director.handle(Command(Wish.COVER, 1.0))
    director.handle(Command(Wish.COVER, 2.0))
    director.handle(Command(Wish.RESUME, 3.0))
    run(director, 3.0)
    assert scenes == ["one 0", "cover 1", "one 3"]


def test_pain_may_be_told_from_under_the_cover() -> None:
    director, _scenes = directed(two_scenes())
    director.handle(Command(Wish.COVER, 1.0))
    director.handle(Command(Wish.HURTS, 2.0))
    run(director, 2.5, 3.0)
    assert director.scene_name == "cover"
    director.handle(Command(Wish.RESUME, 4.0))
    run(director, 4.0, 4.9)
    assert director.scene_name == "one"
    run(director, 5.0)
    assert director.scene_name == "two"


def test_ending_from_under_the_cover_tells_the_session() -> None:
    told: list[str] = []

    def session() -> Play[None]:
        try:
            yield from play(Timed("one", 2.0))
        except SessionOver as over:
            told.append(over.ended)
        yield from play(Timed("farewell", 1.0))

    director, scenes = directed(session())
    director.handle(Command(Wish.COVER, 1.0))
    director.handle(Command(Wish.END, 2.0))
    assert told == ["stopped_by_patient"]
    assert scenes[-1] == "farewell 2"
    run(director, 2.5)
    assert not director.finished
    run(director, 3.0)
    assert director.finished


def test_an_interlude_that_ends_the_session_ends_the_play_beneath() -> None:
    told: list[str] = []

    def session() -> Play[None]:
        try:
            yield from play(Timed("one", 2.0))
        except SessionOver as over:
            told.append(over.reason)

    def enough() -> Play[None]:
        yield from play(Timed("asked", 1.0))
        raise SessionOver("safety", "pain_persistent")

    director, _ = directed(session(), enough)
    director.handle(Command(Wish.HURTS, 1.0))
    run(director, 1.5, 2.0)
    assert told == ["pain_persistent"]
    assert director.finished


def test_after_the_end_nothing_is_shown_and_commands_fall_flat() -> None:
    director, _ = directed(two_scenes())
    run(director, 2.0, 4.0)
    director.handle(Command(Wish.COVER, 5.0))
    with pytest.raises(LookupError):
        director.frame(5.0, ARM)


def test_however_fast_someone_presses_the_cover_stays_for_half_a_second() -> None:
    """Dark to light and back at most twice a second: no three flashes."""

    def long() -> Play[None]:
        yield from play(Timed("one", 100.0))

    director, _ = directed(long())
    changes, covered, at_s = 0, False, 0.0
    while at_s < 10.0:
        at_s += 1 / 60
        wish = Wish.RESUME if director.frame(at_s, ARM).covered else Wish.COVER
        director.handle(Command(wish, at_s))
        director.update(at_s, ARM)
        if director.frame(at_s, ARM).covered != covered:
            covered = not covered
            changes += 1
    flashes_per_s = changes / 2 / 10.0
    assert flashes_per_s <= 2.0
