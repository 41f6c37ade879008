"""What a session lets be heard: texts read aloud, and soft tones; only where somebody wants them.

pygame is for a session that can be heard or seen, not for those who only check a plan: it is
imported here when there is something to hear.
"""

from collections.abc import Callable

from game.home.settings import HomeSettings
from game.recorder.session_recorder import SessionRecorder
from game.sound.speech import NO_VOICE, Speaker, speech_folder
from game.sound.tone import Tone
from game.sound.voice import voice_here
from game.theatre import Theatre
from game.timing.clock import VirtualClock
from sessions.plan.plan import LoadedPlan


def speaker_for(
    loaded: LoadedPlan, home: HomeSettings, theatre: Theatre, recorder: SessionRecorder
) -> Speaker | None:
    """Return who reads texts out; None where nobody wants it, or nobody would hear it."""
    wanted = loaded.plan.read_aloud or home.sound.read_aloud
    if not wanted or isinstance(theatre.clock, VirtualClock):
        return None
    voice = voice_here()
    if voice is None:
        recorder.note("speech", NO_VOICE)
        return None
    from game.sound.player import SoundPlayer

    return Speaker(
        voice, SoundPlayer(), speech_folder(), lambda text: recorder.note("speech", text)
    )


def tones_for(home: HomeSettings, theatre: Theatre) -> Callable[[Tone], None] | None:
    """Return what lets tones be heard; None where nobody wants them, or would hear them."""
    if not home.sound.tones or isinstance(theatre.clock, VirtualClock):
        return None
    from game.sound.player import SoundPlayer

    return SoundPlayer().play_tone
