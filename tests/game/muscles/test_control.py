"""One or two electrodes, and two movements at once: calibrated, steered, and kept in bounds."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.home.settings_file import load_home
from game.movements.attempts import REST, load_attempts
from game.muscles.calibrate import calibrate
from game.muscles.control import asked_for, judged, kind_of
from game.muscles.limb import MuscleLimb
from sensors.emg.calibration import Complaint
from sensors.emg.control import RAMP_DOWN_S, RAMP_UP_S
from sensors.emg.model_file import load_model
from sensors.settings import SimulatedEmgSettings
from tests.game.living_muscles import TICK_S, Hands
from tests.game.muscle_theatre import MuscleRun, muscle_home, muscle_plan

ATTEMPTS = load_attempts()
ONE = {"channels": 1, "rate_hz": 500.0}
TWO = {"channels": 2, "rate_hz": 500.0}
BOTH = ("close_hand", "bend_wrist", "lift_wrist", "close_hand+bend_wrist", "close_hand+lift_wrist")


def test_the_number_of_electrodes_chooses_unless_the_home_does() -> None:
    assert [kind_of("auto", channels) for channels in (1, 2, 3, 8)] == [
        "hysteresis",
        "hysteresis",
        "classifier",
        "classifier",
    ]
    assert kind_of("regression", 8) == "regression"
    assert kind_of("classifier", 1) == "classifier"


def test_one_electrode_moves_whatever_is_asked_for_and_lets_go() -> None:
    hands = Hands(**ONE)
    hands.calibrate(("close_hand", "bend_wrist"))
    assert hands.source.control == "hysteresis"
    for name in ("bend_wrist", "close_hand"):
        hands.source.choose(name)
        hands.muscles.attempt(name)
        hands.live(1.0)
        reading = hands.source.reading(hands.now_s)
        assert (reading.state, reading.movement) == ("live", name)
        assert reading.speed > 0.3
        hands.muscles.attempt(None)
        hands.live(0.8)
        assert hands.source.reading(hands.now_s).movement == REST


def test_a_steady_squeeze_never_flickers() -> None:
    hands = Hands(**ONE)
    hands.calibrate(("close_hand",))
    hands.muscles.attempt("close_hand")
    hands.live(0.5)
    before = hands.source.reading(hands.now_s).count
    hands.live(1.5)
    made = hands.source.reading(hands.now_s).since(before)
    assert {one.decision.movement for one in made} == {"close_hand"}


def test_two_short_squeezes_take_the_next_movement() -> None:
    hands = Hands(**ONE)
    hands.calibrate(("close_hand", "bend_wrist"))
    hands.source.choose("close_hand")
    for effort in ("close_hand", None, "close_hand"):
        hands.muscles.attempt(effort)
        hands.live(0.27)
    hands.live(0.3)
    assert hands.source.reading(hands.now_s).movement == "bend_wrist"


def test_two_electrodes_over_opposing_muscles_move_both_ways() -> None:
    hands = Hands(**TWO)
    hands.calibrate(("bend_wrist", "lift_wrist"))
    for name in ("bend_wrist", "lift_wrist"):
        hands.muscles.attempt(name)
        hands.live(1.0)
        assert hands.source.reading(hands.now_s).movement == name
        hands.muscles.attempt(None)
        hands.live(0.8)
        assert hands.source.reading(hands.now_s).movement == REST


def test_both_muscles_tensed_alike_move_nothing() -> None:
    hands = Hands(**TWO)
    hands.calibrate(("bend_wrist", "lift_wrist"))
    hands.muscles.attempt("bend_wrist+lift_wrist")
    hands.live(0.5)
    before = hands.source.reading(hands.now_s).count
    hands.live(1.5)
    made = hands.source.reading(hands.now_s).since(before)
    assert np.mean([one.speed for one in made]) < 0.15


def test_an_electrode_off_the_muscle_is_found_and_asked_for_again() -> None:
    hands = Hands(**ONE)
    still = hands.calibrate(("palm_down",))
    verdict = judged("hysteresis", still)
    assert verdict.complaint is Complaint.NOTHING_MOVED
    good = Hands(**ONE).calibrate(("close_hand", "bend_wrist"))
    assert judged("hysteresis", good).complaint is None
    assert judged("hysteresis", good).accuracy > 0.9


@pytest.fixture(scope="module")
def at_once() -> Hands:
    hands = Hands("regression", rate_hz=200.0)
    hands.calibrate(BOTH)
    return hands


@pytest.mark.parametrize(
    ("attempted", "wanted"),
    [
        ("close_hand", {"close_hand"}),
        ("lift_wrist", {"lift_wrist"}),
        ("close_hand+bend_wrist", {"close_hand", "bend_wrist"}),
        ("close_hand+lift_wrist", {"close_hand", "lift_wrist"}),
        (None, set()),
    ],
)
def test_two_degrees_of_freedom_are_steered_at_the_same_time(
    at_once: Hands, attempted: str | None, wanted: set[str]
) -> None:
    at_once.muscles.attempt(attempted)
    at_once.live(0.6)
    before = at_once.source.reading(at_once.now_s).count
    at_once.live(1.0)
    made = at_once.source.reading(at_once.now_s).since(before)
    for name in ("close_hand", "bend_wrist", "lift_wrist"):
        mean = np.mean([dict(one.at_once).get(name, 0.0) for one in made])
        assert (mean > 0.4) if name in wanted else (mean < 0.2), name


def test_the_limb_moves_both_together_within_its_bounds(at_once: Hands) -> None:
    shown = tuple(ATTEMPTS[name] for name in ("close_hand", "bend_wrist", "lift_wrist"))
    limb, places = MuscleLimb(shown), []
    at_once.muscles.attempt(None)
    at_once.live(1.0)
    for attempted in ("close_hand+bend_wrist", "lift_wrist", None):
        at_once.muscles.attempt(attempted)
        for _ in range(round(1.5 / TICK_S)):
            at_once.live(TICK_S)
            limb.advance(at_once.now_s, at_once.source.reading(at_once.now_s))
            places.append((limb.places["hand"], limb.places["wrist"]))
    place = np.array(places)
    third = len(place) // 3
    assert place[third - 1].min() > 0.3
    assert (np.abs(place) <= 1.0).all()
    speed = np.diff(place, axis=0) / TICK_S
    reach_s = min(attempt.reach_s for attempt in shown)
    quickest = 1 / RAMP_UP_S + 1 / RAMP_DOWN_S
    assert np.abs(speed).max() <= 2.0 / reach_s
    assert np.abs(np.diff(speed, axis=0)).max() <= 3 * TICK_S * quickest / reach_s


def test_a_calibration_for_both_at_once_asks_for_both_at_once(tmp_path: Path) -> None:
    home = replace(muscle_home(tmp_path), muscle_control="regression")
    run = MuscleRun(home, SimulatedEmgSettings(rate_hz=200.0))
    told: list[str] = []
    assert calibrate(muscle_plan(), home, run.theatre(), told.append)
    model = load_model(tmp_path / "muscles" / "sub-P001" / "simulated_emg.npz")
    assert "close_hand+bend_wrist" in model.decoder.classes
    assert any("regression" in line for line in told)
    shown = {f.asked for f in run.presser.frames if f.scene == "muscle_calibration"}
    assert "close_hand+bend_wrist" in shown


def test_at_most_two_degrees_are_asked_for_together() -> None:
    chosen = [ATTEMPTS[name] for name in ("close_hand", "bend_wrist", "lift_wrist", "palm_up")]
    both = [each.id for each in asked_for("regression", chosen) if "+" in each.id]
    assert both == ["close_hand+bend_wrist", "close_hand+lift_wrist"]
    assert len(asked_for("classifier", chosen)) == 4


def test_with_one_electrode_a_whole_session_is_played(tmp_path: Path) -> None:
    settings = SimulatedEmgSettings(channels=1, rate_hz=200.0)
    run = MuscleRun(replace(muscle_home(tmp_path), muscles=settings), settings)
    played = run.play(muscle_plan())
    log = (played.folder / "events.jsonl").read_text()
    assert '"hysteresis"' in log
    shown = [f for f in run.presser.frames if f.scene == "execution"]
    assert {f.asked for f in shown} >= {"close_hand", "bend_wrist"}
    assert '"attempts_done_share","value":1.0' in log.replace(" ", "")


@pytest.mark.parametrize(
    "table", ['driver = "myo"\ncontrol = "regression"', 'control = "hysteresis"']
)
def test_the_settings_choose_the_control(tmp_path: Path, table: str) -> None:
    file = tmp_path / "room.toml"
    file.write_text(f"[muscles]\n{table}\n")
    home = load_home(file)
    assert home.muscle_control in table
    assert (home.muscles is not None) == ("driver" in table)
