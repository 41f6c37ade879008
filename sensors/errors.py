"""What can go wrong with a sensor, each in one sentence with the next step.

SensorError
├── SensorNotFoundError     nothing answers at the place given
├── SensorBusyError         another program holds the device
├── SensorLostError         the device went away during the session
│   └── SensorEndedError    a clip or recording has been played to its end
├── SensorDataError         a recording, picture or stream can't be read
├── SensorSettingsError     the settings name something that doesn't exist
└── MissingPartError        an optional package or data wheel is not installed
"""

from sensors.sample import Sample, Segment


class SensorError(Exception):
    """Anything about a sensor that a person can mend; its text is fit to show them."""


class SensorNotFoundError(SensorError):
    """Nothing answers at the place given."""


class SensorBusyError(SensorError):
    """Another program holds the device."""


class SensorLostError(SensorError):
    """The device went away during the session.

    Args:
        text: A sentence with the next step.
        segments: Which, where several motion sensors make up one device.
        heard: What the others of them have said meanwhile.
    """

    def __init__(
        self, text: str, *, segments: tuple[Segment, ...] = (), heard: tuple[Sample, ...] = ()
    ) -> None:
        super().__init__(text)
        self.segments = segments
        self.heard = heard


class SensorEndedError(SensorLostError):
    """A clip or recording has been played to its end."""


class SensorDataError(SensorError):
    """A recording, picture or stream can't be read."""


class SensorSettingsError(SensorError):
    """The settings name something that doesn't exist."""


class MissingPartError(SensorError):
    """An optional package or data wheel is not installed; the text has the line that brings it."""
