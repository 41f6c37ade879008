"""The settings file of a home, as a person writes it.

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
from pathlib import Path

from pydantic import JsonValue, ValidationError

from game.home.settings import HomeSettings, HomeTables, default_root
from game.language import LANGUAGES
from game.limb.postures import load_postures
from sensors.registry import READS_MUSCLES
from sensors.settings import sensor_settings_in
from sessions.plan.document import explain


class SettingsError(Exception):
    """The settings file can't be used; the text names the file, the place and what is allowed."""


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
        home = HomeTables.model_validate(table)
    except ValidationError as error:
        place, problem = explain(error, HomeTables)
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
    root = _folder(chosen, path) if chosen else default_root()
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
