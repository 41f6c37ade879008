"""Speech: never waited for, spoken once and kept, off unless wanted, and told once if it fails."""

import stat
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from game.language import use
from game.sound.player import SoundPlayer
from game.sound.speech import Speaker
from game.sound.voice import Voice, VoiceError, voice_here

# A voice as a program: it writes down what it was asked for, and a short WAV file.
PROGRAM = """#!/usr/bin/env python3
import sys, time, wave
_, text, language, path, log, takes_s = sys.argv
time.sleep(float(takes_s))
with open(log, "a") as file:
    file.write(language + ":" + text + "\\n")
if text == "broken":
    sys.exit(3)
with wave.open(path, "wb") as sound:
    sound.setparams((1, 2, 8000, 0, "NONE", ""))
    sound.writeframes(bytes(1600))
"""


@dataclass
class Heard:
    """A loudspeaker that writes down what it plays."""

    trouble: str = ""
    played: list[Path] = field(default_factory=list)
    heard: Event = field(default_factory=Event)
    stopped: Event = field(default_factory=Event)

    def play(self, path: Path) -> None:
        with wave.open(str(path)) as sound:
            assert sound.getnframes() > 0
        self.played.append(path)
        self.heard.set()

    def stop(self) -> None:
        self.stopped.set()

    def close(self) -> None: ...


@pytest.fixture
def make_voice(tmp_path: Path) -> Callable[[float], Voice]:
    program = tmp_path / "voice.py"
    program.write_text(PROGRAM)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def make(takes_s: float = 0.0) -> Voice:
        log = str(tmp_path / "asked.txt")
        return Voice(
            "voice",
            lambda text, language, path: [str(program), text, language, path, log, str(takes_s)],
        )

    return make


def asked(tmp_path: Path) -> list[str]:
    log = tmp_path / "asked.txt"
    return log.read_text().splitlines() if log.exists() else []


def test_a_text_is_spoken_in_the_language_in_use_once_and_kept(
    tmp_path: Path, make_voice: Callable[[float], Voice]
) -> None:
    notes: list[str] = []
    for _ in range(2):
        player = Heard()
        use("fr")
        try:
            speaker = Speaker(make_voice(0.0), player, tmp_path / "kept", notes.append)
            speaker.say("Respirez.")
            assert player.heard.wait(20.0)
            speaker.close(5.0)
        finally:
            use("en")
    assert asked(tmp_path) == ["fr:Respirez."]
    assert len(list((tmp_path / "kept").iterdir())) == 1
    assert notes == []


def test_asking_for_speech_takes_no_time_however_slow_the_voice(
    tmp_path: Path, make_voice: Callable[[float], Voice]
) -> None:
    player = Heard()
    speaker = Speaker(make_voice(2.0), player, tmp_path / "kept", lambda _: None)
    began_s = time.perf_counter()
    for text in ("one", "two", "three"):
        speaker.say(text)
    assert time.perf_counter() - began_s < 0.5
    speaker.say("")
    speaker.close(0.0)
    assert player.played == []


def test_of_several_texts_only_the_newest_is_heard(
    tmp_path: Path, make_voice: Callable[[float], Voice]
) -> None:
    player = Heard()
    speaker = Speaker(make_voice(0.3), player, tmp_path / "kept", lambda _: None)
    for text in ("one", "two", "three"):
        speaker.say(text)
    assert player.heard.wait(20.0)
    speaker.close(5.0)
    assert len(player.played) == 1
    assert asked(tmp_path)[-1] == "en:three"


def test_a_voice_that_fails_is_told_once_and_the_session_goes_on(
    tmp_path: Path, make_voice: Callable[[float], Voice]
) -> None:
    notes: list[str] = []
    player = Heard()
    speaker = Speaker(make_voice(0.0), player, tmp_path / "kept", notes.append)
    speaker.say("broken")
    while not asked(tmp_path):
        player.stopped.wait(0.05)
    speaker.close(10.0)
    speaker.say("again")
    speaker.say("and again")
    assert notes == ["the voice voice failed (CalledProcessError)"]
    assert player.played == []
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_computer_without_a_voice_has_none() -> None:
    assert voice_here(lambda _: None) is None
    found = voice_here(lambda name: "/usr/bin/espeak" if name == "espeak" else None)
    assert found is not None
    assert found.program == "espeak"


def test_what_is_read_out_can_never_be_taken_for_an_option() -> None:
    voice = voice_here(lambda name: name if name == "espeak-ng" else None)
    assert voice is not None
    assert voice.command("-w /etc/passwd", "en", "a.wav")[-2:] == ["--", "-w /etc/passwd"]


@pytest.mark.skipif(
    (voice_here() or Voice("", lambda *_: [])).program not in ("espeak-ng", "espeak"),
    reason="espeak-ng is not installed",
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_real_voice_speaks_both_languages(language: str, tmp_path: Path) -> None:
    voice = voice_here()
    assert voice is not None
    path = tmp_path / "said.wav"
    voice.speak("Let your shoulders sink. Laissez descendre les épaules.", language, path)
    with wave.open(str(path)) as sound:
        assert sound.getnframes() / sound.getframerate() > 1.5


def test_a_program_that_is_missing_is_a_voice_error(tmp_path: Path) -> None:
    voice = Voice("nothing", lambda *_: [str(tmp_path / "nothing")])
    with pytest.raises(VoiceError, match="the voice nothing failed"):
        voice.speak("Hello", "en", tmp_path / "said.wav")


def test_where_nothing_can_sound_it_is_told_and_nothing_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    player = SoundPlayer()
    player.play(tmp_path / "none.wav")
    assert "there is no sound output" in player.trouble
    player.close()
