"""What a patient is told about the muscle sensor, in plain words."""

from game.language import tr
from game.muscles.reading import MuscleReading
from sensors.emg.quality import Fault


def muscle_warning(reading: MuscleReading | None) -> str:
    """Say what is wrong with the muscle sensor, if anything; empty where all is well."""
    if reading is None or reading.state == "lost":
        return tr("The muscle sensor is gone. Check its cable or battery; the session waits.")
    return {
        "live": "",
        "silent": tr("The muscle sensor is silent. Check that it is switched on."),
        "unfit": tr("The muscle sensor is set up differently from its calibration."),
        "not_calibrated": tr("The muscle sensor is not calibrated yet."),
    }[reading.state]


def fault_words(fault: Fault) -> str:
    """Say what to do about one fault of an electrode."""
    return {
        Fault.FLAT: tr("No signal: check that the cable is plugged in and the electrode is on."),
        Fault.SATURATED: tr(
            "Too strong for the device: lower the gain, or move the electrode a little."
        ),
        Fault.MAINS_HUM: tr(
            "Hum from the mains: unplug the charger, move away from lamps and cables, press the "
            "electrodes on."
        ),
        Fault.LOOSE: tr("Loose, it seems: press it on, moisten it or use a new one."),
        Fault.DEAD: tr("Nothing of the muscle is heard: press it on or move it a little."),
        Fault.WRONG_GAIN: tr(
            "Very different from the calibration: check the gain and the electrode, or calibrate "
            "again."
        ),
    }[fault]
