"""The settings of this home: who plays, on which display, with which sensor, kept where.

```toml
[patient]
code = "P001"            # a made-up code, never a name
usable_hand = "right"    # the hand on mouse and keys
other_hand_missing = true  # any hand that the camera sees is the intact one
language = "en"          # en or fr

[limb]                   # the patient's own; measured on the intact arm
hand_mm = 178.0          # wrist crease to the tip of the middle finger
wrist_girth_mm = 165.0
masculine = 0.2          # 0 a woman's arm, 1 a man's
age_years = 61
melanin = 0.4            # about 0.2 light, 0.5 medium, 1 dark; see game/limb/appearance.py

[phantom]                # the limb as it is felt; the plan says whether sessions begin with it
telescoping = 0.4        # 0 full length, 1 the hand at the residual limb's end
posture = "fist"
stiffness = 0.5

[residual]               # what is left of the affected limb, measured with a tape
level = "transradial"    # or transhumeral, transtibial, transfemoral
length_mm = 120.0        # from the point of the elbow to the end

[display]
fullscreen = true

[sound]
read_aloud = true        # texts of imagery and reading, where the computer has a voice

[sessions]
folder = "sessions"      # where session folders go; relative to this file

[sensor]                 # instead of the plan's; see sensors/settings.py
driver = "webcam"
source = 0

[muscles]                # the muscle sensor, where there is one
driver = "myo"
control = "auto"         # classifier, hysteresis (1 or 2 electrodes), regression (two at once)
```

Every table may be left out.
"""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs
from pydantic import Field, JsonValue, ValidationError

from game.language import LANGUAGES, system_language
from game.limb.appearance import DEFAULT_APPEARANCE, Appearance
from game.limb.postures import load_postures
from game.muscles.control import ControlChoice
from sensors.pose import Side
from sensors.registry import READS_MUSCLES
from sensors.settings import SensorSettings, default_settings, sensor_settings_in
from sessions.clinic.enrolment import enrolled_codes
from sessions.patient import Patient
from sessions.plan.document import Document, explain
from sessions.plan.phantom import NEUTRAL, FeltPhantom
from sessions.plan.plan import Plan
from sessions.plan.residual import ResidualLimb


class SettingsError(Exception):
    """The settings file can't be used; the text names the file, the place and what is allowed."""


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


class _Home(Document):
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
    home = _Home()
    return HomeSettings(home.patient, home.display, _default_root(), None)


def load_home(path: Path) -> HomeSettings:
    """Read a settings file.

    Raises:
        SettingsError: it can't be read or says something that isn't allowed.
        SensorSettingsError: the same, within ``[sensor]``.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = error.strerror or "it can't be read"
        raise SettingsError(f"{path.name}: {reason}; check its name and folder") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path.name}: this is not UTF-8 text; save it as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{path.name}: this is not valid TOML; {error}") from error
    sensor_table = {key: table.pop(key) for key in ("sensor",) if key in table}
    muscles_table = _muscle_sensor_of(table)
    try:
        home = _Home.model_validate(table)
    except ValidationError as error:
        place, problem = explain(error, _Home)
        raise SettingsError(f"{path.name}: {place}: {problem}") from None
    if home.patient is not None and home.patient.language not in LANGUAGES:
        raise SettingsError(
            f"{path.name}: patient.language: is not spoken yet; allowed: {' or '.join(LANGUAGES)}"
        )
    sensor = None
    if sensor_table:
        sensor = sensor_settings_in(sensor_table, name=path.name, folder=path.parent)
    muscles = None
    if muscles_table:
        muscles = sensor_settings_in(
            muscles_table, name=f"{path.name}, [muscles]", folder=path.parent
        )
        if muscles.driver not in READS_MUSCLES:
            allowed = ", ".join(sorted(READS_MUSCLES))
            raise SettingsError(f"{path.name}: muscles.driver: allowed: {allowed}")
    chosen = home.sessions.folder
    root = _folder(chosen, path) if chosen else _default_root()
    postures = {*load_postures(), *load_postures("leg")}
    if home.phantom.posture is not None and home.phantom.posture not in postures:
        raise SettingsError(
            f"{path.name}: phantom.posture: there is no such posture; "
            f"allowed: {', '.join(sorted(postures))}"
        )
    return HomeSettings(
        home.patient,
        home.display,
        root,
        sensor,
        home.limb,
        home.phantom,
        home.residual,
        muscles,
        home.sound,
        muscle_control=home.muscles.control,
    )


def _muscle_sensor_of(table: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Take the sensor out of ``[muscles]``, and leave in it how the muscles steer."""
    muscles = table.get("muscles")
    if not isinstance(muscles, dict):
        return {}
    sensor = {key: value for key, value in muscles.items() if key != "control"}
    table["muscles"] = {key: value for key, value in muscles.items() if key == "control"}
    return {"sensor": sensor} if sensor else {}


def _folder(chosen: str, settings: Path) -> Path:
    """Return the folder that a settings file names.

    Raises:
        SettingsError: it is no path on this computer.
    """
    try:
        return (settings.parent / Path(chosen).expanduser()).resolve()
    except (RuntimeError, ValueError) as error:
        raise SettingsError(
            f"{settings.name}: sessions.folder: this is no folder on this computer"
        ) from error


def _default_root() -> Path:
    return Path(platformdirs.user_data_dir("mirrorlimb", appauthor=False)) / "sessions"


def _bare(sensor: dict[str, JsonValue] | None) -> dict[str, JsonValue] | None:
    """Leave the folders out of paths: they may hold a person's name."""
    if sensor is None:
        return None
    return {
        key: Path(value).name if key in ("source", "session") and isinstance(value, str) else value
        for key, value in sensor.items()
    }
