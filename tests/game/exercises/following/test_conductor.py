"""The conductor: what counts as together, pace within the plan, tones by choice, a whole block."""

from collections.abc import Callable

import numpy as np
import pytest

from game.app import Theatre, play_session
from game.exercises.difficulty import Difficulty
from game.exercises.following.conductor_scene import ConductorScene, ConductorSetting
from game.home.settings import HomeSettings
from game.movements.library import load_movements
from game.movements.player import MovementPlayer
from game.recorder.pose_trace import PoseTrace
from game.scenes.scene import Moment
from game.shown.arm_follower import FollowedArm, Tracking
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.sound.tone import RATE_HZ, Tone, scale_hz
from sensors.pose import RESTING
from sessions.errors import PlanError
from sessions.events.entry import OutcomeMeasured, Trial
from sessions.events.log import read_log
from sessions.plan.plan import parse_plan

PLAYER = MovementPlayer(load_movements().get("conduct"))


def scene(
    tones: list[Tone] | None = None, *, may: bool = True, measured: bool = True
) -> ConductorScene:
    heard = [] if tones is None else tones
    setting = ConductorSetting(
        side="left",
        bars=8,
        slowest_bar_s=8.0,
        fastest_bar_s=5.0,
        tolerance_share=0.15,
        measured=measured,
        adapts=True,
        may_become_harder=lambda: may,
        tone=heard.append,
        progress_from=0.0,
        progress_to=1.0,
    )
    return ConductorScene(PLAYER, setting, Difficulty(0.2), PoseTrace())


def play_with(
    played: ConductorScene,
    hand: Callable[[float, ConductorScene], np.ndarray],
    until_s: float = 200.0,
) -> None:
    t = 0.0
    while not played.finished and t < until_s:
        angles = hand(t, played)
        played.update(Moment(t, t), FollowedArm(angles, Tracking.LIVE, t, 0.0))
        t += 1 / 30


def late_by(lag_s: float) -> Callable[[float, ConductorScene], np.ndarray]:
    def hand(t: float, played: ConductorScene) -> np.ndarray:
        shown = played.frame(Moment(max(0.0, t - lag_s), max(0.0, t - lag_s)), ARM)
        return shown.limbs[0].angles_rad

    return hand


ARM = FollowedArm(RESTING, Tracking.WAITING, None, 0.0)


def test_a_hand_that_goes_along_is_together_and_the_pace_rises_within_the_plan() -> None:
    played = scene()
    play_with(played, late_by(0.2))
    assert played.bars == 8
    assert played.together >= 7
    assert played.difficulty.level > 0.2
    assert all(4.9 <= bar_s <= 8.1 for bar_s in played.bar_times_s)
    assert played.bar_times_s[-1] < played.bar_times_s[1]
    lags = [match.lag_share for match in played.matches]
    assert np.median(lags) == pytest.approx(0.2 / 7.0, abs=0.02)


def test_while_pain_is_rising_the_pace_does_not() -> None:
    played = scene(may=False)
    play_with(played, late_by(0.2))
    assert played.difficulty.level <= 0.2


def test_a_hand_that_rests_is_not_together_and_the_pace_eases() -> None:
    played = scene()
    play_with(played, lambda t, _: RESTING)
    assert played.together == 0
    assert played.difficulty.level == 0.0
    assert played.bar_times_s[-1] > played.bar_times_s[0]


def test_each_quarter_of_a_bar_has_a_tone_and_none_is_hurried() -> None:
    tones: list[Tone] = []
    played = scene(tones, measured=False)
    play_with(played, lambda t, _: RESTING)
    assert len(tones) == pytest.approx(8 * 4, abs=1)
    assert {tone.loudness for tone in tones} == {1.0, 0.6}


def test_the_music_shows_where_the_movement_is_and_stays_on_the_canvas() -> None:
    played = scene()
    play_with(played, late_by(0.1), until_s=12.0)
    frame = played.frame(Moment(12.0, 12.0), ARM)
    assert frame.drawing
    for shape in frame.drawing:
        places = getattr(shape, "places", None) or (shape.at,)  # type: ignore[union-attr]
        assert all(abs(x) < 1.35 and abs(y) < 1.0 for x, y in places)


def test_a_tone_begins_and_ends_softly_and_is_never_loud() -> None:
    samples = Tone(scale_hz(0)).samples()
    assert samples.shape == (round(1.4 * RATE_HZ), 2)
    assert abs(int(samples[0, 0])) < 40
    assert abs(int(samples[-1, 0])) < 40
    assert np.abs(np.diff(samples[:, 0].astype(int))).max() < 1500
    assert np.abs(samples).max() < 0.3 * 32767
    assert (samples[:, 0] == samples[:, 1]).all()
    assert scale_hz(5) == pytest.approx(440.0)
    assert scale_hz(0) == pytest.approx(220.0)


PLAN = """
schema_version = 1
name = "music"
affected_side = "right"
sensor = "simulated"
title = "Music"
[[blocks]]
exercise = "conductor"
bars = 3
{more}
"""


@pytest.mark.parametrize("sensor", [True, False])
def test_a_whole_block_is_kept_with_or_without_a_measured_hand(
    sensor: bool, home: HomeSettings, make_theatre: Callable[..., Theatre]
) -> None:
    patient = SimulatedPatient(4, TEMPERAMENTS["cooperative"])
    loaded = parse_plan(PLAN.format(more=""), source_name="m.toml")
    played = play_session(loaded, home, make_theatre(onlooker=patient, sensor=sensor))
    entries = read_log(played.folder / "events.jsonl").entries
    trial = next(e for e in entries if isinstance(e, Trial))
    assert (trial.movement, trial.cycles_done) == ("conduct", 3)
    measures = {e.measure for e in entries if isinstance(e, OutcomeMeasured)}
    assert "bar_time_s" in measures
    assert ("likeness" in measures) is sensor


def test_a_plan_that_would_be_slower_than_its_slowest_is_refused() -> None:
    text = PLAN.format(more="slowest_bar_s = 4\nfastest_bar_s = 6")
    with pytest.raises(PlanError, match="slowest_bar_s"):
        parse_plan(text, source_name="m.toml")
