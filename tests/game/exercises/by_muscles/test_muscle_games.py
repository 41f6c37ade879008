"""Stepping stones and the kite: by simulated muscles, by keys and mouse alone, and how hard."""

import itertools
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import numpy as np
import pytest

from game.drawing import Disc, Path, Sprite
from game.exercises.by_muscles.kite_picture import BOTTOM, height_of, kite_picture
from game.exercises.by_muscles.stepping_stones_scene import Crossed, SteppingStonesScene
from game.exercises.by_muscles.stream_picture import stream_picture
from game.frame import Frame
from game.input.command import Command, Wish
from game.movements.attempts import REST, load_attempts
from game.muscles.reading import MuscleReading
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from sensors.emg.classifier import Decision
from sensors.emg.control import TimedDecision
from sensors.pose import RESTING
from sessions.course.history import EarlierBlock
from sessions.events.entry import BlockEnded, OutcomeMeasured
from sessions.events.log import read_log
from tests.game.exercises.playing import Played, plan_of, play_first
from tests.game.living_muscles import Hands
from tests.game.muscle_theatre import MuscleRun, muscle_home, muscle_plan

PLAN = """
schema_version = 1
name = "games"
affected_side = "right"
sensor = "simulated_emg"
title = "Games"
[[blocks]]
exercise = "stepping_stones"
attempts = ["close_hand", "open_hand"]
stones = 5
relax_s = 0.5
rest_every = 3
rest_s = 3
[[blocks]]
exercise = "kite"
stretches = 2
stretch_s = 12
rest_s = 3
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> tuple[MuscleRun, list[object]]:
    run = MuscleRun(muscle_home(tmp_path_factory.mktemp("home")))
    reading = read_log(run.play(muscle_plan(PLAN)).folder / "events.jsonl")
    assert not reading.damaged
    return run, list(reading.entries)


def values(entries: list[object], measure: str) -> list[float | None]:
    return [e.value for e in entries if isinstance(e, OutcomeMeasured) and e.measure == measure]


def test_muscles_cross_the_stream_and_fly_the_kite(
    session: tuple[MuscleRun, list[object]],
) -> None:
    run, entries = session
    ended = [e.outcome for e in entries if isinstance(e, BlockEnded)]
    assert ended == ["completed", "completed"]
    assert values(entries, "reached_share") == [1.0]
    (inside,) = values(entries, "inside_mean_share")
    assert inside is not None
    assert inside > 0.6
    # The limb does what the muscles say, on the plan's side only.
    shown = [f for f in run.presser.frames if f.scene in ("stepping_stones", "kite")]
    assert {limb.side for f in shown for limb in f.limbs} == {"right"}
    assert max(float(np.abs(f.limbs[0].angles_rad - RESTING).max()) for f in shown) > 0.5


def test_neither_limb_nor_kite_ever_jumps(session: tuple[MuscleRun, list[object]]) -> None:
    run, _ = session
    for before, after in itertools.pairwise(run.presser.frames):
        if before.scene != after.scene or not before.limbs or not after.limbs:
            continue
        if before.scene not in ("stepping_stones", "kite"):
            continue
        assert np.abs(after.limbs[0].angles_rad - before.limbs[0].angles_rad).max() < 0.35
        b, a = (
            next((s for s in f.drawing if isinstance(s, Sprite)), None) for f in (before, after)
        )
        if a is not None and b is not None:
            assert abs(a.at[1] - b.at[1]) < 0.06


# One stretch of stones, hand-fed.

FIST, OPEN = load_attempts()["close_hand"], load_attempts()["open_hand"]


def crossed(decided: Callable[[float], str], *, hold_s: float = 0.5) -> list[Crossed]:
    """One stone that asks for a fist; what is decided at each moment, from 0 on."""
    kept: list[Crossed] = []
    scene = SteppingStonesScene(
        (FIST,), first=0, of=1, affected_side="left", hold_s=lambda: hold_s,
        stone_s=6.0, relax_s=0.5, by_key=False, on_crossed=kept.append,
    )  # fmt: skip
    made: list[TimedDecision] = []
    now_s = 0.0
    while not scene.finished:
        now_s += 0.025
        made.append(TimedDecision(now_s, now_s, Decision(decided(now_s), 0.9, rejected=False), 1.0))
        reading = MuscleReading(
            "live", movement=decided(now_s), speed=1.0, taken_at_s=now_s,
            count=len(made), recent=tuple(made[-80:]),
        )  # fmt: skip
        arm = FollowedArm(RESTING, Tracking.LIVE, None, 0.0, muscles=reading)
        scene.update(Moment(now_s, now_s), arm)
        assert now_s < 60.0
    return kept


def test_a_movement_that_is_held_carries_across_after_its_hold() -> None:
    (one,) = crossed(lambda at_s: "close_hand" if at_s >= 1.5 else REST)
    assert one.reached
    # Asked for at 0.5 s, decided from 1.5 s on, held for 0.5 s.
    assert one.took_s == pytest.approx(1.5, abs=0.06)
    assert one.wrong_share == 0.0


def test_another_movement_costs_what_was_held_and_is_counted() -> None:
    def wavers(at_s: float) -> str:
        return "open_hand" if 1.2 <= at_s < 1.6 else "close_hand" if at_s >= 0.8 else REST

    (one,) = crossed(wavers)
    assert one.reached
    assert one.took_s == pytest.approx(1.6, abs=0.06)
    assert one.wrong_share is not None
    assert one.wrong_share == pytest.approx(16 / (16 + 16 + 20), abs=0.05)


def test_who_tries_one_movement_after_the_other_gets_across_but_not_at_once() -> None:
    (tried,) = crossed(lambda at_s: "open_hand" if at_s < 2.0 else "close_hand")
    assert tried.reached
    assert not tried.at_once
    # A wrong decision here and there is none that was held.
    (wavered,) = crossed(
        lambda at_s: "open_hand" if int(at_s / 0.3) % 3 == 2 else "close_hand", hold_s=0.5
    )
    assert wavered.reached
    assert wavered.at_once


def test_a_stone_that_is_never_reached_is_crossed_on_a_leaf() -> None:
    (one,) = crossed(lambda _: "open_hand")
    assert not one.reached
    assert one.took_s is None
    assert one.active_s == pytest.approx(6.0, abs=0.06)


# By muscles, played to its end.


def crossed_by_muscles(hands: Hands, **more: object) -> Played:
    """Simulated muscles that do what is asked, stone for stone."""
    began_s = hands.now_s

    def arm(now_s: float) -> FollowedArm:
        hands.live(began_s + now_s - hands.now_s)
        reading = hands.source.reading(hands.now_s)
        return FollowedArm(RESTING, Tracking.LIVE, None, 0.0, muscles=reading)

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        hands.muscles.attempt(frame.asked or None)
        return ()

    block = STONES.replace('"pinch"', '"bend_wrist"').replace("stones = 8", "stones = 4")
    return play_first(plan_of(block), hand, arm=arm, muscles=hands.source, **more)


@pytest.mark.parametrize(("intensities", "harder"), [([3, 3], True), ([3, 5], False)])
def test_stones_reached_by_muscles_grow_harder_but_never_while_pain_is_rising(
    intensities: list[int], harder: bool
) -> None:
    hands = Hands()
    hands.calibrate()
    played = crossed_by_muscles(hands, intensities=intensities)
    assert played.completed
    assert played.kept.value("reached_share", "by muscles") == 1.0
    level = played.kept.value("difficulty_level_share", "by muscles")
    assert level == pytest.approx(0.16 if harder else 0.0)


# Without a sensor.

STONES = """
[[blocks]]
exercise = "stepping_stones"
attempts = ["close_hand", "pinch"]
stones = 8
rest_every = 4
rest_s = 3
"""
KITE = """
[[blocks]]
exercise = "kite"
stretches = 4
stretch_s = 10
rest_s = 3
"""


def by_key(frame: Frame, now_s: float) -> Sequence[Command]:
    if frame.scene == "muscles_fallback":
        return (Command(Wish.NEXT, now_s),)
    if any(button.wish is Wish.CHOOSE for button in frame.screen.buttons):
        return (Command(Wish.CHOOSE, now_s, 1),)
    return ()


def test_without_a_sensor_a_key_says_that_it_was_done_and_nothing_grows_harder() -> None:
    played = play_first(plan_of(STONES), by_key)
    assert played.completed
    assert [t.cycles_done for t in played.kept.trials] == [1] * 8
    assert sorted(t.movement for t in played.kept.trials) == ["close_hand"] * 4 + ["pinch"] * 4
    assert played.kept.value("reached_share", "by key") == 1.0
    assert played.kept.value("difficulty_level_share", "by key") is None
    assert played.scenes.count("rest_between") == 1
    assert all(not f.limbs for f in played.frames)


def test_who_does_nothing_is_carried_across_and_never_fails() -> None:
    def only_goes_on(frame: Frame, now_s: float) -> Sequence[Command]:
        return by_key(frame, now_s) if frame.scene == "muscles_fallback" else ()

    played = play_first(plan_of(STONES), only_goes_on)
    assert played.completed
    assert [t.cycles_done for t in played.kept.trials] == [0] * 8
    words = {line for f in played.frames for line in f.screen.lines}
    assert "A leaf carries it across." in words


def flown(steers: bool, *, text: str = KITE, **more: object) -> Played:
    """A mouse that keeps the kite in the middle of the wind, or leaves it."""

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene == "muscles_fallback":
            return (Command(Wish.NEXT, now_s),)
        kites = [s for s in frame.drawing if isinstance(s, Sprite)]
        if frame.scene != "kite" or not kites or not steers:
            return ()
        # What lies under the kite: the strip of wind nearest to it.
        strips = [s for s in frame.drawing if getattr(s, "colour", "") == "white"]
        under = min(
            (s for s in strips if hasattr(s, "height")), key=lambda s: abs(s.at[0] - kites[0].at[0])
        )
        middle, top = height_of(0.0), height_of(1.0)
        place = (under.at[1] - middle) / (top - middle)
        return (Command(Wish.DRAG, now_s, place=(0.0, place)),)

    return play_first(plan_of(text), hand, **more)


def test_a_mouse_keeps_the_kite_in_the_wind_and_it_grows_harder_from_stretch_to_stretch() -> None:
    played = flown(steers=True)
    assert played.completed
    inside = played.kept.value("inside_mean_share", "by pointer")
    assert inside is not None
    assert inside > 0.95
    assert played.kept.of_trials("difficulty_now_share") == pytest.approx([0.0, 0.08, 0.16, 0.24])
    assert played.scenes.count("rest_between") == 3


def test_it_never_grows_harder_while_pain_is_rising() -> None:
    rising = flown(steers=True, intensities=[3, 5])
    assert rising.kept.of_trials("difficulty_now_share") == [0.0] * 4


def test_a_kite_that_is_left_alone_ends_calmly() -> None:
    played = flown(steers=False)
    assert played.completed
    inside = played.kept.value("inside_mean_share", "by pointer")
    assert inside is not None
    # The wind passes a kite that is left alone, too: that must not pass for skill.
    assert 0.1 < inside < 0.6
    assert played.kept.value("steered_mean_share", "by pointer") == pytest.approx(0.0)
    steered = flown(steers=True).kept.value("steered_mean_share", "by pointer")
    assert steered is not None
    assert steered > 0.9


def test_a_wide_wind_alone_makes_nothing_harder() -> None:
    wide = KITE + "easiest_width = 0.6\n"
    played = flown(steers=False, text=wide)
    inside = played.kept.of_trials("inside_share")
    assert any(share is not None and share > 0.7 for share in inside)
    assert played.kept.of_trials("difficulty_now_share") == [0.0] * 4
    assert [t.cycles_done for t in played.kept.trials] == [0] * 4


@pytest.mark.parametrize(("by", "begins"), [("by pointer", 0.4), ("by muscles", 0.0)])
def test_a_game_begins_a_little_easier_than_the_last_one_by_the_same_means_ended(
    by: str, begins: float
) -> None:
    last = EarlierBlock(
        ended_at=datetime(2026, 3, 1, tzinfo=UTC),
        exercise="kite",
        outcome="completed",
        measured={("difficulty_level_share", by): 0.5},
    )
    played = flown(steers=True, earlier=(last,))
    first, *_ = played.kept.of_trials("difficulty_now_share")
    assert first == pytest.approx(begins)


def test_a_rest_may_be_as_long_as_one_likes_and_costs_nothing() -> None:
    covered: list[float] = []

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene == "cover":
            return (Command(Wish.RESUME, now_s),) if now_s - covered[-1] > 60.0 else ()
        if frame.scene == "stepping_stones" and frame.asked and not covered:
            covered.append(now_s)
            return (Command(Wish.COVER, now_s),)
        return by_key(frame, now_s)

    played = play_first(plan_of(STONES), hand)
    assert covered
    assert played.kept.value("reached_share", "by key") == 1.0
    assert all(t.active_s < 1.0 for t in played.kept.trials)


@pytest.mark.parametrize("now_s", [0.0, 0.7, 1.9])
def test_the_tail_of_a_low_kite_stays_in_the_sky(now_s: float) -> None:
    picture = kite_picture(
        place=-0.9, speed=0.0, wind=lambda _: -0.7, share=0.16, inside=True, now_s=now_s
    )
    lowest = [y - s.width / 2 for s in picture if isinstance(s, Path) for _, y in s.places]
    lowest += [s.at[1] - s.radius for s in picture if isinstance(s, Disc)]
    assert min(lowest) >= BOTTOM - 1e-9


@pytest.mark.parametrize("at", [-1.0, 0.0, 4.0])
def test_the_frog_has_an_outline_so_that_it_is_seen_on_a_green_bank(at: float) -> None:
    drawn = stream_picture(stones=4, at=at, waiting=None, filled=0.0, carried=False, now_s=0.0)
    greens = [s for s in drawn if isinstance(s, Disc | Path) and s.colour == "leaf"]
    assert len(greens) == 5
    for green in greens:
        before = drawn[: drawn.index(green)]
        if isinstance(green, Disc):
            around = [s for s in before if isinstance(s, Disc) and s.at == green.at]
            assert any(s.radius > green.radius and s.colour != "leaf" for s in around)
        else:
            along = [s for s in before if isinstance(s, Path) and s.places == green.places]
            assert any(s.width > green.width and s.colour != "leaf" for s in along)
