"""Reads texts out, beside the frame loop: asked for in no time, spoken by a thread of its own.

Each text is spoken once and kept as a file, so that the next time it starts at once. Only the
newest text matters: what was asked for before it and not begun is left out.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol

import platformdirs

from game.language import current
from game.sound.voice import Voice, VoiceError

NO_VOICE = (
    "no voice was found on this computer: texts are shown and not read out; install espeak-ng"
)
_MOST_KEPT = 400


class Player(Protocol):
    """What makes a file heard."""

    trouble: str

    def play(self, path: Path) -> None:
        """Play it in place of whatever sounds now."""
        ...

    def stop(self) -> None:
        """Be silent."""
        ...

    def close(self) -> None:
        """Let the loudspeaker go."""
        ...


class Speaker:
    """Speaks for one session.

    Args:
        voice: What turns a text into sound.
        player: What makes it heard.
        folder: Where spoken texts are kept.
        note: Told once, in the caller's own thread, if something went wrong.
    """

    def __init__(
        self, voice: Voice, player: Player, folder: Path, note: Callable[[str], None]
    ) -> None:
        self._voice = voice
        self._player = player
        self._folder = folder
        self._note = note
        self._wanted: SimpleQueue[tuple[str, str] | None] = SimpleQueue()
        self._trouble = ""
        self._told = False
        self._thread = Thread(target=self._work, name="speech", daemon=True)
        self._thread.start()

    def say(self, text: str) -> None:
        """Read a text out soon, in place of whatever is being read; empty: be silent."""
        self._tell_trouble()
        self._wanted.put((text, current()))

    def close(self, wait_s: float = 1.0) -> None:
        """Be silent and stop."""
        self._tell_trouble()
        self._wanted.put(None)
        self._thread.join(wait_s)

    def _tell_trouble(self) -> None:
        trouble = self._trouble or self._player.trouble
        if trouble and not self._told:
            self._told = True
            self._note(trouble)

    def _work(self) -> None:
        while (wanted := self._newest()) is not None:
            text, language = wanted
            self._player.stop()
            if not text or self._trouble:
                continue
            try:
                path = self._spoken(text, language)
            except (OSError, VoiceError) as error:
                self._trouble = str(error)
                continue
            if self._wanted.empty():
                self._player.play(path)
        self._player.close()

    def _newest(self) -> tuple[str, str] | None:
        wanted = self._wanted.get()
        while wanted is not None:
            try:
                wanted = self._wanted.get_nowait()
            except Empty:
                break
        return wanted

    def _spoken(self, text: str, language: str) -> Path:
        """Return the file in which a text is spoken, from the shelf or made now."""
        name = hashlib.sha256(f"{self._voice.program}/{language}/{text}".encode()).hexdigest()
        path = self._folder / f"{name[:32]}.wav"
        if path.is_file():
            return path
        self._folder.mkdir(parents=True, exist_ok=True)
        self._make_room()
        half = path.with_name(f"{path.stem}.{os.getpid()}.part.wav")
        try:
            self._voice.speak(text, language, half)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
        return path

    def _make_room(self) -> None:
        kept = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime)
        for path in kept[: max(0, len(kept) - _MOST_KEPT + 1)]:
            path.unlink(missing_ok=True)


def speech_folder() -> Path:
    """Return where spoken texts are kept on this computer."""
    return Path(platformdirs.user_cache_dir("mirrorlimb", appauthor=False)) / "speech"
