"""Tones reach the loudspeaker, and a computer without one plays on in silence."""

import os
from collections.abc import Iterator

import pygame
import pytest

from game.sound.player import SoundPlayer
from game.sound.tone import Tone


@pytest.fixture
def audio(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    pygame.mixer.quit()
    yield monkeypatch
    pygame.mixer.quit()


def test_a_tone_is_played_beside_what_sounds(audio: pytest.MonkeyPatch) -> None:
    audio.setenv("SDL_AUDIODRIVER", "dummy")
    player = SoundPlayer()
    player.play_tone(Tone(220.0))
    player.play_tone(Tone(330.0))
    assert player.trouble == ""
    assert pygame.mixer.get_busy()
    player.close()


def test_without_a_loudspeaker_the_game_goes_on_in_silence(audio: pytest.MonkeyPatch) -> None:
    audio.setenv("SDL_AUDIODRIVER", "none_such")
    player = SoundPlayer()
    player.play_tone(Tone(220.0))
    player.play_tone(Tone(220.0))
    assert "sound output" in player.trouble
    assert os.environ["SDL_AUDIODRIVER"] == "none_such"
