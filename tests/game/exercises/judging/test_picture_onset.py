"""A response is counted from the flip that showed the picture, in a real session."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from game.app import Theatre, play_session
from game.display.blank import BlankDisplay
from game.drawing import Sprite
from game.frame import Frame
from game.home.settings import HomeSettings
from game.input.command import Command, Wish
from game.recorder.machine import describe_machine
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.sound.voice import voice_here
from game.timing.clock import RealClock, VirtualClock
from game.timing.pacing import Pacer
from sessions.events.entry import Note, Trial
from sessions.events.log import read_log
from sessions.plan.plan import parse_plan
from tests.game.exercises.playing import plan_of


def test_each_picture_begins_with_the_flip_that_first_showed_it(
    make_theatre: Callable[..., Theatre], home: HomeSettings
) -> None:
    clock = VirtualClock()
    flips_s: list[float] = []
    seen: list[Sprite] = []

    def shown(frame: Frame) -> None:
        pictures = [s for s in frame.drawing if isinstance(s, Sprite)]
        if frame.scene == "laterality" and pictures and pictures[-1] not in seen:
            seen.append(pictures[-1])
            flips_s.append(clock())

    patient = SimulatedPatient(5, TEMPERAMENTS["cooperative"])
    theatre = replace(make_theatre(clock=clock, onlooker=patient, sensor=False), on_frame=shown)
    loaded = plan_of('[[blocks]]\nexercise = "laterality"\npictures = 12\n')
    played = play_session(loaded, home, theatre)
    trials = [e for e in read_log(played.folder / "events.jsonl").entries if isinstance(e, Trial)]
    onsets_s = [t.onset_at_s for t in trials if t.completed]
    assert len(onsets_s) >= 12
    assert len(flips_s) >= len(set(onsets_s))
    for onset_s in onsets_s:
        assert onset_s is not None
        assert min(abs(onset_s - flip_s) for flip_s in flips_s) == pytest.approx(0.0, abs=1e-3)


def test_where_reading_aloud_is_wanted_and_no_voice_is_there_it_is_noted_once(
    home: HomeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.sound.session.voice_here", lambda: voice_here(lambda _: None))

    class Leaves:
        def look(self, frame: Frame, now_s: float) -> tuple[Command, ...]:
            return (Command(Wish.END if frame.screen.scale is None else Wish.SKIP, now_s),)

    clock = RealClock()
    theatre = Theatre(
        clock=clock,
        display=BlankDisplay(clock, "right"),
        pacer=Pacer(clock, 60.0),
        machine=describe_machine(gl_renderer="", display_px=None, refresh_hz=60.0),
        refresh_hz=60.0,
        sensor=None,
        onlooker=Leaves(),
    )
    text = """
schema_version = 1
name = "aloud"
title = "Aloud"
affected_side = "left"
read_aloud = true
[[blocks]]
exercise = "breathing"
"""
    played = play_session(parse_plan(text, source_name="aloud.toml"), home, theatre)
    entries = read_log(played.folder / "events.jsonl").entries
    notes = [e for e in entries if isinstance(e, Note) and e.about == "speech"]
    assert [note.text for note in notes] == [
        "no voice was found on this computer: texts are shown and not read out; install espeak-ng"
    ]
