"""The calm exercises: what is shown, what is never shown, what is counted, what is kept."""

import itertools
import math
from collections.abc import Sequence

import numpy as np
import pytest

from game.arm_follower import FollowedArm, Tracking
from game.command import Command, Wish
from game.drawing import Disc, Label, Sprite
from game.exercises.breathing_scene import breath_at
from game.exercises.education_texts import page_on
from game.exercises.guided_imagery import passages_of
from game.exercises.registry import PLAYS
from game.frame import Frame
from game.language import use
from sensors.pose import RESTING
from sessions.blocks.education import TOPICS
from sessions.blocks.guided_imagery import GuidedImageryBlock
from sessions.blocks.registry import EXERCISES
from sessions.chronometry import imagined_to_executed, time_of_one_s, variability

from .playing import plan_of, play_first


def nobody(frame: Frame, now_s: float) -> Sequence[Command]:
    return ()


def patient(frame: Frame, now_s: float) -> Sequence[Command]:
    """Answers questions with 7, and presses on wherever a page offers it."""
    scale = frame.screen.scale
    if scale is not None and scale.chosen is None:
        return (Command(Wish.CHOOSE, now_s, 7),)
    if any(b.wish is Wish.NEXT for b in frame.screen.buttons):
        return (Command(Wish.NEXT, now_s),)
    return ()


def test_every_exercise_that_may_be_prescribed_can_be_played() -> None:
    assert set(PLAYS) == set(EXERCISES)


# Covered mirror


def test_under_the_cloth_no_limb_is_ever_shown_and_repetitions_are_counted() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "covered_mirror"
movements = ["hand_open_close", "pinch"]
duration_s = 24
repetitions = 3
rest_s = 4
""")
    played = play_first(loaded, nobody)
    assert all(not frame.limbs for frame in played.frames)
    assert [trial.movement for trial in played.kept.trials] == ["hand_open_close", "pinch"]
    assert played.completed
    assert played.kept.value("repetitions_count", "pinch") == 0.0
    strips = [f for f in played.frames if f.scene == "covered_mirror"]
    assert all(f.drawing for f in strips), "a cloth lies where the limb would be"


# Attempts


def test_attempts_are_paced_and_nothing_is_shown_of_them() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "attempts"
movements = ["wrist_flexion_extension"]
repetitions = 3
attempt_s = 4
pause_s = 2
""")
    played = play_first(loaded, nobody)
    assert all(not frame.limbs and not frame.drawing for frame in played.frames)
    assert played.kept.value("attempts_count") == 3.0
    assert played.lasted_s == pytest.approx(4 + 3 * 6, abs=0.2)
    said = [frame.screen.lines[-1] for frame in played.frames]
    assert len([s for s, before in zip(said[1:], said, strict=False) if s != before]) == 6


def test_leaving_attempts_early_keeps_those_that_were_made() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "attempts"
movements = ["pinch"]
repetitions = 10
attempt_s = 4
pause_s = 2
""")

    def leaves(frame: Frame, now_s: float) -> Sequence[Command]:
        return (Command(Wish.SKIP, now_s),) if now_s > 15.0 else ()

    played = play_first(loaded, leaves)
    assert played.completed is False
    assert played.kept.value("attempts_count") == 2.0


# Observation


def test_somebody_elses_limbs_move_on_both_sides_and_never_jump() -> None:
    loaded = plan_of(
        """
[[blocks]]
exercise = "observation"
movements = ["hand_open_close"]
cycles = 2
""",
        side="both",
    )
    played = play_first(loaded, nobody)
    shown = [f for f in played.frames if f.limbs]
    assert {tuple(limb.side for limb in f.limbs) for f in shown} == {("left", "right")}
    assert all(f.somebody_else for f in shown)
    assert played.kept.value("cycles_seen_count") == 2.0
    poses = np.array([f.limbs[0].angles_rad for f in shown])
    assert np.abs(np.diff(poses, axis=0)).max() < math.radians(180.0) * 0.06
    assert np.ptp(poses, axis=0).max() > math.radians(30.0)


# Free play


def test_free_play_mirrors_whatever_is_done_up_to_its_ceiling() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "free_play"
ceiling_s = 20
limbs_shown = "affected"
""")
    bent = RESTING.copy()
    bent[5] += 0.2
    arm = FollowedArm(bent, Tracking.LIVE, 0.0, 0.0)
    played = play_first(loaded, nobody, arm=arm)
    assert played.completed
    assert played.lasted_s == pytest.approx(20.0, abs=0.2)
    assert played.kept.value("seen_s") == pytest.approx(20.0, abs=0.2)
    assert all(f.limbs[0].side == "left" for f in played.frames)
    np.testing.assert_allclose(played.frames[-1].limbs[0].angles_rad, bent)


