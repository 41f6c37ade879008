"""Plays sound files, one at a time, without holding anything up; silent where nothing can sound."""

from pathlib import Path

import pygame

from game.sound.tone import RATE_HZ, Tone

_BUFFER_SAMPLES = 512
"""Small, so that a tone comes with the beat that it belongs to: 12 ms."""


class SoundPlayer:
    """The loudspeaker; opened with the first sound."""

    def __init__(self) -> None:
        self.trouble = ""
        """Why nothing can be heard; empty while all is well."""
        self._playing: pygame.mixer.Sound | None = None
        self._tones: dict[Tone, pygame.mixer.Sound] = {}

    def play(self, path: Path) -> None:
        """Play a WAV file from its start, in place of whatever sounds now."""
        if self.trouble or not self._opened():
            return
        self.stop()
        try:
            self._playing = pygame.mixer.Sound(str(path))
            self._playing.play()
        except pygame.error as error:
            self.trouble = f"a sound could not be played ({error})"

    def play_tone(self, tone: Tone) -> None:
        """Let a tone be heard beside whatever sounds now; the same tone is made only once."""
        if self.trouble or not self._opened():
            return
        try:
            if tone not in self._tones:
                self._tones[tone] = pygame.mixer.Sound(buffer=tone.samples().tobytes())
            self._tones[tone].play()
        except pygame.error as error:
            self.trouble = f"a tone could not be played ({error})"

    def stop(self) -> None:
        """Be silent."""
        if self._playing is not None:
            self._playing.stop()
            self._playing = None

    def close(self) -> None:
        """Be silent, and let the loudspeaker go."""
        self.stop()
        if pygame.mixer.get_init():
            pygame.mixer.quit()

    def _opened(self) -> bool:
        if pygame.mixer.get_init():
            return True
        try:
            pygame.mixer.init(RATE_HZ, -16, 2, _BUFFER_SAMPLES)
        except pygame.error as error:
            self.trouble = f"there is no sound output ({error})"
            return False
        return True
