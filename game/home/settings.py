"""The settings of this home: who plays, on which display, with which sensor, kept where."""

from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs
from pydantic import Field, JsonValue

from game.language import system_language
from game.limb.appearance import DEFAULT_APPEARANCE, Appearance
from game.muscles.control import ControlChoice
from sensors.pose import Side
from sensors.settings import SensorSettings, default_settings
from sessions.clinic.enrolment import enrolled_codes
from sessions.patient import Patient
from sessions.plan.document import Document
from sessions.plan.phantom import NEUTRAL, FeltPhantom
from sessions.plan.plan import Plan
from sessions.plan.residual import ResidualLimb


class DisplaySettings(Document):
    """How the window opens."""

    fullscreen: bool = False
    width_px: int = Field(default=1280, ge=800, le=7680)
    height_px: int = Field(default=720, ge=600, le=4320)


class SessionsSettings(Document):
    """Where sessions are kept."""

    folder: str = Field(default="", max_length=1000)
    """Empty: the user's own data folder."""


class SoundSettings(Document):
    """What may be heard; nothing unless it is wanted."""

    read_aloud: bool = False
    """Whether texts of imagery and reading are read out, where the computer has a voice."""
    tones: bool = False
    """Whether games have soft tones."""


SILENT = SoundSettings()


class MusclesSettings(Document):
    """How the muscles steer; which sensor hears them is told beside it."""

    control: ControlChoice = "auto"
    """By pattern, by thresholds, or two movements at once; auto: by the number of electrodes."""


class HomeTables(Document):
    """The tables of a settings file, but for the sensors'."""

    patient: Patient | None = None
    limb: Appearance = DEFAULT_APPEARANCE
    phantom: FeltPhantom = NEUTRAL
    residual: ResidualLimb | None = None
    display: DisplaySettings = DisplaySettings()
    sessions: SessionsSettings = SessionsSettings()
    sound: SoundSettings = SILENT
    muscles: MusclesSettings = MusclesSettings()


@dataclass(frozen=True, slots=True)
class HomeSettings:
    """Everything that stays the same from session to session in one home."""

    patient: Patient | None
    """None: nobody has been named yet; see `patient_for`."""
    display: DisplaySettings
    sessions_root: Path
    sensor: SensorSettings | None
    """None: the plan's own choice, with defaults."""
    limb: Appearance = DEFAULT_APPEARANCE
    """How the patient's limb looks."""
    phantom: FeltPhantom = NEUTRAL
    """How the phantom is felt."""
    residual: ResidualLimb | None = None
    """None: nobody has measured a residual limb, or there is none."""
    muscles: SensorSettings | None = None
    """The muscle sensor; None: the one in `sensor` or in the plan, where that is one."""
    sound: SoundSettings = SILENT
    """What may be heard."""
    muscles_folder: Path | None = None
    """Where muscle calibrations are kept; None: beside the sessions."""
    muscle_control: ControlChoice = "auto"
    """How the muscles steer."""

    @property
    def muscles_root(self) -> Path:
        """Where muscle calibrations are kept, one folder a patient."""
        return self.muscles_folder or self.sessions_root.parent / "muscles"

    def patient_for(self, plan: Plan) -> Patient:
        """Return the patient; where none is named, the one enrolled, who uses their intact hand."""
        if self.patient is not None:
            return self.patient
        intact_hand = plan.limb == "arm" and plan.affected_side == "right"
        usable: Side = "left" if intact_hand else "right"
        codes = enrolled_codes(self.sessions_root)
        code = codes[0] if len(codes) == 1 else "P001"
        return Patient(code=code, usable_hand=usable, language=system_language())

    def with_sensor(self, name: str) -> "HomeSettings":
        """Return the same home with a sensor chosen by name; its settings are kept if it is it.

        Raises:
            SensorSettingsError: there is no such sensor, or it needs more than a name.
        """
        if self.sensor is not None and self.sensor.driver == name:
            return self
        return replace(self, sensor=default_settings(name))

    def with_patient(self, patient: Patient) -> "HomeSettings":
        """Return the same home with another patient."""
        return replace(self, patient=patient)

    def as_record(self, patient: Patient) -> dict[str, JsonValue]:
        """Return the settings as used by this patient, for the log."""
        sensor = None if self.sensor is None else self.sensor.model_dump(mode="json")
        return {
            "patient": patient.model_dump(mode="json"),
            "limb": self.limb.model_dump(mode="json"),
            "phantom": self.phantom.model_dump(mode="json"),
            "residual": None if self.residual is None else self.residual.model_dump(mode="json"),
            "display": self.display.model_dump(mode="json"),
            "sound": self.sound.model_dump(mode="json"),
            "sensor": _bare(sensor),
            "muscles": _bare(
                None if self.muscles is None else self.muscles.model_dump(mode="json")
            ),
            "muscle_control": self.muscle_control,
        }


def default_home() -> HomeSettings:
    """Return what holds where there is no settings file."""
    home = HomeTables()
    return HomeSettings(home.patient, home.display, default_root(), None)


def default_root() -> Path:
    """Return where sessions are kept unless somebody chose."""
    return Path(platformdirs.user_data_dir("mirrorlimb", appauthor=False)) / "sessions"


def _bare(sensor: dict[str, JsonValue] | None) -> dict[str, JsonValue] | None:
    """Leave the folders out of paths: they may hold a person's name."""
    if sensor is None:
        return None
    return {
        key: Path(value).name if key in ("source", "session") and isinstance(value, str) else value
        for key, value in sensor.items()
    }
