"""What a patient is told about a calibration that is not good enough, and what to change."""

from game.language import current, tr
from game.movements.attempts import REST, load_attempts
from sensors.emg.calibration import Complaint, Verdict
from sensors.emg.simultaneous import BOTH

# Where it is about single movements, they are named; else naming all of them says nothing.
_NAMED = frozenset({Complaint.TOO_WEAK, Complaint.LOOK_ALIKE})


def complaint_title(complaint: Complaint | None) -> str:
    """Return what was wrong, as a heading."""
    match complaint:
        case Complaint.NOTHING_MOVED:
            return tr("The sensor has not heard your movements yet.")
        case Complaint.REST_NOT_QUIET:
            return tr("The sensor has not heard your muscles rest yet.")
        case Complaint.TOO_WEAK:
            return tr("The sensor hears this only faintly.")
        case _:
            return tr("Some movements could not be told apart yet.")


def complaint_lines(verdict: Verdict) -> tuple[str, ...]:
    """Return what was wrong and what to change, in plain words; empty where all is well."""
    if verdict.complaint is None:
        return ()
    named = [name for name in verdict.again if name != REST or len(verdict.again) > 1]
    names = ", ".join(movement_name(name) for name in named)
    change = {
        Complaint.NOTHING_MOVED: tr(
            "Move the electrodes onto the thickest part of the muscle, press them on, and tense a "
            "little more."
        ),
        Complaint.REST_NOT_QUIET: tr(
            "Lay the arm down, let it go heavy, and relax completely in the pauses."
        ),
        Complaint.TOO_WEAK: tr("Tense a little more, and hold it for as long as the limb does."),
        Complaint.LOOK_ALIKE: tr(
            "These look alike to the sensor. Make each one in its own way, only that movement, or "
            "move the electrodes a little."
        ),
    }[verdict.complaint]
    return (names, change) if verdict.complaint in _NAMED else (change,)


def movement_name(name: str) -> str:
    """Return what a movement that muscles tell apart is called."""
    if name == REST:
        return tr("Rest")
    if BOTH in name:
        return " + ".join(movement_name(part) for part in name.split(BOTH))
    attempt = load_attempts().get(name)
    return name.replace("_", " ") if attempt is None else attempt.name.in_language(current())
