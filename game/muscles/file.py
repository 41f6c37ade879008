"""Where a patient's muscle calibration is kept: a model, and the recording it was learnt from.

``muscles/sub-CODE/DRIVER.npz`` is the model (plain arrays, `sensors.emg.model_file`), and
``DRIVER-calibration.npz`` the newest full recording, as `mirrorlimb emg evaluate` reads it. A model
that can't be read is kept as ``DRIVER-unreadable-1.npz`` when a new one takes its place.
"""

from dataclasses import dataclass
from pathlib import Path

from sensors.emg.model import EmgModel
from sensors.emg.model_file import load_model, save_model
from sensors.emg.recording import Recording, save_recording
from sensors.errors import SensorDataError


@dataclass(frozen=True, slots=True)
class MuscleFile:
    """One patient's calibration of one kind of device."""

    root: Path
    patient_code: str
    driver: str

    @property
    def model_path(self) -> Path:
        """The model's file."""
        return self.root / f"sub-{self.patient_code}" / f"{self.driver}.npz"

    @property
    def recording_path(self) -> Path:
        """The file of the recording that the model was first learnt from."""
        return self.model_path.with_name(f"{self.driver}-calibration.npz")

    def load(self) -> EmgModel | None:
        """Return the model, or None where there is none yet.

        Raises:
            SensorDataError: there is one that can't be used.
        """
        return load_model(self.model_path) if self.model_path.exists() else None

    def save(self, model: EmgModel, recording: Recording | None = None) -> None:
        """Keep the model, and the recording where it is a full calibration.

        Raises:
            SensorDataError: the folder can't be written to.
        """
        try:
            self.model_path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SensorDataError(
                f"The folder {self.root.name} can't be written to: check that it exists and has "
                "room."
            ) from error
        self._set_aside()
        if recording is not None:
            save_recording(recording, self.recording_path)
        save_model(model, self.model_path)

    def _set_aside(self) -> None:
        """Keep a model that can't be read beside the new one: another version may read it yet."""
        path = self.model_path
        if not path.exists():
            return
        try:
            load_model(path)
        except SensorDataError as error:
            number = 1
            while (aside := path.with_name(f"{self.driver}-unreadable-{number}.npz")).exists():
                number += 1
            try:
                path.rename(aside)
            except OSError:
                raise SensorDataError(
                    f"{path.name} can't be read, nor set aside: check its folder, and calibrate "
                    "again."
                ) from error
