"""What can go wrong between home and clinic; each text says what becomes of the session.

ClinicError
├── ClinicUnreachableError    no answer that is the portal's: try again later, nothing is lost
├── ClinicRefusedError        the portal said no, and why
└── EnrolmentError            this computer's enrolment can't be kept or read
"""

from sessions.errors import SessionsError


class ClinicError(SessionsError):
    """Anything between home and clinic that a person can mend, or time will."""


class ClinicUnreachableError(ClinicError):
    """Nobody answers, or somebody who is not the portal."""


class ClinicRefusedError(ClinicError):
    """The portal said no.

    Attributes:
        status: The answer's HTTP status.
        code: Why, in one word, e.g. ``wrong_clock``.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"the clinic's portal says: {message}")
        self.status = status
        self.code = code


class EnrolmentError(ClinicError):
    """This computer's enrolment can't be kept or read."""
