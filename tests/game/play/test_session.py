"""A whole session, played by the simulated patient faster than time, and what it leaves behind."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from game.app import play_session, players_for
from game.frame import Frame
from game.home.settings import HomeSettings
from game.input.command import Command, Wish
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.timing.clock import VirtualClock
from sensors.pose import LIMITS_RAD
from sessions.errors import PlanError
from sessions.events.entry import (
    BlockEnded,
    CommandGiven,
    LatencySummary,
    RatingGiven,
    SafetyFired,
    SceneShown,
    SessionEnded,
    SessionStarted,
    Trial,
)
from sessions.events.log import read_log
from sessions.folder.manifest import verify
from sessions.plan.plan import LoadedPlan, parse_plan
from sessions.recording.reader import RecordingReader
from tests.game.conftest import PLAN, MakeTheatre, home_below, theatre_of
from tests.game.play.session_log import ratings_of


@dataclass
class Scripted:
    """Presses what a scene's name calls for; everything else as the simulated patient would."""

    presses: dict[str, list[tuple[Wish, int | None]]]
    frames: list[Frame] = field(default_factory=list)
    _since_s: float = 0.0
    _scene: str = ""

    def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
        self.frames.append(frame)
        if frame.scene != self._scene:
            self._scene, self._since_s = frame.scene, now_s
        if now_s - self._since_s < 1.0:
            return ()
        waiting = self.presses.get(frame.scene)
        if waiting:
            self._since_s = now_s
            wish, value = waiting.pop(0)
            return (Command(wish, now_s, value),)
        if waiting is None and frame.screen.layout == "page":
            self._since_s = now_s
            if frame.screen.scale is not None and frame.screen.scale.chosen is None:
                return (Command(Wish.CHOOSE, now_s, 3),)
            return (Command(Wish.NEXT, now_s), Command(Wish.RESUME, now_s))
        if waiting is None and frame.scene == "pace":
            return (Command(Wish.NEXT, now_s),)
        return ()


def test_a_session_runs_from_welcome_to_summary_and_is_sealed(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    patient = SimulatedPatient(7, TEMPERAMENTS["cooperative"])
    played = play_session(short_plan, home, make_theatre(onlooker=patient))
    assert played.ended == "completed"
    assert verify(played.folder).sound
    reading = read_log(played.folder / "events.jsonl")
    assert not reading.damaged
    kinds = [type(entry) for entry in reading.entries]
    assert kinds[0] is SessionStarted
    assert SessionEnded in kinds
    assert LatencySummary in kinds
    scenes = [e.scene for e in reading.entries if isinstance(e, SceneShown)]
    wanted = ["welcome", "ask_intensity", "ask_unpleasantness", "mirror", "rest", "pace", "follow"]
    positions = [scenes.index(name) for name in wanted]
    assert positions == sorted(positions)
    assert scenes[-1] == "summary"
    ended = [e for e in reading.entries if isinstance(e, BlockEnded)]
    assert [e.block_index for e in ended] == [0, 1, 2]
    assert all(e.active_s > 0.0 for e in ended)
    moments = {e.rating.moment for e in reading.entries if isinstance(e, RatingGiven)}
    assert {"session_start", "rest", "after_trial", "session_end"} <= moments


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Frame]]:
    """A whole session in which nothing happens: its folder, and every frame of it."""
    onlooker = Scripted({})
    home = home_below(tmp_path_factory.mktemp("undisturbed"))
    plan = parse_plan(PLAN, source_name="short.toml")
    played = play_session(plan, home, theatre_of(onlooker=onlooker))
    return played.folder, onlooker.frames


def test_every_frame_and_sample_is_in_the_recording(undisturbed: tuple[Path, list[Frame]]) -> None:
    folder, frames = undisturbed
    rows = RecordingReader(folder / "recording.mcap").condition().rows
    assert rows["frame"] >= len(frames)
    assert rows["sample/pose"] > 600
    assert rows["pose"] > 600


def test_the_mirrored_limb_is_on_the_plans_side_only_and_moves_within_limits(
    undisturbed: tuple[Path, list[Frame]],
) -> None:
    _, frames = undisturbed
    follow = [f for f in frames if f.scene == "follow"]
    mirror = [f for f in frames if f.scene == "mirror"]
    assert follow
    assert all([limb.side for limb in f.limbs] == ["left"] for f in follow)
    assert all(f.limbs[0].side == "left" for f in mirror)
    for frame in (*follow, *mirror):
        for limb in frame.limbs:
            assert (limb.angles_rad >= LIMITS_RAD[:, 0] - 1e-9).all()
            assert (limb.angles_rad <= LIMITS_RAD[:, 1] + 1e-9).all()