def test_having_had_enough_of_free_play_is_not_skipping() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "free_play"
ceiling_s = 600
""")

    def enough(frame: Frame, now_s: float) -> Sequence[Command]:
        return (Command(Wish.NEXT, now_s),) if now_s > 8.0 else ()

    played = play_first(loaded, enough)
    assert played.completed
    assert played.kept.value("played_s") == pytest.approx(8.0, abs=0.2)


# Breathing


@pytest.mark.parametrize("inhale_share", [0.3, 0.4, 0.5])
def test_a_breath_is_smooth_goes_all_the_way_and_takes_its_time(inhale_share: float) -> None:
    times_s = np.linspace(0.0, 20.0, 4001)
    full = np.array([breath_at(t, 10.0, inhale_share)[0] for t in times_s])
    assert full.min() == pytest.approx(0.0, abs=1e-4)
    assert full.max() == pytest.approx(1.0, abs=1e-4)
    # The fastest moment of half a cosine over 3 s is pi / (2 x 3 s).
    fastest = math.pi / 2 / (min(inhale_share, 1 - inhale_share) * 10.0)
    assert np.abs(np.diff(full)).max() / 0.005 <= fastest * 1.001
    inwards = sum(breath_at(t, 10.0, inhale_share)[1] for t in times_s[:2000]) / 2000
    assert inwards == pytest.approx(inhale_share, abs=0.01)


def test_the_shape_breathes_whole_breaths_and_never_flashes() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "breathing"
duration_s = 25
breaths_per_min = 6
""")
    played = play_first(loaded, nobody)
    assert played.lasted_s == pytest.approx(30.0, abs=0.2)
    assert played.kept.value("breaths_count") == 3.0
    assert played.kept.rests_s == [pytest.approx(30.0, abs=0.1)]
    radii = [next(s.radius for s in f.drawing if isinstance(s, Disc)) for f in played.frames]
    assert max(abs(b - a) for a, b in itertools.pairwise(radii)) < 0.02
    words = [next(s.text for s in f.drawing if isinstance(s, Label)) for f in played.frames]
    assert sum(a != b for a, b in itertools.pairwise(words)) == 5


# Visualisation


def test_imagined_and_executed_times_run_from_press_to_press() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "visualisation"
movements = ["pinch"]
trials = 2
repetitions = 3
executed_trials = 1
pause_s = 0
""")
    began: dict[str, float] = {}
    lasts_s = {"imagined_series": 12.0, "executed_series": 9.0}

    def presses(frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene not in lasts_s:
            return patient(frame, now_s)
        running = "again when" in frame.screen.lines[-1]
        if not running:
            began[frame.scene] = now_s
            return (Command(Wish.NEXT, now_s),)
        if now_s - began[frame.scene] >= lasts_s[frame.scene] - 1e-9:
            return (Command(Wish.NEXT, began[frame.scene] + lasts_s[frame.scene]),)
        return ()

    played = play_first(loaded, presses)
    kept = played.kept
    assert kept.value("imagined_time_s", "pinch") == pytest.approx(4.0)
    assert kept.value("executed_time_s", "pinch") == pytest.approx(3.0)
    assert kept.value("imagined_to_executed_ratio", "pinch") == pytest.approx(12 / 9)
    assert kept.rated("imagery_ease") == [7]
    assert [t.cycles_done for t in kept.trials] == [3, 3, 0]
    assert all(not frame.limbs for frame in played.frames)


def test_a_series_that_was_covered_begins_again() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "visualisation"
movements = ["pinch"]
trials = 1
repetitions = 1
executed_trials = 0
ask_ease = false
""")
    presses = [(2.0, Wish.NEXT), (4.0, Wish.COVER), (9.0, Wish.RESUME), (10.0, Wish.NEXT)]
    presses += [(15.0, Wish.NEXT), (30.0, Wish.NEXT)]

    def hand(frame: Frame, now_s: float) -> Sequence[Command]:
        due = [p for p in presses if p[0] <= now_s]
        if not due:
            return ()
        presses.remove(due[0])
        return (Command(due[0][1], due[0][0]),)

    played = play_first(loaded, hand)
    assert played.kept.value("imagined_time_s") == pytest.approx(5.0)


def test_chronometry_by_hand() -> None:
    assert time_of_one_s([6.0, 9.0, 30.0], 3) == 3.0
    assert imagined_to_executed([6.0, 9.0, 30.0], [6.0]) == 1.5
    assert imagined_to_executed([], [6.0]) is None
    assert variability([2.0, 4.0]) == pytest.approx(math.sqrt(2.0) / 3.0)
    assert variability([2.0]) is None


# Guided imagery


