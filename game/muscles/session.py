"""The muscles of one session: who reads them, what they are in the log, where they are kept."""

from functools import partial

from game.home.settings import HomeSettings
from game.muscles.file import MuscleFile
from game.muscles.source import MuscleSource
from game.recorder.session_recorder import SessionRecorder
from game.theatre import Theatre
from sessions.events.entry import SensorUsed
from sessions.plan.plan import LoadedPlan


def muscles_used(theatre: Theatre) -> SensorUsed | None:
    """Return the muscle sensor as the log names it; None where there is none."""
    if theatre.muscles is None:
        return None
    identity = theatre.muscles.identity
    return SensorUsed(driver=identity.driver, device=identity.device, detail=identity.detail)


def muscle_source_for(
    theatre: Theatre, recorder: SessionRecorder, home: HomeSettings
) -> MuscleSource | None:
    """Return who reads the muscles and tells the recorder; None where no sensor does."""
    if theatre.muscles is None:
        return None
    return MuscleSource(
        theatre.muscles,
        clock=theatre.clock,
        on_sample=recorder.sample,
        on_decision=recorder.decision,
        on_device=partial(recorder.device, which="muscles"),
        control=home.muscle_control,
    )


def muscle_file_for(
    home: HomeSettings, loaded: LoadedPlan, muscles: MuscleSource | None
) -> MuscleFile | None:
    """Return where this patient's calibrations for this sensor are kept."""
    if muscles is None:
        return None
    code = home.patient_for(loaded.plan).code
    return MuscleFile(home.muscles_root, code, muscles.identity.driver)
