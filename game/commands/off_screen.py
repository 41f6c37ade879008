"""A session drawn for real and played by the simulated patient, with a contact sheet at its end."""

import sys
from pathlib import Path

from game.app import Played, play_session
from game.commands.prepare import prepare
from game.display.contact_sheet import Moments
from game.display.gl import GLDisplay
from game.frame import Frame
from game.home.at_hand import without_sensors
from game.home.settings import HomeSettings
from game.language import use
from game.opening.theatre import off_screen
from game.simulated.patient import SimulatedPatient
from game.simulated.temperament import TEMPERAMENTS
from game.timing.clock import RealClock
from sessions.events.entry import Purpose
from sessions.plan.plan import LoadedPlan

SIMULATED_CODE = "SIM"
CONTACT_SHEET_NAME = "contact-sheet.png"


def play_off_screen(
    loaded: LoadedPlan,
    home: HomeSettings,
    *,
    seed: int,
    temperament: str = "cooperative",
    purpose: Purpose = "planned",
) -> Played:
    """Play a session with nobody there; say what is shown and where the pictures are.

    Raises:
        SensorError: the sensor can't be opened.
        DisplayError: OpenGL is missing.
        SessionsError: the session can't be kept.
    """
    named = home.patient_for(loaded.plan)
    home = home.with_patient(named.model_copy(update={"code": SIMULATED_CODE}))
    prepare(loaded, home)
    use(named.language)
    clock = RealClock()
    began_s = clock()
    moments, progress = Moments(), _Progress()
    patient = SimulatedPatient(seed, TEMPERAMENTS[temperament])

    def shown(display: GLDisplay, frame: Frame) -> None:
        now_s = clock()
        progress.show(frame, now_s - began_s)
        if moments.wanted(frame, now_s):
            moments.take(frame, display.renderer.screenshot(), now_s, now_s - began_s)

    opened = loaded if purpose == "planned" else without_sensors(loaded)
    with off_screen(opened, home, clock, onlooker=patient, on_frame=shown, notice=print) as theatre:
        played = play_session(loaded, home, theatre, purpose=purpose)
        progress.end()
        if moments.pictures:
            print(f"Pictures of what was shown: {_write_sheet(moments, played)}")
    return played


def _write_sheet(moments: Moments, played: Played) -> Path:
    from game.render.contact_sheet import contact_sheet
    from game.render.screenshot import save_png

    # Beside the sealed folder, not in it: it is a picture of the session, not part of its record.
    path = played.folder.with_name(f"{played.folder.name}-{CONTACT_SHEET_NAME}")
    save_png(path, contact_sheet(moments.pictures))
    return path


class _Progress:
    """Says where the session is: one live line on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self._said = ("", "")
        self._live = sys.stdout.isatty()

    def show(self, frame: Frame, session_s: float) -> None:
        title = frame.screen.title
        if (frame.scene, title) == self._said:
            return
        self._said = (frame.scene, title)
        minutes, seconds = divmod(int(session_s), 60)
        line = f"{minutes}:{seconds:02d}  {frame.scene}: {title}"
        print(f"\r\033[K{line}" if self._live else line, end="" if self._live else "\n", flush=True)

    def end(self) -> None:
        if self._live:
            print()