def test_the_script_is_as_long_as_the_plan_says_and_is_read_out() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "guided_imagery"
passage_s = 10
""")
    said: list[str] = []
    played = play_first(
        loaded, lambda f, s: () if f.scene == "guided_imagery" else patient(f, s), say=said.append
    )
    block = loaded.plan.blocks[0]
    assert isinstance(block, GuidedImageryBlock)
    assert said == list(passages_of(block))
    assert played.kept.value("passages_count") == block.passages == len(said)
    assert played.kept.trials[0].active_s == pytest.approx(block.ordered_s, abs=0.2)
    asked = ("imagery_ease", "constant_pain", "exacerbation_pain")
    assert [played.kept.rated(name) for name in asked] == [[7], [7], [7]]


@pytest.mark.parametrize(("scan", "movement"), [(True, True), (True, False), (False, True)])
def test_each_part_of_the_script_has_as_many_passages_as_its_dose_counts(
    scan: bool, movement: bool
) -> None:
    block = GuidedImageryBlock(
        exercise="guided_imagery", body_scan=scan, comfortable_movement=movement
    )
    assert len(passages_of(block)) == block.passages


def test_a_question_about_imagery_may_be_skipped_and_is_not_zero_then() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "guided_imagery"
passage_s = 10
ask_constant_and_exacerbation = false
""")

    def skips(frame: Frame, now_s: float) -> Sequence[Command]:
        wish = Wish.SKIP if frame.screen.scale is not None else Wish.NEXT
        return (Command(wish, now_s),)

    played = play_first(loaded, skips)
    assert played.kept.rated("imagery_ease") == ["skipped"]
    assert played.completed


# Posture imagery


def test_pictures_of_the_affected_hand_are_imagined_one_by_one_and_rated() -> None:
    loaded = plan_of(
        """
[[blocks]]
exercise = "posture_imagery"
pictures = 4
ask_ease_every = 2
pause_s = 0
""",
        side="right",
    )
    since: list[float] = []

    def imagines(frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene != "posture_imagery":
            since.clear()
            return patient(frame, now_s)
        since.append(now_s)
        if now_s - since[0] < 6.0:
            return ()
        since.clear()
        return (Command(Wish.NEXT, now_s),)

    played = play_first(loaded, imagines)
    names = {s.name for f in played.frames for s in f.drawing if isinstance(s, Sprite)}
    assert len(names) == 4
    assert all(name.startswith("right ") for name in names)
    assert [t.cycles_done for t in played.kept.trials] == [2, 2, 2, 2]
    assert played.kept.value("imagined_time_s") == pytest.approx(3.0, abs=0.1)
    assert played.scenes.count("ask_imagery_ease") == 2
    assert played.kept.rated("imagery_ease") == [7, 7]


def test_where_both_sides_are_affected_both_are_imagined() -> None:
    loaded = plan_of(
        """
[[blocks]]
exercise = "posture_imagery"
pictures = 5
ask_ease_every = 0
pause_s = 0
""",
        side="both",
    )
    played = play_first(loaded, patient)
    sides = [trial.movement.split("_")[0] for trial in played.kept.trials]
    assert len(sides) == 5
    assert {sides.count("left"), sides.count("right")} == {2, 3}


def test_a_posture_that_hurts_can_be_left_out_alone() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "posture_imagery"
pictures = 3
ask_ease_every = 0
""")

    def leaves_out(frame: Frame, now_s: float) -> Sequence[Command]:
        if frame.scene == "posture_imagery":
            return (Command(Wish.CHOOSE, now_s, 0),)
        return patient(frame, now_s)

    played = play_first(loaded, leaves_out)
    assert played.completed
    assert [t.cycles_done for t in played.kept.trials] == [0, 0, 0]
    assert played.kept.value("imagined_time_s") is None


# Education


def test_pages_are_kept_as_read_and_nothing_is_asked_about_them() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "education"
topics = ["feelings", "stopping"]
""")

    def reads(frame: Frame, now_s: float) -> Sequence[Command]:
        return (Command(Wish.NEXT, now_s),) if now_s > 5.0 else ()

    played = play_first(loaded, reads)
    assert played.kept.value("page_read_s", "feelings") == pytest.approx(5.0, abs=0.2)
    assert played.kept.value("page_read_s", "stopping") is not None
    assert all(frame.screen.scale is None for frame in played.frames)


def test_a_page_that_was_skipped_does_not_count_as_read() -> None:
    loaded = plan_of("""
[[blocks]]
exercise = "education"
topics = ["feelings", "stopping"]
""")
    played = play_first(loaded, lambda f, s: (Command(Wish.SKIP, s),))
    assert played.completed is False
    assert played.kept.value("page_read_s", "feelings") is None


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_page_is_short_and_speaks_both_languages(topic: str, language: str) -> None:
    use(language)
    try:
        title, lines = page_on(topic)  # type: ignore[arg-type]
    finally:
        use("en")
    assert 3 <= len(lines) <= 5
    assert all(len(line) <= 220 for line in (title, *lines))
    if language == "fr":
        assert page_on(topic)[0] != title  # type: ignore[arg-type]
