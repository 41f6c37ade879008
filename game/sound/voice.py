"""Voices that come with a computer: each turns a text into a WAV file, by a program of its own."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

_LONGEST_S = 30.0
_WORDS_PER_MIN = 135
"""Calm; reading aloud is usually 150 to 160."""
_MAC_VOICES = {"en": "Samantha", "fr": "Thomas"}


class VoiceError(Exception):
    """A voice did not speak; the text says why."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One way to speak."""

    program: str
    """Its name, as found on this computer."""
    command: Callable[[str, str, str], list[str]]
    """From text, language and the file to write to the command that writes it."""

    def speak(self, text: str, language: str, path: Path) -> None:
        """Write the text, spoken, to a WAV file. Takes a while: never call it in the frame loop.

        Raises:
            VoiceError: the program failed or took too long.
        """
        command = self.command(text, language, str(path))
        try:
            subprocess.run(
                command,
                check=True,
                capture_output=True,
                timeout=_LONGEST_S,
                stdin=subprocess.DEVNULL,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise VoiceError(f"the voice {self.program} failed ({type(error).__name__})") from error
        if not path.is_file():
            raise VoiceError(f"the voice {self.program} wrote nothing")


def _espeak(program: str) -> Callable[[str, str, str], list[str]]:
    def command(text: str, language: str, path: str) -> list[str]:
        return [program, "-v", language, "-s", str(_WORDS_PER_MIN), "-w", path, "--", text]

    return command


def _mac(text: str, language: str, path: str) -> list[str]:
    voice = _MAC_VOICES.get(language, _MAC_VOICES["en"])
    rate = str(_WORDS_PER_MIN)
    return ["say", "-v", voice, "-r", rate, "--data-format=LEI16@22050", "-o", path, "--", text]


def _windows(text: str, language: str, path: str) -> list[str]:
    # Texts and paths go in as arguments of the script, never as parts of its own words.
    script = (
        "& { param($text, $language, $path) Add-Type -AssemblyName System.Speech; "
        "$s = New-Object System.Speech.Synthesis.SpeechSynthesizer; $s.Rate = -2; "
        "$v = $s.GetInstalledVoices() | Where-Object "
        "{ $_.VoiceInfo.Culture.TwoLetterISOLanguageName -eq $language } | Select-Object -First 1; "
        "if ($v) { $s.SelectVoice($v.VoiceInfo.Name) }; "
        "$s.SetOutputToWaveFile($path); $s.Speak($text); $s.Dispose() }"
    )
    return ["powershell", "-NoProfile", "-Command", script, text, language, path]


_VOICES: Mapping[str, Callable[[str, str, str], list[str]]] = {
    "espeak-ng": _espeak("espeak-ng"),
    "espeak": _espeak("espeak"),
    "say": _mac,
    "powershell": _windows,
}


def voice_here(find: Callable[[str], str | None] = shutil.which) -> Voice | None:
    """Return a voice of this computer; None where it has none that we know."""
    for program, command in _VOICES.items():
        if find(program) is not None:
            return Voice(program, command)
    return None