def test_the_cover_hides_the_limb_in_the_very_next_frame_and_time_stands_still(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    onlooker = Scripted({"mirror": [(Wish.COVER, None)], "cover": [(Wish.RESUME, None)]})
    played = play_session(short_plan, home, make_theatre(onlooker=onlooker))
    scenes = [f.scene for f in onlooker.frames]
    first_cover = scenes.index("cover")
    assert scenes[first_cover - 1] == "mirror"
    covered = onlooker.frames[first_cover]
    assert covered.covered
    assert not covered.limbs
    entries = read_log(played.folder / "events.jsonl").entries
    command = next(e for e in entries if isinstance(e, CommandGiven) and e.wish == "cover")
    shown = next(e for e in entries if isinstance(e, SceneShown) and e.scene == "cover")
    assert shown.at_s == command.at_s
    trial = next(e for e in entries if isinstance(e, Trial))
    assert trial.active_s == pytest.approx(20.0, abs=0.2)


def test_ending_covers_at_once_keeps_everything_and_asks_once_more(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    onlooker = Scripted({"mirror": [(Wish.END, None)]})
    played = play_session(short_plan, home, make_theatre(onlooker=onlooker))
    assert played.ended == "stopped_by_patient"
    entries = read_log(played.folder / "events.jsonl").entries
    assert next(e for e in entries if isinstance(e, BlockEnded)).outcome == "stopped"
    assert not next(e for e in entries if isinstance(e, Trial)).completed
    after = [e for e in entries if isinstance(e, RatingGiven) and e.rating.moment == "session_end"]
    assert [e.rating.value for e in after] == [3, 3]
    scenes = [f.scene for f in onlooker.frames]
    assert scenes[scenes.index("ask_intensity", scenes.index("mirror")) - 1] == "mirror"


def test_zero_skipped_and_not_asked_are_three_different_answers_in_the_log(
    home: HomeSettings, make_theatre: MakeTheatre, short_plan: LoadedPlan
) -> None:
    plan = parse_plan(
        short_plan.plan.model_dump_json().replace('"ask_pain":true', '"ask_pain":false'),
        source_name="short.json",
    )
    onlooker = Scripted(
        {
            "ask_intensity": [
                (Wish.CHOOSE, 0),
                (Wish.NEXT, None),
                (Wish.SKIP, None),
            ]
        }
    )
    played = play_session(plan, home, make_theatre(onlooker=onlooker))
    entries = read_log(played.folder / "events.jsonl").entries
    told = {
        e.rating.moment: e.rating.value
        for e in entries
        if isinstance(e, RatingGiven) and e.rating.quantity == "intensity"
    }
    assert told == {"session_start": 0, "rest": "not_asked", "session_end": "skipped"}


def test_a_number_that_was_marked_is_kept_even_if_the_session_ends_before_it_is_confirmed(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    onlooker = Scripted({"ask_intensity": [(Wish.CHOOSE, 7), (Wish.END, None), (Wish.SKIP, None)]})
    played = play_session(short_plan, home, make_theatre(onlooker=onlooker))
    entries = read_log(played.folder / "events.jsonl").entries
    ratings = [e.rating for e in entries if isinstance(e, RatingGiven)]
    first = next(rating for rating in ratings if rating.quantity == "intensity")
    assert (first.value, first.confirmed) == (7, False)


def test_the_session_can_be_ended_from_every_screen_with_the_mouse_alone(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    onlooker = Scripted({"mirror": [(Wish.COVER, None)]})
    play_session(short_plan, home, make_theatre(onlooker=onlooker))
    for frame in onlooker.frames:
        offered = {button.wish for button in frame.screen.buttons}
        assert frame.scene == "summary" or Wish.END in offered, frame.scene
        assert not frame.limbs or Wish.COVER in offered, frame.scene


def test_each_rating_bears_the_patients_clock_with_its_offset_and_how_long_it_took(
    undisturbed: tuple[Path, list[Frame]],
) -> None:
    ratings = ratings_of(undisturbed[0])
    assert ratings
    for rating in ratings:
        assert rating.answered_at.utcoffset() is not None
        assert rating.answered_after_s is not None
        assert rating.answered_after_s >= 1.0


def rated(*values: int) -> dict[str, list[tuple[Wish, int | None]]]:
    presses: list[tuple[Wish, int | None]] = []
    for value in values:
        presses += [(Wish.CHOOSE, value), (Wish.NEXT, None)]
    return {"ask_intensity": presses}


def test_rising_pain_pauses_and_asks_and_goes_on_when_it_falls(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    onlooker = Scripted(rated(3, 5, 3, 3))
    played = play_session(short_plan, home, make_theatre(onlooker=onlooker))
    entries = read_log(played.folder / "events.jsonl").entries
    fired = [e for e in entries if isinstance(e, SafetyFired)]
    assert [(e.rule, e.action) for e in fired] == [("pain_rise", "pause_and_ask")]
    assert "safety_pause" in [f.scene for f in onlooker.frames]
    assert played.ended == "completed"


def test_persistent_pain_ends_the_session_kindly(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    onlooker = Scripted(rated(3, 6, 6, 6))
    played = play_session(short_plan, home, make_theatre(onlooker=onlooker))
    entries = read_log(played.folder / "events.jsonl").entries
    assert played.ended == "safety"
    rules = [e.rule for e in entries if isinstance(e, SafetyFired)]
    assert rules == ["pain_rise", "pain_persistent"]
    assert "follow" not in [f.scene for f in onlooker.frames]
    assert onlooker.frames[-1].scene == "summary"


def test_saying_that_it_hurts_covers_the_limb_and_asks(
    short_plan: LoadedPlan, home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    onlooker = Scripted({"mirror": [(Wish.HURTS, None)]})
    played = play_session(short_plan, home, make_theatre(onlooker=onlooker))
    scenes = [f.scene for f in onlooker.frames]
    asked = scenes.index("ask_intensity", scenes.index("mirror"))
    assert scenes[asked - 1] == "mirror"
    assert not onlooker.frames[asked].limbs
    assert "mirror" in scenes[asked:]
    entries = read_log(played.folder / "events.jsonl").entries
    moments = [e.rating.moment for e in entries if isinstance(e, RatingGiven)]
    assert moments.count("safety") == 2


def test_a_plan_without_mirror_needs_no_sensor_at_all(
    home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    plan = parse_plan(
        'schema_version = 1\nname = "f"\naffected_side = "right"\ntitle = "F"\n'
        '[[blocks]]\nexercise = "follow"\nmovements = ["hand_open_close"]\n'
        "trials = 1\ncycles = 2\n",
        source_name="f.toml",
    )
    onlooker = Scripted({})
    played = play_session(plan, home, make_theatre(onlooker=onlooker, sensor=False))
    assert played.ended == "completed"
    limbs = [limb.side for f in onlooker.frames for limb in f.limbs]
    assert set(limbs) == {"right"}


def test_an_unknown_movement_is_named_with_its_place(short_plan: LoadedPlan) -> None:
    plan = parse_plan(
        short_plan.plan.model_dump_json().replace('"pinch"', '"pinhc"'), source_name="p.json"
    )
    with pytest.raises(PlanError, match=r"p.json: blocks\[2\].movements\[0\]: there is no such"):
        players_for(plan)


@pytest.mark.parametrize("sensor", ["kinect", "witmotion"])
def test_a_sensor_that_can_not_move_the_limb_is_refused(
    sensor: str, short_plan: LoadedPlan
) -> None:
    text = short_plan.plan.model_dump_json().replace('"simulated"', f'"{sensor}"')
    with pytest.raises(PlanError, match=r"p.json: sensor: no such sensor moves the limb; allowed"):
        players_for(parse_plan(text, source_name="p.json"))


@pytest.mark.parametrize("kind", ["cooperative", "hurting", "stopping"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_kind_of_patient_comes_to_an_end(
    kind: str, seed: int, short_plan: LoadedPlan, home: HomeSettings, make_theatre: MakeTheatre
) -> None:
    clock = VirtualClock()
    patient = SimulatedPatient(seed, TEMPERAMENTS[kind])
    played = play_session(short_plan, home, make_theatre(clock=clock, onlooker=patient))
    assert played.ended in ("completed", "stopped_by_patient", "safety")
    assert clock() < 20 * 60
    assert verify(played.folder).sound
